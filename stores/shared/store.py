"""A collection in PostgreSQL, where every process sees what any of them committed."""

from __future__ import annotations

import hashlib
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeVar

from precis.database import Database
from precis.stores.errors import (
    LibraryBusyError,
    LibraryError,
    OtherPlaceError,
    UnknownDocumentError,
)
from precis.stores.indexing import TERMS
from precis.stores.search import Snapshot
from precis.stores.shared.catalog import SharedCatalog
from precis.stores.shared.heads import CHROMA, DATABASE, head_of, lock_number, make_head, names
from precis.stores.shared.index import SharedIndex
from precis.stores.shared.postings import SharedPostings
from precis.stores.shared.transaction import SharedTransaction
from precis.stores.shared.vectors import ChromaVectors, DatabaseVectors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import numpy as np
    from langchain_core.documents import Document
    from langchain_core.embeddings import Embeddings
    from numpy.typing import NDArray

    from precis.database.pool import Rows
    from precis.stores.catalog import Source
    from precis.stores.chroma_server import ChromaServer
    from precis.stores.filters import Condition
    from precis.stores.shared.heads import Head
    from precis.stores.shared.vectors import SharedVectors

T = TypeVar("T")

_POLL_SECONDS = 0.2
_SWEEP_OTHER = """
WITH gone AS (DELETE FROM precis.loose WHERE collection = %s AND space = %s AND embeddings <> %s
    RETURNING collection, space, key),
found AS (DELETE FROM precis.vectors AS it USING gone
    WHERE it.collection = gone.collection AND it.space = gone.space AND it.key = gone.key)
DELETE FROM precis.sketches AS it USING gone
    WHERE it.collection = gone.collection AND it.space = gone.space AND it.key = gone.key
"""
_LIBRARY = "SELECT value FROM precis.settings WHERE name = 'library'"


