"""BM25 by the keyword index, of which every word that was asked for stays in memory.

SQLite's own `bm25` goes through all matches of all words again for each question, at some two
microseconds each; here a word that was asked for before costs a hundredth. The scores are the same.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from numpy.typing import NDArray

    from precis.stores.catalog import Catalog

_K1, _B = 1.2, 0.75
"""Those of SQLite's bm25()."""

_LEAST_IDF = 1e-6
_KEPT = 4_000_000
"""How many pairs of a term and a chunk are kept, of twelve bytes each."""

_AVERAGES = 1
"""The row of FTS5's data with the number of rows and, by column, of tokens (fts5_index.c)."""


class Posting(NamedTuple):
    """The numbers of the chunks with a term, and what the term adds to the BM25 of each."""

    chunks: NDArray[np.int64]
    scores: NDArray[np.float64]


class Postings:
    """The keyword index as of one commit; threads may share it, each with its own catalog."""

    def __init__(self, catalog: Catalog) -> None:
        row = catalog.row("SELECT block FROM keywords_data WHERE id = ?", _AVERAGES)
        rows, *tokens = _varints(row[0]) if row and row[0] else (0,)
        self._rows = rows
        self._mean = sum(tokens) / rows if rows else 0.0
        self._frequencies: dict[str, int] = {}
        self._kept: dict[str, Posting] = {}
        self._count = 0
        self._lengths: dict[int, int] = {}

    def frequencies(self, catalog: Catalog, terms: Collection[str]) -> dict[str, int]:
        """Return the number of chunks with each of `terms`; those in none are left out.

        Counting goes through all of them, so that the counts are kept.
        """
        new = [term for term in terms if term not in self._frequencies]
        if new:
            counted = catalog.rows(
                "SELECT term, doc FROM json_each(?) JOIN terms ON term = value", json.dumps(new)
            )
            self._frequencies |= dict.fromkeys(new, 0) | dict(counted)
        return {term: self._frequencies[term] for term in terms if self._frequencies[term]}

    def weight(self, frequency: int) -> float:
        """Return the inverse document frequency, by SQLite: next to 0 for more than half."""
        idf = math.log((self._rows - frequency + 0.5) / (frequency + 0.5))
        return idf if idf > 0 else _LEAST_IDF

    def tells(self, frequency: int) -> bool:
        """Say whether a term in so many chunks weighs more than the least."""
        return self.weight(frequency) > _LEAST_IDF

    def scores(self, catalog: Catalog, terms: Sequence[str]) -> NDArray[np.float64]:
        """Return the BM25 of every chunk with any of `terms`, by number; 0 elsewhere."""
        found = [self._posting(catalog, term) for term in terms]
        last = max((int(p.chunks[-1]) for p in found if len(p.chunks)), default=0)
        scores = np.zeros(last + 1)
        for posting in found:
            scores[posting.chunks] += posting.scores
        return scores

    def _posting(self, catalog: Catalog, term: str) -> Posting:
        kept = self._kept.get(term)
        if kept is None:
            kept = self._read(catalog, term)
            self._count += len(kept.chunks)
            if self._count > _KEPT:
                self._kept, self._count = {}, len(kept.chunks)
            self._kept[term] = kept
        return kept

    def _read(self, catalog: Catalog, term: str) -> Posting:
        counted = catalog.rows(
            "SELECT doc, count(*) FROM instances WHERE term = ? GROUP BY doc", term
        )
        rows = np.array(counted, np.int64).reshape(-1, 2)
        chunks, counts = rows[:, 0], rows[:, 1].astype(np.float64)
        lengths = self._lengths_of(catalog, chunks.tolist())
        saturated = counts + _K1 * (1 - _B + _B * lengths / max(self._mean, 1e-9))
        return Posting(chunks, self.weight(len(chunks)) * counts * (_K1 + 1) / saturated)

    def _lengths_of(self, catalog: Catalog, chunks: Sequence[int]) -> NDArray[np.float64]:
        new = [chunk for chunk in chunks if chunk not in self._lengths]
        if new:
            sizes = catalog.rows(
                "SELECT sizes.id, sz FROM json_each(?) "
                "JOIN keywords_docsize AS sizes ON sizes.id = value",
                json.dumps(new),
            )
            self._lengths |= {chunk: sum(_varints(size)) for chunk, size in sizes}
        return np.array([self._lengths[chunk] for chunk in chunks], np.float64)


def _varints(encoded: bytes) -> Iterator[int]:
    """Yield SQLite's integers of variable length: seven bits a byte, the highest says if more."""
    value = 0
    for byte in encoded:
        value = value << 7 | byte & 0x7F
        if not byte & 0x80:
            yield value
            value = 0
