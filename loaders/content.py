"""Select the content blocks of a page: those extractors agree on, and whatever belongs to them.

The extractors say where the content is (`core`). Of the smallest element that holds it, every
block stays but for furniture: what is tagged as such, made of links, or there several times. No
name in an id or a class decides: generators make them from headings.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from precis.loaders.appeals import is_appeal
from precis.loaders.block_places import (
    PROSE,
    heads_record,
    is_furniture,
    is_in_margin,
    is_in_quote,
    is_in_record,
    is_in_rows,
    is_last_section,
    is_long_list,
    is_of_card,
    is_plain,
    leads_to,
    level,
    marks,
    may_repeat,
    notes,
    records,
    sections,
    shape,
    style,
    with_ancestors,
    without_bare_headings,
)
from precis.loaders.blocks import HEADINGS
from precis.loaders.extracted_blocks import extracted_blocks
from precis.loaders.prose import (
    LINKED,
    MOSTLY_LINKED,
    SHORT,
    are_lines,
    ends_as_sentence,
    is_made_of_links,
    is_sentence,
    linked,
    says_more_than_links,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

    from precis.loaders.block_places import Shape
    from precis.loaders.blocks import Block

_SHARE = 0.9
"""Of the core, in characters, that the container holds. This and the next were chosen on every
other page of `benchmarks/extraction.py` and reported on the rest."""

_LINKED_OUTSIDE = 0.1
_FEW_WORDS = 60
"""A page with less than this at its core has no article: all of it may be content."""

_STRUCTURE = (
    frozenset("p li td th pre dd dt figcaption caption blockquote address math".split()) | HEADINGS
)


def content(found: Sequence[Block], extract: str) -> list[Block]:
    """Return the blocks that are content; none where nothing of the page is a sentence.

    Of a page of which the extract has nothing, it is all but the margins.
    """
    extracted = extracted_blocks(found, extract)
    core = {block for block in extracted if is_sentence(block) or not is_in_margin(block)}
    core = core if any(map(says_more_than_links, core)) else extracted
    if core:
        chosen = _Content(found, core).main_blocks()
        return chosen + notes(found, chosen)
    inner = [block for block in found if not is_in_margin(block)]
    return inner if any(map(says_more_than_links, inner)) else []


class _Content:
    def __init__(self, found: Sequence[Block], core: set[Block]) -> None:
        self._core = core
        self._is_short = sum(len(block.words) for block in core) < _FEW_WORDS
        self._holders: dict[HtmlElement, set[Shape]] = defaultdict(set)
        for block in core:
            for above in with_ancestors(block.element):
                self._holders[above] |= style(block.element)
        saying = (block.element for block in found if says_more_than_links(block))
        self._saying = {above for element in saying for above in with_ancestors(element)}
        self._container = self._contain()
        within = {id(element) for element in self._container.iter("*")}
        self._inside = [block for block in found if id(block.element) in within]
        self._section = sections(found)
        self._seen = Counter(self._said(block) for block in found if linked([block]) <= LINKED)
        self._unit = {block: self._unit_of(block) for block in self._inside}
        units: dict[HtmlElement, list[Block]] = defaultdict(list)
        for block in self._inside:
            units[self._unit[block]].append(block)
        self._units = units
        self._shapes: dict[HtmlElement, set[Shape]] = {}
        self._kept: set[Shape] = set()
        self._marks = marks(core)
        self._continuing: dict[HtmlElement, tuple[bool, bool]] = {}
        self._heads = self._find_heads()
        self._records = records(self._holders)
        self._furniture = {unit: self._is_furniture(unit) for unit in units}

    def _said(self, block: Block) -> tuple[int, str]:
        """Return what a block says, and in which section: the next one may say it again."""
        return self._section[block], " ".join(block.words)

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
        self._kept = {
            shape(self._unit[block]) for block in chosen if self._unit[block].get("class")
        }
        after = list(self._onward(self._inside[last + 1 :]))
        before = list(self._onward(reversed(self._inside[:first])))
        return without_bare_headings([*reversed(before), *chosen, *after], self._inside)

    def _without_links_at_the_end(self, first: int, last: int) -> int:
        """Return where the core ends without tags and titles, unless they are much of it."""
        left = (1 - _SHARE) * sum(len(block.words) for block in self._core)
        for index in range(last, first, -1):
            block = self._inside[index]
            is_link = len(block.words) < SHORT and linked([block]) > MOSTLY_LINKED
            left -= len(block.words) if block in self._core else 0
            if left < 0 or not (is_link or block not in self._core or level(block)):
                return index
        return first

    def _onward(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """Yield what follows the core, as long as it looks like the core."""
        for block in blocks:
            unit = self._unit[block]
            if not (self._stays(block) and self._continues(unit, block)):
                return
            yield block

    def _continues(self, unit: HtmlElement, block: Block) -> bool:
        if unit not in self._continuing:
            self._continuing[unit] = self._is_continuing(unit)
        continues, reads = self._continuing[unit]
        return continues or (reads and bool(level(block))) or self._heads_core(block)

    def _is_continuing(self, unit: HtmlElement) -> tuple[bool, bool]:
        """Return whether a unit goes on with the core, and whether a heading in it would."""
        blocks = self._units[unit]
        says = any(map(says_more_than_links, blocks))
        reads = says or linked(blocks) <= _LINKED_OUTSIDE
        kept = says and (shape(unit) in self._kept or leads_to(unit, self._marks))
        if kept or is_last_section(unit, blocks):
            return True, reads
        return reads and self._is_like_core(unit), reads

    def _find_heads(self) -> set[Shape]:
        """Return what the headings between the first and the last block of the core look like."""
        places = [index for index, block in enumerate(self._inside) if block in self._core]
        within = self._inside[places[0] : places[-1] + 1] if places else []
        return {
            shape(block.element)
            for block in within
            if level(block) and block.element.getparent() in self._holders
        }

    def _contain(self) -> HtmlElement:
        """Return the smallest element with the core and with what is alike beside it."""
        lengths: Counter[HtmlElement] = Counter()
        for block in self._core:
            for above in with_ancestors(block.element):
                lengths[above] += len(block.text)
        most = max(lengths.values())
        if self._is_short:
            return max(lengths, key=lambda element: -sum(1 for _ in element.iterancestors()))
        wide = [element for element, length in lengths.items() if length >= _SHARE * most]
        container = max(wide, key=lambda element: sum(1 for _ in element.iterancestors()))
        while (parent := container.getparent()) is not None and (
            self._goes_on(container, parent) or is_in_rows(container, parent, self._saying)
        ):
            container = parent
        return container

    def _goes_on(self, container: HtmlElement, parent: HtmlElement) -> bool:
        siblings = [child for child in parent if child is not container]
        return not siblings or any(
            child in self._holders
            and (
                child.tag in PROSE
                or shape(child) == shape(container)
                or not self._holders[child].isdisjoint(self._holders[container])
            )
            for child in siblings
        )

    def _unit_of(self, block: Block) -> HtmlElement:
        """Return the largest element around a block that has nothing of the core in it."""
        unit = block.element
        for above in with_ancestors(block.element):
            if above in self._holders:
                break
            unit = above
        return unit

    def _is_like_core(self, unit: HtmlElement) -> bool:
        parent = unit.getparent()
        if parent is None or parent not in self._holders:
            return False
        if parent not in self._shapes:
            self._shapes[parent] = {shape(child) for child in parent if child in self._holders}
        first = self._units[unit][0]
        is_section = level(first) > 1 and shape(first.element) in self._heads
        if is_section or self._is_styled_as_core(self._units[unit]):
            return True
        beside = self._shapes[parent]
        return shape(unit) in beside or (is_plain(unit) and any(tag in PROSE for tag, _ in beside))

    def _is_styled_as_core(self, blocks: Sequence[Block]) -> bool:
        """Return whether most words are in paragraphs of a class that the core's have."""
        words = sum(len(block.words) for block in blocks)
        styles = self._holders[self._container]
        styled = (block for block in blocks if shape(block.element) in styles)
        return 2 * sum(len(block.words) for block in styled) > words

    def _stays(self, block: Block) -> bool:
        if is_appeal(block) and not self._is_short:
            return False
        if block in self._core:
            is_line = block.element.tag in {"p", "div"} and len(block.words) < SHORT
            return not is_line or linked([block]) <= MOSTLY_LINKED or is_of_card(block)
        may_be_again = may_repeat(block) or is_in_record(block.element, self._records)
        if self._seen[self._said(block)] > 1 and not may_be_again:
            return False
        unit = self._unit[block]
        if self._heads_core(block):
            return True
        if unit in self._holders:
            return says_more_than_links(block) or not is_made_of_links([block], 0)
        return not self._furniture[unit]

    def _heads_core(self, block: Block) -> bool:
        """Return whether a block is a heading of a section right above what belongs to the core."""
        unit = self._unit[block]
        return level(block) > 1 and unit is block.element and unit.getnext() in self._holders

    def _is_furniture(self, unit: HtmlElement) -> bool:
        blocks = self._units[unit]
        for above in with_ancestors(unit):
            if above is self._container:
                break
            if is_in_quote(above) or is_last_section(above, blocks):
                continue
            if is_furniture(above):
                return True
        says = any(map(says_more_than_links, blocks))
        heads = heads_record(unit, blocks, self._holders, self._records)
        if heads or (says and self._is_like_core(unit)) or self._is_announced(unit):
            return False
        links = len(unit.findall(".//a[@href]"))
        return is_made_of_links(blocks, links) or self._is_label(unit, blocks)

    def _is_announced(self, unit: HtmlElement) -> bool:
        """Return whether a plain list of links stands below a heading of the core, or on a page
        with little else a long one below its first lines.
        """
        before = unit.getprevious()
        if unit.getparent() not in self._holders:
            return False
        if self._is_short and is_long_list(unit):
            return any(element in self._holders for element in unit.itersiblings(preceding=True))
        headed = before is not None and before.tag in HEADINGS
        return headed and unit.tag in {"ul", "ol", "dl", "table"}

    def _is_label(self, unit: HtmlElement, blocks: Sequence[Block]) -> bool:
        """Return whether a unit is neither prose nor part of it: credits, counters, buttons."""
        if is_in_record(unit, self._records):
            return False
        if unit in self._holders or any(inner.tag in _STRUCTURE for inner in unit.iter("*")):
            return False
        if unit.getparent() in self._holders and len(blocks) == 1 and blocks[0].element is unit:
            return False
        worded = [block for block in blocks if block.words]
        if not any(block.linked for block in blocks) and are_lines(worded):
            return False
        return 2 * sum(map(ends_as_sentence, worded)) < len(worded)
