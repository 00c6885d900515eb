"""Inline HTML → a line of text: marks, formulas and line breaks keep their meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from precis.loaders.marks import lowered, raised, struck
from precis.loaders.mathml import linear
from precis.loaders.xmltree import local_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

_BREAK = "\0"
"""A line break until the blanks are collapsed; no text of a page has it."""

UNSHOWN = frozenset(
    "script style template noscript head iframe object select datalist textarea audio video "
    "canvas map rp title meta link".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big button cite code data del dfn em font i img input ins kbd label "
    "mark math meter nobr output picture progress q rb rt rtc ruby s samp small span strike strong "
    "sub sup time tt u var wbr xref br".split()
)
_FORMULA = frozenset(
    "math mrow mi mn mo ms mtext mspace mfrac msqrt mroot mstyle merror mpadded mphantom menclose "
    "mfenced msub msup msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr "
    "mlabeledtr mtd maction semantics annotation annotation-xml".split()
)
"""Elements of MathML: a formula is one piece of its line."""

STRUCK = {"del", "s", "strike"}
_TEX = "math/tex"
_LINKS = {"a", "xref"}
_CLOSING = tuple(".,;:!?)”\"'")
_LONGEST_SIGN = 40
"""Characters; a longer text for a picture describes one that does not stand for words."""

DEEPEST = 150
"""Elements in elements; what is nested deeper is text without structure."""


def is_shown(element: HtmlElement) -> bool:
    """Return whether a reader sees an element at all."""
    tag = element.tag
    if not isinstance(tag, str):
        return False
    if tag == "script":
        return str(element.get("type", "")).startswith(_TEX)
    if tag in UNSHOWN:
        return False
    if element.get("role") == "tabpanel":
        return True
    if str(element.get("hidden", "until-found")).lower() != "until-found":
        return False
    style = str(element.get("style", "")).replace(" ", "").lower()
    return "display:none" not in style and "visibility:hidden" not in style


def is_block(element: HtmlElement) -> bool:
    """Return whether an element starts a line of its own."""
    tag = str(element.tag)
    return tag not in _INLINE and local_name(element) not in _FORMULA and tag != "script"


def holds_blocks(element: HtmlElement, depth: int = 0) -> bool:
    """Return whether an inline element, such as a link around a card, has blocks in it."""
    return (
        depth <= DEEPEST
        and local_name(element) not in {"math", "script"}
        and any(
            is_shown(child) and (is_block(child) or holds_blocks(child, depth + 1))
            for child in element
        )
    )


def _box(element: HtmlElement) -> str:
    """Return a box that can be ticked; other fields show nothing."""
    if str(element.get("type", "")).lower() != "checkbox":
        return ""
    return "[x] " if "checked" in element.attrib else "[ ] "


def sign(element: HtmlElement) -> str:
    """Return the text of a picture that stands for words: there is text before and behind it."""
    parent, before = element.getparent(), element.getprevious()
    said = " ".join(str(element.get("alt") or "").split())
    above = "" if parent is None else parent.text
    surrounded = (above if before is None else before.tail) or ""
    if not (surrounded.strip() and (element.tail or "").strip()) or len(said) > _LONGEST_SIGN:
        return ""
    return said if "." not in said and element.get("aria-hidden") != "true" else ""


_WHOLE: dict[str, Callable[[HtmlElement], str]] = {
    "br": lambda _: _BREAK,
    "math": linear,
    "script": lambda element: (element.text or "").strip(),
    "input": _box,
    "img": sign,
}
"""Elements that are read as a whole."""


class Line:
    """Inline text, piece by piece."""

    def __init__(self, depth: int = 0, before: str = "") -> None:
        self._pieces: list[str] = []
        self._depth = depth
        self._outside = before

    def add(self, text: str | None) -> None:
        """Add text as it stands in the markup."""
        if text:
            self._pieces.append(text)

    def add_element(self, element: HtmlElement) -> None:
        """Add an inline element and what is in it."""
        tag = local_name(element)
        if tag in _WHOLE:
            self.add(_WHOLE[tag](element))
        elif self._depth > DEEPEST:
            self._pieces += [str(text) for text in element.itertext()]
        else:
            inner = Line(self._depth + 1, self._before())
            inner.add(element.text)
            for child in element:
                if is_shown(child) and not _is_copy(child):
                    inner.add_element(child)
                inner.add(child.tail)
            self._pieces.append(self._marked(element, tag, "".join(inner._pieces)))

    def text(self) -> str:
        """Return the line with its blanks collapsed; line breaks stay."""
        lines = "".join(self._pieces).split(_BREAK)
        return "\n".join(" ".join(line.split()) for line in lines).strip()

    def _before(self) -> str:
        """Return the end of what was added, and of what the line itself stands behind."""
        return (self._outside + "".join(self._pieces[-3:]))[-20:]

    def _marked(self, element: HtmlElement, tag: str, text: str) -> str:
        before = self._before()
        is_number = text.strip().isdigit()
        if is_number and (_is_glued(before) if tag in _LINKS else _is_linked(element, tag)):
            return f"[{text.strip()}]"
        style = str(element.get("style", "")).replace(" ", "").lower()
        if tag == "sup" or "vertical-align:super" in style:
            return raised(before, text)
        if tag == "sub" or "vertical-align:sub" in style:
            return lowered(before, text)
        if tag in STRUCK or "line-through" in style:
            return struck(text)
        return _ENCLOSED[tag](text) if tag in _ENCLOSED and text.strip() else text


def _is_linked(element: HtmlElement, tag: str) -> bool:
    return tag == "sup" and element.find(".//a") is not None


def _is_glued(before: str) -> bool:
    """Return whether a number that follows would be read as a part of what is `before`."""
    return before[-1:].isalnum() or (before[-1:] in _CLOSING and len(before) > 1)


def _code(text: str) -> str:
    return text if "`" in text else text.replace(text.strip(), f"`{text.strip()}`")


_ENCLOSED: dict[str, Callable[[str], str]] = {
    "rt": lambda text: f"({text.strip()})",
    "q": lambda text: f"“{text}”",
    "code": _code,
}


def _is_copy(element: HtmlElement) -> bool:
    """Return whether an element repeats the formula beside it in MathML, as KaTeX does."""
    parent = element.getparent()
    return (
        element.get("aria-hidden") == "true"
        and parent is not None
        and any(local_name(other) == "math" for other in parent.iter())
        and not any(local_name(other) == "math" for other in element.iter())
    )
