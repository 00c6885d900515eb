"""The numbers of lists and headings in OpenDocument, counted as they are shown (19.880, 16.30)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from precis.loaders.numerals import numeral
from precis.loaders.xmltree import attribute, local_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element as Element

_NUMERALS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LEVELS = {"list-level-style-number", "outline-level-style"}
_OUTLINE = "outline-style"
_MOST_DIGITS = 9


class _Level(NamedTuple):
    style: str
    before: str
    after: str
    start: int
    shown: int
    """How many levels are shown: 2 for `3.1`."""


class Counts(dict[int, int]):
    """The last number of each level of one list."""


class Numbering:
    """The list styles of a document, and the current numbers of its lists."""

    def __init__(self, roots: Iterable[Element | None]) -> None:
        self._styles: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, Counts] = {}
        self._headings = Counts()
        for root in roots:
            for style in () if root is None else root.iter("{*}list-style", f"{{*}}{_OUTLINE}"):
                kind = local_name(style)
                name = _OUTLINE if kind == _OUTLINE else attribute(style, "name") or ""
                levels = [_level(level) for level in style if local_name(level) in _LEVELS]
                self._styles[name] = dict(levels)

    def counts(self, element: Element, style: str) -> Counts:
        """Return the counts from which a list starts: those of the list that it continues."""
        continued = attribute(element, "continue-list") or ""
        if not continued and attribute(element, "continue-numbering") == "true":
            continued = style
        counts = self._lists.get(continued, Counts())
        self._lists[style] = self._lists[attribute(element, "id") or style] = counts
        return counts

    def mark(self, item: Element, style: str, level: int, counts: Counts) -> str:
        """Return the mark of an item: its number, or `-`."""
        return self._next(self._styles.get(style, {}), level, counts, _start(item)) or "-"

    def heading(self, element: Element, level: int) -> str:
        """Return the number of a heading, "" for one without."""
        if attribute(element, "is-list-header") == "true":
            return ""
        return self._next(self._styles.get(_OUTLINE, {}), level, self._headings, _start(element))

    @staticmethod
    def _next(levels: dict[int, _Level], level: int, counts: Counts, start: int | None) -> str:
        own = levels.get(level)
        first = own.start if own else 1
        counts[level] = start if start is not None else counts.get(level, first - 1) + 1
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        if own is None or not own.style:
            return ""
        shown = range(max(level - own.shown + 1, 1), level + 1)
        parts = [
            numeral(counts.get(at, 1), levels[at].style)
            for at in shown
            if at in levels and levels[at].style
        ]
        return f"{own.before}{'.'.join(parts)}{own.after}".strip()


def _level(element: Element) -> tuple[int, _Level]:
    form = attribute(element, "num-format") or ""
    return _number(attribute(element, "level"), 1), _Level(
        _NUMERALS.get(form, "decimal") if form else "",
        attribute(element, "num-prefix") or "",
        attribute(element, "num-suffix") or "",
        _number(attribute(element, "start-value"), 1),
        _number(attribute(element, "display-levels"), 1),
    )


def _start(element: Element) -> int | None:
    given = attribute(element, "start-value")
    return None if given is None else _number(given, 1)


def _number(text: str | None, default: int) -> int:
    digits = text or ""
    return int(digits) if digits.isdecimal() and len(digits) <= _MOST_DIGITS else default
