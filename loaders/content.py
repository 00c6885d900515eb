"""Select the content blocks of a page: those extractors agree on, and whatever belongs to them.

The extractors say where the content is (`core`). Of the smallest element that holds it, every
block stays but for furniture: what is tagged as such, made of links, or there several times. No
name in an id or a class decides: generators make them from headings.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from precis.loaders.blocks import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

    from precis.loaders.blocks import Block

_SHINGLE = 4
_CORE = 0.8
"""Of the runs of 4 words of a block, the share that an extract has where it has the block."""

_SHARE = 0.9
"""Of the core, in characters, that the container holds. This and the next five were chosen on
every other page of `benchmarks/extraction.py` and reported on the rest."""

_LINKED = 0.5
_LINKED_SHORT = 0.3
_LINKED_CORE = 0.7
_SHORT = 25
_WORDS_A_LINK = 20
_LINKED_OUTSIDE = 0.1
_ENOUGH_LINKS = 3
_FEW_WORDS = 60
"""A page with less than this at its core has no article: all of it may be content."""

_SENTENCE_WORDS = 6
_UNIQUE_WORDS = 6
_SENTENCE_END = re.compile(r"[.!?…。！？:;\"”’)\]]$")
_FURNITURE = {"nav", "footer", "form", "menu"}
_FURNITURE_ROLES = frozenset(
    "navigation contentinfo banner search dialog alert alertdialog menu menubar "
    "toolbar tablist".split()
)
_PROSE = {"p", "ul", "ol", "dl", "table", "pre", "blockquote", "section", "article", *HEADINGS}
_STRUCTURE = (
    frozenset("p li td th pre dd dt figcaption caption blockquote address math".split()) | HEADINGS
)


def content(found: Sequence[Block], extract: str) -> list[Block]:
    """Return the blocks that are content; none where nothing of the extract is among them."""
    core = _core(found, re.findall(r"\w+", extract.lower()))
    if not core:
        return []
    return _Content(found, core).main_blocks()


def _core(found: Sequence[Block], words: list[str]) -> set[Block]:
    """Return the blocks that the extract has; of several alike, as many as it has."""
    extracted = {size: Counter(_runs(words, size)) for size in range(1, _SHINGLE + 1)}
    alike: dict[str, list[int]] = defaultdict(list)
    for index, block in enumerate(found):
        runs = list(_runs(block.words, min(_SHINGLE, len(block.words))))
        if sum(run in extracted[len(run)] for run in runs) > _CORE * len(runs):
            alike[" ".join(block.words)].append(index)
    single = [
        indexes[0]
        for indexes in alike.values()
        if len(indexes) == 1 and len(found[indexes[0]].words) >= _UNIQUE_WORDS
    ]
    middle = sorted(single)[len(single) // 2] if single else 0
    core: set[Block] = set()
    for indexes in alike.values():
        runs = list(_runs(found[indexes[0]].words, min(_SHINGLE, len(found[indexes[0]].words))))
        count = max(min(extracted[len(run)][run] for run in runs), 1)
        nearest = sorted(indexes, key=lambda index: abs(index - middle))[:count]
        core |= {found[index] for index in nearest}
    return core


def _runs(words: list[str], size: int) -> Iterator[tuple[str, ...]]:
    return (tuple(words[at : at + size]) for at in range(len(words) - size + 1 if size else 0))


class _Content:
    def __init__(self, found: Sequence[Block], core: set[Block]) -> None:
        self._core = core
        self._is_short = sum(len(block.words) for block in core) < _FEW_WORDS
        self._holders = {above for block in core for above in _with_ancestors(block.element)}
        self._container = self._contain()
        within = {id(element) for element in self._container.iter("*")}
        self._inside = [block for block in found if id(block.element) in within]
        self._seen = Counter(" ".join(block.words) for block in found)
        self._unit = {block: self._unit_of(block) for block in self._inside}
        units: dict[HtmlElement, list[Block]] = defaultdict(list)
        for block in self._inside:
            units[self._unit[block]].append(block)
        self._units = units
        self._furniture = {unit: self._is_furniture(unit) for unit in units}
        self._shapes: dict[HtmlElement, set[tuple[object, str | None]]] = {}

    def main_blocks(self) -> list[Block]:
        """Return the blocks of the container without its furniture."""
        places = [index for index, block in enumerate(self._inside) if block in self._core]
        if not places:
            return []
        first, last = places[0], places[-1]
        last = self._without_links_at_the_end(first, last)
        if self._is_short:
            first, last = 0, len(self._inside) - 1
        chosen = [block for block in self._inside[first : last + 1] if self._stays(block)]
        after = list(self._onward(self._inside[last + 1 :]))
        before = list(self._onward(reversed(self._inside[:first])))
        return self._without_bare_headings([*reversed(before), *chosen, *after])

    def _without_bare_headings(self, chosen: list[Block]) -> list[Block]:
        """Drop a heading when everything below it, or beside it in its box, was dropped."""
        order = {block: index for index, block in enumerate(self._inside)}
        kept: list[Block] = []
        held: set[HtmlElement] = set()
        following, next_level = len(order), 1
        for block in reversed(chosen):
            level = _level(block)
            if level and len(chosen) > 1 and following > order[block] + 1:
                box = self._box(self._inside[order[block] + 1], block)
                if 0 < next_level <= level or (box is not None and box not in held):
                    continue
            kept.append(block)
            held.update(_with_ancestors(block.element))
            following, next_level = order[block], level
        return kept[::-1]

    def _box(self, dropped: Block, heading: Block) -> HtmlElement | None:
        """Return the smallest element with a heading and what was dropped after it."""
        around = set(_with_ancestors(dropped.element))
        return next((above for above in _with_ancestors(heading.element) if above in around), None)

    def _without_links_at_the_end(self, first: int, last: int) -> int:
        """Return where the core ends without tags and titles, unless they are much of it."""
        left = (1 - _SHARE) * sum(len(block.words) for block in self._core)
        for index in range(last, first, -1):
            block = self._inside[index]
            is_link = len(block.words) < _SHORT and _linked([block]) > _LINKED_CORE
            left -= len(block.words) if block in self._core else 0
            if left < 0 or not (is_link or block not in self._core or _level(block)):
                return index
        return first

    def _onward(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """Yield what follows the core, as long as it looks like the core."""
        for block in blocks:
            unit = self._unit[block]
            if not self._stays(block) or _linked(self._units[unit]) > _LINKED_OUTSIDE:
                return
            if not self._is_like_core(unit):
                return
            yield block

    def _contain(self) -> HtmlElement:
        """Return the smallest element with the core and with what is alike beside it."""
        lengths: Counter[HtmlElement] = Counter()
        for block in self._core:
            for above in _with_ancestors(block.element):
                lengths[above] += len(block.text)
        most = max(lengths.values())
        if self._is_short:
            return max(lengths, key=lambda element: -sum(1 for _ in element.iterancestors()))
        wide = [element for element, length in lengths.items() if length >= _SHARE * most]
        container = max(wide, key=lambda element: sum(1 for _ in element.iterancestors()))
        while (parent := container.getparent()) is not None and self._goes_on(container, parent):
            container = parent
        return container

    def _goes_on(self, container: HtmlElement, parent: HtmlElement) -> bool:
        siblings = (child for child in parent if child is not container)
        return any(
            child in self._holders and (child.tag in _PROSE or _shape(child) == _shape(container))
            for child in siblings
        )

    def _unit_of(self, block: Block) -> HtmlElement:
        """Return the largest element around a block that has nothing of the core in it."""
        unit = block.element
        for above in _with_ancestors(block.element):
            if above in self._holders:
                break
            unit = above
        return unit

    def _is_like_core(self, unit: HtmlElement) -> bool:
        parent = unit.getparent()
        if parent is None or parent not in self._holders:
            return False
        if parent not in self._shapes:
            self._shapes[parent] = {_shape(child) for child in parent if child in self._holders}
        beside = self._shapes[parent]
        is_plain = unit.tag in _PROSE or (unit.tag in {"div", "address"} and not unit.attrib)
        return _shape(unit) in beside or (is_plain and any(tag in _PROSE for tag, _ in beside))

    def _stays(self, block: Block) -> bool:
        if block in self._core:
            is_line = block.element.tag in {"p", "div"} and len(block.words) < _SHORT
            return not (is_line and _linked([block]) > _LINKED_CORE)
        if self._seen[" ".join(block.words)] > 1 and block.element.tag not in {"td", "th", "pre"}:
            return False
        unit = self._unit[block]
        return not (_made_of_links([block], 0) if unit in self._holders else self._furniture[unit])

    def _is_furniture(self, unit: HtmlElement) -> bool:
        for above in _with_ancestors(unit):
            if above is self._container:
                break
            if above.tag == "footer" and _is_in_quote(above):
                continue
            if above.tag in _FURNITURE or above.get("role") in _FURNITURE_ROLES:
                return True
        blocks = self._units[unit]
        return _made_of_links(blocks, sum(1 for _ in unit.iter("a"))) or self._is_label(
            unit, blocks
        )

    def _is_label(self, unit: HtmlElement, blocks: Sequence[Block]) -> bool:
        """Return whether a unit is neither prose nor part of it: credits, counters, buttons."""
        if unit in self._holders or any(inner.tag in _STRUCTURE for inner in unit.iter("*")):
            return False
        if unit.getparent() in self._holders and len(blocks) == 1 and blocks[0].element is unit:
            return False
        sentences = sum(
            len(block.words) >= _SENTENCE_WORDS and bool(_SENTENCE_END.search(block.text))
            for block in blocks
        )
        return 2 * sentences < len(blocks)


def _is_in_quote(footer: HtmlElement) -> bool:
    """Return whether a footer names the source of a quotation."""
    return any(above.tag == "blockquote" for above in footer.iterancestors())


def _level(block: Block) -> int:
    """Return the level of a heading, 0 for anything else."""
    tag = str(block.element.tag)
    return int(tag[1]) if tag in HEADINGS else 0


def _linked(blocks: Sequence[Block]) -> float:
    """Return the share of characters in links."""
    return sum(block.linked for block in blocks) / sum(len(block.text) for block in blocks)


def _made_of_links(blocks: Sequence[Block], links: int) -> bool:
    words = sum(len(block.words) for block in blocks)
    share = _linked(blocks)
    return (
        share > _LINKED
        or (words < _SHORT and share > _LINKED_SHORT)
        or (links >= _ENOUGH_LINKS and words < _WORDS_A_LINK * links)
    )


def _shape(element: HtmlElement) -> tuple[object, str | None]:
    return element.tag, element.get("class")


def _with_ancestors(element: HtmlElement) -> Iterator[HtmlElement]:
    yield element
    yield from element.iterancestors()
