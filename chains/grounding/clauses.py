"""Negations and hedges, each compared within its own clause.

Reads `Terms` and where a claim's words were copied from (`edit_cost.py`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from precis.chains.grounding.edit_cost import EditCost, Place
from precis.chains.grounding.lexical import Terms, terms
from precis.chains.grounding.lexicon import (
    HEDGES,
    NEGATIONS,
    REFUSALS,
    alike,
    opposite,
)
from precis.chains.grounding.slots import Slot

CLAUSE_WORDS = frozenset(
    "and but because although though while whereas who which when where if unless so than".split()
)
_ONLY = frozenset("only just merely simply even".split())
_CLAUSE_END = re.compile(r"[,;:，；、–—]\s?")
_DONE = frozenset("did was were had".split())
_REASONS = frozenset("because as since to for by when".split())
_PERMITTING = frozenset("may shall must can should".split())
_HEADS = 2
_REACH = 6
_TWICE = "neither"
"""It denies two things, each as far as another negation denies one."""


def denies_premise(question: Terms, sentence: str) -> bool:
    """Return whether a clause of a sentence says the opposite of a question on its subject.

    It has the opposite of a word of the question, not the word, and another one: "Why did the mill
    close?" takes for granted what "While others closed, the mill stayed open" denies.
    """
    clauses = [frozenset(terms(clause).stems) for clause in _CLAUSE_END.split(sentence)]
    return any(
        word not in said
        and said & (question.content - {word})
        and any(opposite(word, stem) for stem in said - question.content)
        for word in question.content
        for said in clauses
    )


def limits_premise(question: Terms, sentence: str) -> bool:
    """Return whether a sentence allows or demands what a question takes for done, or only some.

    "Either party may terminate if …" says nothing on "Why did the client terminate?", nor does
    "Fires are allowed only in May" on "Why are fires allowed in summer?".
    """
    said = terms(sentence)
    at = said.stems.index("only") if "only" in said.stems else None
    if at is not None and not _REASONS.intersection(said.stems[at + 1 : at + 2]):
        return not question.content <= said.content
    if _DONE.isdisjoint(question.stems):
        return False
    shared = [at for at, stem in enumerate(said.stems) if stem in question.content]
    permitted = [at for at in shared if not _PERMITTING.isdisjoint(said.stems[max(0, at - 3) : at])]
    return bool(permitted) and _DONE.isdisjoint(said.stems)


class Denial(NamedTuple):
    """A negation at `place`, and the stems it denies: the nearest words of its clause."""

    place: int
    heads: tuple[str, ...]


def denials(said: Terms) -> list[Denial]:
    """Return the negations of a text with what they deny."""
    return [
        Denial(place, tuple(_governed(said, place)))
        for place, stem in enumerate(said.stems)
        if stem in NEGATIONS and said.stems[place + 1 : place + 2] not in [(w,) for w in _ONLY]
    ]


def refusals(said: Terms) -> list[Denial]:
    """Return the verbs that imply that something is not so, each with what they imply it of."""
    return [
        Denial(place, heads)
        for place, stem in enumerate(said.stems)
        if stem in REFUSALS and (heads := tuple(_governed(said, place)))
    ]


def denied_otherwise(
    claim: Terms, made: EditCost, evidence: Sequence[Terms], *, copied: bool
) -> list[str]:
    """Return the stems that the claim denies and its evidence does not, or the other way round.

    Compared are the sentences that the claim was copied from, if it is mostly `copied` from one,
    and those of which it has every content word. A word beside its opposite is not counted: "did
    not accept" is what "refused" says.
    """
    sources = _sources(made, evidence) if copied else []
    within = [part for part in _within(claim, evidence) if part not in sources]
    said = [*sources, *within]
    stems = frozenset(stem for part in said for stem in part.stems)
    theirs = [denial for part in said for denial in (*denials(part), *refusals(part))]
    added = [
        denial
        for denial in (denials(claim) if copied else [])
        if not _is_denied(denial, theirs) and not _turned(denial.heads, stems)
    ]
    dropped = [*_dropped(claim, sources, sources), *_dropped(claim, within, evidence)]
    reworded = [denial for denial in added if stems.isdisjoint(denial.heads)][: len(dropped)]
    differing = [*(d for d in added if d not in reworded), *dropped[len(reworded) :]]
    return [(denial.heads or (claim.stems[denial.place],))[0] for denial in differing]


def _sources(made: EditCost, evidence: Sequence[Terms]) -> list[Terms]:
    """Return the sentences that a claim was copied from: all where it was from none."""
    copied = sorted({place.sentence for place in made.places if place})
    return [evidence[index] for index in copied] or list(evidence)


def _dropped(claim: Terms, said: Sequence[Terms], about: Sequence[Terms]) -> list[Denial]:
    """Return what sentences deny of the claim's words, and neither it nor all `about` it does."""
    own = [*denials(claim), *refusals(claim)]
    stems = frozenset(claim.stems)
    return [
        denial
        for part in said
        for denial in denials(part)
        if denial.heads
        and denial.heads[0] in stems
        and not _is_denied(denial, own)
        and not _turned(denial.heads, stems)
        and not _is_affirmed(denial.heads[0], about)
    ]


