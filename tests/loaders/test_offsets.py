"""For every format with pages: each range is exactly the text of its page, slide, sheet, cue …"""

from __future__ import annotations

import json
import mailbox
from collections.abc import Callable
from email.message import EmailMessage
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from precis.loaders import load
from precis.loaders.canonical import canonical

Write = Callable[[list[str], Path], None]
WORDS = [
    "wall",
    "Sturm",
    "digue",
    "Überflutung",
    "naïve",
    "½",
    "mole\u200bs",
    "e\u0301t\u00e9",
    "—",
]
PARTS = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join), min_size=1, max_size=4
).map(lambda parts: [f"Part{number} {part}." for number, part in enumerate(parts)])


def pdf(parts: list[str], path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path))
    for part in parts:
        canvas.drawString(72, 600, part)
        canvas.showPage()
    canvas.save()


def pptx(parts: list[str], path: Path) -> None:
    from pptx import Presentation
    from pptx.util import Cm

    slides = Presentation()
    for part in parts:
        slide = slides.slides.add_slide(slides.slide_layouts[6])
        slide.shapes.add_textbox(Cm(1), Cm(1), Cm(9), Cm(9)).text_frame.text = part
    slides.save(str(path))


def xlsx(parts: list[str], path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for number, part in enumerate(parts):
        book.create_sheet(f"Sheet {number}").append([part])
    book.save(path)


def epub(parts: list[str], path: Path) -> None:
    names = [f"c{number}" for number in range(len(parts))]
    items = "".join(f'<item id="{name}" href="{name}.xhtml"/>' for name in names)
    spine = "".join(f'<itemref idref="{name}"/>' for name in names)
    with ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", '<c><rootfile full-path="b.opf"/></c>')
        book.writestr(
            "b.opf", f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>"
        )
        for name, part in zip(names, parts, strict=True):
            book.writestr(f"{name}.xhtml", f"<html><body><p>{part}</p></body></html>")


def mbox(parts: list[str], path: Path) -> None:
    box = mailbox.mbox(path)
    for part in parts:
        message = EmailMessage()
        message["From"], message["Subject"] = "ann@example.org", "The wall"
        message["Date"] = "Mon, 6 May 2024 07:08:09 +0000"
        message.set_content(part)
        box.add(message)
    box.close()


def notebook(parts: list[str], path: Path) -> None:
    cells = [{"cell_type": "markdown", "metadata": {}, "source": [part]} for part in parts]
    path.write_text(
        json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5, "metadata": {}})
    )


def json_lines(parts: list[str], path: Path) -> None:
    path.write_text("".join(json.dumps({"said": part}) + "\n" for part in parts))


def subtitles(parts: list[str], path: Path) -> None:
    cues = [f"00:00:{n:02}.000 --> 00:00:{n:02}.900\n{part}\n" for n, part in enumerate(parts)]
    path.write_text("WEBVTT\n\n" + "\n".join(cues), encoding="utf-8")


WRITERS: dict[str, Write] = {
    "book.pdf": pdf,
    "slides.pptx": pptx,
    "sheets.xlsx": xlsx,
    "book.epub": epub,
    "mails.mbox": mbox,
    "cells.ipynb": notebook,
    "lines.jsonl": json_lines,
    "cues.vtt": subtitles,
}


@pytest.mark.parametrize("name", WRITERS)
@settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(parts=PARTS)
def test_ranges_are_exact(
    name: str, parts: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    if name.endswith(".pdf"):  # the fonts that every PDF reader has know these letters only
        parts = [part.encode("cp1252", "ignore").decode("cp1252") for part in parts]
    path = tmp_path_factory.mktemp("offsets") / name
    WRITERS[name](parts, path)
    (document,) = load([str(path)])
    text, pages = document.page_content, document.metadata["pages"]
    assert text == canonical(text)
    assert len(pages) == len(parts)
    assert pages[0]["start"] == 0
    assert pages[-1]["end"] == len(text)
    for page, after in pairwise(pages):
        assert page["end"] <= after["start"]
        assert not text[page["end"] : after["start"]].strip()
    for number, (page, part) in enumerate(zip(pages, parts, strict=True)):
        own = text[page["start"] : page["end"]]
        assert own == own.strip()
        assert canonical(part) in own
        assert own.count("Part") == 1
        assert f"Part{number} " in own
