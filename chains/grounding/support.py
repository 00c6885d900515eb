"""How well evidence supports a claim: what differs, counted, and one calibrated number.

Weights come from `grounding.json`, which `benchmarks/fit_support.py` writes.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from math import exp
from pathlib import Path
from typing import Any, TypeVar

from precis.chains.grounding.alignment import Sentences
from precis.chains.grounding.clauses import (
    denials,
    denied_otherwise,
    fused,
    hedges_dropped,
    undone,
)
from precis.chains.grounding.edit_cost import EditCost, Place, edit_cost
from precis.chains.grounding.lexical import Terms
from precis.chains.grounding.lexicon import opposites, synonyms
from precis.chains.grounding.order import turned
from precis.chains.grounding.quantities import follows
from precis.chains.grounding.slots import (
    Change,
    exchanged,
    slots,
    substituted,
    swapped,
    turned_round,
)

MODEL = Path(__file__).with_name("grounding.json")

T = TypeVar("T")

_FEW_WORDS = 6
_RUN = 4
_COPIED = 0.25
_HOSTS = 2
_MOST = 2
_PARAPHRASED = 0.5
"""How much of a missing word is missed where the evidence has a near synonym."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a claim says that its evidence does not: all but `fours` grow with disagreement.

    `missing` is the share of word weight that all evidence lacks, `absent` that of content words,
    `pairs` that of pairs of neighbouring words, `fours` that of runs of four words (fewer in a
    shorter claim), `rewriting` the cost per word of the cheapest rewriting; `inserted` and
    `spliced` are `missing` and `rewriting` times the share of runs that are copied, because a new
    word amid copied ones is worse than one among others of the writer's own; `drift` is how far
    words are from the closest sentence in their contexts, and `distance` 1 - the cosine to it,
    both 0 where most is copied; `repeated` counts words said more often than in any one sentence.
    Then counts: of numbers and names that are nowhere (or
    elsewhere, `moved`); of words denied otherwise within a clause, where half of the claim's words
    are one sentence's (else another word may bear the negation), and of hedges dropped; of
    subjects that another one stands for (`fused`); of words in the place of others: names and
    numbers (`substituted`), opposites, others of another meaning (`exchanged`); of opposites
    anywhere in the closest sentences (`contrary`); and whether two stand the other way round.
    """

    missing: float
    absent: float
    pairs: float
    fours: float
    rewriting: float
    inserted: float
    spliced: float
    drift: float
    distance: float
    repeated: float
    numbers: float
    names: float
    moved_numbers: float
    moved_names: float
    negations: float
    hedges: float
    fused: float
    substituted: float
    opposites: float
    exchanged: float
    contrary: float
    turned: float
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
    """Return the support from which on a claim counts as supported."""
    return float(_model()["supported"])


def unsure() -> float:
    """Return the support from which on, up to `threshold`, it cannot be told."""
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
    claim: Terms, evidence: Sequence[Terms], sentences: Sentences, *, distance: float, drift: float
) -> Difference:
    """Compare a claim with its evidence: some of the `sentences` of the source, in order."""
    said = frozenset[str]().union(*(part.content for part in evidence))
    made = edit_cost(claim, evidence)
    hosts = _hosts(made, evidence)
    names = claim.names.union(*(part.names for part in evidence))
    gaps = [(host, found) for host in hosts if (found := slots(claim, host)) is not None]
    numbers = _numbers(claim, evidence)
    unknown = sorted(claim.names - said)
    moved = _moved(claim, made, evidence)
    denied = (denied_otherwise(claim, made, evidence) if gaps else []) or _least(
        [undone(found) for _, found in gaps]
    )
    hedges = hedges_dropped(claim, made, evidence)
    subjects = fused(claim, made, evidence)
    replaced = _least([substituted(found, claim, host, names) for host, found in gaps])
    reverse = _least([turned_round(found) for _, found in gaps])
    others = _least([exchanged(found) for _, found in gaps])
    crossed = _least([swapped(found) for _, found in gaps])
    contrary = _contrary(claim, said, hosts)
    order = turned(claim, hosts, evidence)
    orders = [Change(order.first, order.second)] if order else []
    missing, fours = _missing(claim, said, sentences), _new_runs(claim, evidence, _RUN)
    rewriting = made.cost / max(_FEW_WORDS, len(claim.stems))
    return Difference(
        missing=missing,
        absent=len(claim.content - said) / max(1, len(claim.content)),
        pairs=_new_runs(claim, evidence, 2),
        fours=fours,
        rewriting=rewriting,
        inserted=missing * (1 - fours),
        spliced=rewriting * (1 - fours),
        drift=drift,
        distance=distance,
        repeated=_count(range(_repeated(claim, evidence))),
        numbers=_count(numbers),
        names=_count(unknown),
        moved_numbers=_count(moved & claim.quantities.keys()),
        moved_names=_count(moved & claim.names),
        negations=_count(denied),
        hedges=_count(hedges),
        fused=_count(subjects),
        substituted=_count(replaced),
        opposites=_count(reverse),
        exchanged=_count(others),
        contrary=_count(contrary),
        turned=float(bool(orders or crossed)),
        problem=next(
            chain(
                (f"number {number} is not in the source" for number in numbers),
                (f"name '{claim.shown(name)}' is not in the source" for name in unknown),
                (f"negation of '{_as_written(stem, claim, *evidence)}' differs" for stem in denied),
                (_stands_for(change, claim, evidence) for change in (*reverse, *replaced)),
                (_the_other_way_round(change, claim) for change in (*crossed, *orders)),
                (
                    f"the source says it of '{_as_written(stem, claim, *evidence)}'"
                    for stem in subjects
                ),
                (_stands_for(change, claim, evidence) for change in others),
                (f"the source says '{_as_written(stem, claim, *evidence)}'" for stem in hedges),
            ),
            None,
        ),
    )


def copied(claim: Terms, evidence: Sequence[Terms]) -> bool:
    """Tell whether so much is copied that the words stand in the contexts of the evidence."""
    return _new_runs(claim, evidence, _RUN) <= _COPIED


def _numbers(claim: Terms, evidence: Sequence[Terms]) -> list[str]:
    """Return the quantities that follow from no evidence, as the claim writes them."""
    said = [q for part in evidence for found in part.quantities.values() for q in found]
    words = frozenset(stem for part in evidence for stem in part.stems)
    return [
        quantity.shown
        for found in claim.quantities.values()
        for quantity in found[:1]
        if not follows(quantity, said, words)
    ]


def _missing(claim: Terms, said: frozenset[str], sentences: Sentences) -> float:
    absent = claim.content - said
    paraphrased = frozenset(stem for stem in absent if not said.isdisjoint(synonyms(stem)))
    weight = sentences.mass(absent - paraphrased) + _PARAPHRASED * sentences.mass(paraphrased)
    return weight / (sentences.mass(claim.content) or 1.0)


def _contrary(claim: Terms, said: frozenset[str], hosts: Sequence[Terms]) -> list[str]:
    """Return new words of the claim whose opposite the closest sentences have, not denied."""
    denied = {head for part in (claim, *hosts) for denial in denials(part) for head in denial.heads}
    near = frozenset[str]().union(*(host.content for host in hosts)) - claim.content - denied
    new = claim.content - said - denied
    return sorted(stem for stem in new if not opposites(stem).isdisjoint(near))


def _stands_for(change: Change, claim: Terms, evidence: Sequence[Terms]) -> str:
    said = _as_written(change.said, *evidence)
    return f"'{claim.shown(change.claimed)}' stands where the source has '{said}'"


def _the_other_way_round(change: Change, claim: Terms) -> str:
    return (
        f"'{claim.shown(change.claimed)}' and '{claim.shown(change.said)}' are the other way round"
    )


def _as_written(stem: str, *texts: Terms) -> str:
    """Return a stem as the first text that has it writes it."""
    return next((text.shown(stem) for text in texts if stem in text.stems), stem)


def _least(found: Sequence[list[T]]) -> list[T]:
    """Return the fewest changes that one of the hosts needs; none where no host fits."""
    return min((changes for changes in found), key=len, default=[])


def _count(found: Iterable[object]) -> float:
    return float(min(_MOST, sum(1 for _ in found)))


def _new_runs(claim: Terms, evidence: Sequence[Terms], length: int) -> float:
    def runs(stems: tuple[str, ...]) -> set[tuple[str, ...]]:
        return set(zip(*(stems[start:] for start in range(length)), strict=False))

    length = min(length, len(claim.stems))
    own = runs(claim.stems)
    said = set[tuple[str, ...]]().union(*(runs(part.stems) for part in evidence))
    return len(own - said) / len(own) if own else 1.0


def _repeated(claim: Terms, evidence: Sequence[Terms]) -> int:
    """Count the words said again that no sentence of the evidence says as often."""
    counts = Counter(stem for stem in claim.stems if stem in claim.content)
    again = {stem: count for stem, count in counts.items() if count > 1}
    most = {stem: max((part.stems.count(stem) for part in evidence), default=0) for stem in again}
    return sum(max(0, count - max(1, most[stem])) for stem, count in again.items())


def _moved(claim: Terms, made: EditCost, evidence: Sequence[Terms]) -> frozenset[str]:
    """Return the stems copied into the midst of sentences in which they do not stand."""
    moved = set()
    said = frozenset(stem for part in evidence for stem in part.stems) - {"1"}
    for index, stem in enumerate(claim.stems):
        around = [_last(made.places[:index]), _last(made.places[index + 1 :][::-1])]
        hosts = [evidence[place.sentence] for place in around if place]
        if stem in said and hosts and not any(stem in host.stems for host in hosts):
            moved.add(stem)
    return frozenset(moved)


def _last(places: Sequence[Place | None]) -> Place | None:
    return next((place for place in reversed(places) if place), None)


def _hosts(made: EditCost, evidence: Sequence[Terms]) -> list[Terms]:
    """Return the sentences that most words were copied from."""
    copied = Counter(place.sentence for place in made.places if place)
    return [evidence[sentence] for sentence, _ in copied.most_common(_HOSTS)]
