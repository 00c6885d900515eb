"""Does the support score tell what a source supports? Judged by people, and by corruption.

    uv run --group benchmarks python -m benchmarks.support --data DIR

ROC AUC of the lowest sentence score of each summary against "all its sentences were judged
supported by most judges", on the half of the labelled set that no weight was fitted on; beside
it the mean of word cover, word-pair cover and best sentence similarity. Then the same over all
of the set, each summary scored by weights fitted without it (repeated cross-validation), with
the interval that holds 95 % of bootstrap samples of summaries. Corruption: sentences of the
documents as they are, and with one number, name or negation changed.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path
from statistics import fmean, median
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import numpy as np
import typer

from benchmarks.derived_pairs import CORRUPTIONS, Pair, pairs, texts
from benchmarks.fit_support import derived, fitted, judged
from benchmarks.labelled import Labelled, documents, labelled, reported_half
from precis.chains.evidence import Claim
from precis.chains.grounding.grounder import Grounder
from precis.chains.grounding.lexical import terms
from precis.chains.grounding.support import threshold
from precis.models.embeddings import MiniLM
from precis.splitters.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from langchain_core.embeddings import Embeddings

RUNS = 3
REPEATS = 10
FOLDS = 5
SAMPLES = 2000
SAMPLED = 8


def ours(grounder: Grounder, claims: list[str], text: str) -> list[float]:
    """Return the support of each claim."""
    judged = grounder.ground([Claim(text=claim) for claim in claims], documents(text))
    return [claim.support for claim in judged]


def naive(embeddings: Embeddings, claims: list[str], text: str) -> list[float]:
    """Return the mean of word cover, word-pair cover and best sentence similarity."""
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    rows = np.array(embeddings.embed_documents([*sentences, *claims]))
    similarity = (rows[len(sentences) :] @ rows[: len(sentences)].T).max(axis=1)
    source = terms(text)
    said, said_pairs = set(source.stems), set(pairwise(source.stems))
    scores = []
    for claim, similar in zip(claims, similarity, strict=True):
        own = terms(claim)
        own_pairs = set(pairwise(own.stems))
        cover = len(own.content & said) / max(1, len(own.content))
        pair_cover = len(own_pairs & said_pairs) / max(1, len(own_pairs))
        scores.append(fmean([cover, pair_cover, float(similar)]))
    return scores


def auc(items: Sequence[Labelled], scores: Sequence[list[float]]) -> float:
    """Return the ROC AUC over whole summaries."""
    from sklearn.metrics import roc_auc_score

    whole = [all(item.supported) for item in items]
    return float(roc_auc_score(whole, [min(score) for score in scores]))


def interval(items: Sequence[Labelled], scores: Sequence[list[float]]) -> str:
    """Return the range of 95 % of the AUCs of bootstrap samples of summaries."""
    rng = np.random.default_rng(0)
    found = []
    for _ in range(SAMPLES):
        drawn = rng.integers(0, len(items), len(items))
        if len({all(items[i].supported) for i in drawn}) == 2:
            found.append(auc([items[i] for i in drawn], [scores[i] for i in drawn]))
    low, high = np.quantile(found, [0.025, 0.975])
    return f"{low:.2f} to {high:.2f}"


def cross_validated(data: Path, items: Sequence[Labelled]) -> list[list[list[float]]]:
    """Return for each repeat the scores of all summaries, each by weights fitted without it."""
    minilm = MiniLM()
    made = list(derived(data, minilm))
    told = [list(judged([item], minilm)) for item in items]
    rng = np.random.default_rng(0)
    repeats = []
    for _ in range(REPEATS):
        scores: list[list[float]] = [[] for _ in items]
        order = rng.permutation(len(items))
        for fold in range(FOLDS):
            held = set(order[fold::FOLDS].tolist())
            known = [one for i, item in enumerate(told) if i not in held for one in item]
            weights = fitted([*made, *known])
            for i in held:
                scores[i] = [_score(weights, features) for features, _, _ in told[i]]
        repeats.append(scores)
    return repeats


def _score(weights: dict[str, float], features: dict[str, float]) -> float:
    return sum(weights[name] * value for name, value in features.items())


def corrupted(data: Path, count: int) -> Iterator[tuple[str, list[Pair]]]:
    """Yield a text's sentences as they are and corrupted, up to `count` of each kind a text."""
    found = list(texts(data))
    for text, elsewhere in zip(found, found[1:] + found[:1], strict=True):
        made = [pair for pair in pairs(text, elsewhere, count) if pair.kind in CORRUPTIONS]
        plain = [Pair(sentence, text, True, "verbatim") for sentence in text.sentences[::7][:count]]
        if made:
            yield text.text, made + plain


def main(
    data: Annotated[Path, typer.Option(help="Folder of the labelled sets.")],
    count: int = SAMPLED,
) -> None:
    """Print the tables."""
    embeddings = MiniLM()
    grounder = Grounder(embeddings)
    everything = labelled(data)
    items = reported_half(everything)
    claims = sum(len(item.sentences) for item in items)
    seconds, scores = [], []
    for _ in range(RUNS):
        started = perf_counter()
        scores = [ours(grounder, item.sentences, item.article) for item in items]
        seconds.append(perf_counter() - started)
    reference = [naive(embeddings, item.sentences, item.article) for item in items]
    print(f"| {len(items)} summaries | ROC AUC | claims a second |")
    print("|---|---|---|")
    print(f"| word cover, pair cover, similarity | {auc(items, reference):.3f} | |")
    print(f"| Précis | {auc(items, scores):.3f} | {claims / median(seconds):.0f} |")

    repeats = cross_validated(data, everything)
    mean = [
        [fmean(values) for values in zip(*scores, strict=True)]
        for scores in zip(*repeats, strict=True)
    ]
    naively = [naive(embeddings, item.sentences, item.article) for item in everything]
    print(f"\n| {len(everything)} summaries | ROC AUC | 95 % interval |\n|---|---|---|")
    print(
        f"| word cover, pair cover, similarity | {auc(everything, naively):.3f} "
        f"| {interval(everything, naively)} |"
    )
    folded = fmean(auc(everything, scores) for scores in repeats)
    print(f"| Précis, cross-validated | {folded:.3f} | {interval(everything, mean)} |")

    supported: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for text, found in corrupted(data, count):
        judged = ours(grounder, [pair.claim for pair in found], text)
        for pair, support in zip(found, judged, strict=True):
            total[pair.kind] += 1
            supported[pair.kind] += support >= threshold()
    print("\n| sentences | count | called supported |\n|---|---|---|")
    for kind, number in sorted(total.items()):
        print(f"| {kind} | {number} | {supported[kind] / number:.1%} |")


if __name__ == "__main__":
    typer.run(main)
