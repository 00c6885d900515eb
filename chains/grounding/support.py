"""How well evidence supports a claim: what differs, counted, and one calibrated number.

Weights come from `grounding.json`, which `benchmarks/fit_support.py` writes.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from math import exp
from pathlib import Path

from precis.chains.grounding.alignment import Sentences
from precis.chains.grounding.lexical import NEGATIONS, TITLES, Terms, antonyms
from precis.chains.grounding.order import turned
from precis.chains.grounding.rewriting import Place, Rewriting, rewriting

MODEL = Path(__file__).with_name("grounding.json")

_NEAR_DENIAL = 2
_FEW_WORDS = 6
_RUN = 4
_COPIED = 0.25
_SHORT_GAP = 6
_HOSTS = 2
_SAME = 2


@dataclass(frozen=True, slots=True)
class Difference:
    """What a claim says that its evidence does not; every field grows with disagreement.

    `missing` is the share of word weight that all evidence lacks, `fours` that of runs of four
    words (fewer in a shorter claim), `rewriting` the cost per word of the cheapest rewriting,
    `drift` how far words are from the closest sentence in their contexts (0 where most is
    copied), `distance` 1 - cosine to it where words do not decide; `repeated` counts words said
    more often than in any one sentence. Then counts of numbers, names and negations that are
    nowhere (or elsewhere, `moved`), of names and numbers put in the place of others, and whether
    a word is the opposite of one in the evidence, or two names stand the other way round.
    """

    missing: float
    fours: float
    rewriting: float
    drift: float
    distance: float
    repeated: float
    numbers: float
    names: float
    moved_numbers: float
    moved_names: float
    negations: float
    opposites: float
    substituted: float
    turned: float
    problem: str | None

    def features(self) -> dict[str, float]:
        """Return everything that is weighed."""
        return {name: getattr(self, name) for name in self.__slots__ if name != "problem"}


@lru_cache(maxsize=1)
def _model() -> tuple[dict[str, float], float, float]:
    model = json.loads(MODEL.read_text(encoding="utf-8"))
    return model["weights"], model["bias"], model["threshold"]


def threshold() -> float:
    """Return the support from which on a claim counts as supported."""
    return _model()[2]


def support(difference: Difference) -> float:
    """Return the probability, in [0, 1], that the claim is supported."""
    weights, bias, _ = _model()
    z = bias + sum(weights[name] * value for name, value in difference.features().items())
    return 1 / (1 + exp(-max(-50.0, min(50.0, z))))


def difference(
    claim: Terms, evidence: Sequence[Terms], sentences: Sentences, *, distance: float, drift: float
) -> Difference:
    """Compare a claim with its evidence: some of the `sentences` of the source, in order."""
    said = frozenset[str]().union(*(part.content for part in evidence))
    total = sentences.mass(claim.content) or 1.0
    made = rewriting(claim, evidence)
    numbers = _numbers(claim, evidence)
    names = sorted(claim.names - said)
    moved = _moved(claim, made, evidence)
    denials = _denials(claim, made, evidence)
    hosts = _hosts(made, evidence)
    order = turned(claim, hosts, evidence)
    opposites = sorted(stem for stem in claim.content - said if antonyms(stem) & said)
    return Difference(
        missing=sentences.mass(claim.content - said) / total,
        fours=_new_runs(claim, evidence, _RUN),
        rewriting=made.cost / max(_FEW_WORDS, len(claim.stems)),
        drift=drift,
        distance=distance,
        repeated=float(min(2, _repeated(claim, evidence))),
        numbers=float(min(2, len(numbers))),
        names=float(min(2, len(names))),
        moved_numbers=float(min(2, len(moved & claim.quantities.keys()))),
        moved_names=float(min(2, len(moved & claim.names))),
        negations=float(min(2, denials)),
        opposites=float(bool(opposites)),
        substituted=float(min(3, _substituted(claim, hosts, evidence))),
        turned=float(order is not None),
        problem=_problem(numbers, names, denials, opposites)
        or (f"'{order.first}' and '{order.second}' are the other way round" if order else None),
    )


def copied(claim: Terms, evidence: Sequence[Terms]) -> bool:
    """Tell whether so much is copied that the words stand in the contexts of the evidence."""
    return _new_runs(claim, evidence, _RUN) <= _COPIED


def _problem(
    numbers: Sequence[str], names: Sequence[str], denials: int, opposites: Sequence[str]
) -> str | None:
    if numbers:
        return f"number {numbers[0]} is not in the source"
    if names:
        return f"name '{names[0]}' is not in the source"
    if denials:
        return "negation differs from the source"
    if opposites:
        return f"'{opposites[0]}' is the opposite of the source"
    return None


def _numbers(claim: Terms, evidence: Sequence[Terms]) -> list[str]:
    """Return the quantities that no evidence has, or none with that unit."""
    missing = []
    for value, units in claim.quantities.items():
        found = [part.quantities[value] for part in evidence if value in part.quantities]
        if not found or (units and not any(units <= other for other in found)):
            missing.append(" ".join([value, *units]))
    return missing


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


def _moved(claim: Terms, made: Rewriting, evidence: Sequence[Terms]) -> frozenset[str]:
    """Return the stems copied into the midst of sentences in which they do not stand."""
    moved = set()
    for index, stem in enumerate(claim.stems):
        around = [_last(made.places[:index]), _last(made.places[index + 1 :][::-1])]
        hosts = [evidence[place.sentence] for place in around if place]
        if stem != "1" and hosts and not any(stem in host.stems for host in hosts):
            moved.add(stem)
    return frozenset(moved)


def _last(places: Sequence[Place | None]) -> Place | None:
    return next((place for place in reversed(places) if place), None)


def _denials(claim: Terms, made: Rewriting, evidence: Sequence[Terms]) -> int:
    """Count negations added to what was copied beyond those left out within a clause, or fewer."""
    pairs = zip(claim.stems, made.places, strict=True)
    added = sum(place is None and stem in NEGATIONS for stem, place in pairs)
    copied = [place for place in made.places if place]
    left_out = 0
    for last, place in zip([None, *copied], copied, strict=False):
        here = evidence[place.sentence]
        start = max(0, place.word - _NEAR_DENIAL)
        if last and last.sentence == place.sentence and last.word < place.word:
            start = last.word + 1
        gap = range(start, place.word)
        if not any(word in here.breaks for word in [start - 1, *gap] if word >= start):
            left_out += sum(here.stems[word] in NEGATIONS for word in gap)
    return abs(added - left_out)


def _hosts(made: Rewriting, evidence: Sequence[Terms]) -> list[Terms]:
    """Return the sentences that most words were copied from."""
    copied = Counter(place.sentence for place in made.places if place)
    return [evidence[sentence] for sentence, _ in copied.most_common(_HOSTS)]


def _substituted(claim: Terms, hosts: Sequence[Terms], evidence: Sequence[Terms]) -> int:
    """Count the names and numbers that stand where the sentence copied from has others."""
    names = claim.names.union(*(part.names for part in evidence))
    return max((_exchanged(claim, host, names) for host in hosts), default=0)


def _exchanged(claim: Terms, host: Terms, names: frozenset[str]) -> int:
    telling = (names | claim.quantities.keys() | host.quantities.keys()) - TITLES
    pairs = (
        (telling.intersection(words), telling.intersection(others))
        for words, others in _replacements(claim.stems, host.stems)
    )
    return sum(bool(own - other and other - own) for own, other in pairs)


def _replacements(
    stems: Sequence[str], host: Sequence[str]
) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Yield the few words in the place of a few others, where half and more is the same."""
    blocks = SequenceMatcher(None, stems, host, autojunk=False).get_matching_blocks()
    if 2 * sum(block.size for block in blocks) < len(stems):
        return
    kept = [(0, 0, 0), *(tuple(block) for block in blocks if block.size >= _SAME), blocks[-1]]
    for (start, host_start, size), (end, host_end, _) in pairwise(kept):
        words, others = stems[start + size : end], host[host_start + size : host_end]
        if 0 < len(words) <= _SHORT_GAP and 0 < len(others) <= _SHORT_GAP:
            yield words, others
