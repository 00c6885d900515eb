"""Rank answer sentences and decide whether any answers, in one file: two models, shared features.

Their features need no language of their own; where the sentences were read for the answer
(`pointing.py`), two small models for each reader correct the first two. Weights come from
`answering.json`, which `benchmarks/fit_answering.py` writes.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from precis.chains.grounding.lexicon import FUNCTION_WORDS
from precis.chains.grounding.question import Question, figures, has_year, stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from precis.models.answer_reader import Pointed
    from precis.models.embeddings import Reading

MODEL = Path(__file__).with_name("answering.json")

UNREAD = "unread"
"""Name in that file of what judges any candidates; the others are names of readers."""

USUAL = 30
"""Candidates that a question usually has."""

_TELLING = 0.35
"""Share of the most telling word's weight from which on a word counts as telling."""

_RAREST = 3
"""The most telling word pieces of a question, which are looked at one by one."""

_FUNCTION_WEIGHT = 0.05
"""Weight of a word piece that carries no meaning, as against log-odds of rarity."""

_SURE = 20.0
"""Log odds beyond which the reader's say no more."""

_EPSILON = 1e-6

_WORD = re.compile(r"\w+")

Rows = NDArray[np.float64]


class Candidate(NamedTuple):
    """A sentence, the number of the passage that it stands in, and MiniLM's reading of it."""

    text: str
    passage: int
    reading: Reading


class PointedAt(NamedTuple):
    """How sure the reader of that name is that each of n candidates answers: log odds (n,)."""

    reader: str
    sure: Rows

    @classmethod
    def by(cls, reader: str, pointed: Sequence[Pointed]) -> PointedAt:
        """Take what a reader pointed to in each candidate."""
        return cls(reader, np.clip([one.score for one in pointed], -_SURE, _SURE))


@dataclass(frozen=True)
class Asked:
    """A question beside n candidates in the order of the text; there is at least one.

    `rows` (n, features) is what the ranker reads; `overall` says how the question meets all of
    them; `found` has the question's words that each of `texts` has, and `weights` how telling each
    is. `pointed` says how sure a reader of answers is of each, where one has read them.
    """

    question: Question
    texts: tuple[str, ...]
    rows: Rows
    overall: Rows
    found: tuple[frozenset[str], ...]
    weights: dict[str, float]
    pointed: PointedAt | None

    def gate(self, scores: Rows) -> Rows:
        """Return what the gate reads, given the ranker's scores (n,).

        What a value means changes with the number of candidates, so each is there twice.
        """
        order = np.argsort(-scores, kind="stable")
        best, highest = int(order[0]), float(scores[order[0]])
        second = float(scores[order[1]]) if len(order) > 1 else highest - 1
        sums = [highest, highest - second, np.log(np.exp(scores).sum()), highest - scores.mean()]
        read = np.concatenate([sums, self.rows[best], self.overall])
        size = _size(len(scores))
        return np.concatenate([read, read * size, [size]])

    def adds(self, other: int, chosen: Iterable[int]) -> float:
        """Return the share of the question's weight that a candidate has and `chosen` lack."""
        had = frozenset[str]().union(*(self.found[index] for index in chosen))
        new = sum(self.weights[word] for word in self.found[other] - had)
        return new / (sum(self.weights.values()) or 1.0)


def compare(
    text: str,
    reading: Reading,
    candidates: Sequence[Candidate],
    language: str | None,
    pointed: PointedAt | None = None,
) -> Asked:
    """Compare a question, and MiniLM's reading of it, with the candidates, which are in `language`,
    and to which a reader of answers has `pointed`.
    """
    question = Question.read(text, language)
    words = _Words.of(question, candidates, language)
    pieces = _Pieces.of(reading, [candidate.reading for candidate in candidates])
    columns = [*words.columns(), *_kinds(question, candidates, language), *pieces.columns()]
    kinds = [question.number, question.time, question.person, question.place]
    overall = [*words.overall(), *pieces.overall(), *map(float, kinds), float(len(candidates))]
    return Asked(
        question,
        words.texts,
        np.stack(columns, axis=1),
        np.array(overall),
        words.found,
        words.weights,
        pointed,
    )


