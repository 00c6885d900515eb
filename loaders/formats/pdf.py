"""PDF: the text of each page in reading order, with its number, headings, lists and tables.

LiteParse finds the layout (`../layout.py` writes it down); pages that are pictures of text are
recognized by `../recognition.py`.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from langchain_core.documents import Document

from precis.loaders.contract import Page, Parser, head, stem
from precis.loaders.errors import LoadError
from precis.loaders.layout import PageText, join_pages, page_text, words
from precis.loaders.recognition import EXTRA, recognized_pages, recognizes
from precis.loaders.typography import Typography
from precis.loaders.unread import Unread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from langchain_core.documents.base import Blob
    from liteparse import ParsedPage
    from pypdfium2 import PdfDocument

    from precis.loaders.layout import Outline

_MARK = b"%PDF-"
_MARK_WITHIN = 1024
"""Readers accept the mark anywhere in the first 1024 bytes (PDF 1.7, appendix H.3.4.1)."""

_MOST_PAGES = 100
"""Pages held in memory at once; running headers are those that repeat among them."""

_DATE = slice(2, 10)
"""The day in a date of PDF, `D:20240506…` (PDF 1.7, section 7.9.4)."""

_NOTHING = {"", "untitled", "anonymous", "unknown"}
"""What programs write where nobody gave a title or an author."""

_DEEPEST_HEADING = 6


class PdfParser(Parser):
    """What LiteParse reads; the title, author, day and outline are what PDFium reads."""

    media_type = "application/pdf"

    def accepts(self, blob: Blob) -> bool:
        """Take what begins as a PDF does."""
        return _MARK in head(blob)[:_MARK_WITHIN]

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document; `pages` has the range of every page, 1-based.

        A page that was recognized says so: `recognized` is true. `unread` counts those that
        would have to be, where the extra for it is not installed.
        """
        data = _data(blob)
        with self._open(data, str(blob.source)) as pdf:
            count = len(pdf)
            self.options.limits.check_pdf_pages(str(blob.source), count)
            known = _known(pdf)
            text, pages, unread = self._text(data, pdf)
        if not text.strip():
            raise _no_text(str(blob.source), count, unread)
        metadata = {"title": stem(blob), "media_type": self.media_type, "pages": pages, **known}
        yield Document(text, metadata=metadata | _remarks(count, unread))

    def _text(self, data: bytes, pdf: PdfDocument) -> tuple[str, list[Page], list[int]]:
        """Return the text, the range of every page, and the pages that could not be read."""
        count, outlines = len(pdf), _outlines(pdf)
        scans: list[int] = []
        texts = {number: PageText(number, "") for number in range(1, count + 1)}
        for batch in self._batches(data, count):
            pictures = [page.page_num for page in batch if _is_scan(page)]
            scans += pictures
            found = self._recognized(data, pictures)
            for page in batch:
                number = page.page_num
                blocks = found.get(number, page).blocks or []
                outline, typography = outlines.get(number, {}), _typography(pdf, number)
                texts[number] = page_text(number, blocks, outline, typography)
        text, pages = join_pages(texts.values())
        if not recognizes():
            return text, pages, scans
        for number in scans:
            pages[number - 1]["recognized"] = True
        return text, pages, []

    def _recognized(self, data: bytes, numbers: list[int]) -> dict[int, ParsedPage]:
        if not numbers or not recognizes():
            return {}
        pages = recognized_pages(data, numbers, self.options.password, self.tick)
        return {page.page_num: page for page in pages}

    def _batches(self, data: bytes, count: int) -> Iterator[Sequence[ParsedPage]]:
        from liteparse import LiteParse

        parser = LiteParse(
            output_format="markdown",
            image_mode="off",
            extract_links=False,
            extract_blocks=True,
            include_complexity=True,
            ocr_enabled=False,
            continue_on_page_error=True,
            max_pages=count,
            password=self.options.password,
            quiet=True,
        )
        size = ceil(count / ceil(count / _MOST_PAGES))
        for batch in parser.parse_batches(data, size):
            yield batch.result.pages

    def _open(self, data: bytes, source: str) -> PdfDocument:
        from pypdfium2 import PdfDocument, PdfiumError

        try:
            pdf = PdfDocument(data, password=self.options.password)
            if len(pdf):
                return pdf
        except PdfiumError as error:
            if "password" in str(error).lower():
                if self.options.password is None:
                    raise LoadError(source, "the PDF is encrypted", "give its --password") from None
                remedy = "give another --password"
                raise LoadError(source, "the password is wrong", remedy) from None
        raise LoadError(source, "the PDF is damaged", "open and save it again with a PDF reader")


def _data(blob: Blob) -> bytes:
    """Return the PDF alone: LiteParse would have other programs convert what begins otherwise."""
    data = blob.as_bytes()
    return data[max(data.find(_MARK, 0, _MARK_WITHIN + len(_MARK)), 0) :]


def _known(pdf: PdfDocument) -> dict[str, str]:
    """Return those of title, author and date (ISO 8601, a day) that the PDF gives."""
    found = {key: pdf.get_metadata_value(key.title()).strip() for key in ("title", "author")}
    found = {key: value for key, value in found.items() if value.lower() not in _NOTHING}
    day = pdf.get_metadata_value("CreationDate")[_DATE]
    if day.isdecimal() and len(day) == len("20240506"):
        found["date"] = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    return found


def _outlines(pdf: PdfDocument) -> dict[int, Outline]:
    """Return the headings that the outline places on each page, 1-based."""
    outlines: dict[int, Outline] = {}
    for bookmark in pdf.get_toc(max_depth=_DEEPEST_HEADING):
        place = bookmark.get_dest()
        index = place.get_index() if place else None
        if index is not None:
            outlines.setdefault(index + 1, {})[words(bookmark.get_title())] = bookmark.level + 1
    return outlines


def _typography(pdf: PdfDocument, number: int) -> Typography:
    from pypdfium2 import PdfiumError

    try:
        page = pdf[number - 1]
        text_page = page.get_textpage()
    except PdfiumError:
        return Typography("")
    try:
        return Typography(text_page.get_text_bounded())
    finally:
        text_page.close()
        page.close()


def _is_scan(page: ParsedPage) -> bool:
    """Say whether what can be read on a page is a picture, or characters without a meaning."""
    reasons = set(page.complexity.reasons if page.complexity else ())
    return bool(reasons & {"scanned", "garbled", "vector-text"}) or reasons >= {
        "no-text",
        "embedded-images",
    }


def _remarks(count: int, unread: Sequence[int]) -> dict[str, list[str]]:
    remarks = Unread()
    if unread:
        pages = f"{len(unread)} of {count} pages are pictures and were not read"
        remarks.remark(f"{pages}; to read their text: uv sync --extra {EXTRA}")
    return remarks.metadata()


def _no_text(source: str, count: int, unread: Sequence[int]) -> LoadError:
    if unread:
        reason = f"none of its {count} pages has text: they are pictures of it"
        return LoadError(source, reason, f"install what recognizes it: uv sync --extra {EXTRA}")
    return LoadError(source, f"none of its {count} pages has text", "give a source with text")
