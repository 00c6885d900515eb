"""Who did what to whom: word pairs that swap roles around the same word.

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

_FEW = 40
"""Words of the content up to which all are compared: the work grows with their cube."""


class Turned(NamedTuple):
    """Two words, and the one about which they stand otherwise in the source."""

    first: str
    about: str
    second: str


def turned(claim: Terms, hosts: Sequence[Terms], evidence: Sequence[Terms]) -> Turned | None:
    """Return words that a host has the other way round, and no evidence as the claim does.

    Hosts are the sentences of the evidence that the claim is made of: others may tell of
    something else that the same names did. Names are compared, and of a claim whose content is
    all in one host, all its words. Passives say the same in another order, and the contrary in
    the same one; names after a preposition are let pass.
    """
    names = claim.names.union(*(part.names for part in evidence)) - TITLES
    few = len(claim.content) <= _FEW
    return next(
        (
            found
            for host in hosts
            for found in _orders(
                claim, names & claim.content, whole=few and claim.content <= host.content
            )
            if _contradicts(claim, host, found)
            and not any(_has(part, found) for part in evidence if part is not host)
        ),
        None,
    )


def _orders(claim: Terms, names: frozenset[str], *, whole: bool) -> Iterator[Turned]:
    """Yield two names, or if `whole` any words of the content, and a word between them."""
    moved = claim.content if whole else names
    places = [place for place, stem in enumerate(claim.stems) if stem in moved]
    for start, end in combinations(places, 2):
        for about in claim.stems[start + 1 : end]:
            order = Turned(claim.stems[start], about, claim.stems[end])
            if about not in names and _is_specific(about) and _has(claim, order):
                yield order


def _is_specific(stem: str) -> bool:
    return stem not in FUNCTION_WORDS and stem not in NEGATIONS


def _contradicts(claim: Terms, host: Terms, order: Turned) -> bool:
    """Return whether two sentences, each with the three words, say who did it otherwise."""
    if not host.content.issuperset(order):
        return False
    own, said = _between(claim, order), _between(host, order)
    passives = (PASSIVE in own) + (PASSIVE in said)
    if _has(host, Turned(*order[::-1])):
        return not passives
    direct = ADVERBIAL.isdisjoint((*own, *said))
    return passives == 1 and direct and claim.content <= host.content and _has(host, order)


def _has(sentence: Terms, order: Turned) -> bool:
    """Return whether a sentence has each of the three once, in that order, the first as subject."""
    if any(sentence.stems.count(stem) != 1 for stem in order):
        return False
    first, about, second = map(sentence.stems.index, order)
    return first < about < second and sentence.stems[max(0, first - 1)] not in ADVERBIAL


def _between(sentence: Terms, order: Turned) -> tuple[str, ...]:
    """Return what stands between the outer two of the three."""
    places = [*map(sentence.stems.index, order)]
    return sentence.stems[min(places) : max(places)]
