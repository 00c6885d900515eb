"""Documents of the library at a passage: the real page of a PDF with its words marked, pictures."""

from __future__ import annotations

import io
import os
import re
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("fastapi", reason="the extra 'web' is not installed")

from precis.stores.originals import Originals
from tests.web.client import done, upload
from tests.web.page.views import HTML, PART

if TYPE_CHECKING:
    from tests.web.client import Served, TestClient

LINES = [
    ["The report of the mill.", "The mill was built in 1850 by two brothers and their", "cousin."],
    ["In 1901 the mill burned down.", "Nobody was hurt in the fire of that night."],
]


def pdf(pages: list[list[str]] = LINES, rotation: int = 0) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(400, 600))
    for lines in pages:
        canvas.setPageRotation(rotation)
        for row, line in enumerate(lines):
            canvas.drawString(50, 300 - 20 * row, line)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def opened(client: TestClient, content: bytes, name: str, quote: str) -> tuple[str, str]:
    """Load a file, and open it at a quote; return the address and the HTML."""
    done(client, "ingest", sources=[upload(client, content, name)])
    [listed] = client.get("/api/v1/collections/default/sources").json()["sources"]
    where = f"/api/v1/collections/default/documents/{listed['id']}"
    start = client.get(where).json()["text"].index(quote)
    address = f"/d/{listed['id']}?in=default&start={start}&end={start + len(quote)}"
    return address, client.get(address, headers=PART).text


def boxes(html: str) -> list[tuple[float, float, float, float]]:
    found = re.findall(r'x="(\S+)" y="(\S+)" width="(\S+)" height="(\S+)" rx', html)
    return [(float(x), float(y), float(w), float(h)) for x, y, w, h in found]


@pytest.mark.parametrize("rotation", [0, 90])
def test_the_real_page_is_shown_with_the_quote_marked(served: Served, rotation: int) -> None:
    client = served()
    address, html = opened(client, pdf(rotation=rotation), "mill.pdf", "1901 the mill burned")
    assert "Page 2 of 2" in html
    [(x, y, width, height)] = boxes(html)
    if not rotation:
        scale = 1100 / 400
        assert x == pytest.approx(63 * scale, abs=8)
        assert y + height / 2 == pytest.approx((600 - 304) * scale, abs=8)
        assert width > 4 * height
    else:
        assert height > 4 * width
    [picture] = re.findall(r'image href="([^"]+)"', html)
    png = client.get(picture.replace("&amp;", "&"))
    assert png.headers["content-type"] == "image/png"
    assert png.content.startswith(b"\x89PNG")
    assert zlib.crc32(png.content[12:29]) == int.from_bytes(png.content[29:33], "big")
    assert "<mark>1901 the mill burned</mark>" in client.get(f"{address}&as=text").text
    other = client.get(f"{address}&page=1", headers=PART).text
    assert "Page 1 of 2" in other
    assert boxes(other) == []


def test_a_quote_over_two_lines_has_two_boxes(served: Served) -> None:
    client = served()
    _, html = opened(client, pdf(), "mill.pdf", "two brothers and their cousin.")
    assert len(boxes(html)) == 2


def test_the_file_goes_with_its_document(served: Served, tmp_path: Path) -> None:
    client = served()
    address, _ = opened(client, pdf(), "mill.pdf", "1901")
    document_id = address[3:].split("?")[0]
    assert Originals(tmp_path / "library").path("default", document_id)
    client.post("/library/delete", data={"doc": document_id})
    assert Originals(tmp_path / "library").path("default", document_id) is None
    assert "no longer in the library" in client.get(address, headers=PART).text
    assert client.get(address, headers=HTML).status_code == 404
    assert client.get(f"/d/{document_id}/page/1.png", headers=HTML).status_code == 404


