"""The numbers that Word puts before paragraphs (ECMA-376, part 1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from precis.loaders.numerals import numeral
from precis.loaders.xmltree import attribute, child, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LEVEL = re.compile(r"%(\d)")
BULLET = "-"


@dataclass(frozen=True)
class Level:
    """How the paragraphs of a level are numbered; `restart` is the level that restarts it."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    paragraph_style: str | None = None


@dataclass
class _List:
    """A list definition as used by paragraphs: its levels and whose counters it moves."""

    counters: str
    levels: dict[int, Level]
    begins: dict[int, int] = field(default_factory=dict)
    """Where levels restart when this list is first used."""


class Numbering:
    """Counts as Word does: lists that share a definition continue counting."""

    def __init__(self, root: Element | None, linked: dict[str, str]) -> None:
        """`linked` has, for numbering styles, the list that each uses."""
        self._counters: dict[str, dict[int, int]] = {}
        self._lists: dict[str, _List] = {}
        self._used: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root, linked)

    def level_of_style(self, number: str, style: str) -> int:
        """Return the level of a list that is linked to a paragraph style, 0 when none is."""
        levels = self._lists[number].levels if number in self._lists else {}
        return next((key for key, level in levels.items() if level.paragraph_style == style), 0)

    def label(self, number: str, depth: int) -> str | None:
        """Return what stands before the next paragraph of a list, None when nothing does."""
        known = self._lists.get(number)
        if known is None or depth not in known.levels:
            return None
        level = known.levels[depth]
        counters = self._counters.setdefault(known.counters, {})
        if (number, depth) not in self._used:
            self._used.add((number, depth))
            if depth in known.begins:
                counters.pop(depth, None)
                level = replace(level, start=known.begins[depth])
        counters[depth] = counters[depth] + 1 if depth in counters else level.start
        for deeper in [key for key in counters if key > depth]:
            restart = known.levels.get(deeper, level).restart
            if restart is None or (restart and depth < restart):
                del counters[deeper]
        if level.style == "bullet":
            return BULLET if level.text.strip() else None
        return self._written(level, known.levels, counters).strip() or None

    @staticmethod
    def _written(level: Level, levels: dict[int, Level], counters: dict[int, int]) -> str:
        def shown(found: re.Match[str]) -> str:
            depth = int(found[1]) - 1
            of = levels.get(depth, Level())
            return numeral(counters.get(depth, of.start), "decimal" if level.legal else of.style)

        return _LEVEL.sub(shown, level.text)

    def _read(self, root: Element, linked: dict[str, str]) -> None:
        abstract = {
            attribute(e, "abstractNumId") or "": e for e in root if local_name(e) == "abstractNum"
        }
        numbers = {attribute(e, "numId") or "": e for e in root if local_name(e) == "num"}
        for number, element in numbers.items():
            key = _value(element, "abstractNumId") or ""
            definition = abstract.get(key)
            link = None if definition is None else _value(definition, "numStyleLink")
            target = numbers.get(linked.get(link or "", ""))
            if target is not None:
                key = _value(target, "abstractNumId") or key
                definition = abstract.get(key, definition)
            levels = {} if definition is None else _levels(definition)
            self._lists[number] = _List(key, levels)
            for change in (e for e in element if local_name(e) == "lvlOverride"):
                depth = _number(attribute(change, "ilvl"), 0)
                levels.update(_levels(change))
                begin = _value(change, "startOverride")
                if begin is not None:
                    self._lists[number].begins[depth] = _number(begin, 1)


def _levels(parent: Element) -> dict[int, Level]:
    return {
        _number(attribute(element, "ilvl"), 0): Level(
            start=_number(_value(element, "start"), 0 if child(element, "start") is None else 1),
            style=_style(element),
            text=_value(element, "lvlText") or "",
            restart=None if (at := _value(element, "lvlRestart")) is None else _number(at, 0),
            legal=child(element, "isLgl") is not None,
            paragraph_style=_value(element, "pStyle"),
        )
        for element in parent
        if local_name(element) == "lvl"
    }


def _style(level: Element) -> str:
    """Return the number format, which newer formats give in an alternative."""
    found = next(level.iter("{*}numFmt"), None)
    return (None if found is None else attribute(found, "val")) or "decimal"


def _value(element: Element, name: str) -> str | None:
    found = child(element, name)
    return None if found is None else attribute(found, "val")


def _number(text: str | None, otherwise: int) -> int:
    try:
        return int(text or "")
    except ValueError:
        return otherwise