@dataclass(frozen=True)
class _Words:
    """A question's words in the candidates: `found` per candidate, `near` with its neighbours."""

    question: Question
    texts: tuple[str, ...]
    sentences: list[list[str]]
    found: tuple[frozenset[str], ...]
    before: tuple[frozenset[str], ...]
    around: tuple[frozenset[str], ...]
    weights: dict[str, float]

    @classmethod
    def of(
        cls, question: Question, candidates: Sequence[Candidate], language: str | None
    ) -> _Words:
        sentences = [stems(candidate.text, language) for candidate in candidates]
        asked = frozenset(question.terms)
        found = tuple(asked.intersection(sentence) for sentence in sentences)
        passages = [candidate.passage for candidate in candidates]
        before = tuple(
            found[at - 1] if at and passages[at - 1] == passages[at] else frozenset[str]()
            for at in range(len(found))
        )
        after = tuple(
            found[at + 1] if passages[at + 1 : at + 2] == [passages[at]] else frozenset[str]()
            for at in range(len(found))
        )
        around = tuple(map(frozenset[str].union, found, before, after))
        counts = Counter(word for words in found for word in words)
        weights = {word: _rarity(counts[word], len(found)) for word in question.terms}
        texts = tuple(candidate.text for candidate in candidates)
        return cls(question, texts, sentences, found, before, around, weights)

    def columns(self) -> list[Rows]:
        shares, most = self._shares(self.found), self._heaviest(self.weights) or 1.0
        lacking = [self.weights.keys() - words for words in self.found]
        telling = [self._most_informative(sentence, most) for sentence in self.sentences]
        return [
            shares,
            self._shares(self.around),
            self._shares(self.before),
            np.array([self._pairs(sentence) for sentence in self.sentences]),
            np.log1p([max(1, len(sentence)) for sentence in self.sentences]),
            np.array([self._heaviest(words) / most for words in lacking]),
            np.array([len(at) / (at[-1] - at[0] + 1) if at else 0.0 for at in telling]),
            np.array([float(len(at)) for at in telling]),
            shares - shares.max(),
            np.array([float(_asks(text)) for text in self.texts]),
        ]

    def overall(self) -> list[float]:
        nowhere = self.weights.keys() - frozenset[str]().union(*self.found)
        most = self._heaviest(self.weights) or 1.0
        share = float(self._shares([frozenset(nowhere)])[0])
        outstanding = _outstanding(self._shares(self.found))
        return [share, self._heaviest(nowhere) / most, float(len(self.weights)), outstanding]

    def _shares(self, found: Sequence[frozenset[str]]) -> Rows:
        total = sum(self.weights.values()) or 1.0
        return np.array([sum(self.weights[word] for word in words) / total for words in found])

    def _heaviest(self, words: Iterable[str]) -> float:
        return max((self.weights[word] for word in words), default=0.0)

    def _most_informative(self, sentence: Sequence[str], most: float) -> list[int]:
        return [
            at for at, word in enumerate(sentence) if self.weights.get(word, 0) >= _TELLING * most
        ]

    def _pairs(self, sentence: Sequence[str]) -> float:
        """Return the share of the question's neighbouring pairs that are near each other here."""
        close = {*pairwise(sentence), *zip(sentence, sentence[2:], strict=False)}
        pairs = [
            (pair, sum(map(self.weights.__getitem__, pair))) for pair in self._question_pairs()
        ]
        met = sum(weight for pair, weight in pairs if pair in close)
        return met / (sum(weight for _, weight in pairs) or 1.0)

    def _question_pairs(self) -> Iterable[tuple[str, str]]:
        return pairwise(self.question.terms)


def _kinds(question: Question, candidates: Sequence[Candidate], language: str | None) -> list[Rows]:
    """Return whether each candidate has something new of the kind that is asked for."""
    known = figures(question.text, language)
    words = frozenset(_WORD.findall(question.text.casefold()))
    counted = np.array([bool(figures(c.text, language) - known) for c in candidates], dtype=float)
    dated = np.array([has_year(c.text) for c in candidates], dtype=float)
    dated = np.maximum(dated, counted)
    names = np.array([_names(c.text, words) for c in candidates], dtype=float)
    cased = np.array([c.text != c.text.lower() for c in candidates], dtype=float)
    named = float(question.person or question.place)
    return [
        question.number * counted,
        question.number * (1 - counted),
        question.time * dated,
        question.time * (1 - dated),
        question.person * np.log1p(names),
        question.place * np.log1p(names),
        named * cased * (names == 0),
    ]


