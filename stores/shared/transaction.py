"""One ingest into a collection in the database: one transaction of PostgreSQL's.

Readers see nothing of it before it commits, and a writer that dies is undone by the server, which
frees its lock too. Vectors alone are written before, so that nothing is paid for twice; the table
`loose` names them, so that nobody counts them and the next writer sweeps what is left over.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from precis.stores.catalog import digest_of, metadata_json, version_of
from precis.stores.errors import LibraryError
from precis.stores.shared.bytes import key_bytes, packed, unpacked
from precis.stores.shared.catalog import SharedCatalog
from precis.stores.shared.heads import write_head
from precis.stores.shared.keyword_writer import TOGETHER, Indexed, KeywordWriter
from precis.stores.shared.row_writer import RowWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from contextlib import AbstractContextManager

    from langchain_core.documents import Document
    from langchain_core.embeddings import Embeddings

    from precis.database.pool import Rows
    from precis.stores.chunking import ChunkedDocument
    from precis.stores.collection_store import Change
    from precis.stores.shared.heads import Head
    from precis.stores.shared.vectors import SharedVectors

    Vectors = Callable[[Rows, Head], SharedVectors]

_EMBED_AT_ONCE = 256
_MANY = 1000
_ANALYZE = (
    "ANALYZE precis.documents, precis.chunks, precis.chunk_vectors, precis.postings, precis.terms, "
    "precis.vectors, precis.sketches"
)
"""The server counts its rows only a minute later, and plans searches badly until then."""


class SharedTransaction:
    """Changes through `connection`, which holds the ingest lock; `base` is what was there before.

    `writing` gives connections that commit what outlives a failed ingest; `vectors` gives the
    vectors as a connection sees them.
    """

    def __init__(
        self,
        connection: Rows,
        base: SharedCatalog | None,
        head: Head,
        *,
        embeddings: Embeddings,
        writing: Callable[[], AbstractContextManager[Rows]],
        vectors: Vectors,
        rebuild: bool,
    ) -> None:
        self.base = base
        self.embedded = 0
        self._connection = connection
        self._head = head
        self._first = head.next_chunk
        self._catalog = SharedCatalog(connection, head)
        self._writer = RowWriter(connection, head.number)
        self._keywords = KeywordWriter(self._writer)
        self._embeddings = embeddings
        self._writing = writing
        self._vectors = vectors
        self._rebuild = rebuild
        self._lost: set[str] = set()
        self._changed = False
        if rebuild:
            self._clear()

    def count(self) -> int:
        """Return the number of chunks with what is staged so far."""
        return self._head.chunks

    def stage(self, cuts: Sequence[ChunkedDocument], on_progress: Callable[[], None]) -> None:
        """Store documents, replacing those whose text or metadata changed."""
        self._changed = True
        self._remove([item.document.metadata["id"] for item in cuts])
        texts = {key: text for item in cuts for of in item.windows for key, text in of.items()}
        known = self._catalog.existing_keys(texts)
        self._embed({key: text for key, text in texts.items() if key not in known}, on_progress)
        batch = self._head.next_document
        for item in cuts:
            self._add(item, batch)
        self._keywords.write(batch)

    def commit(self, change: Change) -> None:
        """Publish what was staged and `change`, if there is anything."""
        if change.removed:
            self._remove(change.removed)
        for start in range(0, len(change.renamed), TOGETHER):
            self._rename(dict(list(change.renamed.items())[start : start + TOGETHER]))
        if not (self._changed or self._lost or change.renamed or self._rebuild):
            return
        gone = self._note_gone()
        inside = self._vectors(self._connection, self._head)
        in_database = inside.transactional
        if in_database:
            inside.delete(gone)
            self._forget_loose(self._connection)
        self._head = self._head._replace(commits=self._head.commits + 1)
        self._keywords.write_counts()
        write_head(self._connection, self._head)
        self._connection.commit()
        if not in_database:
            with suppress(LibraryError):  # it is published; the next ingest sweeps
                inside.delete(gone)
                with self._writing() as connection:
                    self._forget_loose(connection)
        added = self._head.next_chunk - self._first
        if added >= _MANY and 2 * added >= self._head.chunks:
            with suppress(LibraryError), self._writing() as connection:
                connection.execute(_ANALYZE)

    def _note_gone(self) -> list[str]:
        """Return the keys that no chunk has any more, and note them until they are deleted."""
        rows = self._catalog.rows(
            "SELECT key FROM precis.loose AS it WHERE collection = %s AND space = %s "
            "AND NOT EXISTS (SELECT FROM precis.chunk_vectors WHERE collection = it.collection "
            "AND key = it.key)",
            self._head.space,
        )
        lost = self._lost - self._catalog.existing_keys(self._lost)
        self._note(self._connection, lost)
        return sorted({bytes(key).hex() for (key,) in rows} | lost)

    def _note(self, connection: Rows, keys: Collection[str]) -> None:
        if not keys:
            return
        connection.execute(
            "INSERT INTO precis.loose SELECT %s, %s, *, %s FROM unnest(%s::bytea[]) "
            "ON CONFLICT DO NOTHING",
            (self._head.number, self._head.space, self._head.embeddings, key_bytes(sorted(keys))),
        )

    def _forget_loose(self, connection: Rows) -> None:
        """Let the keys of vectors that were swept or are in use be loose no more."""
        connection.execute(
            "DELETE FROM precis.loose WHERE collection = %s AND space = %s",
            (self._head.number, self._head.space),
        )

    def _clear(self) -> None:
        """Remove everything that was there; the vectors get a space of their own."""
        for table in ("documents", "chunks", "chunk_vectors", "postings", "terms"):
            self._writer.run(f"DELETE FROM precis.{table} WHERE collection = %s")  # noqa: S608 - tables of ours
        for table in ("vectors", "sketches", "loose"):
            self._writer.run(
                f"DELETE FROM precis.{table} WHERE collection = %s AND space <> %s",  # noqa: S608 - as above
                self._head.space,
            )
        self._head = self._head._replace(chunks=0, tokens=0)

    def _embed(self, texts: Mapping[str, str], on_progress: Callable[[], None]) -> None:
        keys = list(texts)
        for start in range(0, len(keys), _EMBED_AT_ONCE):
            wanted = keys[start : start + _EMBED_AT_ONCE]
            there = self._vectors(self._connection, self._head).have(wanted)
            unpaid = [key for key in wanted if key not in there]
            if unpaid:
                rows = self._embeddings.embed_documents([texts[key] for key in unpaid])
                made = zip(unpaid, np.asarray(rows, dtype=np.float32), strict=True)
                with self._writing() as connection:
                    self._note(connection, unpaid)
                    self._vectors(connection, self._head).add(dict(made))
                self.embedded += len(unpaid)
            on_progress()

    def _add(self, item: ChunkedDocument, batch: int) -> None:
        """Add a document, its chunks, and the keys of each chunk's vectors, to a batch."""
        document, chunks = item.document, item.chunks
        text, number = document.page_content, self._head.next_document
        starts = [chunk.metadata["start_index"] for chunk in chunks] + [len(text)]
        segments = [text[start:following] for start, following in pairwise(starts)]
        first = self._head.next_chunk
        numbers = range(first, first + len(chunks))
        lead = text[: starts[0]]
        names = document.metadata["title"], document.metadata["source"]
        indexed = self._keywords.add(Indexed(*names, lead, segments, numbers))
        ingested_at = item.ingested_at or datetime.now(UTC).isoformat(timespec="seconds")
        described = (*_described(document), digest_of(document), packed(lead), ingested_at)
        self._writer.add("documents", [(number, batch, *described, len(chunks))])
        self._writer.add(
            "chunks",
            (
                (
                    chunk_number,
                    number,
                    chunk.metadata["start_index"],
                    chunk.metadata["end_index"],
                    json.dumps(chunk.metadata.get("page")),
                    length,
                    packed(segment),
                )
                for chunk_number, chunk, segment, length in zip(
                    numbers, chunks, segments, indexed, strict=True
                )
            ),
        )
        named = zip(numbers, item.windows, strict=True)
        keys = [(key, chunk) for chunk, of in named for key in key_bytes(of)]
        self._writer.add("chunk_vectors", keys)
        self._head = self._head._replace(
            next_document=number + 1,
            next_chunk=first + len(chunks),
            chunks=self._head.chunks + len(chunks),
            tokens=self._head.tokens + sum(indexed),
        )

    def _remove(self, ids: Sequence[str]) -> None:
        """Remove those documents that are there; remember the keys that their vectors had."""
        numbers = list(self._numbers(ids).values())
        if not numbers:
            return
        self._changed = True
        for start in range(0, len(numbers), TOGETHER):
            self._keywords.forget(numbers[start : start + TOGETHER])
        self._writer.run(
            "DELETE FROM precis.documents WHERE collection = %s AND number = ANY(%s::int[])",
            numbers,
        )
        keys = self._catalog.rows(
            "DELETE FROM precis.chunk_vectors WHERE collection = %s AND chunk IN (SELECT number "
            "FROM precis.chunks WHERE collection = %s AND document = ANY(%s::int[])) RETURNING key",
            self._head.number,
            numbers,
        )
        self._lost |= {bytes(key).hex() for (key,) in keys}
        lengths = self._catalog.rows(
            "DELETE FROM precis.chunks WHERE collection = %s AND document = ANY(%s::int[]) "
            "RETURNING tokens",
            numbers,
        )
        self._head = self._head._replace(
            chunks=self._head.chunks - len(lengths),
            tokens=self._head.tokens - sum(length for (length,) in lengths),
        )

    def _rename(self, renamed: Mapping[str, Document]) -> None:
        """Give documents the ids and the metadata of others with the same texts."""
        numbers = self._numbers(list(renamed))
        self._keywords.forget(list(numbers.values()))
        for document_id, document in renamed.items():
            self._writer.run(
                "UPDATE precis.documents AS it SET id = new.id, source = new.source, "
                "title = new.title, media_type = new.media_type, version = new.version, "
                "metadata = new.metadata FROM (SELECT %s AS collection, %s::int AS number, "
                "%s AS id, %s AS source, %s AS title, %s AS media_type, %s AS version, "
                "%s AS metadata) AS new "
                "WHERE it.collection = new.collection AND it.number = new.number",
                numbers[document_id],
                *_described(document),
            )
        batch = self._head.next_document
        more = self._keywords.index_again(list(numbers.values()), batch)
        self._head = self._head._replace(next_document=batch + 1, tokens=self._head.tokens + more)

    def _numbers(self, ids: Sequence[str]) -> dict[str, int]:
        """Return the numbers of those of these documents that exist, by id."""
        rows = self._catalog.rows(
            "SELECT id, number FROM precis.documents WHERE collection = %s AND sha256(id) = ANY "
            "(SELECT sha256(wanted) FROM unnest(%s::bytea[]) AS wanted)",
            [packed(document_id) for document_id in ids],
        )
        return {unpacked(document_id): number for document_id, number in rows}


def _described(document: Document) -> tuple[bytes, ...]:
    metadata = document.metadata
    fields = (metadata["id"], metadata["source"], metadata["title"], metadata.get("media_type", ""))
    return (*map(packed, fields), packed(version_of(metadata)), packed(metadata_json(metadata)))
