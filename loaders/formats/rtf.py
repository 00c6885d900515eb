"""Rich Text Format: the text without its formatting."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from langchain_core.documents import Document

from precis.loaders.canonical import canonical
from precis.loaders.contract import Parser, head, stem
from precis.loaders.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.documents.base import Blob

_MARK = b"{\\rtf"
_TITLE = re.compile(r"\{\\title ([^{}\\]+)\}")
_AUTHOR = re.compile(r"\{\\author ([^{}\\]+)\}")


class RtfParser(Parser):
    """What striprtf reads."""

    media_type = "application/rtf"

    def accepts(self, blob: Blob) -> bool:
        """Take what begins as RTF does."""
        return head(blob).lstrip().startswith(_MARK)

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document."""
        from striprtf.striprtf import rtf_to_text

        markup = blob.as_bytes().decode("latin-1")
        title, author = _TITLE.search(markup), _AUTHOR.search(markup)
        text = "\n".join(_with_tables(canonical(rtf_to_text(markup, errors="replace")).strip()))
        metadata = {"title": title[1] if title else stem(blob), "media_type": self.media_type}
        yield Document(text, metadata=metadata | ({"author": author[1]} if author else {}))


def _with_tables(text: str) -> Iterator[str]:
    """Yield lines; rows, which striprtf ends with a bar, become a table."""
    lines = text.replace("\n|", "|").split("\n")
    for in_table, group in groupby(lines, key=lambda line: line.endswith("|")):
        if in_table:
            yield table([row.split("|")[:-1] for row in group])
        else:
            yield from group
