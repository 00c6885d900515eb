"""Split a page into blocks of text in order, each with its text nodes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import regex

from precis.loaders.inline import is_block, is_shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
"""Scripts that put no spaces between words: each character counts as a word."""

_WORD = regex.compile(rf"[{_UNSPACED}]|[\w--[{_UNSPACED}]]+", regex.VERSION1)
HEADINGS = frozenset(f"h{level}" for level in range(1, 7))


@dataclass(eq=False)
class Block:
    """Text between two block borders in `element`; `linked` of its characters are in links.

    `nodes` are the elements whose `text` (True) or `tail` (False) it is made of; `boxes` are the
    check boxes among them.
    """

    element: HtmlElement
    text: str
    linked: int
    nodes: list[tuple[HtmlElement, bool]]
    boxes: list[HtmlElement]
    words: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.words = words_of(self.text)

    def clear(self) -> None:
        """Take the text out of the page."""
        for element, is_text in self.nodes:
            if is_text:
                element.text = None
            else:
                element.tail = None


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters."""
    found: list[str] = _WORD.findall(text.lower())
    return found


def blocks(root: HtmlElement) -> list[Block]:
    """Return the blocks of an element that have text."""
    found: list[Block] = []
    nodes: list[tuple[HtmlElement, bool]] = []
    boxes: list[HtmlElement] = []
    linked = 0
    open_block = root
    for event, element, is_link, block in _events(root):
        if event == "border":
            _close(found, open_block, nodes, boxes, linked)
            nodes, boxes, linked, open_block = [], [], 0, block
        else:
            if event == "text" and element.tag == "input":
                boxes.append(element)
            text = element.text if event == "text" else element.tail
            if text:
                nodes.append((element, event == "text"))
                linked += len(" ".join(text.split())) if is_link else 0
    _close(found, open_block, nodes, boxes, linked)
    return found


def _close(
    found: list[Block],
    element: HtmlElement,
    nodes: list[tuple[HtmlElement, bool]],
    boxes: list[HtmlElement],
    linked: int,
) -> None:
    text = "".join(str(node.text if is_text else node.tail) for node, is_text in nodes)
    text = " ".join(text.split())
    if text:
        found.append(Block(element, text, min(linked, len(text)), nodes, boxes))


def _events(root: HtmlElement) -> Iterator[tuple[str, HtmlElement, bool, HtmlElement]]:
    """Yield texts, tails and the borders of blocks, without recursion."""
    stack: list[tuple[str, HtmlElement, bool, HtmlElement]] = [("open", root, False, root)]
    while stack:
        event, element, is_link, block = stack.pop()
        if event != "open":
            yield event, element, is_link, block
            continue
        if not is_shown(element):
            continue
        inner = element if is_block(element) else block
        linked = is_link or _is_control(element, block)
        if inner is element:
            yield "border", element, linked, element
            stack.append(("border", element, is_link, block))
        yield "text", element, linked, inner
        for child in reversed(element):
            stack.append(("tail", child, linked, inner))
            stack.append(("open", child, linked, inner))


def _is_control(element: HtmlElement, block: HtmlElement) -> bool:
    """Return whether an element leads somewhere.

    A mere anchor does not, which has a name and no address, nor what opens what is below: a button
    or a link without an address in a heading.
    """
    if element.tag == "a":
        is_anchor = element.get("id") or element.get("name") or block.tag in HEADINGS
        return "href" in element.attrib or not is_anchor
    return element.tag == "label" or (element.tag == "button" and block.tag not in HEADINGS)
