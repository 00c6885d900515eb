"""The keyword index in the database: the statistics of terms for BM25, and their encoding."""

from __future__ import annotations

import hashlib
import re
import struct
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np

from precis.stores.postings import Counts, Postings
from precis.stores.shared.bytes import packed
from precis.stores.shared.catalog import SharedCatalog

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ENTRY = struct.Struct("<3i")
ENTRY_BYTES = _ENTRY.size
"""Of a chunk's number, how often the term is in it, how many terms it has."""

_TOKEN = re.compile(r"[0-9A-Za-z\x80-\U0010ffff]+")
_UPPER = dict(zip(range(ord("A"), ord("Z") + 1), "abcdefghijklmnopqrstuvwxyz", strict=True))
_LONGEST = 64
"""Bytes of a term that is kept as it is; of a longer one the hash is, which an index can hold."""


def tokens(terms: str) -> list[str]:
    """Return what SQLite's tokenizer `ascii` makes of a text, as the local index does."""
    return _TOKEN.findall(terms.translate(_UPPER))


def term_bytes(term: str) -> bytes:
    """Return how a term is written; no term begins like a hash that stands for one."""
    written = packed(term)
    return written if len(written) <= _LONGEST else b"\0" + hashlib.sha256(written).digest()


def entries(chunks: Iterable[tuple[int, list[str]]]) -> dict[bytes, bytes]:
    """Return for each term of a document's chunks, given by number, what is written of it."""
    found = defaultdict[str, bytearray](bytearray)
    for number, terms in chunks:
        for term, count in Counter(terms).items():
            found[term] += _ENTRY.pack(number, count, len(terms))
    return {term_bytes(term): bytes(of) for term, of in found.items()}


class SharedPostings(Postings[SharedCatalog]):
    """The keyword index of a collection as of one commit."""

    def __init__(self, catalog: SharedCatalog) -> None:
        chunks, tokens = catalog.head.chunks, catalog.head.tokens
        super().__init__(chunks, tokens / chunks if chunks else 0.0)

    def count(self, catalog: SharedCatalog, terms: Sequence[str]) -> dict[str, int]:
        """Return the number of chunks with each of `terms` that is in any."""
        by_bytes = {term_bytes(term): term for term in terms}
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
            [term_bytes(term) for term in terms],
        )
        kept = {bytes(term): bytes(of) for term, of in rows}
        return {term: _counts(kept.get(term_bytes(term), b"")) for term in terms}


def _counts(kept: bytes) -> Counts:
    rows = np.frombuffer(kept, "<i4").reshape(-1, 3).astype(np.int64)
    rows = rows[np.argsort(rows[:, 0], kind="stable")]
    return Counts(rows[:, 0], rows[:, 1].astype(np.float64), rows[:, 2].astype(np.float64))
