"""Repair pages before extraction: code, figures and self-links that extractors misread.

What of a page is its main text is decided in `main_text.py`.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from precis.loaders.blocks import HEADINGS
from precis.loaders.inline import holds_blocks, is_block
from precis.loaders.preformatted import preformatted

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SELF_LINKS = frozenset("¶#§🔗")
_LINE_NUMBERS = re.compile(r"[\d\s]+")
_EDITOR = re.compile(r"(?:^|[/?&=])edit(?:$|[/?&=])")
"""In the address of a page where the section can be edited."""

_MOST_IN_BOX = 10
_ROLES = {"tr": "row", "td": "cell", "th": "cell"}
_TABLE = ("table", "thead", "tbody", "tfoot", "tr", "td", "th")


def repair_page(tree: HtmlElement) -> None:
    """Change a page in place."""
    _drop_links(tree)
    _drop_buttons(tree)
    for table in list(tree.iter("table")):
        if table.find(".//pre") is not None:
            _unfold(table)
    for block in list(tree.iter("pre")):
        if block.find("code") is None:
            _mark_code(block)
    _unwrap_figures(tree)


def with_paragraphs(tree: HtmlElement) -> HtmlElement:
    """Return a copy of a page in which text that stands in a `div` is a paragraph."""
    copy = deepcopy(tree)
    for box in list(copy.iter("div")):
        if not any(map(_has_block, box)):
            box.tag = "p"
        elif any((text or "").strip() for text in (box.text, *(child.tail for child in box))):
            _wrap_text(box)
    return copy


def _has_block(element: HtmlElement) -> bool:
    return isinstance(element.tag, str) and (is_block(element) or holds_blocks(element))


def _wrap_text(box: HtmlElement) -> None:
    """Make paragraphs of what stands between the blocks of `box`."""
    parts = [_paragraph(box.text)]
    for child in list(box):
        if _has_block(child):
            parts += [child, _paragraph(child.tail)]
            child.tail = None
        else:
            parts[-1].append(child)
    box.text = None
    box[:] = parts


def _paragraph(text: str | None) -> HtmlElement:
    from lxml.html import Element

    paragraph = Element("p")
    paragraph.text = text
    return paragraph


def _drop_links(tree: HtmlElement) -> None:
    """Drop the links of headings to themselves and to an editor."""
    own = [link for link in tree.iter("a") if _is_self_link(link)]
    for link in own:
        link.drop_tree()
    for link in [link for link in tree.iter("a") if _EDITOR.search(link.get("href") or "")]:
        box = _box_of_links(link)
        if _is_of_heading(box):
            box.drop_tree()


def _is_self_link(link: HtmlElement) -> bool:
    """Return whether a link is a sign that leads to where it stands, or to the heading it is in."""
    sign = link.text_content().strip()
    if sign in _SELF_LINKS:
        return True
    in_heading = any(above.tag in HEADINGS for above in link.iterancestors())
    return in_heading and (link.get("href") or "").startswith("#") and not _letters(link)


def _drop_buttons(tree: HtmlElement) -> None:
    """Drop buttons that do something; what opens the block below it is that block's heading."""
    heading: dict[HtmlElement, bool] = {}
    worded: dict[HtmlElement | None, bool] = {None: False}
    for button in reversed(list(tree.iter("button"))):
        following, parent = button.getnext(), button.getparent()
        heading[button] = following is not None and (
            heading.get(following, False) if following.tag == "button" else _is_opened(following)
        )
        if parent not in worded:
            worded[parent] = any(
                text and text.strip() for text in (parent.text, *(child.tail for child in parent))
            )
        if not (heading[button] or worded[parent] or _is_heading(button)):
            button.drop_tree()


def _is_heading(button: HtmlElement) -> bool:
    if button.get("role") == "tab" or {"aria-expanded", "aria-controls"} & {*button.attrib}:
        return True
    return any(above.tag in {*HEADINGS, "dt", "summary"} for above in button.iterancestors())


def _is_opened(element: HtmlElement) -> bool:
    return is_block(element) and element.tag != "pre"


def _box_of_links(link: HtmlElement) -> HtmlElement:
    """Return the largest inline element around a link that says nothing but links."""
    box = link
    for above in link.iterancestors():
        if is_block(above) or len(above) > _MOST_IN_BOX:
            break
        if sum(len(_letters(inner)) for inner in above.iter("a")) < len(_letters(above)):
            break
        box = above
    return box


def _is_of_heading(box: HtmlElement) -> bool:
    """Return whether a box of links stands beside the words of a heading, or after a heading."""
    parent, before = box.getparent(), box.getprevious()
    if parent is not None and parent.tag in HEADINGS:
        return len(_letters(parent)) > len(_letters(box))
    return before is not None and before.tag in HEADINGS


def _letters(element: HtmlElement) -> str:
    return "".join(filter(str.isalnum, element.text_content()))


def _unwrap_figures(tree: HtmlElement) -> None:
    """Make plain blocks of figures that hold code or a table, which extractors would drop."""
    for figure in tree.iter("figure"):
        if figure.find(".//pre") is not None or figure.find(".//table") is not None:
            figure.tag = "div"


def _unfold(table: HtmlElement) -> None:
    """Make blocks of a table that lays out code, and drop its line numbers."""
    for block in list(table.iter("pre")):
        if _LINE_NUMBERS.fullmatch(block.text_content()):
            block.drop_tree()
    for element in table.iter(*_TABLE):
        if element.tag in _ROLES:
            element.set("role", _ROLES[element.tag])
        element.tag = "div"


def _mark_code(block: HtmlElement) -> None:
    from lxml.etree import SubElement

    text = preformatted(block)
    block.clear(keep_tail=True)
    SubElement(block, "code").text = text
