"""Fit the weights of the support score and write them to chains/grounding/grounding.json.

    uv run --group benchmarks python -m benchmarks.fit_support --data DIR

A logistic regression in which no difference may speak for a claim (weights <= 0), drawn towards
PRIOR by a ridge, on pairs made from texts (see derived_pairs.py) and on the half of the labelled
set that is not reported on. The bias is set so that KEPT of what people found supported passes.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import numpy as np
import typer
from numpy.typing import NDArray

from benchmarks.derived_pairs import pairs, texts
from benchmarks.labelled import Labelled, documents, fitted_half, labelled
from precis.chains.grounding.grounder import Comparison
from precis.chains.grounding.source import Source
from precis.chains.grounding.support import MODEL
from precis.models.embeddings import MiniLM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

COUNT = 6
Array = NDArray[np.float64]
LABELLED = "labelled by people"
RIDGE = 0.02
KEPT = 0.98
PRIOR = {
    "missing": -2.0,
    "fours": -1.5,
    "rewriting": -2.0,
    "drift": -2.0,
    "distance": -1.0,
    "repeated": -1.0,
    "numbers": -4.0,
    "names": -3.0,
    "moved_numbers": -3.0,
    "moved_names": -2.0,
    "negations": -4.0,
    "opposites": -3.0,
    "substituted": -4.0,
    "turned": -4.0,
}
"""What each difference should weigh where the examples do not say."""

Example = tuple[dict[str, float], bool, str]


def derived(data: Path, minilm: MiniLM) -> Iterator[Example]:
    """Yield the features, truth and kind of claims made from texts."""
    found = list(texts(data))
    for text, elsewhere in zip(found, found[1:] + found[:1], strict=True):
        made = list(pairs(text, elsewhere, COUNT))
        features = _features(minilm, [pair.claim for pair in made], text.text)
        for pair, feature in zip(made, features, strict=True):
            if feature:
                yield feature, pair.true, pair.kind


def judged(items: Iterable[Labelled], minilm: MiniLM) -> Iterator[Example]:
    """Yield the features and truth of the sentences that people judged."""
    for item in items:
        features = _features(minilm, item.sentences, item.article)
        for feature, supported in zip(features, item.supported, strict=True):
            if feature:
                yield feature, supported, LABELLED


def _features(minilm: MiniLM, claims: list[str], text: str) -> list[dict[str, float] | None]:
    compared = Comparison(Source.of(documents(text).values()), minilm)
    return [
        compared.difference(claim, match).features() if match.sentences else None
        for claim, match in zip(claims, compared.matches(claims), strict=True)
    ]


def fit(rows: Array, truth: Array, weights: Array, prior: Array) -> Array:
    """Return the weights, all <= 0, of a logistic regression with RIDGE around `prior`."""
    from scipy.optimize import minimize

    columns = np.hstack([rows, np.ones((len(rows), 1))])
    signs = np.where(truth, 1.0, -1.0)

    def loss(vector: Array) -> tuple[float, Array]:
        margins = signs * (columns @ vector)
        slope = -weights * signs / (1 + np.exp(np.clip(margins, -50, 50)))
        away = np.append(vector[:-1] - prior, 0.0)
        total = (weights * np.logaddexp(0, -margins)).sum() + RIDGE * (away**2).sum()
        return total, columns.T @ slope + 2 * RIDGE * away

    bounds = [(None, 0.0)] * rows.shape[1] + [(None, None)]
    start = np.append(prior, 0.0)
    found = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B")
    solution: Array = found.x[:-1]
    return solution


def balanced(truth: Array, kinds: Array) -> Array:
    """Weigh true and false alike, and the labelled set as much as all pairs."""
    weights = np.zeros(len(truth))
    for group in (kinds == LABELLED, kinds != LABELLED):
        for value in (True, False):
            members = group & (truth == value)
            weights[members] = 0.5 / members.sum()
    return weights


def fitted(examples: Sequence[Example]) -> dict[str, float]:
    """Return the weight of each feature."""
    rows, truth, kinds = arrays(examples)
    prior = np.array([PRIOR[name] for name in PRIOR])
    return dict(zip(PRIOR, fit(rows, truth, balanced(truth, kinds), prior).tolist(), strict=True))


def arrays(examples: Sequence[Example]) -> tuple[Array, NDArray[np.bool_], NDArray[np.str_]]:
    """Return features, truth and kinds, an example a row; columns in the order of PRIOR."""
    features, truth, kinds = zip(*examples, strict=True)
    rows = np.array([[feature[name] for name in PRIOR] for feature in features])
    return rows, np.array(truth), np.array(kinds)


def main(data: Annotated[Path, typer.Option(help="Folder of the labelled sets.")]) -> None:
    """Fit and write."""
    minilm = MiniLM()
    examples = [*derived(data, minilm), *judged(fitted_half(labelled(data)), minilm)]
    weights = fitted(examples)
    rows, truth, kinds = arrays(examples)
    scores = rows @ np.array(list(weights.values()))
    supported = scores[(kinds == LABELLED) & truth]
    model = {
        "weights": {name: round(weight, 4) for name, weight in weights.items()},
        "bias": round(float(-np.quantile(supported, 1 - KEPT)), 4),
        "threshold": 0.5,
    }
    MODEL.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")
    passed = scores + model["bias"] > 0
    for kind in sorted(set(kinds.tolist())):
        for value in sorted(set(truth[kinds == kind].tolist())):
            members = (kinds == kind) & (truth == value)
            print(
                f"{kind} ({'true' if value else 'false'}): {passed[members].mean():.0%} supported"
            )


if __name__ == "__main__":
    typer.run(main)
