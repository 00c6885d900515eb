"""Office documents as they look, in one file: drawn by LibreOffice beside the text, or why not."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest

pytest.importorskip("fastapi", reason="the extra 'web' is not installed")

from precis.stores.originals import Originals
from precis.web.page.content import drawing
from tests.web.page.test_sources import boxes, opened
from tests.web.page.views import HTML, PART, links, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.web.client import Served, TestClient

FILES = Path(__file__).parents[2] / "loaders" / "files"
SANDBOXED = (
    shutil.which("bwrap") is not None
    and shutil.which("prlimit") is not None
    and not subprocess.run(
        ["bwrap", "--unshare-all", "--ro-bind", "/", "/", "true"], capture_output=True, check=False
    ).returncode
)
confined = pytest.mark.skipif(not SANDBOXED, reason="bubblewrap is not installed or not allowed")
drawn = pytest.mark.skipif(
    not (SANDBOXED and shutil.which("soffice")), reason="LibreOffice and bubblewrap are needed"
)
QUOTE, SENTENCE = "Seventeen million in 1955", "five metres high"


def deck() -> bytes:
    return (FILES / "libreoffice.pptx").read_bytes()


def drawing_of(client: TestClient, address: str) -> str:
    """Follow a document that is opened to its drawing."""
    return client.get(f"{address}&draw=1", headers=PART).text


@drawn
def test_a_slide_is_shown_with_the_quote_marked(served: Served) -> None:
    client = served()
    address, first = opened(client, deck(), "harbour.pptx", QUOTE)
    assert "The slides are being drawn" in text_of(first)
    assert f"<mark>{QUOTE}</mark>" in first
    html = drawing_of(client, address)
    assert "· slide 2" in text_of(html)
    assert "Slide 2 of 3" in text_of(html)
    assert len(boxes(html)) == 1
    [picture] = [it for it in html.split('"') if it.endswith(".png?in=default")]
    assert client.get(picture).content.startswith(b"\x89PNG")
    again = client.get(address, headers=PART).text
    assert boxes(again) == boxes(html)
    assert f"<mark>{QUOTE}</mark>" in client.get(f"{address}&as=text", headers=PART).text


@drawn
@pytest.mark.parametrize("name", ["libreoffice.odp", "pandoc.pptx"])
def test_every_presentation_is_drawn(served: Served, name: str) -> None:
    client = served()
    address, _ = opened(client, (FILES / name).read_bytes(), name, QUOTE)
    assert boxes(drawing_of(client, address))


@drawn
@pytest.mark.skipif(
    not Path("/usr/lib/libreoffice/program/libswlo.so").exists(), reason="needs Writer"
)
@pytest.mark.parametrize("name", ["libreoffice.docx", "libreoffice.odt", "libreoffice.rtf"])
def test_the_page_of_a_text_is_the_one_with_the_quote(served: Served, name: str) -> None:
    client = served()
    address, _ = opened(client, (FILES / name).read_bytes(), name, SENTENCE)
    html = drawing_of(client, address)
    assert boxes(html)
    assert "Page 1 of" in text_of(html)


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """A host that no document may reach, and what it was asked."""
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def parse_request(self) -> bool:
            seen.append(str(self.raw_requestline))
            return False

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", seen
    server.shutdown()
    thread.join()
    server.server_close()


def linking(path: Path, *addresses: str) -> bytes:
    """Return a presentation of one slide that shows pictures from elsewhere."""
    mark = "urn:oasis:names:tc:opendocument:xmlns"
    names = {"office": "office:1.0", "text": "text:1.0", "draw": "drawing:1.0"}
    spaces = " ".join(f'xmlns:{key}="{mark}:{value}"' for key, value in names.items())
    pictures = "".join(
        f'<draw:frame svg:width="9cm" svg:height="9cm"><draw:image xlink:href="{it}"/></draw:frame>'
        for it in addresses
    )
    kind = "application/vnd.oasis.opendocument.presentation"
    with ZipFile(path, "w") as package:
        package.writestr("mimetype", kind)
        package.writestr(
            "META-INF/manifest.xml",
            f'<m:manifest xmlns:m="{mark}:manifest:1.0">'
            f'<m:file-entry m:full-path="/" m:media-type="{kind}"/>'
            '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>',
        )
        package.writestr(
            "content.xml",
            f'<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'xmlns:svg="{mark}:svg-compatible:1.0" office:version="1.2"><office:body>'
            f"<office:presentation><draw:page>{pictures}"
            '<draw:frame svg:width="9cm" svg:height="2cm"><draw:text-box><text:p>The wall is '
            "five metres high.</text:p></draw:text-box></draw:frame></draw:page>"
            "</office:presentation></office:body></office:document-content>",
        )
    return path.read_bytes()


@drawn
def test_a_deck_reaches_no_host_and_no_other_file(
    served: Served, asked: tuple[str, list[str]], tmp_path: Path
) -> None:
    from pypdfium2 import PdfDocument

    from precis.web.page.content.pdf_page import png

    host, seen = asked
    secret = tmp_path / "secret.png"
    np = pytest.importorskip("numpy")
    secret.write_bytes(png(np.full((40, 40, 3), (255, 0, 0), np.uint8)))
    client = served()
    content = linking(tmp_path / "made.odp", f"{host}/picture.png", secret.as_uri())
    address, _ = opened(client, content, "links.odp", SENTENCE)
    assert boxes(drawing_of(client, address))
    assert seen == []
    name = address[3:].split("?")[0]
    with PdfDocument(Originals(tmp_path / "library").drawn("default", name)) as pdf:
        blue, green, red = pdf[0].render().to_numpy()[:, :, :3].transpose(2, 0, 1)
        assert not ((red > 250) & (green < 5) & (blue < 5)).any()


FAILING = {
    "exit 1": "LibreOffice could not draw it",
    "exit 0": "LibreOffice could not draw it",
    "mkdir /tmp/out; : > /tmp/out/file.pdf": "LibreOffice could not draw it",
    "kill -SEGV $$": "LibreOffice could not draw it",
    "sleep 300 & sleep 300": "LibreOffice did not draw it within 1 seconds",
    "mkdir /tmp/out; echo no > /tmp/out/file.pdf": "its page cannot be displayed",
}


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put a script in the place of LibreOffice."""

    def put(script: str) -> None:
        program = tmp_path / "office" / "soffice"
        program.parent.mkdir(exist_ok=True)
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")

    return put


