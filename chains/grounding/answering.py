"""Which sentence answers a question, and does any? Two logistic models over shared words.

Their features need no English. Weights come from `answering.json`, which
`benchmarks/questions.py --fit` writes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from precis.chains.grounding.evidence_words import (
    Wanted,
    folded,
    information,
    new_names,
    new_numbers,
    wanted,
)
from precis.chains.grounding.lexical import FUNCTION_WORDS

MODEL = Path(__file__).with_name("answering.json")

_TELLING = 0.35
"""Share of the most telling word's information from which on a word counts as telling."""

_ENGLISH = 0.25
"""Share of English function words from which on a question counts as English."""

Vector = NDArray[np.float32]
Rows = NDArray[np.float64]


class Candidate(NamedTuple):
    """A sentence, the number of the passage that it stands in, and its cosine with the question."""

    text: str
    passage: int
    cosine: float


@dataclass(frozen=True)
class Asked:
    """A question beside its candidates, n of them, in the order of the text.

    `rows` (n, number of features) is what the ranker reads; `found` says which of the question's
    words each candidate has, and `information` how much each word tells.
    """

    rows: Rows
    found: tuple[frozenset[str], ...]
    information: dict[str, float]

    def gate(self, scores: Rows) -> Rows:
        """Return what the gate reads; there is at least one candidate."""
        order = np.argsort(-scores, kind="stable")
        best = int(order[0])
        second = float(scores[order[1]]) if len(order) > 1 else float(scores[best]) - 1
        total = sum(self.information.values()) or 1.0
        nowhere = set(self.information).difference(*self.found)
        lacking = sum(self.information[word] for word in nowhere) / total
        return np.array(
            [
                scores[best],
                scores[best] - second,
                *self.rows[best],
                lacking,
                max((self.information[word] for word in nowhere), default=0) / total,
                len(self.information),
            ]
        )


def compare(question: str, candidates: Sequence[Candidate]) -> Asked:
    """Compare a question with each candidate."""
    asked = folded(question)
    sentences = [folded(candidate.text) for candidate in candidates]
    sets = [frozenset(sentence) for sentence in sentences]
    weights = information(asked, sets)
    words = frozenset(asked)
    found = tuple(words & sentence for sentence in sets)
    read = _Reading(question, asked, words, weights, wanted(question))
    rows = [read.row(number, candidates, sentences, found) for number in range(len(candidates))]
    return Asked(np.array(rows, dtype=float).reshape(len(rows), -1), found, weights)


@dataclass(frozen=True)
class _Reading:
    """A question as its candidates are compared with it."""

    question: str
    asked: Sequence[str]
    words: frozenset[str]
    weights: dict[str, float]
    wanted: Wanted

    def share(self, words: frozenset[str]) -> float:
        return sum(self.weights[word] for word in words) / (sum(self.weights.values()) or 1.0)

    @property
    def english(self) -> bool:
        words = self.question.lower().split()
        return sum(word in FUNCTION_WORDS for word in words) >= _ENGLISH * max(1, len(words))

    def row(
        self,
        number: int,
        candidates: Sequence[Candidate],
        sentences: Sequence[list[str]],
        found: Sequence[frozenset[str]],
    ) -> list[float]:
        candidate, sentence, own = candidates[number], sentences[number], found[number]
        near = [at for at in (number - 1, number, number + 1) if 0 <= at < len(found)]
        near = [at for at in near if candidates[at].passage == candidate.passage]
        around = frozenset[str]().union(*(found[at] for at in near))
        before = found[number - 1] if number - 1 in near else frozenset[str]()
        most = max(self.weights.values(), default=1.0) or 1.0
        telling = [
            at
            for at, word in enumerate(sentence)
            if word in own and self.weights[word] >= _TELLING * most
        ]
        reach = telling[-1] - telling[0] + 1 if telling else 0
        figures = new_numbers(candidate.text, self.question) > 0
        names = new_names(candidate.text, self.words)
        counted = self.wanted.number or self.wanted.time
        named = self.wanted.person or self.wanted.place
        return [
            self.share(own),
            self.share(around),
            self.share(before),
            self._pairs(sentence),
            np.log1p(len(sentence)),
            float(counted and figures),
            float(counted and not figures),
            float(self.wanted.person) * np.log1p(names),
            float(self.wanted.place) * np.log1p(names),
            float(named and not names),
            max((self.weights[word] for word in self.words - own), default=0.0) / most,
            len(telling) / reach if reach else 0.0,
            candidate.cosine if self.english else 0.0,
            float(self.english),
            float(candidate.text.rstrip("\"'”’»)").endswith(("?", "？", "؟"))),
            float(counted),
            float(named),
        ]

    def _pairs(self, sentence: Sequence[str]) -> float:
        """Return the share of the question's neighbouring pairs that are near each other here."""
        close = {*pairwise(sentence), *zip(sentence, sentence[2:], strict=False)}
        pairs = list(pairwise(self.asked))
        weight = [self.weights[one] + self.weights[other] for one, other in pairs]
        met = sum(w for pair, w in zip(pairs, weight, strict=True) if pair in close)
        return met / (sum(weight) or 1.0)


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model: a row's score is `weights` · row + `bias`."""

    weights: Rows
    bias: float

    def scores(self, rows: Rows) -> Rows:
        """Return the log odds of each row."""
        scored: Rows = rows @ self.weights + self.bias
        return scored


@dataclass(frozen=True, slots=True)
class Answering:
    """The ranker of sentences and the gate over the best of them."""

    ranker: Logistic
    gate: Logistic


def rank(asked: Asked, model: Answering | None = None) -> Rows:
    """Return how likely each candidate is the one that answers, in log odds."""
    return (model or shipped()).ranker.scores(asked.rows)


def answered(asked: Asked, scores: Rows, model: Answering | None = None) -> bool:
    """Say whether the best candidate is likely to answer at all."""
    return float((model or shipped()).gate.scores(asked.gate(scores)[None])[0]) >= 0


@lru_cache(maxsize=1)
def shipped() -> Answering:
    """Return the models of `answering.json`."""
    read = json.loads(MODEL.read_text(encoding="utf-8"))
    parts = {
        name: Logistic(np.array(read[name]["weights"]), float(read[name]["bias"]))
        for name in ("ranker", "gate")
    }
    return Answering(**parts)
