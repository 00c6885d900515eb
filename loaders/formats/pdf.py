"""PDF: the text of each page in reading order, with its number, headings, lists and tables.

LiteParse finds the layout (`../layout.py` writes it down); pages that are pictures of text are
recognized by `../recognition.py`.
"""

from __future__ import annotations

from collections import Counter
from math import ceil
from typing import TYPE_CHECKING, Any, TypedDict

from langchain_core.documents import Document

from precis.errors import install_command
from precis.languages.counts import count_of
from precis.loaders.canonical import canonical
from precis.loaders.contract import Page, Parser, head, member, stem
from precis.loaders.errors import LoadError
from precis.loaders.kept_pictures import OPEN
from precis.loaders.layout import PageText, join_pages, page_text, with_extras
from precis.loaders.pdf.attachments import attachments
from precis.loaders.pdf.figures import figures, render_figures
from precis.loaders.pdf.forms import filled_in
from precis.loaders.pdf.furniture import cut, furniture
from precis.loaders.pdf.hyphens import Hyphens
from precis.loaders.pdf.known import has_xfa, metadata, outlines
from precis.loaders.pdf.missing import with_missing
from precis.loaders.pdf.printed import Printed
from precis.loaders.pictures import picture_remedy, picture_text
from precis.loaders.recognition import EXTRA, recognized_pages, recognizes
from precis.loaders.unread import Unread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from langchain_core.documents.base import Blob
    from liteparse import LiteParse, ParsedPage
    from pypdfium2 import PdfDocument


_MARK = b"%PDF-"
_MARK_WITHIN = 1024
"""Readers accept the mark anywhere in the first 1024 bytes (PDF 1.7, appendix H.3.4.1)."""

_MOST_PAGES = 100
"""Pages held in memory at once; running headers are those that repeat among them."""

_FEW_LETTERS = 20
"""A picture with fewer letters printed on it is a page that has to be recognized."""


class FigurePlace(TypedDict):
    """A picture whose `text` was recognized; `box` is left, bottom, right, top in points."""

    page: int
    box: tuple[float, ...]
    text: str


