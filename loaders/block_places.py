"""Where a block of a page stands: its section, what is around it, what it looks like."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from precis.loaders.blocks import HEADINGS
from precis.loaders.prose import is_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from precis.loaders.blocks import Block

    Shape = tuple[object, str | None]

_REPEATING = {"td", "th", "pre", "dt", "dd"}


def sections(found: Sequence[Block]) -> dict[Block, int]:
    """Return how many headings there are up to each block."""
    return dict(zip(found, accumulate(level(block) > 0 for block in found), strict=True))


def may_repeat(block: Block) -> bool:
    """Return whether a block is a heading or code, or stands in a cell or an entry of a list of
    definitions: these say the same again.
    """
    return bool(level(block)) or any(
        above.tag in _REPEATING for above in with_ancestors(block.element)
    )


def is_of_card(block: Block) -> bool:
    """Return whether a block is a sentence in a link that has a heading too."""
    link = next(block.element.iterancestors("a"), None)
    return (
        link is not None
        and is_sentence(block)
        and any(inner.tag in HEADINGS for inner in link.iter())
    )


def is_in_quote(footer: HtmlElement) -> bool:
    """Return whether a footer names the source of a quotation."""
    return any(above.tag == "blockquote" for above in footer.iterancestors())


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
