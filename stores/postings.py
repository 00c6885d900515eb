"""BM25 over a keyword index; the postings of queried words stay in memory.

How a word is read is in `local_postings.py` and `shared/postings.py`.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from itertools import chain
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

import numpy as np

from precis.stores.terms import is_identifier, is_run

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from precis.stores.terms import Forms

C = TypeVar("C")
"""What words are read from."""

_K1, _B = 1.2, 0.9
"""How soon repetitions of a word stop counting, as in SQLite's bm25(), and how much the length of a
chunk counts: more than there, as documents may be much shorter than a chunk (`BENCHMARKS.md`)."""

_LEAST_IDF = 1e-6
_RUN_WEIGHT = 0.4
"""What a run of characters weighs beside a word: there are several in each. Chosen on the help of
GNOME in seven languages and every second question of XQuAD in three."""

_IDENTIFIER_WEIGHT = 3.0
"""What an identifier or a date of a question weighs beside a word: a chunk that lacks it speaks of
another thing. Of 2, 3 and 4, 3 finds most of 141 questions for identifiers of 63 kinds without
losing any of the meetings' (`BENCHMARKS.md`)."""

_KEPT = 4_000_000
"""How many pairs of a term and a chunk are kept, of twelve bytes each."""


class Counts(NamedTuple):
    """The numbers of the chunks with a term, how often it stands in each, and their lengths."""

    chunks: NDArray[np.int64]
    counts: NDArray[np.float64]
    lengths: NDArray[np.float64]


class Posting(NamedTuple):
    """The numbers of the chunks with a term, and what the term adds to the BM25 of each."""

    chunks: NDArray[np.int64]
    scores: NDArray[np.float64]


class Postings(ABC, Generic[C]):
    """The keyword index as of one commit; threads may share it, each with its own catalog.

    `rows` is the number of chunks, `mean` their length in terms.
    """

    def __init__(self, rows: int, mean: float) -> None:
        self.rows = rows
        self._mean = mean
        self._frequencies: dict[str, int] = {}
        self._kept: dict[Forms, Posting] = {}
        self._count = 0

    @abstractmethod
    def count(self, catalog: C, terms: Sequence[str]) -> dict[str, int]:
        """Return the number of chunks with each of `terms` that is in any."""

    @abstractmethod
    def read(self, catalog: C, terms: Sequence[str]) -> dict[str, Counts]:
        """Return for each of `terms` the chunks with it."""

    def frequencies(self, catalog: C, terms: Collection[str]) -> dict[str, int]:
        """Return the number of chunks with each of `terms`; those in none are left out.

        Counting goes through all of them, so that the counts are kept.
        """
        new = [term for term in terms if term not in self._frequencies]
        if new:
            counted = self.count(catalog, new)
            self._frequencies |= dict.fromkeys(new, 0) | counted
        return {term: self._frequencies[term] for term in terms if self._frequencies[term]}

    def weight(self, frequency: int) -> float:
        """Return the inverse document frequency, by SQLite: next to 0 for more than half."""
        idf = math.log((self.rows - frequency + 0.5) / (frequency + 0.5))
        return idf if idf > 0 else _LEAST_IDF

    def tells(self, frequency: int) -> bool:
        """Return whether a term in this many chunks weighs more than the least."""
        return self.weight(frequency) > _LEAST_IDF

    def scores(self, catalog: C, terms: Sequence[Forms]) -> NDArray[np.float64]:
        """Return the BM25 of every chunk with any form of `terms`, by number; 0 elsewhere."""
        found = self._find_postings(catalog, terms)
        last = max((int(p.chunks[-1]) for p in found if len(p.chunks)), default=0)
        scores = np.zeros(last + 1)
        for posting in found:
            scores[posting.chunks] += posting.scores
        return scores

    def _find_postings(self, catalog: C, terms: Sequence[Forms]) -> list[Posting]:
        kept = self._kept
        new = [forms for forms in terms if forms not in kept]
        read = self.read(catalog, sorted({*chain(*new)})) if new else {}
        made = {forms: self._scored(forms, [read[term] for term in forms]) for forms in new}
        self._count += sum(len(posting.chunks) for posting in made.values())
        if self._count > _KEPT:
            self._kept, self._count = {}, 0
        self._kept |= made
        return [made[forms] if forms in made else kept[forms] for forms in terms]

    def _scored(self, forms: Forms, found: Sequence[Counts]) -> Posting:
        """Score the forms of a word as if each were that word."""
        chunks, counts, lengths = _as_one(found)
        saturated = counts + _K1 * (1 - _B + _B * lengths / max(self._mean, 1e-9))
        weight = self.weight(len(chunks)) * kind_weight(forms[0])
        return Posting(chunks, weight * counts * (_K1 + 1) / saturated)


def kind_weight(term: str) -> float:
    """Return what a term weighs beside a word as rare."""
    if is_run(term):
        return _RUN_WEIGHT
    return _IDENTIFIER_WEIGHT if is_identifier(term) else 1.0


def _as_one(found: Sequence[Counts]) -> Counts:
    if len(found) == 1:
        return found[0]
    each = np.concatenate([it.chunks for it in found])
    chunks, first, place = np.unique(each, return_index=True, return_inverse=True)
    counts = np.bincount(place, np.concatenate([it.counts for it in found])).astype(np.float64)
    return Counts(chunks, counts, np.concatenate([it.lengths for it in found])[first])
