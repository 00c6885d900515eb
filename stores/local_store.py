"""A collection in a folder: readers never wait, and never see half of an ingest.

What a writer does is in `transaction.py`.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from precis.stores.catalog import Catalog
from precis.stores.catalog_file import FORMAT
from precis.stores.disk_errors import disk_errors, is_disk_full
from precis.stores.errors import (
    CorruptedLibraryError,
    OlderLibraryError,
    UnknownDocumentError,
    UnreadableLibraryError,
)
from precis.stores.ingest_lock import ingest_lock
from precis.stores.local_index import LocalIndex
from precis.stores.local_postings import LocalPostings
from precis.stores.local_vectors import COMPARED, LocalVectors
from precis.stores.recent_vectors import recent_rows
from precis.stores.rows import mapped_rows
from precis.stores.search import Snapshot
from precis.stores.transaction import FolderTransaction
from precis.stores.vectors import VectorFolder, check_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import numpy as np
    from langchain_core.documents import Document
    from langchain_core.embeddings import Embeddings
    from numpy.typing import NDArray

    from precis.stores.catalog import Source
    from precis.stores.chroma_server import ServerVectors
    from precis.stores.collection_folder import CollectionFolder
    from precis.stores.collection_store import Transaction
    from precis.stores.filters import Condition
    from precis.stores.rows import Rows

T = TypeVar("T")


class LocalStore:
    """The collection `name` in `folder`; `model` is the name of `embeddings`.

    A writer waits `wait` seconds for another and calls `on_wait` if it must. Threads may share it.
    """

    def __init__(
        self,
        folder: CollectionFolder,
        name: str,
        embeddings: Embeddings,
        model: str,
        *,
        wait: float,
        on_wait: Callable[[], None] | None,
    ) -> None:
        self.folder = folder
        self._name = name
        self._embeddings = embeddings
        self._model = model
        self._wait = wait
        self._on_wait = on_wait
        self._idle: list[_Reader] = []
        self._folded: tuple[object, VectorFolder | None, Rows] | None = None
        self._latest: tuple[object, LocalVectors | ServerVectors, LocalPostings] | None = None
        self._opening = threading.Lock()

    def exists(self) -> bool:
        """Return whether something was ingested."""
        try:
            there = self.folder.catalog.is_file()
            if not there and self.folder.of_format_1.is_file():
                raise OlderLibraryError(self.folder.path, 1, FORMAT)
        except PermissionError as error:
            raise UnreadableLibraryError(self.folder.path, error.strerror) from error
        return there

    @contextmanager
    def transaction(self, *, rebuild: bool = False) -> Iterator[Transaction]:
        """Hold the ingest lock; undo what is not committed at the end."""
        self.exists()
        with disk_errors(self.folder.path):
            lock = ingest_lock(self.folder.lock, self._name, self._wait, self._on_wait)
            with lock:
                transaction = self.open_transaction(rebuild=rebuild)
                disk_full = False
                try:
                    yield transaction
                except BaseException as error:
                    disk_full = is_disk_full(error)
                    raise
                finally:
                    transaction.close(disk_full=disk_full)

    def drop(self) -> None:
        """Delete the collection; readers keep its files open."""
        lock = ingest_lock(self.folder.lock, self._name, self._wait, self._on_wait)
        with disk_errors(self.folder.path), lock:
            self.folder.catalog.unlink(missing_ok=True)
            self.folder.sweep_all()

    def search(
        self, question: str, vector: NDArray[np.float32], k: int, where: Sequence[Condition]
    ) -> list[Document]:
        """Return up to `k` passages, best first."""
        return self.read(lambda it: it.search(question, vector, k, where))

    def documents(self, ids: Iterable[str]) -> dict[str, Document]:
        """Return documents by id. Raises UnknownDocumentError."""
        wanted = list(ids)
        found = self.look(lambda catalog: [catalog.document(each) for each in wanted])
        for document_id, document in zip(wanted, found, strict=True):
            if document is None:
                raise UnknownDocumentError(document_id, self._name)
        return {i: each for i, each in zip(wanted, found, strict=True) if each}

    def sources(self) -> list[Source]:
        """List the documents by source."""
        return self.look(Catalog.sources)

    def every_document(self) -> Iterator[Document]:
        """Yield every document, as of the first one."""
        catalog = Catalog(self.folder.catalog)
        try:
            with catalog.as_of_now():
                yield from catalog.documents()
        finally:
            catalog.close()

    def searchable(self) -> bool:
        """Return whether it has documents. Raises OtherEmbeddingsError for other embeddings."""
        if not self.exists():
            return False
        self.look(lambda catalog: catalog.check_embeddings(self._name, self._model))
        return True

    def look(self, read: Callable[[Catalog], T]) -> T:
        """Read the catalog as of now; the vectors are not needed."""
        with self._reader() as reader:
            return read(reader.catalog)

    def read(self, read: Callable[[Snapshot], T]) -> T:
        """Read catalog and vectors as of now; again where they were folded meanwhile."""
        while True:
            with self._reader() as reader:
                reader.catalog.check_embeddings(self._name, self._model)
                generation = reader.catalog.generation()
                try:
                    return read(self._snapshot(reader))
                except (CorruptedLibraryError, FileNotFoundError):
                    if self.look(Catalog.generation) == generation:
                        raise

    def snapshot(self) -> Snapshot:
        """Return the collection as of now, for as long as it is held."""
        catalog = Catalog(self.folder.catalog)
        return Snapshot(catalog, LocalIndex(catalog, LocalPostings(catalog)), self.vectors(catalog))

    def vectors(self, catalog: Catalog) -> LocalVectors | ServerVectors:
        """Return the vectors as of a catalog's commit; those that were folded are opened once."""
        generation = catalog.generation()
        state = self._identity(), generation
        kept = self._folded
        if kept is None or kept[0] != state:
            chroma = self.folder.chroma(generation)
            check_files(chroma)
            rows = mapped_rows(chroma.parent)
            # To open Chroma's files takes it longer than to compare few vectors, and all threads
            # stand still meanwhile.
            opened = VectorFolder(chroma) if len(rows) > COMPARED else None
            kept = self._folded = state, opened, rows
        recent = recent_rows(self.folder.recent(generation), self._model, catalog.recent())
        return LocalVectors(*kept[1:], catalog.dead(), recent)

    def open_transaction(self, *, rebuild: bool) -> FolderTransaction:
        """Return a transaction; the caller holds the ingest lock and closes it."""
        return FolderTransaction(
            self.folder, self._name, self._embeddings, self._model, rebuild=rebuild
        )

    def _snapshot(self, reader: _Reader) -> Snapshot:
        commits = reader.catalog.commits()
        if reader.snapshot is None or reader.commits != commits:
            state = reader.identity, commits
            with self._opening:
                if self._latest is None or self._latest[0] != state:
                    self._latest = (
                        state,
                        self.vectors(reader.catalog),
                        LocalPostings(reader.catalog),
                    )
                _, vectors, postings = self._latest
            reader.snapshot = Snapshot(
                reader.catalog, LocalIndex(reader.catalog, postings), vectors
            )
            reader.commits = commits
        return reader.snapshot

    @contextmanager
    def _reader(self) -> Iterator[_Reader]:
        """Give a reader that no other thread has, as of now."""
        identity = self._identity()
        reader = self._waiting()
        while reader and reader.identity != identity:
            reader.catalog.close()
            reader = self._waiting()
        reader = reader or _Reader(Catalog(self.folder.catalog), identity)
        with reader.catalog.as_of_now():
            yield reader
        self._idle.append(reader)

    def _waiting(self) -> _Reader | None:
        with suppress(IndexError):  # another thread may take the last one
            return self._idle.pop()
        return None

    def _identity(self) -> tuple[int, int]:
        """Return which file the catalog is: its folder may be removed and made again."""
        with disk_errors(self.folder.path):
            found = self.folder.catalog.stat()
        return found.st_dev, found.st_ino


@dataclass
class _Reader:
    """An open catalog, and what a search needs as of the last commit that it saw."""

    catalog: Catalog
    identity: tuple[int, int]
    snapshot: Snapshot | None = None
    commits: int = -1
