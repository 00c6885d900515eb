"""The keyword index in the database: the statistics of terms for BM25, and their encoding."""

from __future__ import annotations

import hashlib
import string
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from precis.stores.postings import Counts, Postings
from precis.stores.shared.bytes import packed
from precis.stores.shared.catalog import SharedCatalog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_ENTRY = np.dtype([("chunk", "<i4"), ("count", "<i4"), ("length", "<i4")])
"""A chunk's number, how often a term is in it, how many terms it has."""

_LONGEST = 64
"""Bytes of a term that is kept as it is; of a longer one the hash is, which an index can hold."""

_KEPT = (string.ascii_letters + string.digits).encode() + bytes(range(128, 256))
_WRITTEN = bytes(byte if byte in _KEPT else ord(" ") for byte in bytes(range(256)).lower())


def tokens(terms: str) -> list[bytes]:
    """Return what SQLite's tokenizer `ascii` makes of a text, as the local index does."""
    return packed(terms).translate(_WRITTEN).split()


def term_bytes(term: bytes) -> bytes:
    """Return how a term is written; no term begins like a hash that stands for one."""
    return term if len(term) <= _LONGEST else b"\0" + hashlib.sha256(term).digest()


class Batch:
    """The chunks of documents that are written together, by their terms."""

    def __init__(self) -> None:
        self._places: defaultdict[bytes, int] = defaultdict()
        self._places.default_factory = self._places.__len__
        self._numbers: list[int] = []
        self._terms: list[NDArray[np.int64]] = []

    def add(self, chunk: int, terms: Sequence[bytes]) -> None:
        """Add a chunk by its number."""
        places = map(self._places.__getitem__, terms)
        self._numbers.append(chunk)
        self._terms.append(np.fromiter(places, np.int64, len(terms)))

    def entries(self) -> list[tuple[bytes, bytes]]:
        """Return the terms in order, each with its entries as bytes."""
        if not self._places:
            return []
        count = len(self._numbers)
        lengths = np.array(list(map(len, self._terms)))
        pairs = np.concatenate(self._terms) * count + np.repeat(np.arange(count), lengths)
        pairs, counts = np.unique(pairs, return_counts=True)
        terms, chunks = np.divmod(pairs, count)
        found = np.empty(len(pairs), _ENTRY)
        found["chunk"] = np.array(self._numbers)[chunks]
        found["count"], found["length"] = counts, lengths[chunks]
        written = found.tobytes()
        ends = np.append(np.flatnonzero(np.diff(terms)) + 1, len(terms)) * _ENTRY.itemsize
        bounds = [0, *ends.tolist()]
        keys = map(term_bytes, self._places)
        return sorted(
            zip(keys, map(written.__getitem__, map(slice, bounds, bounds[1:])), strict=True)
        )


def chunks_in(entries: bytes) -> int:
    """Return the number of chunks of a term's entries."""
    return len(entries) // _ENTRY.itemsize


def without(entries: bytes, chunks: Sequence[int]) -> bytes:
    """Return the entries without those of some chunks."""
    found = np.frombuffer(entries, _ENTRY)
    return found[~np.isin(found["chunk"], chunks)].tobytes()


class SharedPostings(Postings[SharedCatalog]):
    """The keyword index of a collection as of one commit."""

    def __init__(self, catalog: SharedCatalog) -> None:
        chunks, tokens = catalog.head.chunks, catalog.head.tokens
        super().__init__(chunks, tokens / chunks if chunks else 0.0)

    def count(self, catalog: SharedCatalog, terms: Sequence[str]) -> dict[str, int]:
        """Return the number of chunks with each of `terms` that is in any."""
        by_bytes = {term_bytes(packed(term)): term for term in terms}
        rows = catalog.rows(
            "SELECT term, chunks FROM precis.terms WHERE collection = %s AND term = ANY(%s)",
            list(by_bytes),
        )
        return {by_bytes[bytes(term)]: count for term, count in rows}

    def read(self, catalog: SharedCatalog, terms: Sequence[str]) -> dict[str, Counts]:
        """Return for each of `terms` the chunks with it."""
        rows = catalog.rows(
            "SELECT term, string_agg(entries, '') FROM precis.postings "
            "WHERE collection = %s AND term = ANY(%s) GROUP BY term",
            [term_bytes(packed(term)) for term in terms],
        )
        kept = {bytes(term): bytes(of) for term, of in rows}
        return {term: _counts(kept.get(term_bytes(packed(term)), b"")) for term in terms}


def _counts(kept: bytes) -> Counts:
    rows = np.frombuffer(kept, _ENTRY)
    rows = rows[np.argsort(rows["chunk"], kind="stable")]
    return Counts(
        rows["chunk"].astype(np.int64), rows["count"].astype(float), rows["length"].astype(float)
    )
