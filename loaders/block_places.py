"""Where a block of a page stands: its section, what is around it, what it looks like."""

from __future__ import annotations

from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING

from precis.loaders.blocks import HEADINGS
from precis.loaders.inline import is_block
from precis.loaders.prose import is_sentence, says_more_than_links

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

    from precis.loaders.blocks import Block

    Shape = tuple[object, str | None]
    Place = tuple[HtmlElement | None, Shape]

_FURNITURE = {"nav", "footer", "form", "menu"}
_FURNITURE_ROLES = frozenset(
    "navigation contentinfo banner search dialog alert alertdialog menu menubar "
    "toolbar tablist".split()
)
_MARGINS = {"header", "nav", "footer"}
PROSE = {"p", "ul", "ol", "dl", "table", "pre", "blockquote", "section", "article", *HEADINGS}
LISTED = {"ul", "ol", "dl", "table", "pre"}
_MANY_LINKS = 10
_LONGEST_MARK = 5
"""Characters of the mark of a note: `1`, `[12]`, `*`."""

_ENOUGH_ALIKE = 3
"""Elements beside each other, of one class and with the core in them, from which on they are
entries of a list, a log or a chat."""

_CLASSES = 5
_BOXES = 3
"""Of an element that are looked at: its classes, and boxes with nothing else around its parts."""

_HEAD_WORDS = 12
"""Of a name, a day and a role at most."""

_REPEATING = {"td", "th", "pre", "dt", "dd"}


def sections(found: Sequence[Block]) -> dict[Block, int]:
    """Return how many headings there are up to each block."""
    return dict(zip(found, accumulate(level(block) > 0 for block in found), strict=True))


def is_furniture(element: HtmlElement) -> bool:
    """Return whether an element is made to lead elsewhere or to ask: a menu, a foot, a form."""
    return element.tag in _FURNITURE or element.get("role") in _FURNITURE_ROLES


def is_plain(element: HtmlElement) -> bool:
    """Return whether an element is prose by its name, or without one."""
    return (
        element.tag in PROSE
        or (element.tag in {"div", "address"} and not element.attrib)
        or (len(element) == 1 and element[0].tag in LISTED)
    )


def is_in_margin(block: Block) -> bool:
    """Return whether a block is in a menu, the head or the foot of the page."""
    above = next((e for e in with_ancestors(block.element) if e.tag in _MARGINS), None)
    if above is None or is_in_quote(above):
        return False
    return {element.tag for element in above.iterancestors()}.isdisjoint({"article", "main"})


def may_repeat(block: Block) -> bool:
    """Return whether a block is a heading or code, or stands in a cell or an entry of a list of
    definitions: these say the same again.
    """
    return bool(level(block)) or any(
        above.tag in _REPEATING or above.get("role") == "cell"
        for above in with_ancestors(block.element)
    )


def marks(found: Iterable[Block]) -> set[str]:
    """Return what links to the elements in blocks begin with `#` and end with."""
    inside = (inner for block in found for inner in block.element.iter("*"))
    names = (inner.get("id") or inner.get("name") for inner in inside)
    return {f"#{name}" for name in names if name}


def leads_to(element: HtmlElement, targets: Collection[str]) -> bool:
    """Return whether an element links to one of those marks."""
    return any(str(link.get("href")) in targets for link in element.iterfind(".//a[@href]"))


def notes(found: Sequence[Block], chosen: Sequence[Block]) -> list[Block]:
    """Return the notes to the chosen blocks that stand elsewhere: each is linked from a mark in
    them, and links back to it.
    """
    linking = (link for block in chosen for link in block.element.iterfind(".//a[@href]"))
    called = {
        str(link.get("href"))
        for link in linking
        if len("".join(link.itertext()).strip()) <= _LONGEST_MARK
    }
    back, taken = marks(chosen), set(chosen)
    if not called or not back:
        return []
    named = (e for e in found[0].element.getroottree().iter() if f"#{e.get('id')}" in called)
    boxes = {next(filter(is_block, with_ancestors(element))) for element in named}
    told = {inner for box in boxes if leads_to(box, back) for inner in box.iter()}
    return [block for block in found if block.element in told and block not in taken]


def is_of_card(block: Block) -> bool:
    """Return whether a block is a sentence in a link that has a heading too."""
    link = next(block.element.iterancestors("a"), None)
    return (
        link is not None
        and is_sentence(block)
        and any(inner.tag in HEADINGS for inner in link.iter())
    )


