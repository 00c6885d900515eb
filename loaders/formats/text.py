"""Plain text: whatever decodes and is of no other format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from langchain_core.documents import Document

from precis.loaders.canonical import canonical
from precis.loaders.contract import Parser, head, stem
from precis.loaders.decode import decode, is_text
from precis.loaders.errors import LoadError
from precis.loaders.unread_formats import POSTSCRIPT, PROPERTIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from langchain_core.documents.base import Blob


class TextParser(Parser):
    """The text as it is, source code too; its file name is the title."""

    media_type = "text/plain"

    def accepts(self, blob: Blob) -> bool:
        """Take anything that looks like text and is made of text."""
        start = head(blob)
        return is_text(start) and not start.startswith((POSTSCRIPT, PROPERTIES))

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document."""
        metadata = {"title": stem(blob), "media_type": self.media_type}
        yield Document(read_text(blob), metadata=metadata)


def read_text(blob: Blob, escaped: Mapping[int, str] | None = None) -> str:
    """Return the canonical text of a blob; raises LoadError when it is not text.

    `escaped` maps characters that canonical text would misread to their replacements.
    """
    text = decode(blob.as_bytes(), [blob.metadata.get("charset")])
    if text is None:
        raise LoadError(str(blob.source), "this is not text", "convert it to text")
    return canonical(text.translate(escaped) if escaped else text)
