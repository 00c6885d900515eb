"""Fit the weights of the support score and write them to chains/grounding/grounding.json.

    uv run --group benchmarks python -m benchmarks.fit_support --data DIR

A logistic regression in which no difference may speak for a claim (weights <= 0), what contradicts
its evidence speaks against it by LEAST at least, and a ridge bounds what a standard deviation of
each weighs. It is fitted on the sets that people judged, pairs made by rule, and pairs made from
texts (see derived_pairs.py). Each set of people weighs alike, and all that was made by rule as
much as they do together; true and false weigh alike in each. The bias is then moved to where the
mean balanced accuracy on the sets of people is best.
"""

from __future__ import annotations

import gzip
import json
import random
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import numpy as np
import typer
from numpy.typing import NDArray

from benchmarks.derived_pairs import pairs, texts
from benchmarks.labelled import SETS, Labelled, documents, sets
from precis.chains.grounding.claim_checker import Comparison
from precis.chains.grounding.contexts import Readings
from precis.chains.grounding.read_text import ReadText
from precis.chains.grounding.source_sentences import SourceSentences
from precis.chains.grounding.support import MODEL
from precis.models.embeddings import MiniLM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

COUNT = 3
MADE = 60
MOST = 200
Array = NDArray[np.float64]
MADE_BY_RULE = "made by rule"
RIDGE = 0.03
LEAST = {
    "numbers": -1.5,
    "negations": -2.0,
    "substituted": -2.0,
    "opposites": -2.0,
    "exchanged": -1.5,
    "turned": -1.5,
    "spliced": -1.5,
}
"""What these weigh at least, that no claim so contradicted is supported for what it copied."""

NEARLY = 0.005
"""Cuts that lose so little are taken together."""
SUPPORTED, UNSURE = 0.5, 0.25
"""With true and false alike likely a priori. Most sentences that models write are supported, say
three of four: then 0.5 stands for odds of 3, where a false "supported", which costs three times a
false alarm, costs as much; and 0.25 for even odds."""


@dataclass(frozen=True)
class Example:
    """A claim: its differences from the evidence (None where nothing is like it), and its truth.

    `cover` and `pair_cover` are the shares of its content words, and of its pairs of neighbouring
    words, that the source has; `item` tells the summaries of a set apart.
    """

    kind: str
    item: int
    features: dict[str, float] | None
    truth: bool
    cover: float
    pair_cover: float


def judged_examples(kind: str, items: Iterable[Labelled], minilm: MiniLM) -> Iterator[Example]:
    """Yield the sentences that people judged, or that were made by rule."""
    for number, item in enumerate(items):
        yield from examples(kind, number, item, minilm)


def examples(kind: str, number: int, item: Labelled, minilm: MiniLM) -> Iterator[Example]:
    """Yield one example for each claim of an item."""
    compared = Comparison(SourceSentences.of(documents(item.article).values()), Readings(minilm))
    source = compared.source.sentences.terms
    said = {stem for part in source for stem in part.stems}
    said_pairs = {pair for part in source for pair in pairwise(part.stems)}
    claims = [ReadText(sentence) for sentence in item.sentences]
    matches = compared.matches(claims, [False] * len(claims))
    for claim, match, truth in zip(claims, matches, item.supported, strict=True):
        own = claim.terms
        own_pairs = set(pairwise(own.stems))
        yield Example(
            kind=kind,
            item=number,
            features=compared.difference(claim, match).features() if match.sentences else None,
            truth=truth,
            cover=len(own.content & said) / max(1, len(own.content)),
            pair_cover=len(own_pairs & said_pairs) / max(1, len(own_pairs)),
        )


def derived(data: Path, minilm: MiniLM) -> Iterator[Example]:
    """Yield claims made from texts, whole documents being the evidence."""
    found = list(texts(data))
    for number, (text, elsewhere) in enumerate(zip(found, found[1:] + found[:1], strict=True)):
        made = list(pairs(text, elsewhere, COUNT))
        item = Labelled(text.text, [pair.claim for pair in made], [pair.true for pair in made])
        for example, pair in zip(examples("", number, item, minilm), made, strict=True):
            yield Example(**{**vars(example), "kind": f"{MADE_BY_RULE}: {pair.kind}"})


