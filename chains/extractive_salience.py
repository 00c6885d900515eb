"""Which sentences carry a text: term and embedding statistics, and a choice without repeats.

One pass: an `Extract` carries its best sentences and the statistics of all that were read, so
that extracts merge without the text. What a sentence is: `extractive_sentences.py`.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from chains.extractive_sentences import Sentence

MAX_TERMS = 4096
"""Terms whose counts an extract carries; rarer ones hardly move a centroid."""

EPSILON = 1e-6
"""Signals that vary less say nothing."""

REPEAT = 0.95
"""Cosine above which two sentences say the same."""

_REDUNDANCY = 2.0

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Extract:
    """Sentences in document order, and the statistics of the text they stand for.

    `vectors` has shape (len(sentences), d), unit rows; `relevance` their similarity to the
    focus in [-1, 1]; `counts` in how many of the `read` sentences each term stands.
    """

    sentences: tuple[Sentence, ...]
    vectors: Vector
    relevance: Vector
    counts: Counter[str]
    read: int

    def keep(self, chosen: Sequence[int]) -> "Extract":
        """Return the sentences at the given positions, with the statistics of all."""
        order = sorted(chosen)
        return Extract(
            tuple(self.sentences[index] for index in order),
            self.vectors[order],
            self.relevance[order],
            self.counts,
            self.read,
        )


def merge(extracts: Sequence[Extract]) -> Extract:
    """Join extracts of neighbouring texts, in order."""
    counts = reduce(Counter.__add__, (extract.counts for extract in extracts))
    return Extract(
        tuple(sentence for extract in extracts for sentence in extract.sentences),
        np.concatenate([extract.vectors for extract in extracts]),
        np.concatenate([extract.relevance for extract in extracts]),
        Counter(dict(counts.most_common(MAX_TERMS))),
        sum(extract.read for extract in extracts),
    )


def count_terms(sentences: Iterable[Sentence]) -> Counter[str]:
    """Return in how many sentences each term stands."""
    return Counter(term for sentence in sentences for term in sentence.content)


def salience(extract: Extract, focus: frozenset[str]) -> Vector:
    """Score sentences: the sum of standardized signals, each with the same weight.

    Unit weights predict out of sample nearly as well as fitted ones (Dawes, 1979,
    doi:10.1037/0003-066X.34.7.571) and cannot be fitted to one set.
    """
    sentences = extract.sentences
    rarity = {term: math.log((1 + extract.read) / n) for term, n in extract.counts.items()}
    signals: list[Vector] = [
        _standard(_centrality(extract, rarity)),
        _standard([math.log1p(sentence.words) for sentence in sentences]),
        -_standard([sentence.personal for sentence in sentences]),
        -_standard([sentence.noise for sentence in sentences]),
        -_standard([sentence.dangling for sentence in sentences]),
    ]
    if focus:
        signals.append(2 * _standard(extract.relevance))
        signals.append(2 * _standard([_overlap(s.content, focus, rarity) for s in sentences]))
    scores: Vector = np.stack(signals).sum(axis=0)
    return scores


def select(extract: Extract, scores: Vector, words: int) -> list[int]:
    """Choose sentences of about `words` words in all: salient, and unlike each other.

    Maximal marginal relevance (Carbonell and Goldstein, 1998, doi:10.1145/290941.291025).
    """
    lengths = np.array([sentence.words for sentence in extract.sentences])
    open_ = np.array([sentence.quotable for sentence in extract.sentences], dtype=bool)
    if not open_.any():
        open_[:] = True
    likeness = np.zeros(len(lengths), dtype=np.float32)
    chosen: list[int] = []
    left = words
    while open_.any():
        fits = open_ & (lengths <= left * 1.1) if chosen else open_
        if not fits.any():
            break
        best = int(np.argmax(np.where(fits, scores - _REDUNDANCY * likeness, -np.inf)))
        chosen.append(best)
        left -= int(lengths[best])
        likeness = np.maximum(likeness, extract.vectors @ extract.vectors[best])
        open_ &= likeness < REPEAT
        open_[best] = False
        if left < words / 20:
            break
    return chosen


def _centrality(extract: Extract, rarity: dict[str, float]) -> list[float]:
    """Return each sentence's tf-idf cosine with the centroid of the text, but for a constant."""
    found: list[float] = []
    for sentence in extract.sentences:
        weights = [(extract.counts[term], rarity.get(term, 0.0)) for term in sentence.content]
        norm = math.sqrt(sum(idf * idf for _, idf in weights))
        found.append(sum(n * idf * idf for n, idf in weights) / norm if norm else 0.0)
    return found


def _overlap(content: frozenset[str], focus: frozenset[str], rarity: dict[str, float]) -> float:
    return sum(rarity.get(term, 0.0) for term in content & focus)


def _standard(values: Sequence[float] | Vector) -> Vector:
    array = np.asarray(values, dtype=np.float32)
    if not len(array) or np.ptp(array) < EPSILON:
        return np.zeros_like(array)
    standard: Vector = (array - array.mean()) / array.std()
    return standard
