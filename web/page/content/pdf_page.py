"""A page of a PDF as a picture, and where a quote is on it; run as a separate process.

A file that makes PDFium crash, hang or exhaust memory ends only this process. The request is a
JSON object on standard input, the answer on standard output: a PNG, or a JSON object of the `page`
and how many `pages` there are, the `width` and `height` of the picture, and the `boxes` of a quote,
each left, top, width and height in its pixels.
"""

from __future__ import annotations

import json
import struct
import sys
import unicodedata
import zlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

WIDTH = 1100
"""Maximum pixels of a picture: sharp beside text on a screen with two pixels per point."""

_MOST_RATIO = 4
"""Height by width of a page that is shown."""

_SHORTEST = 12
"""A quote is marked if this many of its letters and digits, and 30% of it, are on a page."""

_MEMORY_BYTES = 1_500_000_000

Box = tuple[float, float, float, float]


def picture(page: PdfPage) -> bytes:
    """Return a page as a PNG."""
    width, height = _pixels(page)
    bitmap = page.render(scale=width / page.get_width(), rev_byteorder=True)
    return png(bitmap.to_numpy()[:height, :, :3])


def png(pixels: np.ndarray) -> bytes:
    """Return rows of red, green and blue bytes as a PNG (ISO/IEC 15948)."""
    height, width = pixels.shape[:2]
    rows = b"".join(b"\0" + row.tobytes() for row in pixels)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 5)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


def page_of(pdf: PdfDocument, quote: str, near: float) -> int:
    """Return the page, from 1, that has most of a quote; of equal ones the nearest to `near`.

    `near` is a place in the document: 0 its start, 1 its end.
    """

    def fit(number: int) -> tuple[int, float]:
        found = _find_quote(pdf[number].get_textpage(), quote)
        return len(found), -abs((number + 0.5) / len(pdf) - near)

    return max(range(len(pdf)), key=fit) + 1


def places(page: PdfPage, quote: str) -> dict[str, Any]:
    """Return the size of a page's picture, and the boxes of a quote on it, one per line."""
    width, height = _pixels(page)
    text = page.get_textpage()
    chars = list(_find_quote(text, quote))
    boxes = list(_lines([_on_picture(page, text, at, width, height) for at in chars]))
    return {"width": width, "height": height, "boxes": boxes}


def _pixels(page: PdfPage) -> tuple[int, int]:
    ratio = min(_MOST_RATIO, page.get_height() / page.get_width())
    return WIDTH, round(WIDTH * ratio)


def _find_quote(text: PdfTextPage, quote: str) -> Sequence[int]:
    """Return the characters of the page that form a quote.

    Only letters and digits are compared: spaces, hyphens at the ends of lines and Markdown differ.
    If a quote continues on another page, the part on this page is found.
    """
    from pypdfium2 import raw

    letters: list[str] = []
    places_: list[int] = []
    for at in range(text.count_chars()):
        for letter in _letters(chr(raw.FPDFText_GetUnicode(text, at) or 32)):
            letters.append(letter)
            places_.append(at)
    page, wanted = "".join(letters), "".join(_letters(quote))
    length, least = len(wanted), max(min(_SHORTEST, len(wanted)), len(wanted) * 3 // 10)
    while length >= least > 0:
        for piece in (wanted[:length], wanted[-length:]):
            if (start := page.find(piece)) >= 0:
                return places_[start : start + length]
        length = min(length - 1, length * 9 // 10)
    return []


def _letters(text: str) -> Iterator[str]:
    for letter in unicodedata.normalize("NFKC", text).casefold():
        if letter.isalnum():
            yield letter


def _on_picture(page: PdfPage, text: PdfTextPage, at: int, width: int, height: int) -> Box:
    """Return the box of a character, left, top, right, bottom in pixels, at any rotation."""
    from ctypes import byref, c_int

    from pypdfium2 import raw

    left, bottom, right, top = text.get_charbox(at, loose=True)
    corners = []
    for x, y in ((left, top), (right, bottom)):
        seen_x, seen_y = c_int(), c_int()
        raw.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, byref(seen_x), byref(seen_y))
        corners.append((seen_x.value, seen_y.value))
    (x0, y0), (x1, y1) = corners
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _lines(boxes: Sequence[Box]) -> Iterator[Box]:
    """Join neighbouring boxes of a line, horizontal or vertical; yield left, top, width, height."""
    lines: list[Box] = []
    for box in boxes:
        if box[2] <= box[0] or box[3] <= box[1]:
            continue
        if lines and _follows(lines[-1], box):
            last = lines[-1]
            lines[-1] = (
                *(min(last[0], box[0]), min(last[1], box[1])),
                *(max(last[2], box[2]), max(last[3], box[3])),
            )
        else:
            lines.append(box)
    for x0, y0, x1, y1 in lines:
        yield x0, y0, x1 - x0, y1 - y0


def _follows(line: Box, box: Box) -> bool:
    """Whether a box continues a line: on its level or in its column, and near."""
    x0, y0, x1, y1 = box
    size = max(x1 - x0, y1 - y0)
    level = line[1] <= (y0 + y1) / 2 <= line[3] and abs(x0 - line[2]) <= 2 * size
    gap = max(y0 - line[3], line[1] - y1)
    upright = line[0] <= (x0 + x1) / 2 <= line[2] and gap <= 2 * size and x1 - x0 >= y1 - y0
    return level or (upright and line[2] - line[0] <= 2 * size)


def main() -> None:
    """Answer the request on standard input."""
    from precis.memory_limit import limit_memory

    request = json.load(sys.stdin)
    limit_memory(_MEMORY_BYTES)
    from pypdfium2 import PdfDocument

    pdf = PdfDocument(request["file"])
    if "quote" not in request:
        sys.stdout.buffer.write(picture(pdf[request["page"] - 1]))
        return
    quote = request["quote"]
    page = min(request["page"], len(pdf)) or page_of(pdf, quote, request["near"])
    answer = {"page": page, "pages": len(pdf), **places(pdf[page - 1], quote)}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
