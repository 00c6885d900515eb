"""Preformatted text of a page: its lines, whatever elements they are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LINES = frozenset("div p tr li table tbody thead tfoot ul ol dl dt dd".split())
"""Elements that begin and end a line."""

_CELLS = {"td", "th"}


def preformatted(element: HtmlElement) -> str:
    """Return the text of an element with the line breaks that a reader sees."""
    from lxml.etree import iterwalk

    text = ""
    for event, inner in iterwalk(element, events=("start", "end")):
        is_line = inner is not element and inner.tag in _LINES
        if is_line and text and not text.endswith("\n"):
            text += "\n"
        if event == "start":
            text += "\n" if inner.tag == "br" else inner.text or ""
        elif inner is not element:
            text += "  " if inner.tag in _CELLS and inner.getnext() is not None else ""
            text += inner.tail or ""
    return text
