"""Pictures of the paper that typst wrote: a scanned PDF, and what cameras and scanners make."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from langchain_core.documents.base import Blob
from PIL import Image

from precis.loaders import LimitError, Limits, LoadError, LoadOptions, load, registry

PICTURES = Path(__file__).parent / "pictures"
SCANS = {
    "scan.png": "image/png",
    "scan.jpg": "image/jpeg",
    "scan.webp": "image/webp",
    "scan.tiff": "image/tiff",
}
PHRASE = "constructed a protective embankment"


def test_a_scanned_pdf_is_recognized_column_by_column() -> None:
    (document,) = load([str(PICTURES / "scan.pdf")])
    text = document.page_content
    first, second = "The situation before the flood", "resentatives deliberated for eleven evenings"
    assert text.index(first) < text.index(second)
    assert "According to the minutes, the decisive argument came" in text
    (page,) = document.metadata["pages"]
    assert page == {"page": 1, "start": 0, "end": len(text), "recognized": True}
    assert "unread" not in document.metadata


@pytest.mark.parametrize("name", ["scan.jpg", "scan.webp"])
def test_pictures_of_one_scan_look_the_same_to_the_recognizer(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from precis.loaders import recognition

    seen: list[np.ndarray] = []

    def lines(picture: bytes) -> list[dict[str, Any]]:
        seen.append(np.asarray(Image.open(BytesIO(picture)).convert("L"), dtype=float))
        return [{"text": PHRASE, "bbox": [90, 40, 350, 60], "confidence": 0.9}]

    monkeypatch.setattr(recognition, "_lines", lines)
    for scan in ("scan.png", name):
        (document,) = read(scan, (PICTURES / scan).read_bytes())
        assert document.metadata["media_type"] == SCANS[scan]
        assert document.metadata["pages"][0]["recognized"]
    assert np.abs(seen[0] - seen[-1]).mean() < 5


@pytest.mark.parametrize("name", ["scan.png", "scan.tiff"])
def test_a_picture_with_text(name: str) -> None:
    (document,) = load([str(PICTURES / name)])
    assert PHRASE in document.page_content
    assert document.metadata["media_type"] == SCANS[name]
    pages = document.metadata["pages"]
    assert [page["page"] for page in pages] == ([1, 2] if name == "scan.tiff" else [1])
    assert all(page["recognized"] for page in pages)
    last = document.page_content[pages[-1]["start"] : pages[-1]["end"]]
    assert PHRASE in last


def test_a_picture_without_text_is_told_when_named_and_left_out_of_a_folder(tmp_path: Path) -> None:
    Image.new("RGB", (90, 90), "navy").save(tmp_path / "blue.png")
    (tmp_path / "notes.txt").write_text("notes")
    assert len(list(load([str(tmp_path)]))) == 1
    with pytest.raises(LoadError, match="there is no text in this picture"):
        list(load([str(tmp_path / "blue.png")]))


def test_too_many_pixels() -> None:
    options = LoadOptions(limits=Limits(megapixels=1, seconds=60))
    out = BytesIO()
    Image.new("1", (1001, 1000)).save(out, "PNG")
    with pytest.raises(LimitError, match="more than 1 million pixels; raise it with --max-mega"):
        read("big.png", out.getvalue(), options)


@pytest.mark.parametrize("name", ["scan.pdf", "scan.png"])
def test_without_the_extra_the_error_names_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(LoadError, match="uv sync --inexact --extra ocr"):
        read(name, (PICTURES / name).read_bytes())


def test_without_the_extra_the_unread_pages_of_a_pdf_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from reportlab.pdfgen.canvas import Canvas

    monkeypatch.setitem(sys.modules, "rapidocr", None)
    out = BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 720, "A page of text, and after it a picture.")
    canvas.showPage()
    canvas.drawInlineImage(Image.open(PICTURES / "scan.png"), 0, 0, 595, 842)
    canvas.save()
    (document,) = read("mixed.pdf", out.getvalue())
    assert document.page_content == "A page of text, and after it a picture."
    (remark,) = document.metadata["unread"]
    advice = "to read their text, run uv sync --inexact --extra ocr"
    assert remark == f"1 of 2 pages is a picture and was not read; {advice}"


def read(name: str, data: bytes, options: LoadOptions | None = None) -> list[object]:
    """Parse in this process, where modules can be hidden; raise what went wrong."""
    items = list(
        registry.parse(Blob.from_data(data, metadata={"source": name}), options or LoadOptions())
    )
    for item in items:
        if isinstance(item, LoadError):
            raise item
    return items


def test_large_pictures_are_made_smaller_before_they_are_recognized(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from precis.loaders import recognition

    sizes: list[tuple[int, int]] = []

    class Found:
        boxes = np.array([[[100, 50], [300, 50], [300, 70], [100, 70]]], dtype=float)
        txts, scores = ("Gate",), (0.9,)

    def engine(picture: Image.Image | bytes) -> Found:
        opened = Image.open(BytesIO(picture)) if isinstance(picture, bytes) else picture
        sizes.append(opened.size)
        return Found()

    monkeypatch.setattr(recognition, "_engine", lambda: engine)
    for size in ((5000, 2500), (2000, 800)):
        out = BytesIO()
        Image.new("RGB", size, "white").save(out, "PNG")
        (line,) = recognition._lines(out.getvalue())
        assert line["bbox"][0] == 100 * size[0] / 2000
    assert sizes == [(2000, 1000), (2000, 800)]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_a_large_picture_is_made_smaller_on_white(kind: str) -> None:
    from precis.loaders.recognition import reduced

    out = BytesIO()
    mode = "RGB" if kind == "JPEG" else "RGBA"
    picture = Image.new(mode, (4400, 2200), "white" if kind == "JPEG" else (0, 0, 0, 0))
    picture.paste("black", (0, 0, 2200, 2200))
    picture.save(out, kind)
    with Image.open(out) as opened:
        small, factor = reduced(opened)
        decoded = opened.size
    assert (small.size, small.mode, factor) == ((2000, 1000), "L", 2.2)
    assert (small.getpixel((10, 10)), small.getpixel((1990, 990))) == (0, 255)
    assert (decoded == (2200, 1100)) == (kind == "JPEG")