def is_in_quote(element: HtmlElement) -> bool:
    """Return whether an element is a footer that names the source of a quotation."""
    above = element.iterancestors() if element.tag == "footer" else ()
    return any(each.tag == "blockquote" for each in above)


def is_last_section(element: HtmlElement, found: Sequence[Block]) -> bool:
    """Return whether an element is the footer of an article and its last section: what was `found`
    in it is a heading and prose.
    """
    parent = element.getparent()
    if parent is None or element.tag != "footer" or parent.tag not in {"article", "main"}:
        return False
    return bool(level(found[0])) and any(map(says_more_than_links, found))


def level(block: Block) -> int:
    """Return the level of a heading, 0 for anything else."""
    tag = str(block.element.tag)
    return int(tag[1]) if tag in HEADINGS else 0


def shape(element: HtmlElement) -> Shape:
    """Return the tag and the class of an element."""
    return element.tag, element.get("class")


def style(element: HtmlElement) -> set[Shape]:
    """Return the shape of a paragraph that has a class; nothing for others."""
    is_styled = element.tag in {"p", "div"} and element.get("class")
    return {shape(element)} if is_styled else set()


def with_ancestors(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield an element and what is around it, from the inside."""
    yield element
    yield from element.iterancestors()


def _box(dropped: Block, heading: Block) -> HtmlElement | None:
    """Return the smallest element with a heading and what was dropped after it."""
    around = set(with_ancestors(dropped.element))
    return next((above for above in with_ancestors(heading.element) if above in around), None)


def records(holders: Iterable[HtmlElement]) -> set[Place]:
    """Return where several elements alike have parts of the core in them, as messages of a chat."""
    alike = Counter(
        place for element in holders if _has_parts(element) for place in _places(element)
    )
    return {place for place, count in alike.items() if count >= _ENOUGH_ALIKE}


def _places(element: HtmlElement) -> Iterator[Place]:
    """Yield what stands in the same place as an element: what shares one of its classes."""
    for name in (element.get("class") or "").split(None, _CLASSES)[:_CLASSES]:
        yield element.getparent(), (element.tag, name)


def _has_parts(element: HtmlElement) -> bool:
    """Return whether an element, or the only one in it, has several in it."""
    for _ in range(_BOXES):
        if len(element) != 1:
            break
        element = element[0]
    return len(element) > 1


def is_in_record(element: HtmlElement, found: Collection[Place]) -> bool:
    """Return whether an element is in one of those elements or like them."""
    places = (place for above in with_ancestors(element) for place in _places(above))
    return any(place in found for place in places)


def heads_record(
    unit: HtmlElement,
    blocks: Sequence[Block],
    holders: Collection[HtmlElement],
    found: Collection[Place],
) -> bool:
    """Return whether a unit stands above the text of such an element and says who wrote it."""
    first = unit.getprevious() is None and unit.getnext() in holders
    short = sum(len(block.words) for block in blocks) <= _HEAD_WORDS
    return first and short and is_in_record(unit, found)


def is_in_rows(
    container: HtmlElement, parent: HtmlElement, saying: Collection[HtmlElement]
) -> bool:
    """Return whether a container is a cell beside labels, or a row beside one of those `saying`
    something, in a table that lays out code.
    """
    beside = [child for child in parent if child is not container]
    if container.get("role") == "cell":
        return not any(inner.tag in LISTED for child in beside for inner in child.iter())
    return container.get("role") == "row" and any(row in saying for row in beside)


def is_long_list(unit: HtmlElement) -> bool:
    """Return whether a unit is one list of many links."""
    listed = unit[0] if unit.tag == "div" and len(unit) == 1 else unit
    return listed.tag in LISTED and len(listed.findall(".//li//a[@href]")) >= _MANY_LINKS


def without_bare_headings(chosen: list[Block], inside: Sequence[Block]) -> list[Block]:
    """Drop a heading when everything below it, or beside it in its box, was dropped."""
    order = {block: index for index, block in enumerate(inside)}
    kept: list[Block] = []
    held: set[HtmlElement] = set()
    following, next_level = len(order), 1
    for block in reversed(chosen):
        depth = level(block)
        if depth and len(chosen) > 1 and following > order[block] + 1:
            box = _box(inside[order[block] + 1], block)
            if 0 < next_level <= depth or (box is not None and box not in held):
                continue
        kept.append(block)
        held.update(with_ancestors(block.element))
        following, next_level = order[block], depth
    return kept[::-1]
