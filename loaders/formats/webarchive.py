"""Pages that Safari saved (.webarchive): a list of properties with the page and its parts."""

from __future__ import annotations

import plistlib
from typing import TYPE_CHECKING, Any
from xml.parsers.expat import ExpatError

from precis.loaders.contract import Parser, head, member, stem
from precis.loaders.errors import LoadError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.documents import Document
    from langchain_core.documents.base import Blob

_BEGINS = (b"bplist00", b"<?xml")
_MAIN, _FRAMES = "WebMainResource", "WebSubframeArchives"
_DATA, _TYPE, _CHARSET = "WebResourceData", "WebResourceMIMEType", "WebResourceTextEncodingName"
_DEEPEST = 5
_DAMAGED = (plistlib.InvalidFileException, ExpatError, ValueError, RecursionError, OverflowError)


class WebArchiveParser(Parser):
    """The page is a member, and so is each of its frames; pictures and styles are not read."""

    media_type = "application/x-webarchive"

    def accepts(self, blob: Blob) -> bool:
        """Take lists of properties that name the main part of a page."""
        start = head(blob)
        return start.startswith(_BEGINS) and _MAIN.encode() in start

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:  # noqa: ARG002 - the contract's signature
        """Yield nothing: the text is in the members."""
        yield from ()

    def members(self, blob: Blob) -> Iterator[Blob]:
        """Yield the page and its frames."""
        try:
            archive = plistlib.loads(blob.as_bytes())
        except _DAMAGED:
            raise LoadError(str(blob.source), "the file is damaged", "save it again") from None
        yield from _pages(blob, archive, 0)


def _pages(blob: Blob, archive: Any, depth: int) -> Iterator[Blob]:
    main = archive.get(_MAIN) if isinstance(archive, dict) else None
    data = main.get(_DATA) if isinstance(main, dict) else None
    if isinstance(main, dict) and isinstance(data, bytes) and data:
        page = member(blob, f"{stem(blob)}.html", data, str(main.get(_TYPE) or "text/html"))
        page.metadata["charset"] = main.get(_CHARSET)
        yield page
    if depth < _DEEPEST and isinstance(archive, dict):
        for frame in archive.get(_FRAMES) or []:
            yield from _pages(blob, frame, depth + 1)
