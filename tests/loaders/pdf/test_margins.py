"""Numbers of lines and large initials beside the text, and files attached to a PDF."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from pypdfium2 import PdfDocument

from tests.loaders.office.packages import documents
from tests.loaders.pdf.test_pages import lines, write_pdf

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

PROSE = (
    "The gate of the harbour is kept by one man",
    "who lives beside it and opens it at noon on",
    "each day of the week but one, when the tide",
    "is too low for the boats of the town to come",
    "in and the wall is washed by all who are free",
    "to come and wash it before the water is back.",
)


@pytest.mark.parametrize("spacing", [14, 24])
def test_numbers_of_lines_are_no_text(spacing: int) -> None:
    def page(canvas: Canvas) -> None:
        for number, text in enumerate(PROSE, start=7):
            canvas.drawString(50, 800 - spacing * number, str(number))
            canvas.drawString(90, 800 - spacing * number, text)

    assert " ".join(write_pdf(page).page_content.split()) == " ".join(PROSE)


def test_numbers_of_rows_and_items_stay() -> None:
    def page(canvas: Canvas) -> None:
        for number, text in enumerate(("Ostend", "Bruges", "Ghent", "Lier", "Mol", "Aalst"), 1):
            canvas.drawString(50, 700 - 20 * number, str(number))
            canvas.drawString(120, 700 - 20 * number, text)

    text = write_pdf(page).page_content
    assert all(str(number) in text for number in range(1, 7))


@pytest.mark.parametrize(("initial", "rest"), [("T", "he harbour"), ("W", "alls of the town")])
def test_a_large_initial_is_part_of_its_word(initial: str, rest: str) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 36)
        canvas.drawString(72, 588, initial)
        width = canvas.stringWidth(initial, "Helvetica", 36)
        canvas.setFont("Helvetica", 12)
        canvas.drawString(74 + width, 604, f"{rest} was built by all")
        canvas.drawString(74 + width, 590, "who lived beside it.")

    assert f"{initial}{rest} was built" in write_pdf(page).page_content


def test_attached_files_are_read() -> None:
    from reportlab.pdfgen.canvas import Canvas as Sheet

    drawn, out = BytesIO(), BytesIO()
    sheet = Sheet(drawn)
    lines(sheet, "See what is attached.")
    sheet.save()
    pdf = PdfDocument(drawn.getvalue())
    pdf.new_attachment("notes/a.txt").set_data(b"Attached words.")
    pdf.save(out)
    first, second = documents(out.getvalue(), "a.pdf")
    assert first.page_content == "See what is attached."
    assert second.page_content == "Attached words."
    assert second.metadata["source"] == "a.pdf/notes_a.txt"


def test_an_attached_file_that_is_not_there_costs_itself() -> None:
    from reportlab.pdfgen.canvas import Canvas as Sheet

    drawn, out = BytesIO(), BytesIO()
    sheet = Sheet(drawn)
    lines(sheet, "See what is attached.")
    sheet.save()
    pdf = PdfDocument(drawn.getvalue())
    pdf.new_attachment("a.txt")
    pdf.save(out)
    (document,) = documents(out.getvalue(), "a.pdf")
    assert document.page_content == "See what is attached."
    assert document.metadata["unread"] == ["1 attached file was not read"]
