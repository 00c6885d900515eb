"""Write the rows of one collection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from precis.database.pool import Rows


_COLUMNS = {
    "documents": {
        **dict.fromkeys(("number", "batch"), "int4"),
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
    "postings": {"batch": "int4", "term": "bytea", "entries": "bytea"},
}
"""The types of the columns of each table, after the number of the collection."""


class RowWriter:
    """Writes rows of the collection with a number, which is their first value."""

    def __init__(self, connection: Rows, collection: int) -> None:
        self._connection = connection
        self._collection = collection
        self._waiting: dict[str, list[tuple[Any, ...]]] = {table: [] for table in _COLUMNS}

    def add(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Add rows, given without the number of the collection, to be written together."""
        self._waiting[table].extend(rows)

    def write(self) -> None:
        """Write the rows that were added."""
        from psycopg.types.string import BytesBinaryDumper

        for table, rows in self._waiting.items():
            if not rows:
                continue
            columns = _COLUMNS[table]
            names, types = ", ".join(columns), ["int4", *columns.values()]
            statement = f"COPY precis.{table} (collection, {names}) FROM STDIN (FORMAT BINARY)"
            with self._connection.cursor() as cursor, cursor.copy(statement.encode()) as copy:
                cursor.adapters.register_dumper(bytes, BytesBinaryDumper)  # the one in C
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
