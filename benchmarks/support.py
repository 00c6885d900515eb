"""Does the support score recognize what a source supports? On sets that it was not fitted on.

    uv run --group benchmarks python -m benchmarks.support --data DIR

For each set that people judged, weights are fitted on all others. ROC AUC of the lowest support
of each item's claims against "all of them are supported", with the interval of 95 % of bootstrap
samples; beside it the share of content words, and of pairs of neighbouring words, that the source
has, the best difference alone, and what the score has over the better of the two shares, with the
interval of the same samples. Balanced accuracy is at the one threshold. Below: what share of the
claims made by rule passes, each half of their documents with weights fitted without that half.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import numpy as np
import typer

from benchmarks.fit_support import (
    MADE_BY_RULE,
    SUPPORTED,
    Array,
    Example,
    everything,
    fitted,
    score,
)
from precis.models.embeddings import MiniLM

if TYPE_CHECKING:
    from collections.abc import Sequence

SAMPLES = 1000
PART = "unlike"
"""The most telling single difference."""


def by_item(examples: Sequence[Example], scores: Sequence[float]) -> tuple[Array, Array]:
    """Return for each item whether all its claims are supported, and their lowest score."""
    truth: dict[int, bool] = defaultdict(lambda: True)
    lowest: dict[int, float] = defaultdict(lambda: 1.0)
    for example, value in zip(examples, scores, strict=True):
        truth[example.item] &= example.truth
        lowest[example.item] = min(lowest[example.item], value)
    return np.array([float(truth[item]) for item in truth]), np.array([lowest[i] for i in truth])


def auc(truth: Array, scores: Array) -> float:
    """Return the area under the ROC curve: how often a true one of two is ranked first."""
    from scipy.stats import rankdata

    true = truth == 1
    pairs = true.sum() * (~true).sum()
    return float((rankdata(scores)[true].sum() - true.sum() * (true.sum() + 1) / 2) / pairs)


def interval(truth: Array, *scores: Array) -> str:
    """Return the range of 95 % of the AUCs of bootstrap samples of items.

    Of two scores, the range of what the first has over the second.
    """
    rng = np.random.default_rng(0)
    draws = [rng.integers(0, len(truth), len(truth)) for _ in range(SAMPLES)]
    signs = (1, -1)
    found = [
        sum(sign * auc(truth[drawn], one[drawn]) for sign, one in zip(signs, scores, strict=False))
        for drawn in draws
        if len(set(truth[drawn])) > 1
    ]
    low, high = np.quantile(found, [0.025, 0.975])
    return f"{low:.2f} to {high:.2f}"


def left_out(found: Sequence[Example], kind: str) -> str:
    """Return a row of the table: the set `kind`, scored by weights fitted without it."""
    weights = fitted([example for example in found if example.kind != kind])
    own = [example for example in found if example.kind == kind]
    truth, scores = by_item(own, [score(weights, example.features) for example in own])
    _, covers = by_item(own, [example.cover for example in own])
    _, pair_covers = by_item(own, [example.pair_cover for example in own])
    _, likes = by_item(own, [1 - (example.features or {PART: 1.0})[PART] for example in own])
    base = max(covers, pair_covers, key=lambda one: auc(truth, one))
    passed = scores >= SUPPORTED
    balanced = (passed[truth == 1].mean() + (~passed)[truth == 0].mean()) / 2
    rest = " | ".join(f"{auc(truth, one):.3f}" for one in (covers, pair_covers, likes))
    return (
        f"| {kind} | {len(truth)} | {auc(truth, scores):.3f} | {interval(truth, scores)} "
        f"| {rest} | {auc(truth, scores) - auc(truth, base):+.3f} "
        f"| {interval(truth, scores, base)} | {balanced:.2f} |"
    )


def main(data: Annotated[Path, typer.Option(help="Folder of the labelled sets.")]) -> None:
    """Print the tables."""
    found = everything(data, MiniLM())
    columns = (
        "set left out | items | ROC AUC | 95 % interval | words | pairs | unlike alone "
        "| over the better share | 95 % interval | balanced accuracy"
    )
    print(f"| {columns} |\n|{'---|' * (columns.count('|') + 1)}")
    for kind in sorted({e.kind for e in found if not e.kind.startswith(MADE_BY_RULE)}):
        print(left_out(found, kind))
    passed: dict[tuple[str, bool], list[bool]] = defaultdict(list)
    for half in (0, 1):
        weights = fitted([example for example in found if not _is_made(example, half)])
        for example in found:
            if _is_made(example, half):
                supported = score(weights, example.features) >= SUPPORTED
                passed[example.kind, example.truth].append(supported)
    print("\n| claims made by rule | true | count | called supported |\n|---|---|---|---|")
    for (kind, truth), values in sorted(passed.items()):
        name = kind.removeprefix(f"{MADE_BY_RULE}: ")
        print(f"| {name} | {'yes' if truth else 'no'} | {len(values)} | {np.mean(values):.0%} |")


def _is_made(example: Example, half: int) -> bool:
    """Return whether an example was made by rule, of a document of one half."""
    return example.kind.startswith(MADE_BY_RULE) and example.item % 2 == half


if __name__ == "__main__":
    typer.run(main)
