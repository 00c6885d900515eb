"""What is said of what: denials, hedges and subjects, each compared within its own clause.

Reads `Terms` and where a claim's words were copied from (`edit_cost.py`).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from precis.chains.grounding.edit_cost import EditCost, Place
from precis.chains.grounding.lexical import Terms
from precis.chains.grounding.lexicon import (
    HEDGES,
    NEGATIONS,
    alike,
    opposite,
    opposites,
)
from precis.chains.grounding.slots import Slot

_CLAUSE_WORDS = frozenset(
    "and but because although though while whereas who which when where if unless so than".split()
)
_COORDINATORS = frozenset("and but or then".split())
_ONLY = frozenset("only just merely simply even".split())
_HEADS = 2
_REACH = 6
_SUBJECT_WORDS = 3
_SUBJECTS = frozenset("he she it they i we you who which that this these those there".split())
_RUN = 3


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


def denied_otherwise(claim: Terms, made: EditCost, evidence: Sequence[Terms]) -> list[str]:
    """Return the stems that the claim denies and its evidence does not, or the other way round.

    A word beside its opposite is not counted: "did not accept" is what "refused" says.
    """
    sources = sorted({place.sentence for place in made.places if place})
    said = [evidence[index] for index in sources] or list(evidence)
    stems = frozenset(stem for part in said for stem in part.stems)
    own = denials(claim)
    theirs = [denial for part in said for denial in denials(part)]
    kept = [d for d in theirs if d.heads and d.heads[0] in claim.stems]
    differing = [
        (denial.heads or (claim.stems[denial.place],))[0]
        for denial in own
        if not _is_denied(denial, theirs) and not _turned(denial.heads, stems)
    ]
    claimed = frozenset(claim.stems)
    differing += [
        denial.heads[0]
        for denial in kept
        if not _is_denied(denial, own)
        and not _turned(denial.heads, claimed)
        and not _is_affirmed(denial.heads[0], said)
    ]
    return differing


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


def fused(claim: Terms, made: EditCost, evidence: Sequence[Terms]) -> list[str]:
    """Return the subjects in whose place the claim has another one.

    Where words copied from one clause follow words from elsewhere, what stands before them
    there, their subject, must be in the claim too, or be a pronoun.
    """
    found = []
    said = frozenset[str]().union(*(part.content for part in evidence))
    for at, place, last in _landings(made):
        here = evidence[place.sentence]
        if not _goes_on(last, place, here):
            continue
        subject = _subject(here, place.word)
        other = said.intersection(claim.stems[:at]) - frozenset(subject)
        if subject and other and not _named(subject, claim.stems[:at]):
            found.append(subject[-1])
    return found


def undone(found: Sequence[Slot]) -> list[str]:
    """Return words in slots where one side denies and the other does not, nor has an opposite."""
    return [
        (slot.claimed or slot.said)[-1]
        for slot in found
        if (_denies(slot.claimed) + _denies(slot.said)) == 1
        and not any(opposite(own, other) for own in slot.claimed for other in slot.said)
    ]


def _denies(stems: Sequence[str]) -> bool:
    """Tell whether a slot ends in a negation, or in one and what it denies."""
    last = max((place for place, stem in enumerate(stems) if stem in NEGATIONS), default=None)
    return (
        last is not None
        and _CLAUSE_WORDS.isdisjoint(stems[last:])
        and _ONLY.isdisjoint(stems[last:])
    )


def _landings(made: EditCost) -> Iterator[tuple[int, Place, Place | None]]:
    """Yield where a copied run begins: in the claim, in the source, and what was copied before."""
    last: Place | None = None
    for at, place in enumerate(made.places):
        run = made.places[at : at + _RUN]
        following = [Place(place.sentence, place.word + i) for i in range(_RUN)] if place else []
        begins = place is not None and (last is None or last._replace(word=last.word + 1) != place)
        if place and begins and list(run) == following:
            yield at, place, last
        last = place or last


def _governed(said: Terms, negation: int) -> Iterator[str]:
    """Yield the nearest content words that a negation stands before, or else after."""
    count = 0
    for place in range(negation + 1, min(len(said.stems), negation + 1 + _REACH)):
        stem = said.stems[place]
        if place - 1 in said.breaks or stem in _CLAUSE_WORDS:
            break
        if stem in said.content:
            yield stem
            count += 1
            if count == _HEADS:
                return
    if not count:
        before = said.stems[max(0, negation - _REACH) : negation]
        yield from [stem for stem in reversed(before) if stem in said.content][:1]


def _is_denied(denial: Denial, others: Iterable[Denial]) -> bool:
    """Tell whether one of the others denies the same; one that denies nothing known fits all."""
    return any(
        not denial.heads or not other.heads or not set(denial.heads).isdisjoint(other.heads)
        for other in others
    )


def _turned(heads: Iterable[str], stems: frozenset[str]) -> bool:
    """Tell whether the opposite of a denied word is among the stems."""
    return any(not opposites(head).isdisjoint(stems) for head in heads)


def _is_affirmed(stem: str, said: Iterable[Terms]) -> bool:
    """Tell whether a stem stands somewhere without being denied there."""
    return any(
        stem in part.stems and all(stem not in denial.heads for denial in denials(part))
        for part in said
    )


def _next_content(said: Terms, place: int) -> list[int]:
    following = range(place + 1, min(len(said.stems), place + 1 + _REACH))
    return [at for at in following if said.stems[at] in said.content][:1]


def _goes_on(last: Place | None, place: Place, here: Terms) -> bool:
    """Tell whether a copy begins in the midst of another clause than the last one."""
    if place.word == 0 or place.word - 1 in here.breaks:
        return False
    if last is None or last.sentence != place.sentence or place.word < last.word:
        return True
    gap = range(last.word, place.word)
    return any(word in here.breaks or here.stems[word] in _CLAUSE_WORDS for word in gap)


def _subject(said: Terms, word: int) -> tuple[str, ...]:
    """Return the first content words of the clause before a word; () where a pronoun is there."""
    start = max((place + 1 for place in said.breaks if place < word - 1), default=0)
    before = said.stems[start:word]
    if before and before[-1] in _COORDINATORS:
        before = before[:-1]
    inner = [place for place, stem in enumerate(before[:-1]) if stem in _CLAUSE_WORDS]
    before = before[inner[-1] + 1 :] if inner else before
    if not before or before[0] in _SUBJECTS:
        return ()
    return tuple(stem for stem in before if stem in said.content)[:_SUBJECT_WORDS]


def _named(subject: Sequence[str], stems: Sequence[str]) -> bool:
    return any(alike(stem, other) for stem in subject for other in stems)
