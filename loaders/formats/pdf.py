"""PDF: the text of each page, with its number."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from langchain_core.documents import Document

from loaders.canonical import paginate
from loaders.contract import Parser, head, stem
from loaders.errors import LoadError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.documents.base import Blob
    from pypdfium2 import PdfDocument

_MARK = b"%PDF-"
_MARK_WITHIN = 1024
"""Readers accept the mark anywhere in the first 1024 bytes (PDF 1.7, appendix H.3.4.1)."""


class PdfParser(Parser):
    """Pages as PDFium reads them."""

    media_type = "application/pdf"

    def accepts(self, blob: Blob) -> bool:
        """Take what begins as a PDF does."""
        return _MARK in head(blob)[:_MARK_WITHIN]

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document; `pages` has the range of every page, 1-based."""
        pdf = self._open(blob)
        try:
            text, pages = paginate((i + 1, self._page(pdf, i)) for i in range(len(pdf)))
            title = pdf.get_metadata_value("Title").strip()
        finally:
            pdf.close()
        if not text.strip():
            reason = f"none of its {len(pages)} pages has text: it looks scanned"
            raise LoadError(str(blob.source), reason, "recognize it first (OCR)")
        yield Document(
            text,
            metadata={"title": title or stem(blob), "media_type": self.media_type, "pages": pages},
        )

    def _open(self, blob: Blob) -> PdfDocument:
        from pypdfium2 import PdfDocument, PdfiumError

        data = blob.data if isinstance(blob.data, bytes) else Path(str(blob.path))
        try:
            return PdfDocument(data, password=self.options.password)
        except PdfiumError as error:
            source = str(blob.source)
            if "password" not in str(error).lower():
                reason = "the PDF is damaged"
                raise LoadError(
                    source, reason, "open and save it again with a PDF reader"
                ) from None
            if self.options.password is None:
                raise LoadError(source, "the PDF is encrypted", "give its --password") from None
            raise LoadError(source, "the password is wrong", "give another --password") from None

    @staticmethod
    def _page(pdf: PdfDocument, index: int) -> str:
        page = pdf[index]
        text_page = page.get_textpage()
        try:
            return str(text_page.get_text_bounded()).strip()
        finally:
            text_page.close()
            page.close()
