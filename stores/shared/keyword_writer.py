"""Change the keyword index of one collection."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from precis.stores.indexing import segment_terms
from precis.stores.shared.bytes import unpacked
from precis.stores.shared.postings import Batch, chunks_in, tokens, without
from precis.stores.terms import name_terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from precis.stores.shared.row_writer import RowWriter

TOGETHER = 50
"""Number of documents that are removed from the index, or indexed again, together."""

_MOST_COUNTS = 200_000
"""Maximum number of terms counted in memory."""


class Indexed(NamedTuple):
    """The texts that give a document its terms: its chunks, with their numbers, and its names."""

    title: str
    source: str
    lead: str
    segments: Sequence[str]
    numbers: Sequence[int]

    def terms(self) -> list[list[bytes]]:
        """Return the terms of each chunk."""
        name = tokens(" ".join(name_terms(self.title, self.source)))
        return [name + tokens(of) for of in segment_terms(self.lead, self.segments)]


class KeywordWriter:
    """Writes through `rows`."""

    def __init__(self, rows: RowWriter) -> None:
        self._rows = rows
        self._batch = Batch()
        self._changed: dict[bytes, int] = {}

    def add(self, document: Indexed) -> list[int]:
        """Add a document to the batch that is written next; return its chunks' lengths in terms."""
        found = document.terms()
        for number, terms in zip(document.numbers, found, strict=True):
            self._batch.add(number, terms)
        return list(map(len, found))

    def write(self, batch: int) -> None:
        """Write the documents that were added as the batch with a number, which is a new one."""
        entries = self._batch.entries()
        self._batch = Batch()
        self._rows.add("postings", [(batch, term, of) for term, of in entries])
        self._rows.write()
        self._count((term, chunks_in(of)) for term, of in entries)

    def forget(self, documents: Sequence[int]) -> None:
        """Remove up to TOGETHER documents from the index while they are still in the tables."""
        batches = defaultdict[int, Batch](Batch)
        gone: list[int] = []
        for batch, document, _ in self._read_documents(documents):
            for number, terms in zip(document.numbers, document.terms(), strict=True):
                batches[batch].add(number, terms)
            gone += document.numbers
        places = [(number, term) for number, of in batches.items() for term, _ in of.entries()]
        before = self._rows.rows(
            "SELECT batch, term, entries FROM precis.postings WHERE collection = %s "
            "AND (batch, term) IN (SELECT * FROM unnest(%b::int4[], %b::bytea[]))",
            *_columns(places, 2),
        )
        after = [(batch, term, without(of, gone)) for batch, term, of in before]
        self._replace(after)
        pairs = zip(before, after, strict=True)
        self._count((bytes(old[1]), chunks_in(new[2]) - chunks_in(old[2])) for old, new in pairs)

    def index_again(self, documents: Sequence[int], batch: int) -> int:
        """Index documents that are in the tables; return how many terms they have more."""
        lengths: list[tuple[int, int]] = []
        before = 0
        for _, document, counted in self._read_documents(documents):
            lengths += zip(document.numbers, self.add(document), strict=True)
            before += counted
        self.write(batch)
        self._rows.run(
            "UPDATE precis.chunks AS it SET tokens = new.tokens "
            "FROM (SELECT %s AS collection, * FROM unnest(%s::int[], %s::int[])) "
            "AS new(collection, number, tokens) "
            "WHERE it.collection = new.collection AND it.number = new.number",
            *_columns(lengths, 2),
        )
        self._rows.run(
            "UPDATE precis.documents AS it SET batch = new.batch "
            "FROM (SELECT %s AS collection, %s::int AS batch, %s::int[] AS numbers) AS new "
            "WHERE it.collection = new.collection AND it.number = ANY(new.numbers)",
            batch,
            list(documents),
        )
        return sum(length for _, length in lengths) - before

    def write_counts(self) -> None:
        """Write the number of chunks with each term; called once for many batches."""
        changed = {term: count for term, count in self._changed.items() if count}
        terms = sorted(changed)
        self._changed.clear()
        if not terms:
            return
        # Not `ON CONFLICT`, which writes a lock of each row to the server's log as well.
        self._rows.run(
            "WITH new AS (SELECT %s AS collection, * FROM unnest(%b::bytea[], %b::int4[]) "
            "AS new(term, chunks)), changed AS (UPDATE precis.terms AS it "
            "SET chunks = it.chunks + new.chunks FROM new WHERE it.collection = new.collection "
            "AND it.term = new.term RETURNING it.term) INSERT INTO precis.terms "
            "SELECT * FROM new WHERE NOT EXISTS (SELECT FROM changed WHERE term = new.term)",
            terms,
            [changed[term] for term in terms],
        )
        if fewer := [term for term in terms if changed[term] < 0]:
            self._rows.run(
                "DELETE FROM precis.terms WHERE collection = %s AND term = ANY(%s) AND chunks = 0",
                fewer,
            )

    def _replace(self, rows: Sequence[tuple[int, bytes, bytes]]) -> None:
        """Replace the entries of terms in batches; terms without entries are deleted."""
        self._rows.run(
            "DELETE FROM precis.postings WHERE collection = %s "
            "AND (batch, term) IN (SELECT * FROM unnest(%b::int4[], %b::bytea[]))",
            *_columns([(batch, term) for batch, term, of in rows if not of], 2),
        )
        self._rows.run(
            "UPDATE precis.postings AS it SET entries = new.entries FROM (SELECT %s AS "
            "collection, * FROM unnest(%b::int4[], %b::bytea[], %b::bytea[])) "
            "AS new(collection, batch, term, entries) WHERE it.collection = new.collection "
            "AND it.batch = new.batch AND it.term = new.term",
            *_columns([row for row in rows if row[2]], 3),
        )

    def _read_documents(self, documents: Sequence[int]) -> Iterator[tuple[int, Indexed, int]]:
        """Yield the batch of each document, the texts of its terms, and their number."""
        chunks = defaultdict[int, list[tuple[int, int, bytes]]](list)
        for document, *chunk in self._rows.rows(
            "SELECT document, number, tokens, text FROM precis.chunks "
            "WHERE collection = %s AND document = ANY(%s::int[]) ORDER BY start",
            list(documents),
        ):
            chunks[document].append(tuple(chunk))
        for document, batch, title, source, lead in self._rows.rows(
            "SELECT number, batch, title, source, lead FROM precis.documents "
            "WHERE collection = %s AND number = ANY(%s::int[])",
            list(documents),
        ):
            of = chunks[document]
            segments = [unpacked(text) for *_, text in of]
            numbers = [number for number, *_ in of]
            counted = sum(length for _, length, _ in of)
            names = unpacked(title), unpacked(source), unpacked(lead)
            yield batch, Indexed(*names, segments, numbers), counted

    def _count(self, chunks: Iterable[tuple[bytes, int]]) -> None:
        for term, count in chunks:
            self._changed[term] = self._changed.get(term, 0) + count
        if len(self._changed) > _MOST_COUNTS:
            self.write_counts()


def _columns(rows: Sequence[tuple[Any, ...]], count: int) -> list[list[Any]]:
    """Return the `count` columns of rows; there may be no rows."""
    return [[row[column] for row in rows] for column in range(count)]
