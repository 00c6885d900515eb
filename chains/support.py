"""How well evidence supports a claim: what differs, counted, and one calibrated number.

Weights come from `grounding.json`, which `benchmarks/fit_support.py` writes.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from math import exp
from pathlib import Path

from chains.alignment import Sentences
from chains.lexical import NEGATIONS, Terms, antonyms

MODEL = Path(__file__).with_name("grounding.json")


@dataclass(frozen=True, slots=True)
class Difference:
    """What a claim says that its evidence does not; every field grows with disagreement.

    Shares are of the claim's word weight, counts of words. `missing` counts against all of the
    evidence, `missing_best` against its closest sentence, as do `replaced`, `order`, `run`.
    """

    missing: float
    missing_best: float
    pairs: float
    run: float
    distance: float
    numbers: float
    names: float
    negation: float
    antonym: float
    replaced: float
    order: float
    problem: str | None


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
    z = bias + sum(weight * getattr(difference, name) for name, weight in weights.items())
    return 1 / (1 + exp(-max(-50.0, min(50.0, z))))


def difference(
    claim: Terms, best: Terms, evidence: Sequence[Terms], cosine: float, sentences: Sentences
) -> Difference:
    """Compare a claim with its closest sentence and with all of its evidence."""
    said = frozenset[str]().union(*(part.content for part in evidence))
    total = sentences.mass(claim.content) or 1.0
    blocks, replaced = _blocks(claim, best)
    numbers = _numbers(claim, evidence)
    names = sorted(claim.names - said)
    negated = _negated(claim, best, blocks)
    flipped = _flipped(claim, said)
    matched = sum(size for _, _, size in blocks)
    shared = sum(stem in best.stems for stem in claim.stems)
    length = max(1, len(claim.stems))
    return Difference(
        missing=sentences.mass(claim.content - said) / total,
        missing_best=sentences.mass(claim.content - best.content) / total,
        pairs=_missing_pairs(claim, evidence),
        run=1 - max((size for _, _, size in blocks), default=0) / length,
        distance=1 - cosine,
        numbers=float(min(2, len(numbers))),
        names=float(min(2, len(names))),
        negation=float(negated),
        antonym=float(bool(flipped)),
        replaced=float(min(3, len(replaced))),
        order=1 - matched / shared if shared else 1.0,
        problem=_problem(numbers, names, negated, flipped),
    )


def _problem(
    numbers: Sequence[str], names: Sequence[str], negated: bool, flipped: Sequence[str]
) -> str | None:
    if numbers:
        return f"number {numbers[0]} is not in the source"
    if names:
        return f"name '{names[0]}' is not in the source"
    if negated:
        return "negation differs from the source"
    if flipped:
        return f"'{flipped[0]}' is the opposite of the source"
    return None


def _numbers(claim: Terms, evidence: Sequence[Terms]) -> list[str]:
    missing = []
    for value, units in claim.quantities.items():
        found = [part.quantities[value] for part in evidence if value in part.quantities]
        if not found or (units and not any(units <= other for other in found)):
            missing.append(" ".join([value, *units]))
    return missing


def _missing_pairs(claim: Terms, evidence: Iterable[Terms]) -> float:
    pairs = list(pairwise(claim.stems))
    said = {pair for part in evidence for pair in pairwise(part.stems)}
    return sum(pair not in said for pair in pairs) / len(pairs) if pairs else 0.0


def _blocks(claim: Terms, best: Terms) -> tuple[list[tuple[int, int, int]], list[str]]:
    """Return the runs of words in common, in order, and the claim's words put for others."""
    matcher = SequenceMatcher(None, claim.stems, best.stems, autojunk=False)
    replaced = [
        stem
        for tag, low, high, _, _ in matcher.get_opcodes()
        if tag == "replace"
        for stem in claim.stems[low:high]
        if stem in claim.content and stem not in best.content
    ]
    return [(m.a, m.b, m.size) for m in matcher.get_matching_blocks() if m.size], replaced


def _negated(claim: Terms, best: Terms, blocks: Sequence[tuple[int, int, int]]) -> bool:
    """Whether one denies what the other does not, in the stretch that they share."""
    if not blocks:
        return False
    low, high = blocks[0][1], blocks[-1][1] + blocks[-1][2]
    denied = sum(stem in NEGATIONS for stem in best.stems[low:high])
    return claim.negations % 2 != denied % 2


def _flipped(claim: Terms, said: frozenset[str]) -> list[str]:
    missing = claim.content - said
    return sorted(stem for stem in missing if antonyms(stem) & said)
