"""Manual pages (man, mdoc): what `man` would show, with headings, lists, code and tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from langchain_core.documents import Document

from precis.loaders.canonical import canonical
from precis.loaders.contract import Parser, stem, suffix, text_head
from precis.loaders.decode import is_text
from precis.loaders.formats.text import read_text
from precis.loaders.roff import read_manual

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.documents.base import Blob

_SECTION = re.compile(r"\.[1-9nl][a-z]{0,6}")
_REQUEST = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*[.'](?:\\[\"#]|[ \t]*(?:[a-z]{2}|TH|Dd|Dt|Os)\b|\s*\n)"
)
_TITLE = re.compile(rb"^[.'][ \t]*(?:TH|Dd|Dt)[ \t]", re.MULTILINE)


class ManualParser(Parser):
    """One Document, with the name and the section of the manual as its title."""

    media_type = "text/troff"

    def accepts(self, blob: Blob) -> bool:
        """Take text that begins with a request of roff and has a title or the name of a page."""
        start = text_head(blob)
        named = _SECTION.fullmatch(suffix(blob)) is not None
        begins = _REQUEST.match(start) is not None
        return is_text(start) and begins and (named or _TITLE.search(start) is not None)

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document."""
        page = read_manual(read_text(blob))
        metadata = {"title": page.title or stem(blob), "media_type": self.media_type}
        yield Document(canonical(page.text()), metadata=metadata)
