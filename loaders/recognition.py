"""Pictures of text → text (OCR), by the models in RapidOCR's wheel; nothing leaves the process.

RapidOCR finds the lines; LiteParse, which asks for them as it asks any OCR server, on loopback,
finds their layout as it does on every other page.
"""

from __future__ import annotations

import json
import secrets
from contextlib import contextmanager
from email import message_from_bytes, policy
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.util import find_spec
from io import BytesIO
from statistics import median
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from liteparse import ParsedPage
    from PIL.Image import Image as Picture

EXTRA = "ocr"
DOTS_PER_INCH = 150
"""How fine pages are drawn; at 100 small print begins to suffer."""

_LARGEST = 2000
"""Pixels of a side; RapidOCR scales larger pictures down anyway (its `max_side_len`)."""

_LARGER = 1.15
_HEADER = "X-Token"


def recognizes() -> bool:
    """Return whether the extra is installed."""
    try:
        return find_spec("rapidocr") is not None
    except ValueError:
        return False


def recognized_pages(
    data: bytes, numbers: Sequence[int], password: str | None, tick: Callable[[], None]
) -> Sequence[ParsedPage]:
    """Return pages of a PDF as read from their pictures; `tick` is called after each."""
    from liteparse import LiteParse

    failures: list[Exception] = []

    def read(picture: bytes) -> list[dict[str, Any]]:
        try:
            return [] if failures else _lines(picture)
        except Exception as error:  # noqa: BLE001 - raised below, where it can be caught
            failures.append(error)
            return []
        finally:
            tick()

    with _server(read) as (address, token):
        parser = LiteParse(
            output_format="markdown",
            image_mode="off",
            extract_links=False,
            extract_blocks=True,
            ocr_server_url=address,
            ocr_server_headers={_HEADER: token},
            ocr_failure_fatal=True,
            num_workers=1,
            dpi=DOTS_PER_INCH,
            target_pages=",".join(map(str, numbers)),
            max_pages=max(numbers),
            password=password,
            quiet=True,
        )
        pages: Sequence[ParsedPage] = parser.parse(data).pages
    if failures:
        raise failures[0]
    return pages


@contextmanager
def _server(read: Callable[[bytes], list[dict[str, Any]]]) -> Iterator[tuple[str, str]]:
    """Answer LiteParse on loopback (its OCR API) with what `read` finds in a picture.

    Gives the address and the token that a request must bring.
    """
    token = secrets.token_urlsafe()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            if not secrets.compare_digest(self.headers.get(_HEADER, ""), token):
                self.send_error(403)
                return
            form = self.rfile.read(int(self.headers["Content-Length"]))
            picture = _part(self.headers["Content-Type"], form)
            answer = json.dumps({"results": read(picture)}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/ocr", token
        server.shutdown()


def _part(content_type: str, body: bytes) -> bytes:
    """Return the file of a form (multipart/form-data, RFC 7578)."""
    header = f"Content-Type: {content_type}\r\n\r\n".encode()
    form = message_from_bytes(header + body, policy=policy.default)
    part = next(part for part in form.iter_parts() if part.get_filename())
    return bytes(part.get_content())


def lines_in(picture: bytes) -> list[str]:
    """Return the lines of text in a picture, from top to bottom."""
    return [line["text"] for line in _lines(picture)]


def _lines(picture: bytes) -> list[dict[str, Any]]:
    """Return the lines in a picture: `text`, `bbox` in pixels (x1, y1, x2, y2), `confidence`."""
    small, factor = _within(picture)
    found = _engine()(small)
    if found.boxes is None:
        return []
    lines = [
        _Line(text, float(score), *box.min(axis=0).tolist(), *box.max(axis=0).tolist())
        for box, text, score in zip(found.boxes * factor, found.txts, found.scores, strict=True)
    ]
    height = median(line.height for line in lines)
    advance = median(line.advance for line in lines)
    return [line.answer(height, advance) for line in lines]


def _within(picture: bytes) -> tuple[bytes | Picture, float]:
    """Return a picture scaled to at most `_LARGEST` pixels a side, and the factor.

    RapidOCR would keep both in memory, in three colours.
    """
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None
    with Image.open(BytesIO(picture)) as opened:
        small, factor = reduced(opened)
        return (picture, 1) if small is opened else (small, factor)


def reduced(picture: Picture) -> tuple[Picture, float]:
    """Return a picture in grey on white, no larger than what is looked at, and its factor.

    A JPEG is made smaller while it is decoded.
    """
    from PIL import Image

    factor = max(picture.size) / _LARGEST
    if factor <= 1:
        return picture, 1
    size = (max(round(picture.width / factor), 1), max(round(picture.height / factor), 1))
    picture.draft("L", size)
    if not picture.has_transparency_data:
        grey = picture if picture.mode == "L" else picture.convert("L")
        return grey.resize(size, Image.Resampling.BOX), factor
    grey, opacity = picture.convert("LA").resize(size, Image.Resampling.BOX).split()
    small = Image.new("L", size, "white")
    small.paste(grey, mask=opacity)
    return small, factor


class _Line(NamedTuple):
    """A line of text and its bounds in pixels."""

    text: str
    score: float
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def advance(self) -> float:
        """How wide a character is."""
        return (self.right - self.left) / max(len(self.text), 1)

    def answer(self, height: float, advance: float) -> dict[str, Any]:
        """Return the line as LiteParse wants it, as high as lines are here unless it is larger.

        How high a line is found to be depends on its letters, and layout tells headings by it;
        so only what is both higher and wider is larger.
        """
        top, bottom = self.top, self.bottom
        if min(self.height / height, self.advance / advance) < _LARGER:
            middle = (top + bottom) / 2
            top, bottom = middle - height / 2, middle + height / 2
        bounds = [self.left, top, self.right, bottom]
        return {"text": self.text, "bbox": bounds, "confidence": self.score}


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical"})
