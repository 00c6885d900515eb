"""Substitutions: differing words between words that a claim and a sentence share.

Reads `Terms`; what it weighs is in `support.py`.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import combinations, pairwise
from typing import NamedTuple

from precis.chains.grounding.lexical import Terms
from precis.chains.grounding.lexicon import (
    FUNCTION_WORDS,
    INTERJECTIONS,
    NEGATIONS,
    TELLING,
    TITLES,
    alike,
    opposite,
    overstates,
    stem,
)
from precis.chains.grounding.quantities import follows

_SILENT = NEGATIONS | frozenset(map(stem, INTERJECTIONS))
_SHORT_GAP = 6
_SAME = 2
_BESIDE = 1


class Slot(NamedTuple):
    """Words of the claim, and those that the sentence has in their place; either may be ()."""

    claimed: tuple[str, ...]
    said: tuple[str, ...]


class Change(NamedTuple):
    """A word of the claim, and the word of the sentence that it stands for."""

    claimed: str
    said: str


def slots(claim: Terms, host: Terms) -> list[Slot] | None:
    """Return the short gaps, or None where less than half of the claim is the same."""
    stems, others = claim.stems, host.stems
    blocks = SequenceMatcher(None, stems, others, autojunk=False).get_matching_blocks()
    if 2 * sum(block.size for block in blocks) < len(stems):
        return None
    kept = [(0, 0, 0), *(tuple(block) for block in blocks if block.size >= _SAME), blocks[-1]]
    found = []
    for (start, host_start, size), (end, host_end, _) in pairwise(kept):
        words, replaced = stems[start + size : end], others[host_start + size : host_end]
        slot = Slot(*_trimmed(words, replaced))
        if any(slot) and len(words) <= _SHORT_GAP and len(replaced) <= _SHORT_GAP:
            found.append(slot)
    return found


def substituted(
    found: Sequence[Slot], claim: Terms, host: Terms, names: frozenset[str]
) -> list[Change]:
    """Return names and numbers that stand where the sentence has others."""
    changes = []
    for slot in found:
        for telling in (names - TITLES, claim.quantities.keys() | host.quantities.keys()):
            own = [stem for stem in slot.claimed if stem in telling and stem not in slot.said]
            other = [stem for stem in slot.said if stem in telling and stem not in slot.claimed]
            if own and other and not _numbers_follow(own, other, claim, host):
                changes.append(Change(own[0], other[0]))
    return changes


def _numbers_follow(own: Sequence[str], other: Sequence[str], claim: Terms, host: Terms) -> bool:
    """Return whether each number follows from those in its place."""
    said = [quantity for stem in other for quantity in host.quantities.get(stem, ())]
    claimed = [quantity for stem in own for quantity in claim.quantities.get(stem, ())]
    return bool(claimed) and all(follows(quantity, said, frozenset()) for quantity in claimed)


def turned_round(found: Sequence[Slot]) -> list[Change]:
    """Return words that stand where the sentence has their opposite, or less."""
    return [
        Change(own, other)
        for slot in found
        if not _parity(slot)
        for own in slot.claimed
        for other in slot.said
        if own not in slot.said
        and other not in slot.claimed
        and (opposite(own, other) or overstates(own, other))
    ]


def exchanged(found: Sequence[Slot]) -> list[Change]:
    """Return other content words that stand where the sentence has some that mean other things."""
    changes = []
    for slot in found:
        own = [stem for stem in slot.claimed if _weighs(stem) and not _echoed(stem, slot.said)]
        other = [stem for stem in slot.said if _weighs(stem) and not _echoed(stem, slot.claimed)]
        if own and other and abs(len(slot.claimed) - len(slot.said)) <= _BESIDE:
            changes.append(Change(own[0], other[0]))
    return changes


def swapped(found: Sequence[Slot]) -> list[Change]:
    """Return pairs of words that stand in each other's place."""
    return [
        Change(one, other)
        for first, second in combinations(found, 2)
        for one in first.claimed
        for other in second.claimed
        if _weighs(one) and _weighs(other) and one in second.said and other in first.said
    ]


def _trimmed(
    words: tuple[str, ...], replaced: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Cut off a single word that both begin or end with."""
    while words and replaced and words[0] == replaced[0]:
        words, replaced = words[1:], replaced[1:]
    while words and replaced and words[-1] == replaced[-1]:
        words, replaced = words[:-1], replaced[:-1]
    return words, replaced


def _parity(slot: Slot) -> bool:
    """Return whether one side denies and the other does not."""
    return (_denials(slot.claimed) - _denials(slot.said)) % 2 == 1


def _denials(stems: Sequence[str]) -> int:
    return sum(stem in NEGATIONS for stem in stems) if len(stems) > 1 else 0


def _weighs(stem: str) -> bool:
    light = stem in _SILENT or (stem in FUNCTION_WORDS and stem not in TELLING)
    return not light and not stem[0].isdigit()


def _echoed(stem: str, others: Sequence[str]) -> bool:
    return any(alike(stem, other) for other in others)