def rule_made_items(data: Path) -> dict[str, list[Labelled]]:
    """Return the kinds of pairs that were made by rule, MADE of each."""
    found: dict[str, list[Labelled]] = defaultdict(list)
    with gzip.open(data / "support-pairs" / "pairs.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            pair = json.loads(line)
            if pair["set"] not in SETS:
                item = Labelled(pair["evidence"], [pair["claim"]], [pair["supported"]])
                found[f"{MADE_BY_RULE}: {pair['set']}"].append(item)
    return {kind: random.Random(kind).sample(items, MADE) for kind, items in sorted(found.items())}


def everything(data: Path, minilm: MiniLM) -> list[Example]:
    """Return all examples, read once."""
    people = [
        one
        for kind, items in sets(data, MOST).items()
        for one in judged_examples(kind, items, minilm)
    ]
    rules = [
        one
        for kind, items in rule_made_items(data).items()
        for one in judged_examples(kind, items, minilm)
    ]
    return [*people, *rules, *derived(data, minilm)]


def fit(rows: Array, truth: Array, weights: Array, most: Sequence[float]) -> Array:
    """Return the weights, each at `most` so high, and the bias of a logistic regression."""
    from scipy.optimize import minimize

    columns = np.hstack([rows, np.ones((len(rows), 1))])
    signs = np.where(truth, 1.0, -1.0)
    spread = np.append(rows.std(axis=0), 0.0) ** 2

    def loss(vector: Array) -> tuple[float, Array]:
        margins = signs * (columns @ vector)
        slope = -weights * signs / (1 + np.exp(np.clip(margins, -50, 50)))
        total = (weights * np.logaddexp(0, -margins)).sum() + RIDGE * (spread * vector**2).sum()
        return total, columns.T @ slope + 2 * RIDGE * spread * vector

    bounds = [*((None, bound) for bound in most), (None, None)]
    found = minimize(loss, np.zeros(len(bounds)), jac=True, bounds=bounds, method="L-BFGS-B")
    solution: Array = found.x
    return solution


def balanced(found: Sequence[Example]) -> Array:
    """Weigh true and false alike, each set of people alike, and what was made as all of these."""
    groups = defaultdict(list)
    for place, example in enumerate(found):
        people = not example.kind.startswith(MADE_BY_RULE)
        groups[example.kind if people else MADE_BY_RULE, example.truth].append(place)
    count = len({kind for kind, _ in groups} - {MADE_BY_RULE}) or 1
    weights = np.zeros(len(found))
    for (kind, _), places in groups.items():
        weights[places] = (1.0 if kind == MADE_BY_RULE else 1.0 / count) / len(places)
    return weights / weights.sum()


def fitted(found: Sequence[Example]) -> dict[str, float]:
    """Return the weight of each difference, and the `bias`."""
    known = [example for example in found if example.features]
    names = list(known[0].features or ())
    rows = np.array([list((example.features or {}).values()) for example in known])
    truth = np.array([example.truth for example in known])
    solution = fit(rows, truth, balanced(known), [LEAST.get(name, 0.0) for name in names])
    weights = dict(zip([*names, "bias"], solution.tolist(), strict=True))
    return {**weights, "bias": weights["bias"] - _best_cut(weights, known)}


def _best_cut(weights: Mapping[str, float], found: Sequence[Example]) -> float:
    """Return the logit at which the balanced accuracy, on the mean of the sets, is best."""
    kinds = defaultdict(list)
    for example in found:
        if not example.kind.startswith(MADE_BY_RULE):
            value = min(max(score(weights, example.features), 1e-9), 1 - 1e-9)
            kinds[example.kind, example.truth].append(np.log(value / (1 - value)))
    cuts = np.arange(-1, 1.01, 0.1)
    right = [
        [np.mean((np.array(values) >= cut) == truth) for cut in cuts]
        for (_, truth), values in kinds.items()
    ]
    means = np.mean(right, axis=0)
    return float(cuts[means >= means.max() - NEARLY].mean())


def score(weights: Mapping[str, float], features: Mapping[str, float] | None) -> float:
    """Return the support that weights give; 0 where nothing was found."""
    if features is None:
        return 0.0
    z = weights["bias"] + sum(weights[name] * value for name, value in features.items())
    return float(1 / (1 + np.exp(-np.clip(z, -50, 50))))


def main(data: Annotated[Path, typer.Option(help="Folder of the labelled sets.")]) -> None:
    """Fit and write."""
    found = everything(data, MiniLM())
    weights = {name: round(weight, 4) for name, weight in fitted(found).items()}
    bias = weights.pop("bias")
    model = {"weights": weights, "bias": bias, "supported": SUPPORTED, "unsure": UNSURE}
    MODEL.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")
    for kind in sorted({example.kind for example in found}):
        for value in (True, False):
            scores = [
                score({**weights, "bias": bias}, example.features)
                for example in found
                if example.kind == kind and example.truth == value
            ]
            if scores:
                passed = np.mean(np.array(scores) >= SUPPORTED)
                print(f"{kind} ({'true' if value else 'false'}): {passed:.0%} supported")


if __name__ == "__main__":
    typer.run(main)