@confined
@pytest.mark.parametrize("script", FAILING)
def test_what_cannot_be_drawn_is_shown_as_text_with_the_reason(
    served: Served,
    office: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
    script: str,
) -> None:
    office(script)
    monkeypatch.setattr(drawing, "_SECONDS", 1)
    client = served()
    address, _ = opened(client, deck(), "harbour.pptx", QUOTE)
    html = drawing_of(client, address)
    assert f"Shown as text: {FAILING[script]}." in text_of(html)
    assert f"<mark>{QUOTE}</mark>" in html
    assert client.get(address.replace("?", "/page/1.png?"), headers=HTML).status_code >= 404
    running = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True)
    assert "sleep 300" not in running.stdout
    monkeypatch.setattr(drawing, "_converted", None)  # would be called if it were tried again
    assert f"Shown as text: {FAILING[script]}." in text_of(drawing_of(client, address))
    assert "being drawn" not in text_of(client.get(address, headers=PART).text)


@confined
def test_no_key_is_in_the_sandbox(
    served: Served, office: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    office("env | grep -q secret || exit 1; mkdir /tmp/out; echo no > /tmp/out/file.pdf")
    client = served()
    address, _ = opened(client, deck(), "harbour.pptx", QUOTE)
    assert "LibreOffice could not draw it" in drawing_of(client, address)


@confined
def test_two_who_open_a_deck_have_it_drawn_once(
    served: Served, office: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    office("sleep 1; exit 1")
    client = served()
    address, _ = opened(client, deck(), "harbour.pptx", QUOTE)
    converted, calls = drawing._converted, []

    async def counted(*arguments: Any) -> Path:
        calls.append(arguments)
        return await converted(*arguments)

    monkeypatch.setattr(drawing, "_converted", counted)
    with ThreadPoolExecutor() as threads:
        shown = list(threads.map(lambda _: drawing_of(client, address), range(4)))
    assert len(calls) == 1
    assert all("LibreOffice could not draw it" in html for html in shown)


def test_drawings_that_nobody_waits_for_leave_room_for_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def convert(file: Path, *_: Any) -> Path:
        await asyncio.sleep(0.01)
        return file

    async def draw_and_leave() -> None:
        drawings = drawing.Drawing()
        for number in range(2 * drawing._MOST_WAITING):
            waiting = asyncio.create_task(drawings.draw(file, ".odp", tmp_path / f"{number}.pdf"))
            await asyncio.sleep(0)
            waiting.cancel()
            while drawings._running:
                await asyncio.sleep(0.01)
        await drawings.draw(file, ".odp", tmp_path / "last.pdf")

    monkeypatch.setattr(drawing, "_converted", convert)
    monkeypatch.setattr(drawing, "_programs", dict)
    file = tmp_path / "a.odp"
    file.write_bytes(b"slides")
    asyncio.run(asyncio.wait_for(draw_and_leave(), 20))
    assert (tmp_path / "last.pdf").exists()


@pytest.mark.parametrize("missing", ["LibreOffice", "bubblewrap"])
def test_without_its_programs_a_line_says_so(
    served: Served, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    there = {"LibreOffice": "/usr/bin/soffice", "bubblewrap": "/usr/bin/bwrap", "prlimit": "/x"}
    monkeypatch.setattr(drawing, "_programs", lambda: there | {missing: None})
    client = served()
    address, html = opened(client, deck(), "harbour.pptx", QUOTE)
    assert f"Shown as text: this server has no {missing}." in text_of(html)
    assert f"<mark>{QUOTE}</mark>" in html
    assert "being drawn" not in text_of(html)
    assert text_of(drawing_of(client, address)) == text_of(html)


def test_without_its_file_a_line_says_so(served: Served, tmp_path: Path) -> None:
    client = served()
    address, _ = opened(client, deck(), "harbour.pptx", QUOTE)
    kept = Originals(tmp_path / "library").path("default", address[3:].split("?")[0])
    assert kept
    kept.unlink()
    html = client.get(address, headers=PART).text
    assert "Shown as text: its file is not on this server" in text_of(html)


def test_a_drawing_is_as_old_as_its_file_and_goes_with_it(tmp_path: Path) -> None:
    file, originals = tmp_path / "file", Originals(tmp_path)
    file.write_bytes(b"1")
    for collection in ("default", "other"):
        originals.keep(collection, "0" * 16, file)
    pdf = originals.drawn("default", "0" * 16)
    drawing._keep(file, pdf, file.stat().st_mtime_ns)
    assert drawing.is_drawn(file, pdf)
    os.utime(file, (1, 1))
    assert not drawing.is_drawn(file, pdf)
    originals.keep_only([("default", "0" * 16)])
    assert pdf.exists()
    originals.keep_only([("other", "0" * 16)])
    assert not pdf.exists()


@drawn
def test_what_is_deleted_while_it_is_drawn_leaves_nothing(
    served: Served, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    client = served()
    address, _ = opened(client, deck(), "harbour.pptx", QUOTE)
    name, converted = address[3:].split("?")[0], drawing._converted

    async def slow(*arguments: Any) -> Path:
        made = await converted(*arguments)
        await asyncio.to_thread(client.post, "/library/delete", data={"doc": name})
        return made

    monkeypatch.setattr(drawing, "_converted", slow)
    assert "no longer in the library" in drawing_of(client, address)
    assert not list((tmp_path / "library" / "server" / "originals").iterdir())
    assert links(client.get("/library", headers=HTML).text, "/d/") == []
