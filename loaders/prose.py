"""Tell the prose of a page from its links: by sentences, length and the share of linked text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from precis.loaders.blocks import Block

LINKED = 0.5
"""Share of characters from which on text is a link. These shares and counts were chosen on every
other page of `benchmarks/extraction.py` and reported on the rest."""

MOSTLY_LINKED = 0.7
SHORT = 25
"""Words."""

_LINKED_SHORT = 0.3
_WORDS_A_LINK = 20
_ENOUGH_LINKS = 3
_SENTENCE_WORDS = 6
_FEWEST_WORDS = 3
_LINE_WORDS = 3
_STOPS = tuple(",;:.!?…—–，；。！？")
_FULL_STOP = re.compile(r"[.!?…。！？][\"”’)\]]?$")
_SENTENCE_END = re.compile(r"[.!?…。！？:;\"”’)\]]$")


def linked(blocks: Sequence[Block]) -> float:
    """Return the share of characters in links."""
    return sum(block.linked for block in blocks) / sum(len(block.text) for block in blocks)


def is_made_of_links(blocks: Sequence[Block], links: int) -> bool:
    """Return whether blocks with so many `links` lead elsewhere instead of saying something."""
    words = sum(len(block.words) for block in blocks)
    share = linked(blocks)
    return (
        share > LINKED
        or (words < SHORT and share > _LINKED_SHORT)
        or (links >= _ENOUGH_LINKS and words < _WORDS_A_LINK * links)
    )


def is_sentence(block: Block) -> bool:
    """Return whether a block is long enough for a sentence, and ends as one."""
    return len(block.words) >= _SENTENCE_WORDS and bool(_SENTENCE_END.search(block.text))


def ends_as_sentence(block: Block) -> bool:
    """Return whether a block may be a sentence, however short: names and labels are none."""
    return len(block.words) >= _FEWEST_WORDS and bool(_FULL_STOP.search(block.text))


def says_more_than_links(block: Block) -> bool:
    """Return whether a block is a sentence that is not all links."""
    return is_sentence(block) and linked([block]) <= MOSTLY_LINKED


def are_lines(blocks: Sequence[Block]) -> bool:
    """Return whether blocks are lines of several words, most with a stop, as those of a poem."""
    words = sum(len(block.words) for block in blocks)
    stops = sum(block.text.endswith(_STOPS) for block in blocks)
    return len(blocks) > 1 and words >= _LINE_WORDS * len(blocks) and 2 * stops >= len(blocks)
