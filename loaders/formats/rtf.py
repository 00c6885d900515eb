"""Rich Text Format: paragraphs, tables, notes and pictures, as `../richtext.py` reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from langchain_core.documents import Document

from precis.loaders.canonical import canonical
from precis.loaders.contract import Parser, stem, text_head
from precis.loaders.decode import as_utf8
from precis.loaders.pictures import picture_reader
from precis.loaders.richtext import RichText
from precis.loaders.unread import Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.documents.base import Blob

_MARK = b"{\\rtf"


class RtfParser(Parser):
    """What a reader of RTF shows."""

    media_type = "application/rtf"

    def accepts(self, blob: Blob) -> bool:
        """Take what begins as RTF does."""
        return text_head(blob).lstrip().startswith(_MARK)

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document."""
        unread = Unread()
        rich = RichText(as_utf8(blob.as_bytes()), unread, picture_reader(self))
        info = {key: text.strip() for key, text in rich.info.items() if text.strip()}
        metadata = {"title": stem(blob), "media_type": self.media_type, **info}
        yield Document(canonical(rich.text()), metadata=metadata | unread.metadata())