def test_a_file_that_has_changed_since_is_not_shown(served: Served, tmp_path: Path) -> None:
    from precis.chains.requests import CallOptions
    from precis.chains.workspace import Workspace
    from precis.loaders import load

    file = tmp_path / "mill.pdf"
    file.write_bytes(pdf())
    Workspace(tmp_path / "library", CallOptions(), model="extractive").library.ingest(
        load([str(file)])
    )
    client = served()
    [listed] = client.get("/api/v1/collections/default/sources").json()["sources"]
    assert "image href" in client.get(f"/d/{listed['id']}", headers=PART).text
    os.utime(file, (4_000_000_000, 4_000_000_000))
    assert "image href" not in client.get(f"/d/{listed['id']}", headers=PART).text


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 broken", os.urandom(3000)])
def test_a_file_that_cannot_be_drawn_is_shown_as_text(
    served: Served, tmp_path: Path, content: bytes
) -> None:
    client = served()
    address, _ = opened(client, pdf(), "mill.pdf", "1901")
    kept = Originals(tmp_path / "library").path("default", address[3:].split("?")[0])
    assert kept
    kept.write_bytes(content)
    assert "<mark>1901</mark>" in client.get(address, headers=PART).text
    picture = client.get(f"{address.split('?')[0]}/page/1.png", headers=HTML)
    assert picture.status_code == 500 or "cannot be shown" in picture.text


@pytest.mark.parametrize("name", ["../../jobs.sqlite", "..", "", "a/b", "0" * 16 + "\n"])
def test_no_name_of_an_original_is_a_path(tmp_path: Path, name: str) -> None:
    originals = Originals(tmp_path)
    (tmp_path / "file").write_bytes(b"secret")
    originals.keep("default", name, tmp_path / "file")
    kept = originals.path("default", name)
    assert kept
    assert kept.parent == tmp_path / "server" / "originals"


def test_an_original_belongs_to_one_collection(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    for collection in ("~anna/x", "~ben/x"):
        (tmp_path / "file").write_text(collection)
        originals.keep(collection, "0" * 16, tmp_path / "file")
        (tmp_path / "file").unlink()
    originals.keep_only([("~ben/x", "0" * 16)])
    assert originals.path("~anna/x", "0" * 16) is None
    kept = originals.path("~ben/x", "0" * 16)
    assert kept
    assert kept.read_text() == "~ben/x"


PICTURES = {
    "image/png": b"\x89PNG\r\n\x1a\n" + bytes(8),
    "image/jpeg": b"\xff\xd8\xff\xe0" + bytes(12),
    "image/gif": b"GIF89a" + bytes(10),
    "image/webp": b"RIFF\n\0\0\0WEBPVP8 ",
    "image/bmp": b"BM" + bytes(14),
}
NO_PICTURES = (
    b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    b"<!doctype html><script>alert(1)</script>",
    b"RIFF\n\0\0\0WAVEfmt ",
    b"II*\0" + bytes(12),
    b"GIF8",
    b"",
)


@pytest.mark.parametrize("content", [*PICTURES.values(), *NO_PICTURES])
def test_a_picture_is_shown_by_its_content_and_nothing_else_is(
    served: Served, tmp_path: Path, content: bytes
) -> None:
    from langchain_core.documents import Document

    from precis.chains.requests import CallOptions
    from precis.chains.workspace import Workspace

    name = "0123456789abcdef"
    metadata = {"id": name, "source": "sign.png", "title": "Sign", "media_type": "image/png"}
    sign = Document("No entry to the wharf.", metadata=metadata | {"pages": []})
    Workspace(tmp_path / "library", CallOptions(), model="extractive").library.ingest([sign])
    (tmp_path / "sign").write_bytes(content)
    Originals(tmp_path / "library").keep("default", name, tmp_path / "sign")
    client = served()
    html = client.get(f"/d/{name}?start=0&end=8", headers=PART).text
    sent = client.get(f"/d/{name}/picture")
    kind = next((kind for kind, it in PICTURES.items() if it == content), None)
    assert (f"/d/{name}/picture" in html) is (kind is not None)
    assert ("<mark>No entry</mark>" in html) is (kind is None)
    assert sent.status_code == (200 if kind else 404)
    if kind:
        assert (sent.content, sent.headers["content-type"]) == (content, kind)
    assert sent.headers["x-content-type-options"] == "nosniff"
