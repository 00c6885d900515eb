"""The text in a picture that stands in a document, recognized where the extra `ocr` is there."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from precis.errors import install_command
from precis.loaders.recognition import EXTRA, lines_in, recognizes
from precis.loaders.zipped import UNREADABLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.Image import Image as Picture

    from precis.loaders.contract import Parser
    from precis.loaders.unread import Unread

_SMALLEST = 40
"""Pixels of a side below which a picture is an icon or a rule, and holds no text."""

_SMALLEST_DESCRIBED = 64
_LARGEST_DESCRIBED = 1024
"""Pixels of a side: more costs tokens of the model, and shows it hardly more."""

_MOST_DESCRIBED = 200
"""Pictures of one document."""

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
        if name.lower().endswith(_VECTOR) or not _reads(parser):
            return None
        picture = _drawable(data, parser)
        return "" if picture is None else picture_text(picture, parser)

    return read


def picture_remedy() -> str:
    """Return how the text in pictures becomes readable."""
    return f"to read their text, run {install_command(EXTRA)}"


def text_or_count(read: Callable[[], str | None], unread: Unread) -> str:
    """Return the text that `read` finds in a picture, "" for one that it cannot read: it counts."""
    try:
        text = read()
    except UNREADABLE:
        text = None
    if text is None:
        unread.add("picture")
        if not recognizes():
            unread.remark(picture_remedy())
    return text or ""


def picture_text(picture: Picture, parser: Parser) -> str:
    """Return the text in a picture, and the mark of its description where that is asked for."""
    parts = []
    if recognizes() and min(picture.size) >= _SMALLEST:
        parser.tick()
        text = "\n".join(lines_in(_encoded(picture, "PNG")))
        parts += [f"Picture: {text}"] if text else []
    is_large = min(picture.size) >= _SMALLEST_DESCRIBED
    if parser.options.describe_figures and is_large and parser.pictures.count < _MOST_DESCRIBED:
        smaller = picture.copy()
        smaller.thumbnail((_LARGEST_DESCRIBED, _LARGEST_DESCRIBED))
        parts.append(parser.pictures.keep(_encoded(smaller, "JPEG")))
    return "\n".join(parts)


def _reads(parser: Parser) -> bool:
    return recognizes() or parser.options.describe_figures


def _drawable(data: bytes, parser: Parser) -> Picture | None:
    """Return a picture, None for one too small to hold text; raises OSError."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None
    with Image.open(BytesIO(data)) as picture:
        parser.options.limits.check_pixels("a picture in it", *picture.size)
        if min(picture.size) < _SMALLEST:
            return None
        if picture.mode not in {"P", "LA", "RGBA", "PA"}:
            return picture.convert("RGB")
        above = picture.convert("RGBA")
        paper = Image.new("RGBA", above.size, "white")
        return Image.alpha_composite(paper, above).convert("RGB")


def _encoded(picture: Picture, kind: str) -> bytes:
    out = BytesIO()
    picture.save(out, kind)
    return out.getvalue()
