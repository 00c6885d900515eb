"""Old files; those of Word and PowerPoint are written by LibreOffice, those of Excel by xlwt, where installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.reported.case import Case
from benchmarks.reported.seventh.office import saved

_KIND = "old files"


def converted(data: bytes, name: str, target: str) -> bytes:
    """Return `data` as LibreOffice writes it: `target` is an ending, with a filter after a colon."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / name
        source.write_bytes(data)
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", target, "--outdir", f"{folder}/out", str(source)]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return next((Path(folder) / "out").iterdir()).read_bytes()


def _written() -> list[Case]:
    from docx import Document
    from pptx import Presentation

    if not shutil.which("soffice"):
        return []
    letter: Any = Document()
    letter.add_heading("Die Größe", 1)
    letter.add_paragraph("Врата гавани открыты в полдень.")
    table = letter.add_table(2, 2)
    for n, text in enumerate(("Port", "Ships", "Ostend", "11")):
        table.cell(n // 2, n % 2).text = text
    letter.add_paragraph("Below the table.")
    hidden: Any = Document()
    hidden.add_paragraph("The gate is open.").add_run(" Not for readers.").font.hidden = True
    deck: Any = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text, slide.placeholders[1].text = "Boats by gate", "The north gate\nThe south gate"  # fmt: skip
    slide.notes_slide.notes_text_frame.text = "Say it slowly."
    word = saved(letter)
    lines = ("Die Größe", "Врата гавани открыты в полдень.", "Port", "Ships", "Ostend", "11", "Below the table.")  # fmt: skip
    return [
        Case(_KIND, "written.doc", converted(word, "a.docx", "doc"), lines),
        Case(_KIND, "written.rtf", converted(word, "a.docx", "rtf"), lines),
        Case(_KIND, "hidden.doc", converted(saved(hidden), "a.docx", "doc"), ("The gate is open.", "hidden"), ("Not for readers.",), told=("hidden",)),
        Case(_KIND, "written.ppt", converted(saved(deck), "a.pptx", "ppt"), ("Boats by gate", "The north gate", "The south gate", "Say it slowly.")),
    ]  # fmt: skip


def _sheets() -> list[Case]:
    """Return a workbook of Excel 97 if xlwt is installed."""
    if not find_spec("xlwt"):
        return []
    xlwt = import_module("xlwt")
    book = xlwt.Workbook()
    sheet = book.add_sheet("Häfen")
    day, share, code = (xlwt.easyxf(num_format_str=form) for form in ("YYYY-MM-DD", "0%", "00000"))
    sheet.write_merge(0, 0, 0, 2, "Ships by port")
    for column, (value, style) in enumerate((("Brügge", None), (date(2024, 3, 5), day), (0.25, share), (501, code), (True, None))):  # fmt: skip
        sheet.write(1, column, value, style) if style else sheet.write(1, column, value)
    book.add_sheet("Second").write(0, 0, "Other words")
    return [
        Case(_KIND, "written.xls", saved(book), ("Ships by port", "Brügge", "2024-03-05", "25", "00501", "TRUE", "Other words")),
    ]  # fmt: skip


def cases() -> list[Case]:
    """Return the cases."""
    head = b"{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial;}}"
    both = b"The {\\upr{Lubeck gate}{\\*\\ud{L\\u252 ubeck gate}}} is open."
    coded = b"Kartl\\u228\\'e4gga hur, arbetsmilj\\u246\\'f6 och livsstil."
    grown = b"{\\*\\generator x;}{\\info{\\title Hidden title}{\\author A}}One{\\xe{\\v index word}} two\\line three{\\*\\bkmkstart b}{\\*\\bkmkend b}\\par{\\header\\pard Head words\\par}\\pard Four\\emdash five\\~six."
    compound = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
    return [
        *_written(),
        *_sheets(),
        Case(_KIND, "two-ways.rtf", head + both + b"}", ("The Lübeck gate is open.",), ("Lubeck",)),
        Case(_KIND, "codes-and-bytes.rtf", head + coded + b"}", ("Kartlägga hur, arbetsmiljö och livsstil.",)),
        Case(_KIND, "grown.rtf", head + grown + b"}", ("One two", "three", "Four—five", "six."), ("index word", "threeFour")),
        Case(_KIND, "lotus.wk1", bytes.fromhex("0000020006040600080000000000") + bytes(60), ("Lotus",), fails=True),
        Case(_KIND, "write.wri", bytes.fromhex("31be000000ab") + bytes(200), ("Write",), fails=True),
        Case(_KIND, "cut.doc", compound, ("damaged",), fails=True),
        Case(_KIND, "star.sdw", compound, ("damaged",), fails=True),
    ]  # fmt: skip
