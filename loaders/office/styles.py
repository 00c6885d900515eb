"""The styles of a Word document: which are headings, lists, hidden or struck out (17.7)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from precis.loaders.xmltree import attribute, child, local_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_HEADING = re.compile(r"heading (\d)")
_LONGEST_CHAIN = 20
_DEEPEST = 6
_OFF = {"0", "false", "off", "none"}
_NO_LIST = "0"


class Styles:
    """Looks a property up in a style, then in those that it is based on."""

    def __init__(self, root: Element | None) -> None:
        self._styles = {
            attribute(style, "styleId") or "": style
            for style in ([] if root is None else root.iter("{*}style"))
        }
        self._default = next(
            (
                key
                for key, style in self._styles.items()
                if attribute(style, "type") == "paragraph" and attribute(style, "default") == "1"
            ),
            "",
        )

    def heading(self, paragraph: Element | None) -> int | None:
        """Return the level of a heading, from 1, None for other paragraphs."""
        level = value(child(paragraph, "outlineLvl"))
        if level is None:
            for style in self._chain(self.of(paragraph)):
                name = (value(child(style, "name")) or "").lower()
                found = _HEADING.fullmatch(name)
                if found or name == "title":
                    return min(int(found[1]), _DEEPEST) if found else 1
                level = value(child(style, "pPr", "outlineLvl"))
                if level is not None:
                    break
        if level is None or not level.isdigit() or int(level) >= _DEEPEST + 3:
            return None
        return min(int(level) + 1, _DEEPEST)

    def list_of(self, paragraph: Element | None) -> tuple[str, int | None, str] | None:
        """Return the list that numbers a paragraph, the depth if given, and the style it is from.

        The list may be the paragraph's own or that of its style.
        """
        own = child(paragraph, "numPr")
        number, depth = value(child(own, "numId")), _digits(value(child(own, "ilvl")))
        origin = self.of(paragraph)
        for style in self._chain(origin):
            if number is not None and depth is not None:
                break
            given = child(style, "pPr", "numPr")
            if number is None and given is not None:
                number, origin = value(child(given, "numId")), attribute(style, "styleId") or ""
            if depth is None and given is not None:
                depth = _digits(value(child(given, "ilvl")))
        return None if number in {None, _NO_LIST} else (str(number), depth, origin)

    def of(self, paragraph: Element | None) -> str:
        """Return the style that the properties of a paragraph name, else the default one."""
        return value(child(paragraph, "pStyle")) or self._default

    def run_property(self, run: Element | None, style: str, name: str) -> Element | None:
        """Return a property of a run: its own, its style's, or the paragraph style's."""
        own = child(run, name)
        if own is not None:
            return own
        chains = (self._chain(value(child(run, "rStyle"))), self._chain(style))
        found = (child(each, "rPr", name) for chain in chains for each in chain)
        return next((element for element in found if element is not None), None)

    def linked(self) -> dict[str, str]:
        """Return the list that each numbering style uses."""
        return {
            key: number
            for key, style in self._styles.items()
            if (number := value(child(style, "pPr", "numPr", "numId"))) is not None
            and attribute(style, "type") == "numbering"
        }

    def _chain(self, key: str | None) -> Iterator[Element]:
        for _ in range(_LONGEST_CHAIN):
            if not key or key not in self._styles:
                return
            yield self._styles[key]
            key = value(child(self._styles[key], "basedOn"))


def value(element: Element | None) -> str | None:
    """Return the attribute `val` of an element."""
    return None if element is None else attribute(element, "val")


def is_on(element: Element | None) -> bool:
    """Return whether a property that is on or off is on."""
    return element is not None and (value(element) or "1").lower() not in _OFF


def children(parent: Element, name: str) -> Iterator[Element]:
    """Yield the children of that name."""
    return (element for element in parent if local_name(element) == name)


def _digits(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdigit() else None
