"""The support score: differences between a claim and its evidence, as one calibrated number.

Weights come from `grounding.json`, which `benchmarks/fit_support.py` writes.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from math import exp
from pathlib import Path
from statistics import fmean
from typing import Any, TypeVar

from precis.chains.grounding import wording
from precis.chains.grounding.clauses import denials, denied_otherwise, hedges_dropped, undone
from precis.chains.grounding.edit_cost import EditCost, edit_cost
from precis.chains.grounding.lexical import Terms
from precis.chains.grounding.lexicon import INTERJECTIONS, opposite
from precis.chains.grounding.order import turned
from precis.chains.grounding.quantities import follows
from precis.chains.grounding.rarity import is_common
from precis.chains.grounding.slots import (
    Change,
    beside,
    exchanged,
    slots,
    substituted,
    swapped,
    turned_round,
)
from precis.chains.grounding.splices import splices

MODEL = Path(__file__).with_name("grounding.json")

T = TypeVar("T")

_HOSTS = 2
_MOST = 2
_CUT = 0.1
"""Distance of a copied word from itself where the rest of its sentence is left out."""

_COPIED = 0.35
"""Share of new pairs of words below which a claim is mostly copied."""

_ONE_WORD = 2
"""New pairs that one other word makes, in however short a claim."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a claim says that its evidence does not: all grow with disagreement.

    `unlike` is how far its content words are, on the mean, each from its like in the evidence (see
    `_apart`), beyond what leaving words out does to it. Then counts: of numbers that are nowhere,
    and of names (each as far as it is from its like); of words denied otherwise within a clause,
    where half of the claim's words are one sentence's (else another word may bear the negation); of
    hedges dropped, times the share of pairs copied; of words in the place of others: names and
    numbers (`substituted`), opposites, others of another meaning (`exchanged`, each as far as it is
    from its like, or 1 where a copied claim has a word of the source in the place of another); of
    opposites anywhere in the closest sentences (`contrary`); whether two stand the other way round;
    and, of a claim that is mostly copied, of words put together that stand apart (`spliced`).
    """

    unlike: float
    numbers: float
    names: float
    negations: float
    hedges: float
    substituted: float
    opposites: float
    exchanged: float
    contrary: float
    turned: float
    spliced: float
    problem: str | None

    def features(self) -> dict[str, float]:
        """Return everything that is weighed."""
        return {name: getattr(self, name) for name in self.__slots__ if name != "problem"}

    @property
    def contradicts(self) -> bool:
        """Whether the claim says otherwise, and not just more, than its evidence."""
        return any((self.negations, self.opposites, self.substituted, self.turned, self.numbers))


@lru_cache(maxsize=1)
def _model() -> dict[str, Any]:
    model: dict[str, Any] = json.loads(MODEL.read_text(encoding="utf-8"))
    return model


def threshold() -> float:
    """Return the lowest support at which a claim counts as supported."""
    return float(_model()["supported"])


def unsure() -> float:
    """Return the lowest support, below `threshold`, that counts as unsure."""
    return float(_model()["unsure"])


def support(difference: Difference) -> float:
    """Return the probability, in [0, 1], that the claim is supported.

    What contradicts its evidence is supported or not, never unsure.
    """
    weights: dict[str, float] = _model()["weights"]
    z = _model()["bias"] + sum(weights[n] * value for n, value in difference.features().items())
    likely = 1 / (1 + exp(-max(-50.0, min(50.0, z))))
    doubted = difference.contradicts and likely < threshold()
    return likely * unsure() / threshold() if doubted else likely


def difference(
    claim: Terms, evidence: Sequence[Terms], distances: Mapping[str, float]
) -> Difference:
    """Compare a claim with its evidence: some sentences of the source, in order.

    `distances` says how far each of its content words is from its like in them.
    """
    said = frozenset[str]().union(*(part.content for part in evidence))
    made = edit_cost(claim, evidence)
    hosts = _hosts(made, evidence)
    names = claim.names.union(*(part.names for part in evidence))
    gaps = [(host, found) for host in hosts if (found := slots(claim, host)) is not None]
    numbers = _numbers(claim, evidence)
    unknown = sorted(claim.names - said)
    denied = denied_otherwise(claim, made, evidence, copied=bool(gaps)) or _least(
        [undone(found, claim, host, evidence) for host, found in gaps]
    )
    replaced = _least([substituted(found, claim, host, names) for host, found in gaps])
    reverse = _least([turned_round(found, claim, [host]) for host, found in gaps])
    if gaps and not reverse:
        reverse = turned_round(beside(claim, made, evidence), claim, hosts)
    others = _least([exchanged(found) for _, found in gaps])
    crossed = _least([swapped(found) for _, found in gaps])
    hedges = hedges_dropped(claim, made, evidence)
    contrary = _contrary(claim, said, hosts)
    order = turned(claim, hosts, evidence)
    orders = [Change(order.first, order.second)] if order else []
    apart = _apart(claim, said, distances)
    pairs, new = _new_pairs(claim, evidence)
    copied = pairs < _COPIED or new <= _ONE_WORD
    joined = splices(claim, made, evidence) if copied else []

    def far(stems: Iterable[str]) -> float:
        return min(_MOST, sum(apart.get(stem, 1.0) for stem in stems))

    return Difference(
        unlike=fmean(max(0.0, word - _CUT) for word in apart.values()) if apart else 0.0,
        numbers=_count(numbers),
        names=far(unknown),
        negations=_count(denied),
        hedges=_count(hedges) * (1 - pairs),
        substituted=_count(replaced),
        opposites=_count(reverse),
        exchanged=min(_MOST, sum(_exchange(change, said, apart, copied) for change in others)),
        contrary=_count(contrary),
        turned=float(bool(orders or crossed)),
        spliced=_count(joined),
        problem=next(
            chain(
                (wording.is_nowhere("number", number, claim) for number in numbers),
                (wording.is_nowhere("name", name, claim) for name in unknown),
                (wording.is_denied_otherwise(stem, claim, *evidence) for stem in denied),
                (wording.stands_for(change, claim, *evidence) for change in (*reverse, *replaced)),
                (wording.the_other_way_round(change, claim) for change in (*crossed, *orders)),
                (wording.stands_for(change, claim, *evidence) for change in others),
                (wording.stand_apart(splice, claim) for splice in joined),
                (wording.is_hedged(stem, *evidence) for stem in hedges),
            ),
            None,
        ),
    )


def _exchange(
    change: Change, said: frozenset[str], apart: Mapping[str, float], copied: bool
) -> float:
    """Return how far a word is from the one in whose place it stands.

    As far as can be in a copied claim where both are words of the source.
    """
    return 1.0 if copied and change.claimed in said else apart.get(change.claimed, 1.0)


def _apart(claim: Terms, said: frozenset[str], distances: Mapping[str, float]) -> dict[str, float]:
    """Return how far each content word is from its like.

    A word that the embedding model does not know as one, such as all of another language, is
    either said or as far as can be.
    """
    return {
        stem: distances[stem] if stem in distances and is_common(stem) else float(stem not in said)
        for stem in claim.content
        if stem not in INTERJECTIONS
    }


def _numbers(claim: Terms, evidence: Sequence[Terms]) -> list[str]:
    """Return the values of the quantities that follow from no evidence."""
    said = [q for part in evidence for found in part.quantities.values() for q in found]
    words = frozenset(stem for part in evidence for stem in part.stems)
    return [
        value
        for value, found in claim.quantities.items()
        for quantity in found[:1]
        if not follows(quantity, said, words)
    ]


def _contrary(claim: Terms, said: frozenset[str], hosts: Sequence[Terms]) -> list[str]:
    """Return new words of the claim whose opposite the closest sentences have, not denied."""
    denied = {head for part in (claim, *hosts) for denial in denials(part) for head in denial.heads}
    near = frozenset[str]().union(*(host.content for host in hosts)) - claim.content - denied
    new = claim.content - said - denied
    return sorted(stem for stem in new if any(opposite(stem, other) for other in near))


def _least(found: Sequence[list[T]]) -> list[T]:
    """Return the fewest changes that one of the hosts needs; none where no host fits."""
    return min((changes for changes in found), key=len, default=[])


def _count(found: Iterable[object]) -> float:
    return float(min(_MOST, sum(1 for _ in found)))


def _new_pairs(claim: Terms, evidence: Sequence[Terms]) -> tuple[float, int]:
    """Return the share and the number of a claim's pairs of words that the evidence lacks."""
    own = set(pairwise(claim.stems))
    new = own.difference(*(pairwise(part.stems) for part in evidence))
    return len(new) / max(1, len(own)), len(new)


def _hosts(made: EditCost, evidence: Sequence[Terms]) -> list[Terms]:
    """Return the sentences that most words were copied from."""
    copied = Counter(place.sentence for place in made.places if place)
    return [evidence[sentence] for sentence, _ in copied.most_common(_HOSTS)]
