"""Parts of a page that parsers leave closed: shadow trees and drawings."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def open_parts(tree: HtmlElement) -> None:
    """Make plain elements of shadow trees that are declared, and words of drawings, in place."""
    for template in tree.iter("template"):
        if "shadowrootmode" in template.attrib:
            template.tag = "div"
    for drawing in list(tree.iter("svg")):
        words = " ".join(
            line
            for text in drawing.iter("text")
            if (line := " ".join("".join(map(str, text.itertext())).split()))
        )
        drawing.clear(keep_tail=True)
        drawing.tag, drawing.text = "span", words