def _within(claim: Terms, evidence: Sequence[Terms]) -> list[Terms]:
    """Return the sentences of which a claim has every content word."""
    return [part for part in evidence if part.content and part.content <= claim.content]


def hedges_dropped(claim: Terms, made: EditCost, evidence: Sequence[Terms]) -> list[str]:
    """Return hedges of what was copied, where the claim has none."""
    if not HEDGES.isdisjoint(claim.stems):
        return []
    taken = {place for place in made.places if place}
    return [
        stem
        for index in sorted({place.sentence for place in taken})
        for at, stem in enumerate(evidence[index].stems)
        if stem in HEDGES
        and any(Place(index, near) in taken for near in _next_content(evidence[index], at))
    ]


def undone(
    found: Sequence[Slot], claim: Terms, host: Terms, evidence: Sequence[Terms]
) -> list[str]:
    """Return words in slots where one side denies and the other does not, nor has an opposite.

    Neither a whole clause that is left out counts, nor what is denied in another place.
    """
    said = [host, *_within(claim, evidence)]
    theirs = [denial for part in said for denial in denials(part) if denial.heads]
    same = all(_is_denied(denial, theirs) for denial in denials(claim))
    counted = [slot for slot in found if slot.claimed or slot.said[0] not in CLAUSE_WORDS]
    if sum(_denies(slot.claimed) for slot in counted) == sum(_denies(s.said) for s in counted):
        return []
    return [
        (slot.claimed or slot.said)[-1]
        for slot in counted
        if (_denies(slot.claimed) + _denies(slot.said)) == 1
        and not (same and _denies(slot.claimed))
        and not any(opposite(own, other) for own in slot.claimed for other in slot.said)
    ]


def _denies(stems: Sequence[str]) -> bool:
    """Return whether a slot ends in a negation, or in one and what it denies."""
    last = max((place for place, stem in enumerate(stems) if stem in NEGATIONS), default=None)
    return (
        last is not None
        and CLAUSE_WORDS.isdisjoint(stems[last:])
        and _ONLY.isdisjoint(stems[last:])
    )


def _governed(said: Terms, negation: int) -> Iterator[str]:
    """Yield the nearest content words that a negation stands before, or else after."""
    count = 0
    times = 2 if said.stems[negation] == _TWICE else 1
    for place in range(negation + 1, min(len(said.stems), negation + 1 + times * _REACH)):
        stem = said.stems[place]
        if place - 1 in said.breaks or stem in CLAUSE_WORDS:
            break
        if stem in said.content:
            yield stem
            count += 1
            if count == times * _HEADS:
                return
    if not count:
        before = said.stems[max(0, negation - _REACH) : negation]
        yield from [stem for stem in reversed(before) if stem in said.content][:1]


def _is_denied(denial: Denial, others: Iterable[Denial]) -> bool:
    """Return whether one of the others denies the same; one that denies nothing known fits all."""
    return any(
        not denial.heads
        or not other.heads
        or any(alike(head, same) for head in denial.heads for same in other.heads)
        for other in others
    )


def _turned(heads: Iterable[str], stems: frozenset[str]) -> bool:
    """Return whether the opposite of a denied word is among the stems."""
    return any(opposite(head, stem) for head in heads for stem in stems)


def _is_affirmed(stem: str, said: Iterable[Terms]) -> bool:
    """Return whether a stem stands somewhere without being denied there."""
    return any(
        stem in part.stems and all(stem not in denial.heads for denial in denials(part))
        for part in said
    )


def _next_content(said: Terms, place: int) -> list[int]:
    following = range(place + 1, min(len(said.stems), place + 1 + _REACH))
    return [at for at in following if said.stems[at] in said.content][:1]
