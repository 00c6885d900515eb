"""Apply changes to a catalog in one SQLite transaction.

Readers see the catalog as it was until `commit`; a writer that dies leaves nothing.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from itertools import pairwise
from sqlite3 import Error, OperationalError
from typing import TYPE_CHECKING

from precis.stores.catalog import (
    COMMITS,
    FOLDED,
    GENERATION,
    Catalog,
    digest_of,
    metadata_json,
)
from precis.stores.catalog_file import INDEX_PAGE, SECURE_DELETE, create_catalog, open_to_write
from precis.stores.collection_folder import sync_path
from precis.stores.disk_errors import disk_errors
from precis.stores.indexing import segment_terms
from precis.stores.terms import name_terms

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from langchain_core.documents import Document

    from precis.stores.collection_folder import CollectionFolder


_LEAST_MERGED, _MERGED = 16, 1
"""Pages of the keyword index that are merged, at least, and for each page of text that was added:
more than it takes on the mean, so that no ingest has to catch up on others."""

_CLEAR = (
    "DELETE FROM vectors",
    "DELETE FROM chunks",
    "DELETE FROM documents",
    "DELETE FROM recent",
    "DELETE FROM dead",
    "INSERT INTO keywords (keywords) VALUES ('delete-all')",
)


class CatalogChanges(Catalog):
    """The catalog of `folder`, created if missing; the caller holds the ingest lock."""

    def __init__(self, folder: CollectionFolder) -> None:
        self._new = not folder.catalog.exists()
        self._published = folder.catalog
        self._forgot = False
        self._added = 0
        super().__init__(folder.new_catalog if self._new else folder.catalog)

    def _open(self) -> sqlite3.Connection:
        with disk_errors(self.path):
            db = create_catalog(self.path) if self._new else open_to_write(self.path)
            db.execute("BEGIN IMMEDIATE")
        return db

    def keep(self, name: str, value: object) -> None:
        """Keep a setting."""
        self._run("INSERT OR REPLACE INTO settings VALUES (?, ?)", name, str(value))

    def add(
        self,
        document: Document,
        chunks: Sequence[Document],
        keys: Sequence[Sequence[str]],
        ingested_at: str | None = None,
    ) -> None:
        """Add a document, its chunks in order of start, and the keys of each chunk's vectors.

        Without the time at which it was ingested, that is now.
        """
        text, metadata = document.page_content, document.metadata
        starts = [chunk.metadata["start_index"] for chunk in chunks] + [len(text)]
        segments = [text[start:following] for start, following in pairwise(starts)]
        lead, title = text[: starts[0]], " ".join(name_terms(metadata["title"], metadata["source"]))
        number = self._run(
            "INSERT INTO documents (id, source, title, metadata, digest, lead, ingested_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            *_described(document),
            digest_of(document),
            lead,
            ingested_at or datetime.now(UTC).isoformat(timespec="seconds"),
        ).lastrowid
        rows = zip(chunks, keys, segments, segment_terms(lead, segments), strict=True)
        for chunk, of_chunk, segment, indexed in rows:
            chunk_number = self._run(
                'INSERT INTO chunks (document, start, "end", page, text) VALUES (?, ?, ?, ?, ?)',
                number,
                chunk.metadata["start_index"],
                chunk.metadata["end_index"],
                json.dumps(chunk.metadata.get("page")),
                segment,
            ).lastrowid
            self._run(
                "INSERT INTO keywords (rowid, title, text) VALUES (?, ?, ?)",
                chunk_number,
                title,
                indexed,
            )
            self._added += len(segment)
            self._each("INSERT INTO vectors VALUES (?, ?)", [(k, chunk_number) for k in of_chunk])

    def remove(self, document_id: str) -> set[str]:
        """Remove a document, its chunks and keywords; return the keys that its vectors had."""
        found = self.row("SELECT number, title, source FROM documents WHERE id = ?", document_id)
        if found is None:
            return set()
        number, title, source = found
        keys = self.rows(
            "SELECT key FROM vectors JOIN chunks ON number = chunk WHERE document = ?", number
        )
        self._forgot = True
        self._forget_keywords(number, " ".join(name_terms(title, source)))
        self._run(
            "DELETE FROM vectors WHERE chunk IN (SELECT number FROM chunks WHERE document = ?)",
            number,
        )
        self._run("DELETE FROM chunks WHERE document = ?", number)
        self._run("DELETE FROM documents WHERE number = ?", number)
        return {key for (key,) in keys}

    def rename(self, document_id: str, document: Document) -> None:
        """Give a document the id and the metadata of one with the same text."""
        found = self.row("SELECT number, title, source FROM documents WHERE id = ?", document_id)
        assert found is not None
        number, title, source = found
        before = " ".join(name_terms(title, source))
        after = " ".join(name_terms(document.metadata["title"], document.metadata["source"]))
        if before != after:
            self._forget_keywords(number, before)
            self._each(
                "INSERT INTO keywords (rowid, title, text) VALUES (?, ?, ?)",
                [(chunk, after, text) for chunk, text in self._indexed_chunks(number)],
            )
        self._run(
            "UPDATE documents SET id = ?, source = ?, title = ?, metadata = ? WHERE number = ?",
            *_described(document),
            number,
        )

    def clear(self) -> None:
        """Remove every document."""
        self._forgot = True
        for statement in _CLEAR:
            self._run(statement)

    def place(self, places: Mapping[str, int]) -> None:
        """Keep where vectors are that are not in Chroma's files, by key."""
        rows = [(place, key) for key, place in places.items()]
        self._each("INSERT OR IGNORE INTO recent VALUES (?, ?)", rows)

    def revive(self, keys: Iterable[str]) -> set[str]:
        """Return which of these keys are in Chroma's files, where none had them; some has now."""
        dead = self.rows(
            "SELECT dead.key FROM json_each(?) JOIN dead ON dead.key = value",
            json.dumps(list(keys)),
        )
        self._each("DELETE FROM dead WHERE key = ?", dead)
        return {key for (key,) in dead}

    def bury(self, keys: Iterable[str], places: Mapping[str, int]) -> None:
        """Keep that no chunk has these keys any more; `places` are those not in Chroma's files."""
        for key in keys:
            place = places.get(key, -1)
            recent = self._run("DELETE FROM recent WHERE place = ? AND key = ?", place, key)
            if not recent.rowcount:
                self._run("INSERT OR IGNORE INTO dead VALUES (?)", key)

    def tidy(self) -> None:
        """Merge a little of the keyword index, in proportion to what was added since."""
        pages = _LEAST_MERGED + _MERGED * self._added // INDEX_PAGE
        self._run("INSERT INTO keywords (keywords, rank) VALUES ('merge', ?)", pages)
        self._added = 0

    def set_generation(self, generation: int, folded: int) -> None:
        """Keep that all vectors, `folded` of them, are in Chroma's files of this generation."""
        self.keep(FOLDED, folded)
        self.keep(GENERATION, generation)
        self._run("DELETE FROM recent")
        self._run("DELETE FROM dead")

    def commit(self) -> None:
        """Publish every change durably; no file keeps what was removed."""
        self.keep(COMMITS, self.commits() + 1)
        with disk_errors(self.path):
            if self._new or (self._forgot and not SECURE_DELETE):
                self._db.execute("INSERT INTO keywords (keywords) VALUES ('optimize')")
            self._db.execute("COMMIT")
            if self._new:
                self._publish()
            else:
                self._empty_log()
                self._db.close()

    def abandon(self) -> None:
        """Undo every change."""
        with suppress(Error):
            self._db.execute("ROLLBACK")
        with suppress(Error):
            self._db.close()
        if self._new:
            self.path.unlink(missing_ok=True)

    def _empty_log(self) -> None:
        """Move SQLite's log into the file; the next writer tries again what a reader keeps from it.

        Only what was removed is worth waiting for readers: it stays in the file until then.
        """
        if not self._forgot:
            self._db.execute("PRAGMA busy_timeout = 0")
        with suppress(OperationalError):
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _publish(self) -> None:
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.close()
        sync_path(self.path)
        self.path.replace(self._published)
        sync_path(self._published.parent)

    def _forget_keywords(self, number: int, name: str) -> None:
        self._each(
            "INSERT INTO keywords (keywords, rowid, title, text) VALUES ('delete', ?, ?, ?)",
            [(chunk, name, text) for chunk, text in self._indexed_chunks(number)],
        )

    def _indexed_chunks(self, document: int) -> list[tuple[int, str]]:
        """Return the number and the terms of every chunk, as they were indexed."""
        chunks = self.rows(
            "SELECT number, text FROM chunks WHERE document = ? ORDER BY start", document
        )
        [(lead,)] = self.rows("SELECT lead FROM documents WHERE number = ?", document)
        indexed = segment_terms(lead, [text for _, text in chunks])
        return [(number, text) for (number, _), text in zip(chunks, indexed, strict=True)]

    def _run(self, statement: str, *values: object) -> sqlite3.Cursor:
        with disk_errors(self.path):
            return self._db.execute(statement, values)

    def _each(self, statement: str, rows: Sequence[Sequence[object]]) -> None:
        with disk_errors(self.path):
            self._db.executemany(statement, rows)


def _described(document: Document) -> tuple[str, str, str, str]:
    metadata = document.metadata
    return metadata["id"], metadata["source"], metadata["title"], metadata_json(metadata)