class SharedStore:
    """The collection `name` in the database at `url`, with its vectors on `chroma` if given.

    `model` is the name of `embeddings`. A writer waits `wait` seconds for another and calls
    `on_wait` if it must. Threads may share it.
    """

    def __init__(
        self,
        url: str,
        name: str,
        embeddings: Embeddings,
        model: str,
        *,
        chroma: ChromaServer | None,
        wait: float,
        on_wait: Callable[[], None] | None,
    ) -> None:
        self._database = Database(url, LibraryError)
        self._name = name
        self._embeddings = embeddings
        self._model = model
        self._chroma = chroma
        self._place = DATABASE if chroma is None else CHROMA
        self._wait = wait
        self._on_wait = on_wait
        self._postings: tuple[int, SharedPostings] | None = None
        self._kept: tuple[tuple[int, int], dict[bytes, bytes]] = (0, 0), {}
        self._remembering = threading.Lock()

    def exists(self) -> bool:
        """Return whether something was ingested."""
        return self._head() is not None

    def searchable(self) -> bool:
        """Return whether it has documents. Raises OtherEmbeddingsError for other embeddings."""
        head = self._head()
        if head:
            head.check(self._name, self._model)
        return head is not None

    @contextmanager
    def transaction(self, *, rebuild: bool = False) -> Iterator[SharedTransaction]:
        """Hold the ingest lock; undo what is not committed at the end."""
        with self._database.session() as connection:
            self._lock(connection)
            found = head_of(connection, self._name) or self._new_head(connection)
            head = self._next_head(found, rebuild=rebuild)
            self._sweep_other(head)
            with self._database.reading() as before:
                base = None if rebuild or not found.commits else SharedCatalog(before, found)
                yield SharedTransaction(
                    connection,
                    base,
                    head,
                    embeddings=self._embeddings,
                    writing=self._database.writing,
                    vectors=self._vectors,
                    rebuild=rebuild,
                )
        if rebuild and found.place == CHROMA:
            self._drop_chroma(found)

    def drop(self) -> None:
        """Delete the collection, whose documents were removed."""
        with self._database.session() as connection:
            self._lock(connection)
            head = head_of(connection, self._name)
            if head is None:
                return
            for table in ("documents", "chunks", "chunk_vectors", "postings", "terms", "vectors",
                          "sketches", "loose"):  # fmt: skip
                statement = f"DELETE FROM precis.{table} WHERE collection = %s"  # noqa: S608 - tables of ours
                connection.execute(statement.encode(), (head.number,))
            connection.execute("DELETE FROM precis.collections WHERE number = %s", (head.number,))
            connection.commit()
        if head.place == CHROMA:
            self._drop_chroma(head)

    def search(
        self, question: str, vector: NDArray[np.float32], k: int, where: Sequence[Condition]
    ) -> list[Document]:
        """Return up to `k` passages, best first."""
        return self.read(lambda it: it.search(question, vector, k, where))

    def documents(self, ids: Iterable[str]) -> dict[str, Document]:
        """Return documents by id. Raises UnknownDocumentError."""
        wanted = list(ids)
        found = self.look(lambda catalog: catalog.documents_by_id(wanted))
        for document_id in wanted:
            if document_id not in found:
                raise UnknownDocumentError(document_id, self._name)
        return {document_id: found[document_id] for document_id in wanted}

    def sources(self) -> list[Source]:
        """List the documents by source."""
        return self.look(SharedCatalog.sources)

    def every_document(self) -> Iterator[Document]:
        """Yield every document, as of the first one."""
        with self._catalog() as catalog:
            yield from catalog.documents()

    def look(self, read: Callable[[SharedCatalog], T]) -> T:
        """Read the catalog as of now; the vectors are not needed."""
        with self._catalog() as catalog:
            return read(catalog)

    def read(self, read: Callable[[Snapshot], T]) -> T:
        """Read catalog and vectors as of now; again where a server's were deleted meanwhile."""
        while True:
            with self._catalog() as catalog:
                catalog.check_embeddings(self._name, self._model)
                result = read(self._snapshot(catalog))
                head = catalog.head
            if head.place == DATABASE or self.look(SharedCatalog.commits) == head.commits:
                return result

    def vectors(self, catalog: SharedCatalog) -> SharedVectors:
        """Return the vectors as of a catalog's commit."""
        return self._vectors(catalog.connection, catalog.head)

    def _snapshot(self, catalog: SharedCatalog) -> Snapshot:
        with self._remembering:
            kept = self._postings
            if kept is None or kept[0] != catalog.head.commits:
                kept = self._postings = catalog.head.commits, SharedPostings(catalog)
        return Snapshot(catalog, SharedIndex(catalog, kept[1]), self.vectors(catalog))

    def _head(self) -> Head | None:
        """Return the head as of now, None where nothing was committed."""
        with self._database.statement() as connection:
            head = head_of(connection, self._name)
        return head if head and head.commits else None

    @contextmanager
    def _catalog(self) -> Iterator[SharedCatalog]:
        with self._database.reading() as connection:
            head = head_of(connection, self._name)
            if head is None:
                raise LibraryError(f"the collection '{self._name}' was deleted meanwhile")
            yield SharedCatalog(connection, head)

    def _lock(self, connection: Rows) -> None:
        """Wait for the ingest lock, which the connection holds until it commits or ends."""
        deadline, number, waited = time.monotonic() + self._wait, lock_number(self._name), False
        while True:
            row = connection.execute("SELECT pg_try_advisory_xact_lock(%s)", (number,)).fetchone()
            if row == (True,):
                return
            if time.monotonic() >= deadline:
                raise LibraryBusyError(self._name, self._wait)
            if self._on_wait and not waited:
                self._on_wait()
            waited = True
            time.sleep(min(_POLL_SECONDS, self._wait))

    def _next_head(self, found: Head, *, rebuild: bool) -> Head:
        """Return what a writer begins with. Raises OtherPlaceError, and what `Head.check` does."""
        if found.commits and not rebuild:
            found.check(self._name, self._model)
            self._check_place(found)
            return found
        return found._replace(
            embeddings=self._model, place=self._place, space=found.space + 1, terms=TERMS
        )

    def _new_head(self, connection: Rows) -> Head:
        """Return the head of a collection that is new, as others see it from now on too."""
        with self._database.statement() as made:
            make_head(made, self._name)
        head = head_of(connection, self._name)
        assert head is not None
        return head

    def _check_place(self, head: Head) -> None:
        if head.place != self._place:
            raise OtherPlaceError(self._name, on_chroma=head.place == CHROMA)

    def _sweep_other(self, head: Head) -> None:
        """Delete what an ingest with other embeddings left in this space, where none counts."""
        with self._database.statement() as connection:
            connection.execute(_SWEEP_OTHER, (head.number, head.space, head.embeddings))

    def _vectors(self, connection: Rows, head: Head) -> SharedVectors:
        self._check_place(head)
        if self._chroma is None:
            return DatabaseVectors(connection, head.number, head.space, self._kept_vectors(head))
        there = self._chroma.vectors(_chroma_name(connection, head))
        return ChromaVectors(there, SharedCatalog(connection, head).existing_keys)

    def _kept_vectors(self, head: Head) -> dict[bytes, bytes]:
        """Return what is remembered of the vectors of one space, where a key's never changes."""
        with self._remembering:
            if self._kept[0] != (head.number, head.space):
                self._kept = (head.number, head.space), {}
            return self._kept[1]

    def _drop_chroma(self, head: Head) -> None:
        """Delete a space of vectors that does not count any more, if its server is known here."""
        if self._chroma is None:
            return
        with suppress(LibraryError), self._database.statement() as connection:
            self._chroma.drop(_chroma_name(connection, head))


def collections_in(url: str) -> list[str]:
    """Return the names of the collections in the database at `url`, sorted."""
    with Database(url, LibraryError).statement() as connection:
        return names(connection)


def _chroma_name(connection: Rows, head: Head) -> str:
    """Return the name of the vectors of one library, collection, space and model."""
    [(library,)] = connection.execute(_LIBRARY).fetchall()
    model = hashlib.sha256((head.embeddings or "").encode()).hexdigest()[:8]
    return f"precis-{library[:13]}-{head.number}-{head.space}-{model}"
