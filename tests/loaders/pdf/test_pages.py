"""Kinds of pages that reportlab writes here: what is printed on them arrives, once and in order."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from langchain_core.documents import Document
from langchain_core.documents.base import Blob
from liteparse import AnnotationRect, LayoutBlock, LayoutCell

from precis.loaders.errors import LoadError
from precis.loaders.formats import pdf as pdf_format
from precis.loaders.options import LoadOptions
from precis.loaders.pdf.printed import Printed
from precis.loaders.registry import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595, 842


def write_pdf(*pages: Callable[[Canvas], None]) -> Document:
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT))
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    (document,) = parse(Blob.from_data(out.getvalue(), metadata={"source": "a.pdf"}), LoadOptions())
    if isinstance(document, LoadError):
        raise document
    return document


def lines(canvas: Canvas, *texts: str, top: float = 700) -> None:
    for number, text in enumerate(texts):
        canvas.drawString(70, top - 14 * number, text)


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_text_that_stands_sideways_is_read_in_its_order(angle: int) -> None:
    def page(canvas: Canvas) -> None:
        canvas.translate(WIDTH / 2, HEIGHT / 2)
        canvas.rotate(angle)
        canvas.translate(-200, 0)
        lines(canvas, "The first line of the page turned.", "The second line of it.", top=0)

    text = " ".join(write_pdf(page).page_content.split())
    assert text == "The first line of the page turned. The second line of it."


def test_a_label_that_stands_sideways_is_not_lost() -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, "The first line of the page.", "The second line of the page.")
        canvas.translate(40, 300)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Turned label")

    assert "Turned label" in write_pdf(page).page_content


def test_powers_and_marks_of_notes_keep_apart_from_numbers() -> None:
    def page(canvas: Canvas) -> None:
        text = canvas.beginText(70, 700)
        text.setFont("Helvetica", 12)
        for piece, rise, size in (
            *(("held 10", 0, 12), ("6", 5, 8), (" cells of CO", 0, 12), ("2", -3, 8)),
            *((" beside the bridge.", 0, 12), ("14", 5, 8)),
        ):
            text.setFont("Helvetica", size)
            text.setRise(rise)
            text.textOut(piece)
        canvas.drawText(text)

    assert write_pdf(page).page_content == "held 10^6 cells of CO2 beside the bridge.[14]"


def test_vertical_japanese_is_read_column_by_column() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    font = UnicodeCIDFont("HeiseiMin-W3", isVertical=True)
    pdfmetrics.registerFont(font)

    def page(canvas: Canvas) -> None:
        canvas.setFont(font.fontName, 16)
        for number, text in enumerate(("港の朝は早く、", "船は四時に出る。", "魚は市場で。")):
            canvas.drawString(500 - 34 * number, 760, text)

    assert write_pdf(page).page_content == "港の朝は早く、船は四時に出る。魚は市場で。"


def test_only_titles_that_repeat_but_for_the_page_number_are_left_out() -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(70, 815, "Studies in Coastal History")
            canvas.drawString(500, 815, f"Page {number + 4} of 30")
            lines(
                canvas, f"Chapter {number} tells what the harbour cost in those days and", "euros."
            )
            canvas.drawString(70, 45, f"Total for week {number}: {number * 37 + 90} units sold.")

        return draw

    text = write_pdf(*map(page, range(1, 6))).page_content
    assert "Studies" not in text
    assert "of 30" not in text
    for number in range(1, 6):
        assert f"Chapter {number} tells what the harbour cost in those days and euros." in text
        assert f"Total for week {number}: {number * 37 + 90} units sold." in text


def test_a_title_that_names_its_page_is_left_out_whatever_else_it_counts() -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            lines(canvas, f"The harbour of district {number} was dry in those days.")
            canvas.drawString(70, 45, f"Saved 5 March 2024, page {number} of 12")

        return draw

    text = write_pdf(*map(page, range(1, 6))).page_content
    assert "Saved" not in text
    assert text.count("was dry in those days.") == 5


def test_the_end_of_a_sentence_that_repeats_is_content() -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            lines(
                canvas,
                f"The harbour of district {number} cost {number * 13} thousand",
                "euros.",
                top=70,
            )

        return draw

    text = write_pdf(*map(page, range(1, 6))).page_content
    assert text.count("thousand euros.") == 5


def test_fields_boxes_and_notes_are_read() -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, "Surname:")
        canvas.acroForm.textfield(name="s", value="Lindqvist", x=150, y=695, width=200, height=20)
        for number, (label, checked) in enumerate((("Swimmer", True), ("Cox", False))):
            y = 600 - 30 * number
            canvas.acroForm.checkbox(name=label.lower(), checked=checked, x=70, y=y, size=14)
            canvas.drawString(95, y + 3, label)
        canvas.textAnnotation("Change clause 4", Rect=[300, 700, 320, 720])

    shown = write_pdf(page).page_content.split("\n\n")
    assert {"Surname: Lindqvist", "☒ Swimmer", "☐ Cox", "Note: Change clause 4"} <= set(shown)


def test_boxes_without_a_label_behind_them_say_what_they_choose() -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, "Size")
        for number, (value, selected) in enumerate((("Large", True), ("Small", False))):
            place = {"x": 120 + 40 * number, "y": 695, "size": 14}
            canvas.acroForm.radio(name="size", value=value, selected=selected, **place)

    shown = write_pdf(page).page_content.split("\n\n")
    assert {"☒ Size: Large", "☐ Size"} <= set(shown)


@pytest.mark.parametrize("is_box", [True, False])
def test_struck_out_words_are_marked_and_rules_strike_nothing_out(is_box: bool) -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, "The fee is 100 pounds 250 pounds a year.", "Underlined words stay.")
        left = 70 + canvas.stringWidth("The fee is ")
        right = left + canvas.stringWidth("100 pounds")
        if is_box:
            canvas.rect(left, 703.5, right - left, 0.8, fill=1, stroke=0)
        else:
            canvas.line(left, 703.5, right, 703.5)
        canvas.line(70, 684, 70 + canvas.stringWidth("Underlined words"), 684)
        canvas.drawString(70, 600, "A rule of the page crosses these words.")
        canvas.line(20, 603.5, 570, 603.5)

    text = write_pdf(page).page_content
    assert "The fee is ~~100 pounds~~ 250 pounds a year." in text
    assert text.count("~~") == 2


def test_lines_of_ideographs_are_joined_without_blanks() -> None:
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import registerFont

    registerFont(UnicodeCIDFont("STSong-Light"))

    def page(canvas: Canvas) -> None:
        canvas.setFont("STSong-Light", 12)
        lines(canvas, "港口委员会星期二开会决定在冬季风暴到来之前", "如何修复旧码头。")

    assert "风暴到来之前如何修复旧码头" in write_pdf(page).page_content


def test_a_scan_inside_of_a_form_is_a_picture_of_text(monkeypatch: pytest.MonkeyPatch) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    monkeypatch.setattr(pdf_format, "recognizes", lambda: False)

    def page(canvas: Canvas) -> None:
        canvas.beginForm("scan")
        canvas.drawImage(ImageReader(Image.new("RGB", (600, 800), "gray")), 0, 0, 500, 700)
        canvas.endForm()
        canvas.rotate(90)
        canvas.translate(0, -WIDTH)
        canvas.doForm("scan")

    with pytest.raises(LoadError, match="only pictures of it"):
        write_pdf(page)


def test_a_picture_on_a_page_with_text_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    monkeypatch.setattr(pdf_format, "recognizes", lambda: False)

    def page(canvas: Canvas) -> None:
        lines(canvas, *(f"The report has {number} charts in its text." for number in range(9)))
        picture = ImageReader(Image.effect_noise((300, 300), 50))
        canvas.drawImage(picture, 100, 200, width=200, height=200)

    remarks = write_pdf(page).metadata["unread"]
    assert remarks == [
        "1 picture was not read",
        "to read their text, run uv sync --inexact --extra ocr",
    ]


def test_letters_that_are_set_apart_are_words() -> None:
    def page(canvas: Canvas) -> None:
        heading = canvas.beginText(72, 720)
        heading.setFont("Helvetica", 14)
        heading.setCharSpace(5)
        heading.textLine("HARBOUR WALL")
        heading.setCharSpace(0)
        canvas.drawText(heading)
        lines(canvas, "The wall was built in 1954.")
        for column, label in enumerate("ABCD"):
            canvas.drawString(72 + 100 * column, 500, label)

    text = write_pdf(page).page_content
    assert "HARBOUR WALL" in text
    assert "ABCD" not in text


@pytest.mark.parametrize("left", [-900, 700, 3000])
def test_what_lies_beside_the_page_is_not_on_it(left: float) -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, "The first line of the page.")
        canvas.drawString(left, 700, "Words that nobody sees at all.")

    assert write_pdf(page).page_content == "The first line of the page."


PROSE = (
    "Please tell us about your level of satisfaction with how the harbour consults with",
    "you when its strategy is being developed and updated.",
    "Please describe the role that the harbour plays in the development of your own plan,",
    "your indicators and targets; and how effective its part in them is.",
)
CELLS = (("Item", "Spring", "Autumn"), ("Cranes", "12", "14"), ("Piers of stone", "3", "5"))


def _blocks_of_tables(pages: list[Printed], texts: list[tuple[tuple[str, ...], ...]]) -> list[str]:
    found = []
    for printed, rows in zip(pages, texts, strict=True):
        cells = [[LayoutCell(text) for text in row] for row in rows]
        box = AnnotationRect(x=0, y=0, width=WIDTH, height=HEIGHT)
        block = LayoutBlock("table", header=cells[0], rows=cells[1:], bbox=box)
        found += [block.text or block.kind for block in printed.without_false_tables([block])]
    return found


def test_a_line_that_is_one_phrase_is_one_cell_of_a_table() -> None:
    from pypdfium2 import PdfDocument
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT))
    for number, row in enumerate((*CELLS, ("Source: harbour office",))):
        for place, text in enumerate(row):
            canvas.drawString(70 + 90 * place, 700 - 14 * number, text)
    canvas.save()
    rows = [
        [LayoutCell(text) for text in row] for row in (*CELLS, ("Source:", "harbour", "office"))
    ]
    box = AnnotationRect(x=0, y=0, width=WIDTH, height=HEIGHT)
    block = LayoutBlock("table", header=rows[0], rows=rows[1:], bbox=box)
    with PdfDocument(out.getvalue()) as pdf:
        (found,) = Printed.of(pdf, 1).without_false_tables([block])
    texts = [[cell.text for cell in row] for row in found.rows or []]
    assert texts == [*map(list, CELLS[1:]), ["Source: harbour office", "", ""]]


def test_prose_is_no_table_where_its_words_stand_below_each_other() -> None:
    from pypdfium2 import PdfDocument
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT))
    lines(canvas, *PROSE)
    canvas.showPage()
    for number, row in enumerate(CELLS):
        for place, text in enumerate(row):
            canvas.drawString(70 + 90 * place, 700 - 14 * number, text)
    canvas.save()
    with PdfDocument(out.getvalue()) as pdf:
        pages = [Printed.of(pdf, number) for number in (1, 2)]
    first = tuple((line.split()[0], " ".join(line.split()[1:])) for line in PROSE)
    assert _blocks_of_tables(pages, [first, CELLS]) == [
        f"{PROSE[0]} {PROSE[1]}",
        f"{PROSE[2]} {PROSE[3]}",
        "table",
    ]


def test_the_dots_of_a_table_of_contents_are_short() -> None:
    dots = " ." * 40
    found = write_pdf(
        lambda canvas: lines(canvas, f"Tides{dots} 12", f"Locks {'.' * 50} 14", f"Sluices{dots} xv")
    )
    assert "Tides … 12\nLocks … 14\nSluices … xv" in found.page_content
