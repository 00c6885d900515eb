"""Substitutions: differing words between words that a claim and a sentence share.

Reads `Terms`; what it weighs is in `support.py`.
"""

from collections.abc import Iterable, Iterator, Sequence
from difflib import Match, SequenceMatcher
from itertools import combinations, pairwise
from typing import NamedTuple

from precis.chains.grounding.edit_cost import EditCost
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
from precis.chains.grounding.quantities import MEASURES, follows

_SILENT = NEGATIONS | frozenset(map(stem, INTERJECTIONS))
_ARTICLES = frozenset(("a", "an", "any"))
_SHORT_GAP = 6
_NARROW_GAP = 2
_SAME = 2
_BESIDE = 1
_START = Match(0, 0, 0)

Gap = tuple[slice, slice]
"""Where a claim has words between those that it shares, and where a sentence has."""


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
    blocks = SequenceMatcher(None, claim.stems, host.stems, autojunk=False).get_matching_blocks()
    if 2 * sum(block.size for block in blocks) < len(claim.stems):
        return None
    runs = [block for block in blocks if block.size >= _SAME]
    gaps = [
        gap
        for wide in _gaps([_START, *runs, blocks[-1]])
        for gap in ([wide] if _length(wide) <= _SHORT_GAP else _narrow(wide, claim, host, blocks))
    ]
    found = [Slot(*_trimmed(claim.stems[own], host.stems[said])) for own, said in gaps]
    return [slot for slot in found if any(slot)]


def _gaps(blocks: Iterable[Match]) -> Iterator[Gap]:
    """Yield what is between blocks."""
    for one, other in pairwise(blocks):
        yield slice(one.a + one.size, other.a), slice(one.b + one.size, other.b)


def _length(gap: Gap) -> int:
    longest: int = max(part.stop - part.start for part in gap)
    return longest


def _narrow(wide: Gap, claim: Terms, host: Terms, blocks: Iterable[Match]) -> list[Gap]:
    """Return the narrow gaps in a wide one, between single words of meaning that both have."""
    own, said = wide
    single = [
        block
        for block in blocks
        if own.start <= block.a < own.stop and claim.stems[block.a] in claim.content
    ]
    inside = _gaps([Match(own.start, said.start, 0), *single, Match(own.stop, said.stop, 0)])
    clipped = [_clipped(gap, len(claim.stems), len(host.stems)) for gap in inside]
    return [gap for gap in clipped if _length(gap) <= _NARROW_GAP]


def _clipped(gap: Gap, claim_length: int, host_length: int) -> Gap:
    """Leave out what the sentence has before the claim begins, or after it ends."""
    own, said = gap
    length = own.stop - own.start
    if length and (own.stop, said.stop) == (claim_length, host_length):
        return own, slice(said.start, min(said.stop, said.start + length))
    if length and own.start == said.start == 0:
        return own, slice(max(0, said.stop - length), said.stop)
    return gap


def beside(claim: Terms, made: EditCost, evidence: Sequence[Terms]) -> list[Slot]:
    """Return new words of a claim, each with what the source has beside the word next to it."""
    return [
        Slot((stem,), (said,))
        for at, (stem, place) in enumerate(zip(claim.stems, made.places, strict=True))
        if place is None
        for said in _neighbours(at, made, evidence)
    ]


def _neighbours(at: int, made: EditCost, evidence: Sequence[Terms]) -> Iterator[str]:
    """Yield what the source has after the word before one, and before the word after it."""
    for step in (-1, 1):
        place = made.places[at + step] if 0 <= at + step < len(made.places) else None
        stems = evidence[place.sentence].stems if place else ()
        word = place.word - step if place else 0
        if 0 <= word < len(stems):
            yield stems[word]


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
        changes += _other_measures(slot)
    return changes


def _other_measures(slot: Slot) -> list[Change]:
    """Return a measure that stands, without a number, where the sentence has another."""
    if any(stem[0].isdigit() for part in slot for stem in part):
        return []
    own = [stem for stem in slot.claimed if stem in MEASURES and stem not in slot.said]
    other = [stem for stem in slot.said if stem in MEASURES and stem not in slot.claimed]
    return [Change(own[0], other[0])] if own and other else []


def _numbers_follow(own: Sequence[str], other: Sequence[str], claim: Terms, host: Terms) -> bool:
    """Return whether each number follows from those in its place."""
    said = [quantity for stem in other for quantity in host.quantities.get(stem, ())]
    claimed = [quantity for stem in own for quantity in claim.quantities.get(stem, ())]
    return bool(claimed) and all(follows(quantity, said, frozenset()) for quantity in claimed)


def turned_round(found: Sequence[Slot], claim: Terms, hosts: Iterable[Terms]) -> list[Change]:
    """Return words that stand where the sentence has their opposite, or less.

    Where both deny, "no" is "a": it does not pay a deposit, it pays no deposit.
    """
    denying = _denies(claim.stems) and any(_denies(host.stems) for host in hosts)
    return [
        Change(own, other)
        for slot in found
        for own in slot.claimed
        for other in slot.said
        if own not in slot.said
        and other not in slot.claimed
        and (
            overstates(own, other) and not (denying and _ARTICLES.intersection((own, other)))
            if _denies((own, other))
            else not _parity(slot) and (opposite(own, other) or overstates(own, other))
        )
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


def _denies(stems: Iterable[str]) -> bool:
    return not NEGATIONS.isdisjoint(stems)


def _denials(stems: Sequence[str]) -> int:
    return sum(stem in NEGATIONS for stem in stems) if len(stems) > 1 else 0


def _weighs(stem: str) -> bool:
    light = stem in _SILENT or (stem in FUNCTION_WORDS and stem not in TELLING)
    return not light and not stem[0].isdigit()


def _echoed(stem: str, others: Sequence[str]) -> bool:
    return any(alike(stem, other) for other in others)
