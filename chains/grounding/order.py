"""Who did what to whom: word pairs that swap roles around the same word.

Reads `Terms` only; what it weighs is in `support.py`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, combinations
from typing import NamedTuple

from precis.chains.grounding.lexical import Terms
from precis.chains.grounding.lexicon import FUNCTION_WORDS, NEGATIONS, TITLES

PASSIVE = "by"
ADVERBIAL = frozenset("about after at before during for from in of on since to with".split())
"""Prepositions that make a name before the verb the place, time or owner of something."""

_FEW = 40
"""Words up to which all, and names up to which they, are compared: the work grows with their
square."""


class Turned(NamedTuple):
    """Two words, and the one about which they stand otherwise in the source."""

    first: str
    about: str
    second: str


class _Said(NamedTuple):
    """A sentence and the places of the words that it has once."""

    terms: Terms
    once: dict[str, int]

    @classmethod
    def of(cls, terms: Terms) -> "_Said":
        counts = Counter(terms.stems)
        return cls(terms, {stem: at for at, stem in enumerate(terms.stems) if counts[stem] == 1})

    def has(self, order: Turned) -> bool:
        """Return whether it has each of the three once, in that order, the first as subject."""
        first, about, second = (self.once.get(stem, -1) for stem in order)
        if min(first, about, second) < 0:
            return False
        return first < about < second and self.terms.stems[max(0, first - 1)] not in ADVERBIAL

    def between(self, order: Turned) -> tuple[str, ...]:
        """Return what stands between the outer two of the three, each of which it has once."""
        places = [self.once[stem] for stem in order]
        return self.terms.stems[min(places) : max(places)]


def turned(claim: Terms, hosts: Sequence[Terms], evidence: Sequence[Terms]) -> Turned | None:
    """Return words that a host has the other way round, and no evidence as the claim does.

    Hosts are the sentences of the evidence that the claim is made of: others may tell of
    something else that the same names did. Names are compared, and of a claim whose content is
    all in one host, all its words. Passives say the same in another order, and the contrary in
    the same one; names after a preposition are let pass.
    """
    names = claim.names.union(*(part.names for part in evidence)) - TITLES
    few = len(claim.content) <= _FEW
    own, read = _Said.of(claim), [_Said.of(part) for part in evidence]
    return next(
        (
            found
            for host in map(_Said.of, hosts)
            for found in _orders(
                own,
                names & claim.content,
                whole=few and claim.content <= host.terms.content,
            )
            if _contradicts(own, host, found)
            and not any(part.has(found) for part in read if part.terms is not host.terms)
        ),
        None,
    )


def _orders(claim: _Said, names: frozenset[str], *, whole: bool) -> Iterator[Turned]:
    """Yield two names, or if `whole` any words of the content, and a word between them."""
    moved = claim.terms.content if whole else names
    outer = [stem for stem in claim.once if stem in moved][:_FEW]
    about = [stem for stem in claim.once if stem not in names and _is_specific(stem)]
    for first, second in combinations(outer, 2):
        for between in about:
            order = Turned(first, between, second)
            if claim.has(order):
                yield order


def _is_specific(stem: str) -> bool:
    return stem not in FUNCTION_WORDS and stem not in NEGATIONS


def _contradicts(claim: _Said, host: _Said, order: Turned) -> bool:
    """Return whether two sentences, each with the three words, say who did it otherwise."""
    said = host.terms
    reverse = host.has(Turned(*order[::-1]))
    if not said.content.issuperset(order) or not (reverse or host.has(order)):
        return False
    between = (claim.between(order), host.between(order))
    passives = sum(PASSIVE in stems for stems in between)
    if reverse:
        return not passives
    direct = ADVERBIAL.isdisjoint(chain(*between))
    return passives == 1 and direct and claim.terms.content <= said.content
