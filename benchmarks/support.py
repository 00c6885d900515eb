"""Does the support score tell what a source supports? Judged by people, and by corruption.

    uv run --group benchmarks python benchmarks/support.py --data DIR

ROC AUC of the lowest sentence score of each summary against "all its sentences were judged
supported by most judges", on the half of the labelled set that no weight was fitted on; beside
it the mean of word cover, word-pair cover and best sentence similarity. Corruption: sentences
of the documents as they are, and with one number, name or negation changed.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import fmean, median
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import numpy as np
import typer
from langchain_core.documents import Document

from benchmarks.derived_pairs import CORRUPTIONS, Pair, pairs, texts
from chains.evidence import Claim
from chains.grounding import Grounder
from chains.lexical import terms
from models.embeddings import MiniLM
from splitters.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from langchain_core.embeddings import Embeddings

RUNS = 3
SAMPLED = 8


@dataclass(frozen=True)
class Labelled:
    """An article, the sentences of its summary, and whether most judges found each supported."""

    article: str
    sentences: list[str]
    supported: list[bool]


def labelled(data: Path) -> list[Labelled]:
    """Read the labelled set."""
    found = []
    for line in (data / "support" / "labelled.jsonl").read_text().splitlines():
        item = json.loads(line)
        votes = [
            Counter(judged["response"] for judged in sentence["responses"])
            for sentence in item["summary_sentences"]
        ]
        found.append(
            Labelled(
                item["article"],
                [sentence["sentence"] for sentence in item["summary_sentences"]],
                [vote["yes"] > vote["no"] for vote in votes],
            )
        )
    return found


def fitted_half(items: list[Labelled]) -> list[Labelled]:
    """Return what weights may be fitted on: every second item."""
    return items[::2]


def reported_half(items: list[Labelled]) -> list[Labelled]:
    """Return what figures are reported on: the other items."""
    return items[1::2]


def documents(text: str) -> dict[str, Document]:
    """Make the one document that claims are judged by."""
    return {"d": Document(text, metadata={"id": "d", "source": "d", "title": ""})}


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


def auc(items: Iterable[Labelled], score: Iterable[list[float]]) -> float:
    """Return the ROC AUC over whole summaries."""
    from sklearn.metrics import roc_auc_score

    kept = [(all(item.supported), min(scores)) for item, scores in zip(items, score, strict=True)]
    return float(roc_auc_score([label for label, _ in kept], [value for _, value in kept]))


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
    items = reported_half(labelled(data))
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

    threshold = _threshold()
    supported: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for text, found in corrupted(data, count):
        judged = ours(grounder, [pair.claim for pair in found], text)
        for pair, support in zip(found, judged, strict=True):
            total[pair.kind] += 1
            supported[pair.kind] += support >= threshold
    print("\n| sentences | count | called supported |\n|---|---|---|")
    for kind, number in sorted(total.items()):
        print(f"| {kind} | {number} | {supported[kind] / number:.1%} |")


def _threshold() -> float:
    from chains.support import threshold

    return threshold()


if __name__ == "__main__":
    typer.run(main)
