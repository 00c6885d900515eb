"""The text in a picture that stands in a document, recognized where the extra `ocr` is there."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from precis.loaders.recognition import EXTRA, lines_in, recognizes

if TYPE_CHECKING:
    from collections.abc import Callable

    from precis.loaders.contract import Parser

PICTURE_REMEDY = f"to read their text: uv sync --extra {EXTRA}"

_SMALLEST = 40
"""Pixels of a side below which a picture is an icon or a rule, and holds no text."""

_VECTOR = (".emf", ".wmf", ".svg")


def picture_reader(parser: Parser) -> Callable[[str, bytes], str | None]:
    """Return what reads the pictures of a document, each once.

    It gives the text in a picture, "" for one without and for one seen before, None where the
    picture cannot be read here.
    """
    seen: set[str] = set()

    def read(name: str, data: bytes) -> str | None:
        if name in seen:
            return ""
        seen.add(name)
        if not recognizes() or name.lower().endswith(_VECTOR):
            return None
        picture = _drawable(data, parser)
        if picture is None:
            return ""
        parser.tick()
        text = "\n".join(lines_in(picture))
        return f"Picture: {text}" if text else ""

    return read


def _drawable(data: bytes, parser: Parser) -> bytes | None:
    """Return a picture as PNG, None for one too small to hold text; raises OSError."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None
    with Image.open(BytesIO(data)) as picture:
        parser.options.limits.check_pixels("a picture in it", *picture.size)
        if min(picture.size) < _SMALLEST:
            return None
        out = BytesIO()
        picture.convert("RGB").save(out, "PNG")
        return out.getvalue()
