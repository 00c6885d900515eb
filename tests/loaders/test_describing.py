"""Pictures are described in their places, whatever the format, and ranges of pages stay exact."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as WordDocument
from langchain_core.document_loaders.base import BaseBlobParser
from langchain_core.documents import Document
from langchain_core.documents.base import Blob
from PIL import Image
from pptx import Presentation
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from precis.loaders import LoadError, LoadOptions, load
from precis.loaders.describing import LABEL
from precis.loaders.kept_pictures import Pictures
from precis.loaders.registry import parse
from precis.loaders.worker import Worker

OPTIONS = LoadOptions(describe_figures=True)
COLOURS = ["red", "blue"]


class Colours(BaseBlobParser):
    """Says which colour a picture is of; refuses blue ones where it is told to."""

    def __init__(self, *, refuses: bool = False) -> None:
        self.refuses = refuses

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        with blob.as_bytes_io() as stream, Image.open(stream) as picture:
            red, _, blue = picture.convert("RGB").getpixel((5, 5))
        if self.refuses and blue > red:
            raise LoadError(str(blob.source), "blue is refused", "")
        yield Document(f"A sheet\nof {'red' if red > blue else 'blue'}.")


def picture(colour: str) -> BytesIO:
    out = BytesIO()
    Image.new("RGB", (90, 80), colour).save(out, "PNG")
    out.seek(0)
    return out


def pdf(path: Path) -> None:
    canvas = Canvas(str(path))
    for number, colour in enumerate(COLOURS):
        canvas.drawString(72, 700, f"The harbour wall was painted on day {number}.")
        canvas.drawImage(ImageReader(picture(colour)), 72, 400, 200, 200)
        canvas.showPage()
    canvas.save()


def docx(path: Path) -> None:
    document = WordDocument()
    for number, colour in enumerate(COLOURS):
        document.add_paragraph(f"The harbour wall was painted on day {number}.")
        document.add_picture(picture(colour))
    document.save(str(path))


def pptx(path: Path) -> None:
    deck = Presentation()
    for number, colour in enumerate(COLOURS):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = f"The harbour wall was painted on day {number}."
        slide.shapes.add_picture(picture(colour), 0, 2_000_000)
    deck.save(str(path))


@pytest.fixture(autouse=True)
def _without_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process, without the models that recognize text: they take seconds to load."""
    monkeypatch.setattr("precis.loaders.pictures.recognizes", lambda: False)
    monkeypatch.setattr(Worker, "parse", lambda _, blob, options: parse(blob, options))


def loaded(path: Path, parser: BaseBlobParser | None) -> Document:
    (document,) = load([str(path)], OPTIONS, images_parser=parser)
    return document


@pytest.mark.parametrize("write", [pdf, docx, pptx])
def test_pictures_are_described_where_they_stand(write: object, tmp_path: Path) -> None:
    path = tmp_path / f"a.{write.__name__}"  # type: ignore[attr-defined]
    write(path)  # type: ignore[operator]
    document = loaded(path, Colours())
    text = document.page_content
    parts = [f"day {n}." for n in range(2)], [f"{LABEL}: A sheet of {c}." for c in COLOURS]
    places = [text.index(part) for pair in zip(*parts, strict=True) for part in pair]
    assert places == sorted(places)
    assert not {"pictures", "unread"} & set(document.metadata)
    for page, colour in zip(document.metadata["pages"], COLOURS, strict=False):
        assert text[page["start"] : page["end"]].endswith(f"A sheet of {colour}.")


def test_a_picture_that_is_refused_costs_itself(tmp_path: Path) -> None:
    docx(tmp_path / "a.docx")
    document = loaded(tmp_path / "a.docx", Colours(refuses=True))
    assert "A sheet of red." in document.page_content
    assert document.metadata["unread"] == ["1 picture was not described: blue is refused"]


def test_what_is_described_is_another_document_and_a_picture_alone_is_one(tmp_path: Path) -> None:
    docx(tmp_path / "a.docx")
    plain, told = (loaded(tmp_path / "a.docx", parser) for parser in (None, Colours()))
    assert "A sheet of blue." in told.page_content
    assert told.metadata["id"] != plain.metadata["id"]
    (tmp_path / "a.png").write_bytes(picture("red").getvalue())
    alone = loaded(tmp_path / "a.png", Colours())
    assert alone.page_content == f"{LABEL}: A sheet of red."
    assert alone.metadata["media_type"] == "image/png"


def test_marks_of_pictures_that_a_text_has_itself_show_nothing(tmp_path: Path) -> None:
    mark = Pictures().keep(b"")
    path = tmp_path / "a.docx"
    document = WordDocument()
    document.add_paragraph(f"Wall{mark.replace('0', '7')} and {mark}lock.")
    document.add_picture(picture("red"))
    document.save(str(path))
    text = loaded(path, Colours()).page_content
    assert text.startswith("Wall and ")
    assert text.count("A sheet of red.") == 2
