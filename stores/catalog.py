"""Documents, their chunks and the keyword index of one collection, in one SQLite file.

The canonical text is stored once, cut where chunks start. Vectors are elsewhere; this file
knows only their keys. How chunks are looked up is in `chunk_index.py`.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from langchain_core.documents import Document

from precis.stores.errors import CorruptedLibraryError, OtherEmbeddingsError
from precis.stores.terms import terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

CATALOG = "catalog.sqlite"
"""Its name in every generation."""

_EMBEDDINGS, _VERSION = "embeddings", "version"
_CORRUPTED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CANTOPEN)

_SCHEMA = """
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    title TEXT NOT NULL,
    metadata TEXT NOT NULL,
    digest TEXT NOT NULL,
    lead TEXT NOT NULL,
    ingested_at TEXT NOT NULL
);
CREATE INDEX documents_by_source ON documents (source);
CREATE TABLE chunks (
    number INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (number),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    page TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX chunks_by_document ON chunks (document, start);
CREATE TABLE vectors (
    key TEXT NOT NULL,
    chunk INTEGER NOT NULL REFERENCES chunks (number),
    PRIMARY KEY (key, chunk)
) WITHOUT ROWID;
CREATE INDEX vectors_by_chunk ON vectors (chunk);
CREATE VIRTUAL TABLE keywords USING fts5 (title, text, content='', tokenize='ascii');
CREATE VIRTUAL TABLE terms USING fts5vocab (keywords, row);
"""


class Source(NamedTuple):
    """One ingested document as `precis sources` lists it."""

    id: str
    source: str
    title: str
    ingested_at: str
    chunks: int


class Catalog:
    """The SQLite file at `path`; `writable` makes it if it is new.

    Readers see an immutable file. Raises CorruptedLibraryError.
    """

    def __init__(self, path: Path, *, writable: bool = False) -> None:
        self.path = path
        new = not path.exists()
        mode = "mode=rwc" if writable else "mode=ro&immutable=1"
        with self.reading():
            self._db = sqlite3.connect(
                f"{path.resolve().as_uri()}?{mode}", uri=True, check_same_thread=False
            )
            if writable:
                self._db.execute("PRAGMA synchronous = OFF")  # generations sync when published
            if new and writable:
                self._db.executescript(_SCHEMA)
            self._db.execute("SELECT count(*) FROM settings").fetchone()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Tell a corrupted file apart from every other error."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF in _CORRUPTED:
                raise CorruptedLibraryError(self.path, error) from error
            raise

    def made_with(self, embeddings: str) -> None:
        """Keep the name of the embeddings that the vectors are from."""
        with self._db:
            self._db.execute(
                "INSERT OR REPLACE INTO settings VALUES (?, ?)", (_EMBEDDINGS, embeddings)
            )

    def check_embeddings(self, collection: str, embeddings: str) -> None:
        """Raise OtherEmbeddingsError unless the vectors are from `embeddings`."""
        row = self.row("SELECT value FROM settings WHERE name = ?", _EMBEDDINGS)
        if row is None or row[0] != embeddings:
            raise OtherEmbeddingsError(collection, row[0] if row else "?", embeddings)

    def version(self) -> int:
        """Return the version of a server that this catalog has come to; 0 without a server."""
        row = self.row("SELECT value FROM settings WHERE name = ?", _VERSION)
        return int(row[0]) if row else 0

    def came_to(self, version: int) -> None:
        """Keep the version of a server that this catalog has come to."""
        with self._db:
            row = (_VERSION, str(version))
            self._db.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", row)

    def keys(self) -> set[str]:
        """Return the keys of all vectors."""
        return {key for (key,) in self.rows("SELECT DISTINCT key FROM vectors")}

    def sources(self) -> list[Source]:
        """List the documents by source."""
        return [
            Source(*row)
            for row in self.rows(
                "SELECT id, source, title, ingested_at, "
                "(SELECT count(*) FROM chunks WHERE document = documents.number) "
                "FROM documents ORDER BY source, number"
            )
        ]

    def ids_of(self, source: str) -> list[str]:
        """Return the ids of the documents that came from `source`."""
        return [row[0] for row in self.rows("SELECT id FROM documents WHERE source = ?", source)]

    def sources_by_id(self) -> dict[str, str]:
        """Return the source of every document by its id."""
        return dict(self.rows("SELECT id, source FROM documents"))

    def count(self) -> int:
        """Return the number of chunks."""
        return cast("int", self.rows("SELECT count(*) FROM chunks")[0][0])

    def holds(self, document: Document) -> bool:
        """Say whether this very document is here, text and metadata."""
        kept = "SELECT metadata, digest FROM documents WHERE id = ?"
        row = self.row(kept, document.metadata["id"])
        return row == (_json(document.metadata), digest_of(document))

    def has(self, document_id: str) -> bool:
        """Say whether a document with this id is here."""
        return self.row("SELECT 1 FROM documents WHERE id = ?", document_id) is not None

    def documents(self) -> Iterator[Document]:
        """Yield every document with its canonical text."""
        for (document_id,) in self.rows("SELECT id FROM documents ORDER BY number"):
            document = self.document(document_id)
            assert document is not None
            yield document

    def document(self, document_id: str) -> Document | None:
        """Return a document with its canonical text."""
        row = self.row("SELECT number, metadata, lead FROM documents WHERE id = ?", document_id)
        if row is None:
            return None
        number, metadata, lead = row
        segments = self.rows("SELECT text FROM chunks WHERE document = ? ORDER BY start", number)
        text = lead + "".join(segment for (segment,) in segments)
        return Document(page_content=text, metadata=json.loads(metadata))

    def add(
        self, document: Document, chunks: Sequence[Document], keys: Sequence[Sequence[str]]
    ) -> None:
        """Add a document, its chunks in order of start, and the keys of each chunk's vectors."""
        text, metadata = document.page_content, document.metadata
        starts = [chunk.metadata["start_index"] for chunk in chunks] + [len(text)]
        title = _indexed(metadata["title"])
        with self._db:
            number = self._db.execute(
                "INSERT INTO documents (id, source, title, metadata, digest, lead, ingested_at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    metadata["id"],
                    metadata["source"],
                    metadata["title"],
                    _json(metadata),
                    digest_of(document),
                    text[: starts[0]],
                    datetime.now(UTC).isoformat(timespec="seconds"),
                ),
            ).lastrowid
            for chunk, of_chunk, (start, following) in zip(
                chunks, keys, pairwise(starts), strict=True
            ):
                row = (
                    number,
                    start,
                    chunk.metadata["end_index"],
                    json.dumps(chunk.metadata.get("page")),
                    text[start:following],
                )
                chunk_number = self._db.execute(
                    'INSERT INTO chunks (document, start, "end", page, text) '
                    "VALUES (?, ?, ?, ?, ?)",
                    row,
                ).lastrowid
                self._db.execute(
                    "INSERT INTO keywords (rowid, title, text) VALUES (?, ?, ?)",
                    (chunk_number, title, _indexed(row[-1])),
                )
                self._db.executemany(
                    "INSERT INTO vectors VALUES (?, ?)", [(key, chunk_number) for key in of_chunk]
                )

    def remove(self, document_id: str) -> set[str]:
        """Remove a document, its chunks and keywords; return the keys that its vectors had."""
        found = self.row("SELECT number, title FROM documents WHERE id = ?", document_id)
        if found is None:
            return set()
        row, title = found[:1], _indexed(found[1])
        keys = self.rows(
            "SELECT key FROM vectors JOIN chunks ON number = chunk WHERE document = ?", *row
        )
        chunks = self.rows("SELECT number, text FROM chunks WHERE document = ?", *row)
        with self._db:
            self._db.executemany(
                "INSERT INTO keywords (keywords, rowid, title, text) VALUES ('delete', ?, ?, ?)",
                [(number, title, _indexed(text)) for number, text in chunks],
            )
            self._db.execute(
                "DELETE FROM vectors WHERE chunk IN (SELECT number FROM chunks WHERE document = ?)",
                row,
            )
            self._db.execute("DELETE FROM chunks WHERE document = ?", row)
            self._db.execute("DELETE FROM documents WHERE number = ?", row)
        return {key for (key,) in keys}

    def compact(self) -> None:
        """Leave nothing of what was removed in the file."""
        with self._db:
            self._db.execute("INSERT INTO keywords (keywords) VALUES ('optimize')")
        self._db.execute("VACUUM")

    def known(self, keys: Sequence[str]) -> set[str]:
        """Return those of `keys` that a chunk has."""
        rows = self.rows(
            "SELECT value FROM json_each(?) "
            "WHERE EXISTS (SELECT 1 FROM vectors WHERE vectors.key = value)",
            json.dumps(keys),
        )
        return {key for (key,) in rows}

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        with self.reading():
            return self._db.execute(query, values).fetchall()

    def row(self, query: str, *values: object) -> tuple[Any, ...] | None:
        """Return the first row of a query."""
        rows = self.rows(query, *values)
        return rows[0] if rows else None


def digest_of(document: Document) -> str:
    """Return the SHA-256 of a document's text, in hex."""
    return hashlib.sha256(document.page_content.encode("utf-8", "surrogatepass")).hexdigest()


def _indexed(text: str) -> str:
    return " ".join(terms(text))


def _json(metadata: Mapping[str, object]) -> str:
    return json.dumps(metadata, ensure_ascii=False, sort_keys=True, default=str)