@dataclass(frozen=True)
class _Pieces:
    """A question's m word pieces, their weights (m,), and each one's likeness (n, m) to the
    closest piece of each candidate; `cosines` (n,) compare the whole.

    The likeness is ColBERT's (Khattab and Zaharia, 2020, doi:10.1145/3397271.3401075).
    """

    cosines: Rows
    likeness: Rows
    weights: Rows

    @classmethod
    def of(cls, asked: Reading, readings: Sequence[Reading]) -> _Pieces:
        counts = Counter(piece for reading in readings for piece in frozenset(reading.pieces))
        cosines = np.array([float(reading.vector @ asked.vector) for reading in readings])
        if not asked.pieces:
            return cls(cosines, np.zeros((len(readings), 1)), np.ones(1))
        weights = np.array([_piece_weight(piece, counts, len(readings)) for piece in asked.pieces])
        likeness = [_closest(asked, reading) for reading in readings]
        return cls(
            cosines,
            np.array(likeness, dtype=float).reshape(len(readings), -1),
            weights / (weights.sum() or 1.0),
        )

    def columns(self) -> list[Rows]:
        weighted, rarest = self.likeness @ self.weights, self.likeness[:, self._rarest()]
        return [
            self.cosines,
            weighted,
            rarest[:, 0],
            rarest.min(axis=1),
            weighted - self._best() @ self.weights,
            self.likeness.mean(axis=1),
            weighted - weighted.max(),
        ]

    def overall(self) -> list[float]:
        best = self._best()
        outstanding = _outstanding(self.likeness @ self.weights)
        return [float(best @ self.weights), float(best[self._rarest()].min()), outstanding]

    def _best(self) -> Rows:
        best: Rows = self.likeness.max(axis=0)
        return best

    def _rarest(self) -> NDArray[np.intp]:
        return np.argsort(-self.weights, kind="stable")[:_RAREST]


def _closest(asked: Reading, reading: Reading) -> Rows:
    if not reading.pieces:
        return np.zeros(len(asked.pieces))
    closest: Rows = (asked.states @ reading.states.T).max(axis=1)
    return closest


def _piece_weight(piece: str, counts: Counter[str], total: int) -> float:
    plain = piece.removeprefix("##")
    if plain in FUNCTION_WORDS or not any(map(str.isalnum, plain)):
        return _FUNCTION_WEIGHT
    return _rarity(counts[piece], total)


def _rarity(holding: int, total: int) -> float:
    """Return the inverse document frequency of BM25, never negative.

    Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), section 3.1.
    """
    return math.log1p((total - holding + 0.5) / (holding + 0.5))


def _outstanding(values: Rows) -> float:
    """Return by how many standard deviations the highest stands above the mean."""
    return float((values.max() - values.mean()) / (values.std() + _EPSILON))


def _names(text: str, known: frozenset[str]) -> int:
    """Count the capitalised words of a text, but the first, that are not `known`."""
    words = _WORD.findall(text)[1:]
    return sum(word[0].isupper() and word.casefold() not in known for word in words)


def _asks(text: str) -> bool:
    return text.rstrip("\"'”’»)").endswith(("?", "？", "؟"))


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
class Judges:
    """The ranker of sentences and the gate over the best of them."""

    ranker: Logistic
    gate: Logistic


@dataclass(frozen=True, slots=True)
class Answering:
    """What judges any candidates, and name → what corrects that by where a reader pointed."""

    unread: Judges
    read: dict[str, Judges]

    def judge(self, asked: Asked) -> tuple[Rows, float]:
        """Return the log odds (n,) that each candidate answers, and those that any does."""
        scores = self.unread.ranker.scores(asked.rows)
        gate = float(self.unread.gate.scores(asked.gate(scores)[None])[0])
        if asked.pointed is None:
            return scores, gate
        read, sure = self.read[asked.pointed.reader], asked.pointed.sure
        scores = read.ranker.scores(read_rows(scores, sure))
        return scores, float(read.gate.scores(read_gate(gate, scores, sure)[None])[0])


def read_rows(scores: Rows, pointed: Rows) -> Rows:
    """Return what corrects the ranker's scores (n,): rows (n, 2)."""
    return np.column_stack([scores, pointed])


def read_gate(gate: float, scores: Rows, pointed: Rows) -> Rows:
    """Return what corrects the gate's score, given the corrected scores (n,) of the ranker."""
    return np.array([gate, pointed[scores.argmax()], pointed.max(), _size(len(scores))])


def _size(candidates: int) -> float:
    return math.log(candidates) / math.log(USUAL)


@lru_cache(maxsize=1)
def shipped() -> Answering:
    """Return the models of `answering.json`."""
    found = json.loads(MODEL.read_text(encoding="utf-8"))
    judges = {
        name: Judges(**{part: _logistic(one) for part, one in each.items()})
        for name, each in found.items()
    }
    return Answering(judges.pop(UNREAD), judges)


def _logistic(given: Mapping[str, Any]) -> Logistic:
    return Logistic(np.array(given["weights"]), float(given["bias"]))
