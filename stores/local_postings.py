"""The keyword index in a folder: SQLite's FTS5.

SQLite's own `bm25` goes through all matches of all words again for each question, at some two
microseconds each; here a word that was asked for before costs a hundredth.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from precis.stores.catalog import Catalog
from precis.stores.postings import Counts, Postings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

_AVERAGES = 1
"""The row of FTS5's data with the number of rows and, by column, of tokens (fts5_index.c)."""


_NONE = np.zeros(0, np.int64)


class LocalPostings(Postings[Catalog]):
    """The keyword index of `catalog` as of one commit."""

    def __init__(self, catalog: Catalog) -> None:
        row = catalog.row("SELECT block FROM keywords_data WHERE id = ?", _AVERAGES)
        rows, *tokens = _varints(row[0]) if row and row[0] else (0,)
        super().__init__(rows, sum(tokens) / rows if rows else 0.0)
        self._lengths = np.zeros(0)
        """By number of the chunk, as far as they were needed; 0 where one was not."""

    def count(self, catalog: Catalog, terms: Sequence[str]) -> dict[str, int]:
        """Return the number of chunks with each of `terms` that is in any."""
        counted = "SELECT term, doc FROM json_each(?) JOIN terms ON term = value"
        return dict(catalog.rows(counted, json.dumps(terms)))

    def read(self, catalog: Catalog, terms: Sequence[str]) -> dict[str, Counts]:
        """Return for each of `terms` the chunks with it."""
        return {term: self._read(catalog, term) for term in terms}

    def _read(self, catalog: Catalog, term: str) -> Counts:
        row = catalog.row("SELECT group_concat(doc) FROM instances WHERE term = ?", term)
        each = np.fromstring(row[0], np.int64, sep=",") if row and row[0] else _NONE
        chunks, counts = np.unique(each, return_counts=True)
        return Counts(chunks, counts.astype(np.float64), self._lengths_of(catalog, chunks))

    def _lengths_of(self, catalog: Catalog, chunks: NDArray[np.int64]) -> NDArray[np.float64]:
        lengths = self._lengths
        if len(chunks) and chunks[-1] >= len(lengths):
            lengths = np.append(lengths, np.zeros(chunks[-1] + 1 - len(lengths)))
        new = chunks[lengths[chunks] == 0].tolist()
        if new:
            sizes = catalog.rows(
                "SELECT sizes.id, sz FROM json_each(?) "
                "JOIN keywords_docsize AS sizes ON sizes.id = value",
                json.dumps(new),
            )
            for chunk, size in sizes:
                lengths[chunk] = sum(_varints(size))
        self._lengths = lengths
        return lengths[chunks]


def _varints(encoded: bytes) -> Iterator[int]:
    """Yield SQLite's integers of variable length: seven bits a byte, the highest says if more."""
    value = 0
    for byte in encoded:
        value = value << 7 | byte & 0x7F
        if not byte & 0x80:
            yield value
            value = 0
