"""Words of a copied claim that are adjacent in it but not in the source.

Reads where a claim's words were copied from (`edit_cost.py`); what it weighs is in `support.py`.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from precis.chains.grounding.clauses import CLAUSE_WORDS
from precis.chains.grounding.edit_cost import EditCost, Place
from precis.chains.grounding.lexical import Terms
from precis.chains.grounding.lexicon import PRONOUNS, alike
from precis.chains.grounding.order import ADVERBIAL

_AND = frozenset({"and", "but", "or"})
_MODIFYING = ADVERBIAL | CLAUSE_WORDS
"""Words with which a phrase or a clause begins that belongs to the word before it."""

_SHORT_SKIP = 4
"""Words ahead that are no other clause: a hyphen between spaces is a mark, too."""

_REACH = 3
"""A preposition is among this many words before the one that it belongs to."""


class Splice(NamedTuple):
    """A word of the claim, and the one before it that it follows nowhere in the source.

    `before` is None for a word by itself, said in another place than its neighbours.
    """

    before: str | None
    word: str


def splices(claim: Terms, made: EditCost, evidence: Sequence[Terms]) -> list[Splice]:
    """Return where a copy continues in the middle of another clause, and misplaced words.

    A phrase that its preposition goes with may stand anywhere in its sentence.
    """
    return [*_joints(claim, made, evidence), *_misplaced(claim, made, evidence)]


def _joints(claim: Terms, made: EditCost, evidence: Sequence[Terms]) -> Iterator[Splice]:
    last: Place | None = None
    for at, place in enumerate(made.places):
        if place and last and _joins(claim, at, made.edits[at], (last, place), evidence):
            before = [stem for stem in claim.stems[:at] if stem in claim.content]
            after = [stem for stem in claim.stems[at:] if stem in claim.content]
            if before and after:
                yield Splice(before[-1], after[0])
        last = place or last


def _joins(
    claim: Terms, at: int, edit: str, step: tuple[Place, Place], evidence: Sequence[Terms]
) -> bool:
    """Return whether the step to a word from the one before joins what the source does not."""
    last, place = step
    if edit == "back":
        return not _begins(place, evidence)
    if edit.startswith("skip"):
        return _into_a_clause(evidence[place.sentence], last.word, place.word)
    if edit == "jump from name to pronoun":
        return not _may_mean(_subject(claim, at), place, evidence)
    return edit == "jump"


def _subject(claim: Terms, at: int) -> str | None:
    """Return the last word before a place that can be the subject of what follows."""
    before = reversed(claim.stems[:at])
    return next((stem for stem in before if stem in claim.content or stem in PRONOUNS), None)


def _may_mean(subject: str | None, after: Place, evidence: Sequence[Terms]) -> bool:
    """Return whether the pronoun before a place may mean what the claim has in its stead, if any.

    What it means stands before it, and in the same sentence where it follows "and" or "but".
    """
    if subject is None or subject in PRONOUNS:
        return True
    said = evidence[after.sentence]
    continues = after.word > 1 and said.stems[after.word - 2] in _AND
    first = after.sentence if continues else 0
    return any(subject in part.stems for part in evidence[first : after.sentence + 1])


def _into_a_clause(said: Terms, last: int, word: int) -> bool:
    """Return whether a skip ends in the midst of another clause, whose beginning it leaves out.

    After a skip that begins with a clause or a phrase of its own, the first clause goes on, as it
    does behind a conjunction.
    """
    ends = [end for end in range(last + 1, word) if end in said.breaks]
    if not ends or last in said.breaks or said.stems[last + 1] in _MODIFYING:
        return False
    before = said.stems[ends[-1] + 1 : word]
    left_out = any(stem in said.content or stem in ADVERBIAL for stem in before)
    return left_out and word - last > _SHORT_SKIP and before[-1] not in _AND


def _begins(place: Place, evidence: Sequence[Terms]) -> bool:
    """Return whether a clause or a phrase begins at a place."""
    said = evidence[place.sentence]
    return not place.word or place.word - 1 in said.breaks or said.stems[place.word] in ADVERBIAL


def _misplaced(claim: Terms, made: EditCost, evidence: Sequence[Terms]) -> Iterator[Splice]:
    """Yield words of the evidence that were not copied from their place in it.

    A word in another form, copied elsewhere, in the place of a synonym, or alone between marks, as
    in an apposition, is allowed.
    """
    said = frozenset(word.casefold() for part in evidence for word in part.words)
    copied = {claim.stems[at] for at, place in enumerate(made.places) if place}
    sources = [
        evidence[index] for index in sorted({place.sentence for place in made.places if place})
    ]
    for at, stem in enumerate(claim.stems):
        if stem not in claim.content or claim.words[at].casefold() not in said or stem in copied:
            continue
        beside = copied.intersection(_between_marks(claim, at)) & claim.content
        kept = any(alike(stem, other) for other in _replaced(at, made, evidence))
        if beside and not kept and not _follows_preposition(stem, _preposition(claim, at), sources):
            yield Splice(None, stem)


def _follows_preposition(stem: str, preposition: str | None, sources: Sequence[Terms]) -> bool:
    """Return whether a source sentence has a word after the same preposition."""
    return preposition is not None and any(
        stem in source.stems and _preposition(source, source.stems.index(stem)) == preposition
        for source in sources
    )


def _preposition(said: Terms, at: int) -> str | None:
    near = said.stems[max(0, at - _REACH) : at]
    return next((stem for stem in reversed(near) if stem in ADVERBIAL), None)


def _between_marks(claim: Terms, at: int) -> tuple[str, ...]:
    """Return the words from the mark before one to the mark after it."""
    start = max((mark + 1 for mark in claim.breaks if mark < at), default=0)
    end = min((mark + 1 for mark in claim.breaks if mark >= at), default=len(claim.stems))
    return claim.stems[start:end]


def _replaced(at: int, made: EditCost, evidence: Sequence[Terms]) -> tuple[str, ...]:
    """Return what the source has between the words that were copied before and after one."""
    before = next((place for place in reversed(made.places[:at]) if place), None)
    after = next((place for place in made.places[at:] if place), None)
    if before and after and before.sentence == after.sentence:
        return evidence[after.sentence].stems[before.word + 1 : after.word]
    if after:
        return evidence[after.sentence].stems[: after.word]
    return evidence[before.sentence].stems[before.word + 1 :] if before else ()
