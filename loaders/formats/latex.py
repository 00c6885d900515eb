"""LaTeX: the file's own text without comments, with what `\\input` and `\\include` take in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from langchain_core.documents import Document

from precis.loaders.canonical import canonical
from precis.loaders.contract import Parser, head, stem, suffix
from precis.loaders.decode import decode, is_text
from precis.loaders.formats.text import read_text
from precis.loaders.tex import printed_source
from precis.loaders.tex_macros import Macros
from precis.loaders.unread import Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.documents.base import Blob

_SUFFIXES = {".tex", ".ltx", ".latex"}
_INCLUDED = re.compile(r"\\(?:input|include|subfile)\{([^{}\n]{1,200})\}")
_TITLE = re.compile(r"\\title(?:\[[^\]\n]{0,200}\])?\{([^{}]{1,500})\}")
_MOST_FILES = 500
_DEEPEST = 10


class LatexParser(Parser):
    """Letters have their accents; files of a project and its own commands are taken in.

    Files are below the folder of the first; those of a folder or an archive come one by one
    anyway, and so are not taken in.
    """

    media_type = "application/x-tex"

    def accepts(self, blob: Blob) -> bool:
        """Take text that is named as LaTeX is."""
        return suffix(blob) in _SUFFIXES and is_text(head(blob))

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document."""
        self._unread = Unread()
        self._left = _MOST_FILES
        text = printed_source(read_text(blob))
        if blob.path is not None and not blob.metadata.get("listed"):
            folder = Path(blob.path).resolve().parent
            text = self._whole(text, folder, _DEEPEST)
        macros = Macros(text)
        if not macros.is_complete:
            self._unread.remark("its own commands stand for too much; the rest was not replaced")
        text = canonical(macros.text)
        title = _TITLE.search(text)
        metadata = {
            "title": " ".join(title[1].split()) if title else stem(blob),
            "media_type": self.media_type,
        }
        yield Document(text, metadata=metadata | self._unread.metadata())

    def _whole(self, text: str, folder: Path, depth: int) -> str:
        pieces, end = [], 0
        for found in _INCLUDED.finditer(text):
            taken = self._read_included(found[1].strip(), folder)
            if taken is None or depth == 0:
                continue
            pieces += [text[end : found.start()], self._whole(taken, folder, depth - 1)]
            end = found.end()
        return "".join([*pieces, text[end:]])

    def _read_included(self, name: str, folder: Path) -> str | None:
        """Return the text of a file of the project, None for what cannot be had."""
        self._left -= 1
        if self._left < 0:
            self._unread.remark(
                f"more than {_MOST_FILES} files are included; the rest was not read"
            )
            return None
        for spelled in (name, f"{name}.tex"):
            try:
                path = (folder / spelled).resolve()
                if path.is_relative_to(folder) and path.is_file():
                    self.options.limits.check_bytes(str(path), path.stat().st_size)
                    text = decode(path.read_bytes())
                    return None if text is None else printed_source(canonical(text))
            except (OSError, ValueError):
                continue
        self._unread.remark(f"{name}, which it includes, was not found")
        return None
