"""The catalog of a collection: its documents, and the vector keys of their chunks.

How its file is opened is in `catalog_file.py`, how it is changed in `catalog_changes.py`, how
chunks are looked up in `chunk_index.py`.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from langchain_core.documents import Document

from precis.stores.catalog_file import open_to_read
from precis.stores.chunking import ChunkedDocument
from precis.stores.disk_errors import disk_errors
from precis.stores.errors import OtherEmbeddingsError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from pathlib import Path

EMBEDDINGS, VERSION, COMMITS = "embeddings", "version", "commits"
GENERATION, FOLDED = "generation", "folded"
"""The names of settings: the model of the vectors; the version of a server that the catalog has
come to; how often the catalog was changed; where the vectors are, how many in Chroma's files."""


class Source(NamedTuple):
    """One ingested document as `precis sources` lists it."""

    id: str
    source: str
    title: str
    ingested_at: str
    chunks: int


class Catalog:
    """The file at `path`, to be read; other threads and processes may change it meanwhile.

    One thread uses it at a time. Raises LibraryError.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db = self._open()

    def _open(self) -> sqlite3.Connection:
        return open_to_read(self.path)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @contextmanager
    def as_of_now(self) -> Iterator[None]:
        """See the catalog as it is at the first look, whoever changes it meanwhile."""
        with disk_errors(self.path):
            self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._db.execute("ROLLBACK")

    def setting(self, name: str) -> str | None:
        """Return a setting."""
        row = self.row("SELECT value FROM settings WHERE name = ?", name)
        return row[0] if row else None

    def check_embeddings(self, collection: str, embeddings: str) -> None:
        """Raise OtherEmbeddingsError unless the vectors are from `embeddings`."""
        found = self.setting(EMBEDDINGS)
        if found != embeddings:
            raise OtherEmbeddingsError(collection, found or "?", embeddings)

    def version(self) -> int:
        """Return the version of a server that this catalog has come to; 0 without a server."""
        return int(self.setting(VERSION) or 0)

    def generation(self) -> int:
        """Return the generation of vectors that counts."""
        return int(self.setting(GENERATION) or 1)

    def commits(self) -> int:
        """Return how often the catalog was changed."""
        return int(self.setting(COMMITS) or 0)

    def sizes(self) -> tuple[int, int, int]:
        """Return how many vectors are in Chroma's files, how many of them dead, how many recent."""
        counts = "SELECT (SELECT count(*) FROM dead), (SELECT count(*) FROM recent)"
        [(dead, recent)] = self.rows(counts)
        return int(self.setting(FOLDED) or 0), dead, recent

    def recent(self) -> dict[str, int]:
        """Return the places of the vectors that are not in Chroma's files, by key."""
        return dict(self.rows("SELECT key, place FROM recent"))

    def dead(self) -> set[str]:
        """Return the keys in Chroma's files that no chunk has any more."""
        return {key for (key,) in self.rows("SELECT key FROM dead")}

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

    def versions(self) -> dict[str, str]:
        """Return the version of each source; "" for one without, or with parts that were not read.

        Where several documents have one source, they have one version.
        """
        return dict(
            self.rows(
                "SELECT source, CASE WHEN json_extract(metadata, '$.unread') IS NULL "
                "THEN coalesce(json_extract(metadata, '$.version'), '') ELSE '' END FROM documents"
            )
        )

    def sources_under(self, roots: Collection[str]) -> dict[str, str]:
        """Return by id the source of every document that may be under one of `roots`."""
        return self.sources_by_id() if roots else {}

    def ids_where(self, chosen: Callable[[Mapping[str, object]], bool]) -> set[str]:
        """Return the ids of the documents whose metadata is `chosen`."""
        rows = self.rows("SELECT id, metadata FROM documents")
        return {each for each, metadata in rows if chosen(json.loads(metadata))}

    def sample(self, count: int) -> list[str]:
        """Return the texts of up to `count` chunks from all over the collection."""
        step = max(1, self.count() // count)
        rows = self.rows("SELECT text FROM chunks WHERE number % ? = 0 LIMIT ?", step, count)
        return [text for (text,) in rows]

    def count(self) -> int:
        """Return the number of chunks."""
        return cast("int", self.rows("SELECT count(*) FROM chunks")[0][0])

    def holds(self, document: Document) -> bool:
        """Return whether this exact document, text and metadata, is stored."""
        kept = "SELECT metadata, digest FROM documents WHERE id = ?"
        row = self.row(kept, document.metadata["id"])
        return row == (metadata_json(document.metadata), digest_of(document))

    def has(self, document_id: str) -> bool:
        """Return whether a document with this id is stored."""
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

    def chunked(self, document_id: str) -> ChunkedDocument:
        """Return a stored document with its chunks, without their texts, and its vectors' keys."""
        document = self.document(document_id)
        assert document is not None
        rows = self.rows(
            'SELECT start, "end", page, chunks.number FROM documents '
            "JOIN chunks ON document = documents.number WHERE documents.id = ? ORDER BY start",
            document_id,
        )
        keys = self.rows(
            "SELECT chunk, key FROM vectors WHERE chunk IN (SELECT value FROM json_each(?))",
            json.dumps([row[3] for row in rows]),
        )
        ingested_at = self.rows("SELECT ingested_at FROM documents WHERE id = ?", document_id)
        return rebuilt(document, rows, keys, ingested_at[0][0])

    def same_text(self, document: Document) -> list[str]:
        """Return the ids of the documents with the text of this one."""
        ids = self.rows("SELECT id FROM documents WHERE digest = ?", digest_of(document))
        return [document_id for (document_id,) in ids]

    def metadata(self, document_id: str) -> dict[str, Any]:
        """Return the metadata of a stored document."""
        row = self.row("SELECT metadata FROM documents WHERE id = ?", document_id)
        return dict(json.loads(row[0])) if row else {}

    def existing_keys(self, keys: Sequence[str]) -> set[str]:
        """Return those of `keys` that a chunk has."""
        rows = self.rows(
            "SELECT value FROM json_each(?) "
            "WHERE EXISTS (SELECT 1 FROM vectors WHERE vectors.key = value)",
            json.dumps(keys),
        )
        return {key for (key,) in rows}

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        with disk_errors(self.path):
            return self._db.execute(query, values).fetchall()

    def row(self, query: str, *values: object) -> tuple[Any, ...] | None:
        """Return the first row of a query."""
        rows = self.rows(query, *values)
        return rows[0] if rows else None


def rebuilt(
    document: Document,
    chunks: Sequence[Sequence[Any]],
    keys: Sequence[tuple[int, str]],
    ingested_at: str,
) -> ChunkedDocument:
    """Return a document from its rows: start, end, page and number of chunks; chunk and key."""
    of: dict[int, dict[str, str]] = {number: {} for *_, number in chunks}
    for number, key in keys:
        of[number][key] = key
    names = ("start_index", "end_index", "page")
    made = [
        Document("", metadata=dict(zip(names, (start, end, json.loads(page)), strict=True)))
        for start, end, page, _ in chunks
    ]
    return ChunkedDocument(document, made, list(of.values()), ingested_at)


def version_of(metadata: Mapping[str, Any]) -> str:
    """Return the version of a document's source; "" without one, or where parts were not read."""
    return "" if metadata.get("unread") is not None else str(metadata.get("version") or "")


def digest_of(document: Document) -> str:
    """Return the SHA-256 of a document's text, in hex."""
    return hashlib.sha256(document.page_content.encode("utf-8", "surrogatepass")).hexdigest()


def metadata_json(metadata: Mapping[str, object]) -> str:
    """Return metadata as it is kept."""
    return json.dumps(metadata, ensure_ascii=False, sort_keys=True, default=str)
