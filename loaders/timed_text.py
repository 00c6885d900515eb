"""Timed text in XML (TTML, also called DFXP, and YouTube's kinds): each start and its lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from precis.loaders.xmltree import attribute, local_name, parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.documents.base import Blob
    from lxml.etree import _Element as Element

Timed = tuple[str, list[str]]
"""When a cue starts (`h:mm:ss.fff`), and its lines."""

_ROOT = re.compile(
    r"\A\s*(?:<\?xml[^<>]*>\s*)?(?:<!--[^<>]*-->\s*)?"
    r"<(?:(?:\w{1,20}:)?tt[\s>]|timedtext[\s>]|transcript>\s*<text\s)"
)
_OFFSET = re.compile(r"(\d{1,9})(?:\.\d{1,9})?(h|ms|m|s)")
_SECONDS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}
_CLOCK_PARTS = 3


def is_timed(start: str) -> bool:
    """Return whether text begins as one of these kinds does."""
    return _ROOT.match(start) is not None


def timed_text(blob: Blob) -> Iterator[Timed]:
    """Yield the paragraphs; a time that is given around them counts where they have none."""
    root = parse_xml(blob.as_bytes(), str(blob.source))
    for element in root.iter("{*}p", "{*}text"):
        around = [element, *element.iterancestors()]
        yield _clock(next(filter(None, map(_begin, around)), "0s")), _lines(element)


def _begin(element: Element) -> str:
    """Return when an element begins: YouTube counts milliseconds or seconds."""
    milliseconds, seconds = element.get("t"), element.get("start")
    if milliseconds:
        return f"{milliseconds}ms"
    return f"{seconds}s" if seconds else attribute(element, "begin") or ""


def _lines(element: Element) -> list[str]:
    pieces = [element.text or ""]
    for part in element.iterdescendants():
        if local_name(part) == "br":
            pieces.append("\n")
        elif local_name(part) in {"span", "s"}:
            pieces.append(part.text or "")
        pieces.append(part.tail or "")
    return "".join(pieces).split("\n")


def _clock(begin: str) -> str:
    """Return a time of TTML (section 12.3.1: a clock, or an offset such as `75.5s`) as a clock."""
    offset = _OFFSET.fullmatch(begin)
    if offset is None:
        return ":".join(begin.split(":")[:_CLOCK_PARTS])
    seconds = int(float(begin.rstrip("hms")) * _SECONDS[offset[2]])
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