class PdfParser(Parser):
    """What LiteParse reads; the title, author, day and outline are what PDFium reads."""

    media_type = "application/pdf"

    def accepts(self, blob: Blob) -> bool:
        """Take what begins as a PDF does."""
        return _MARK in head(blob)[:_MARK_WITHIN]

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document; `pages` has the range of every page, 1-based.

        A page that was recognized says so: `recognized` is true. `figures` has the page and the
        box of each picture whose text was recognized. `unread` counts what was not.
        """
        data = _data(blob)
        self._unread = Unread()
        self._figures: list[FigurePlace] = []
        with self._open(data, str(blob.source)) as pdf:
            count = len(pdf)
            self.options.limits.check_pdf_pages(str(blob.source), count)
            if has_xfa(pdf):
                self._unread.remark("the form is made with XFA; what only XFA shows was not read")
            known = metadata(pdf)
            self._unread.add("attached file", sum(it is None for _, it in attachments(pdf)))
            text, pages, scans = self._text(data, pdf)
        if not text.strip():
            raise _no_text(str(blob.source), count, scans)
        if scans:
            verbs = "is a picture and was" if len(scans) == 1 else "are pictures and were"
            remark = f"{len(scans)} of {count_of(count, 'page')} {verbs} not read"
            self._unread.remark(f"{remark}; {picture_remedy()}")
        own = {"title": stem(blob), "media_type": self.media_type, "pages": pages, **known}
        if self._figures:
            own["figures"] = self._figures
        yield Document(text, metadata=own | self._unread.metadata())

    def members(self, blob: Blob) -> Iterator[Blob]:
        """Yield the files that are attached to a PDF."""
        with self._open(_data(blob), str(blob.source)) as pdf:
            for name, attached in attachments(pdf):
                if attached is not None:
                    yield member(blob, name, attached)

    def _text(self, data: bytes, pdf: PdfDocument) -> tuple[str, list[Page], list[int]]:
        """Return the text, the range of every page, and the pages that could not be read."""
        count, headings = len(pdf), outlines(pdf)
        texts = {number: PageText(number, "") for number in range(1, count + 1)}
        scans: list[int] = []
        hyphens = Hyphens([])
        for batch in self._batches(data, count):
            self.tick()
            printed = {page.page_num: Printed.of(pdf, page.page_num) for page in batch}
            hyphens = Hyphens(word for each in printed.values() for word in each.whole_words())
            found = self._read_again(data, batch, printed, scans)
            titles = furniture(printed)
            for page in batch:
                number = page.page_num
                blocks = printed[number].without_false_tables(found.get(number, page).blocks or [])
                spelled = printed[number].typography(hyphens)
                text = page_text(blocks, headings.get(number, {}), spelled)
                text = printed[number].with_symbols(text)
                if number not in scans:
                    unshown = titles[number] + printed[number].outside
                    lines = printed[number].spelled_lines(hyphens)
                    text = with_missing(cut(text, unshown), lines, unshown) or "\n".join(lines)
                    text = self._complete(printed[number].vertical or text, page, pdf)
                    text = printed[number].rejoined(text)
                texts[number] = PageText(number, text)
        text, pages = join_pages(texts.values(), hyphens)
        if not recognizes():
            return text, pages, scans
        for number in scans:
            pages[number - 1]["recognized"] = True
        return text, pages, []

    def _read_again(
        self,
        data: bytes,
        batch: Sequence[ParsedPage],
        printed: dict[int, Printed],
        scans: list[int],
    ) -> dict[int, ParsedPage]:
        """Return the pages that have to be read again: pictures, and text that stands sideways."""
        pictures = [page.page_num for page in batch if _is_scan(page, printed[page.page_num])]
        scans += pictures
        found = self._recognize(data, pictures)
        turned = [
            (page.page_num, angle)
            for page in batch
            if page.page_num not in pictures and (angle := _turned(page))
        ]
        if turned:
            options = {
                "page_orientation_corrections": turned,
                "target_pages": _joined_numbers(turned),
            }
            pages = self._reader(max(number for number, _ in turned), **options).parse(data).pages
            found |= {page.page_num: page for page in pages}
        return found

    def _complete(self, text: str, page: ParsedPage, pdf: PdfDocument) -> str:
        """Return the text of a page with its forms and pictures."""
        extras = filled_in(page, text)
        return canonical(with_extras(text, [*extras, *self._pictures(page, pdf)]))

    def _pictures(self, page: ParsedPage, pdf: PdfDocument) -> list[str]:
        """Return the text in the pictures on a page; count those that are not read."""
        if not (page.complexity and page.complexity.image_block_count):
            return []
        sheet = pdf[page.page_num - 1]
        wanted = figures(sheet)
        if not recognizes() and not self.options.describe_figures:
            self._unread.add("picture", len(wanted))
            if wanted:
                self._unread.remark(picture_remedy())
            return []
        texts: list[str] = []
        for figure, picture in render_figures(sheet, wanted):
            self.tick()
            text = picture_text(picture, self)
            if text:
                texts.append(text)
                self._figures.append(_place(page.page_num, figure.box, text))
        return texts

    def _recognize(self, data: bytes, numbers: list[int]) -> dict[int, ParsedPage]:
        if not numbers or not recognizes():
            return {}
        pages = recognized_pages(data, numbers, self.options.password, self.tick)
        return {page.page_num: page for page in pages}

    def _batches(self, data: bytes, count: int) -> Iterator[Sequence[ParsedPage]]:
        size = ceil(count / ceil(count / _MOST_PAGES))
        for batch in self._reader(count).parse_batches(data, size):
            yield batch.result.pages

    def _reader(self, count: int, **options: Any) -> LiteParse:
        from liteparse import LiteParse

        return LiteParse(
            output_format="markdown",
            image_mode="off",
            extract_links=False,
            extract_blocks=True,
            extract_annotations=True,
            extract_form_fields=True,
            include_complexity=True,
            ocr_enabled=False,
            continue_on_page_error=True,
            max_pages=count,
            password=self.options.password,
            quiet=True,
            **options,
        )

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
            if "security scheme" in str(error):
                reason = "the PDF is encrypted for certain readers only"
                raise LoadError(source, reason, "save it without protection") from None
        raise LoadError(source, "the PDF is damaged", "open and save it again with a PDF reader")


def _place(page: int, box: tuple[float, ...], text: str) -> FigurePlace:
    recognized = text.removeprefix("Picture: ").partition(OPEN)[0].strip()
    return FigurePlace(page=page, box=box, text=recognized)


def _data(blob: Blob) -> bytes:
    """Return the PDF alone: LiteParse would have other programs convert what begins otherwise."""
    data = blob.as_bytes()
    return data[max(data.find(_MARK, 0, _MARK_WITHIN + len(_MARK)), 0) :]


def _is_scan(page: ParsedPage, printed: Printed) -> bool:
    """Return whether what can be read on a page is a picture, or characters without a meaning."""
    reasons = set(page.complexity.reasons if page.complexity else ())
    drawn = bool(reasons & {"scanned", "vector-text", "embedded-images"})
    if "garbled" in reasons and printed.is_garbled:
        return True
    return (drawn or printed.is_pictured) and printed.letters < _FEW_LETTERS


def _turned(page: ParsedPage) -> int:
    """Return the angle at which most of a page's text stands, 0 where that is upright."""
    letters: Counter[int] = Counter()
    for item in page.text_items:
        letters[round(item.rotation / 90) * 90 % 360] += len(item.text)
    return letters.most_common(1)[0][0] if letters else 0


def _joined_numbers(turned: Sequence[tuple[int, int]]) -> str:
    return ",".join(str(number) for number, _ in turned)


def _no_text(source: str, count: int, unread: Sequence[int]) -> LoadError:
    reason = f"no text in {count_of(count, 'page')}"
    if unread:
        remedy = f"to recognize it, run {install_command(EXTRA)}"
        return LoadError(source, f"{reason}: only pictures of it", remedy)
    return LoadError(source, reason, "give a source with text")
