"""Write the rows of one collection: its tables and its keyword index."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

from precis.stores.indexing import segment_terms
from precis.stores.shared.bytes import unpacked
from precis.stores.shared.postings import ENTRY_BYTES, entries, tokens
from precis.stores.terms import name_terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from precis.database.pool import Rows


_MOST_COUNTS = 200_000
"""How many terms are counted in memory."""


_COLUMNS = {
    "documents": {
        "number": "int4",
        **dict.fromkeys(("id", "source", "title", "media_type", "version", "metadata"), "bytea"),
        "digest": "text",
        "lead": "bytea",
        "ingested_at": "text",
        "chunks": "int4",
    },
    "chunks": {
        **dict.fromkeys(("number", "document", "start", '"end"'), "int4"),
        "page": "text",
        "tokens": "int4",
        "text": "bytea",
    },
    "chunk_vectors": {"key": "bytea", "chunk": "int4"},
    "postings": {"document": "int4", "term": "bytea", "entries": "bytea"},
}
"""The types of the columns of each table, after the number of the collection."""


class RowWriter:
    """Writes rows of the collection with a number, which is their first value."""

    def __init__(self, connection: Rows, collection: int) -> None:
        self._connection = connection
        self._collection = collection
        self._changed: dict[bytes, int] = {}
        self._waiting: dict[str, list[tuple[Any, ...]]] = {table: [] for table in _COLUMNS}

    def index(
        self,
        document: int,
        metadata: Mapping[str, Any],
        lead: str,
        segments: Sequence[str],
        numbers: Iterable[int],
    ) -> list[int]:
        """Index a document's chunks by their numbers; return their lengths in terms."""
        name = tokens(" ".join(name_terms(metadata["title"], metadata["source"])))
        found = [name + tokens(of) for of in segment_terms(lead, segments)]
        written = entries(zip(numbers, found, strict=True))
        self.add("postings", [(document, term, of) for term, of in written.items()])
        self._count({term: len(of) // ENTRY_BYTES for term, of in written.items()})
        return [len(of) for of in found]

    def index_again(self, document: int, metadata: Mapping[str, Any]) -> int:
        """Index a document by what is kept of its text; return how many terms it has more."""
        [(lead,)] = self.rows(
            "SELECT lead FROM precis.documents WHERE collection = %s AND number = %s", document
        )
        chunks = self.rows(
            "SELECT number, text, tokens FROM precis.chunks "
            "WHERE collection = %s AND document = %s ORDER BY start",
            document,
        )
        self.forget([document])
        numbers, segments = [row[0] for row in chunks], [unpacked(row[1]) for row in chunks]
        lengths = self.index(document, metadata, unpacked(lead), segments, numbers)
        self.write()
        self.run(
            "UPDATE precis.chunks AS it SET tokens = new.tokens "
            "FROM (SELECT %s AS collection, * FROM unnest(%s::int[], %s::int[])) "
            "AS new(collection, number, tokens) "
            "WHERE it.collection = new.collection AND it.number = new.number",
            numbers,
            lengths,
        )
        return sum(lengths) - sum(int(row[2]) for row in chunks)

    def forget(self, documents: Sequence[int]) -> None:
        """Take documents out of the keyword index."""
        rows = self.rows(
            "DELETE FROM precis.postings WHERE collection = %s AND document = ANY(%s::int[]) "
            "RETURNING term, octet_length(entries)",
            list(documents),
        )
        for term, length in rows:
            self._count({bytes(term): -(length // ENTRY_BYTES)})

    def write_counts(self) -> None:
        """Write down in how many chunks terms are, which is not done for each document."""
        changed = {term: count for term, count in self._changed.items() if count}
        terms = sorted(changed)
        self._changed.clear()
        if not terms:
            return
        self.run(
            "INSERT INTO precis.terms AS old SELECT %s, * FROM unnest(%b::bytea[], %b::int4[]) "
            "ON CONFLICT (collection, term) DO UPDATE SET chunks = old.chunks + excluded.chunks",
            terms,
            [changed[term] for term in terms],
        )
        self.run(
            "DELETE FROM precis.terms WHERE collection = %s AND term = ANY(%s) AND chunks = 0",
            [term for term in terms if changed[term] < 0],
        )

    def _count(self, chunks: Mapping[bytes, int]) -> None:
        for term, count in chunks.items():
            self._changed[term] = self._changed.get(term, 0) + count
        if len(self._changed) > _MOST_COUNTS:
            self.write_counts()

    def add(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Add rows, given without the number of the collection, to be written together."""
        self._waiting[table].extend(rows)

    def write(self) -> None:
        """Write the rows that were added; those of the keyword index in the order of its terms."""
        self._waiting["postings"].sort(key=itemgetter(1))
        for table, rows in self._waiting.items():
            if not rows:
                continue
            columns = _COLUMNS[table]
            names, types = ", ".join(columns), ["int4", *columns.values()]
            statement = f"COPY precis.{table} (collection, {names}) FROM STDIN (FORMAT BINARY)"
            with self._connection.cursor() as cursor, cursor.copy(statement.encode()) as copy:
                copy.set_types(types)
                for row in rows:
                    copy.write_row((self._collection, *row))
            rows.clear()

    def run(self, statement: str, *values: object) -> None:
        """Run a statement whose first value is the number of the collection."""
        self._connection.execute(statement.encode(), (self._collection, *values))

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows that such a statement gives."""
        given = (self._collection, *values)
        return self._connection.execute(statement.encode(), given, binary=True).fetchall()
