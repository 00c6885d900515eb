"""Parts of a page that parsers leave closed: shadow trees, drawings, answers to open."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from precis.loaders.inline import is_shown

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BOXES = 3
"""Elements around what opens a block, beside which the block may stand: a heading and its box."""


def open_parts(tree: HtmlElement) -> None:
    """Make plain elements of shadow trees that are declared, and words of drawings, in place; show
    blocks that a heading above them opens.
    """
    _open_blocks(tree)
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


def _open_blocks(tree: HtmlElement) -> None:
    named = ((element.get("id"), element) for element in tree.iter() if not is_shown(element))
    hidden = {name: element for name, element in named if name}
    for control in tree.xpath("//*[@aria-controls]") if hidden else ():
        block = hidden.get(control.get("aria-controls"))
        boxes = islice(control.xpath("ancestor-or-self::*")[::-1], _BOXES)
        if block is not None and any(box.getnext() is block for box in boxes):
            for name in ("hidden", "style"):
                block.attrib.pop(name, None)
