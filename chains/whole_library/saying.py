"""Decide from a document's best sentence whether it answers, without a chat model.

A small logistic model over words and likeness; weights come from `saying.json`, which
`benchmarks/all.py --fit` writes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from langchain_core.documents import Document
from numpy.typing import NDArray

from precis.chains.evidence import Span
from precis.chains.grounding.lexical import terms
from precis.chains.whole_library.candidates import Candidate, weights
from precis.chains.writers.sentence import Sentence
from precis.chains.writers.sentences import read_sentences

WEIGHTS = Path(__file__).with_name("saying.json")

COMPARED = 3
"""Sentences of a document that are compared by meaning: those with most of the words."""


@dataclass(frozen=True, slots=True)
class Signals:
    """How a document meets a condition, each in [0, 1] but for a cosine.

    `alone` is the share of the condition's words that one sentence has; `likeness` and `nearest`
    are the cosines of the condition with that sentence and with the nearest chunk.
    """

    alone: float
    likeness: float
    nearest: float


@dataclass(frozen=True, slots=True)
class Quote:
    """The sentence of a document that comes nearest to saying it; a heading where none says it."""

    text: str
    span: Span
    signals: Signals
    whole: bool

    @property
    def probability(self) -> float:
        """How likely the document says it."""
        factors, bias = _model()
        return float(1 / (1 + np.exp(-np.dot(factors, astuple(self.signals)) - bias)))

    @property
    def says_it(self) -> bool:
        """Whether the document says it, rather than not."""
        return self.probability >= 0.5  # noqa: PLR2004 - more likely than not


@dataclass(frozen=True, slots=True)
class Shortlist:
    """The sentences of a document that may say it, with their shares of the words."""

    candidate: Candidate
    sentences: tuple[Sentence, ...]
    alone: tuple[float, ...]

    def best(self, likeness: NDArray[np.float32]) -> Quote | None:
        """Return the best, given the cosines of all sentences with the condition."""
        if not self.sentences:
            return None
        found = [
            Quote(
                sentence.shown(named=True),
                sentence.span,
                Signals(alone, float(near), self.candidate.cosine),
                whole=sentence.whole or sentence.row,
            )
            for sentence, alone, near in zip(self.sentences, self.alone, likeness, strict=True)
        ]
        return max(found, key=lambda it: (it.whole and it.says_it, it.probability, -it.span.start))


def shortlist(document: Document, candidate: Candidate, words: Sequence[str]) -> Shortlist:
    """Return the COMPARED sentences of a candidate's best chunks with most of the words."""
    told, stems = weights(words), [frozenset(terms(word).stems) for word in words]
    rated = [
        (sum(told[n] for n, stem in enumerate(stems) if stem & sentence.content), sentence)
        for sentences in _read(document, candidate)
        for sentence in sentences
    ]
    best = sorted(rated, key=lambda it: (-it[0], it[1].span.start))[:COMPARED]
    return Shortlist(
        candidate,
        tuple(sentence for _, sentence in best),
        tuple(float(alone) for alone, _ in best),
    )


def _read(document: Document, candidate: Candidate) -> Iterator[list[Sentence]]:
    for start, end in candidate.places:
        metadata = {"document_id": candidate.id, "start_index": start}
        yield read_sentences(Document(document.page_content[start:end], metadata=metadata))


@lru_cache(maxsize=1)
def _model() -> tuple[list[float], float]:
    model = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return list(model["weights"].values()), float(model["bias"])
