"""Repair pages before extraction: code, figures and self-links that extractors misread.

What of a page is its main text is decided in `main_text.py`.
"""

from __future__ import annotations

import re
from copy import deepcopy
from itertools import islice
from typing import TYPE_CHECKING

from precis.loaders.appeals import drop_sign_ups
from precis.loaders.blocks import HEADINGS
from precis.loaders.inline import holds_blocks, is_block
from precis.loaders.preformatted import preformatted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

_SELF_LINKS = frozenset("¶#§🔗")
_LINE_NUMBERS = re.compile(r"[\d\s]+")
_EDITOR = re.compile(r"(?:^|[/?&=])edit(?:$|[/?&=])")
"""In the address of a page where the section can be edited."""

_MOST_IN_BOX = 10
_BRACKETED_WITHIN = 3
_OPENING = "h4"
_HEADS = {*HEADINGS, "dt", "summary"}
_ROLES = {"tr": "row", "td": "cell", "th": "cell"}
_TABLE = ("table", "thead", "tbody", "tfoot", "tr", "td", "th")


def repair_page(tree: HtmlElement) -> None:
    """Change a page in place."""
    drop_sign_ups(tree)
    _drop_links(tree)
    _settle_buttons(tree)
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
    """Drop the links of headings to themselves, to an editor and to their source."""
    own = [link for link in tree.iter("a") if _is_self_link(link)]
    for link in own:
        link.drop_tree()
    for link in [link for link in tree.iter("a") if _is_control(link)]:
        box = _box_of_links(link)
        if _is_of_heading(box):
            box.drop_tree()


def _is_control(link: HtmlElement) -> bool:
    """Return whether a link leads to an editor, or is a word in brackets: [edit], [source]."""
    if _EDITOR.search(link.get("href") or ""):
        return True
    word = link.text_content().strip().strip("[]")
    around = (link, *islice(link.iterancestors(), _BRACKETED_WITHIN))
    return word.isalpha() and any(_first_sign(element) == "[" for element in around)


def _first_sign(element: HtmlElement) -> str:
    texts = map(str.strip, islice(element.itertext(), _BRACKETED_WITHIN))
    return next(filter(None, texts), "")[:1]


def _is_self_link(link: HtmlElement) -> bool:
    """Return whether a link is a sign that leads to where it stands, or to the heading it is in."""
    sign = link.text_content().strip()
    if sign in _SELF_LINKS:
        return True
    in_heading = any(above.tag in HEADINGS for above in link.iterancestors())
    return in_heading and (link.get("href") or "").startswith("#") and not _letters(link)


def _settle_buttons(tree: HtmlElement) -> None:
    """Make headings of buttons that open the block below, and drop those that do something else."""
    worded: dict[HtmlElement | None, bool] = {None: False}
    for opener in [link for link in tree.iter("a", "div", "span") if _is_opener(link)]:
        boxes = list(islice(opener.iterancestors(), _MOST_IN_BOX))
        if _opens_named(opener, boxes[:3]) and not any(box.tag in _HEADS for box in boxes):
            opener.tag = _OPENING
    for button in list(tree.iter("button")):
        parent = button.getparent()
        if parent not in worded:
            texts = (parent.text, *(child.tail for child in parent))
            worded[parent] = any(text and text.strip() for text in texts)
        boxes = list(islice(button.iterancestors(), _MOST_IN_BOX))
        if any(box.tag in _HEADS for box in boxes):
            continue
        if _opens_block(button, boxes[:2]):
            button.tag = _OPENING
        elif not (worded[parent] or button.get("role") == "tab"):
            button.drop_tree()


def _opens_block(button: HtmlElement, boxes: Sequence[HtmlElement]) -> bool:
    """Return whether a button stands above the block that it opens: the block has the name that
    the button gives, there are several such pairs, or the button asks.
    """
    if _opens_named(button, boxes):
        return True
    block, before = button.getnext(), button.getprevious()
    if block is None or not is_block(block) or block.tag == "pre":
        return False
    next_one = block.getnext()
    paired = next_one is not None and next_one.tag == "button"
    after_pair = before is not None and _is_after_button(before)
    asks = button.text_content().rstrip().endswith(("?", "？"))
    return "aria-expanded" in button.attrib or paired or after_pair or asks


def _is_opener(element: HtmlElement) -> bool:
    """Return whether an element without being a button opens or closes what it names."""
    if element.tag == "a":
        toggles = ("data-toggle", "data-bs-toggle", "aria-controls", "aria-expanded")
        return any(name in element.attrib for name in toggles)
    return element.get("role") == "button" and "aria-controls" in element.attrib


def _opens_named(opener: HtmlElement, boxes: Sequence[HtmlElement]) -> bool:
    """Return whether the block below, or below the boxes around, has the name that is opened."""
    href = opener.get("href") or ""
    named = opener.get("aria-controls") or (href[1:] if href.startswith("#") else "")
    following = [box.getnext() for box in (opener, *boxes)]
    return bool(named) and any(it is not None and it.get("id") == named for it in following)


def _is_after_button(block: HtmlElement) -> bool:
    before = block.getprevious()
    return is_block(block) and before is not None and before.tag in {"button", _OPENING}


def _box_of_links(link: HtmlElement) -> HtmlElement:
    """Return the largest inline element around a link that says nothing but links."""
    box = link
    for above in islice(link.iterancestors(), _MOST_IN_BOX):
        if is_block(above) or len(above) > _MOST_IN_BOX:
            break
        if sum(len(_letters(inner)) for inner in above.iter("a")) < len(_letters(above)):
            break
        box = above
    return box


def _is_of_heading(box: HtmlElement) -> bool:
    """Return whether a box of links stands beside the words of a heading, or after a heading."""
    parent, before = box.getparent(), box.getprevious()
    if parent is not None and parent.tag in _HEADS:
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
