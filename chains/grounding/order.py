"""Who did what to whom: names that stand the other way round about the same word.

Reads `Terms` only; what it weighs is in `support.py`.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from precis.chains.grounding.lexical import Terms
from precis.chains.grounding.lexicon import FUNCTION_WORDS, NEGATIONS, TITLES

PASSIVE = "by"
ADVERBIAL = frozenset("about after at before during for from in of on since to with".split())
"""Prepositions that make a name before the verb the place, time or owner of something."""


class Turned(NamedTuple):
    """Two names, and the word about which they stand otherwise in the source."""

    first: str
    about: str
    second: str


def turned(claim: Terms, hosts: Sequence[Terms], evidence: Sequence[Terms]) -> Turned | None:
    """Return names that a host has the other way round, and no evidence as the claim does.

    Hosts are the sentences of the evidence that the claim is made of: others may tell of
    something else that the same names did. Passives, and names after a preposition, say the
    same in another order and are let pass.
    """
    names = claim.names.union(*(part.names for part in evidence)) - TITLES
    return next(
        (
            found
            for found in _orders(claim, names & claim.content)
            if any(_has(part, Turned(*found[::-1])) for part in hosts)
            and not any(_has(part, found) for part in evidence)
        ),
        None,
    )


def _orders(claim: Terms, names: frozenset[str]) -> Iterator[Turned]:
    """Yield two names and a word between them."""
    places = [place for place, stem in enumerate(claim.stems) if stem in names]
    for start, end in combinations(places, 2):
        for about in claim.stems[start + 1 : end]:
            order = Turned(claim.stems[start], about, claim.stems[end])
            if about not in names and _is_specific(about) and _has(claim, order):
                yield order


def _is_specific(stem: str) -> bool:
    return stem not in FUNCTION_WORDS and stem not in NEGATIONS


def _has(sentence: Terms, order: Turned) -> bool:
    """Tell whether a sentence, in the active voice, has the three in that order."""
    if any(sentence.stems.count(stem) != 1 for stem in order):
        return False
    first, about, second = map(sentence.stems.index, order)
    before = sentence.stems[max(0, first - 1)]
    in_order = first < about < second and before not in ADVERBIAL
    return in_order and PASSIVE not in sentence.stems[about:second]
