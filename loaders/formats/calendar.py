"""Calendars (.ics) and cards of contacts (.vcf): each property on a line of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from langchain_core.documents import Document

from precis.loaders.canonical import canonical, paginate
from precis.loaders.content_lines import components, is_components
from precis.loaders.contract import Parser, stem, text_head
from precis.loaders.decode import decode
from precis.loaders.errors import LoadError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.documents.base import Blob


class CalendarParser(Parser):
    """An entry for each event, task and contact."""

    media_type = "text/calendar"

    def accepts(self, blob: Blob) -> bool:
        """Take what begins as a calendar or a card does."""
        return is_components(text_head(blob))

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document; `pages` are entries, 1-based."""
        text = decode(blob.as_bytes(), [blob.metadata.get("charset")])
        if text is None:
            raise LoadError(str(blob.source), "this is not text", "export it again")
        shown, pages = paginate(enumerate(components(canonical(text)), start=1))
        is_card = text.lstrip()[:11].upper() == "BEGIN:VCARD"
        metadata = {"media_type": "text/vcard" if is_card else self.media_type, "pages": pages}
        yield Document(shown, metadata={"title": stem(blob), **metadata})
