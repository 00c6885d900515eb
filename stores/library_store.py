"""The library, all operations in one file: collections of documents with a hybrid index.

What an ingest does is in `ingest.py`, what a search does in `search.py`, what a collection is
kept in is in `collection_store.py`.
"""

from __future__ import annotations

import hashlib
from functools import cached_property, partial
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING
from weakref import finalize

import numpy as np

from precis.database import Address
from precis.errors import UsageError
from precis.low_priority import low_priority
from precis.stores.collection_folder import CollectionFolder
from precis.stores.collection_names import UNNAMED, check_name, folder_of, is_unnamed, name_of
from precis.stores.collection_store import Change
from precis.stores.disk_errors import disk_errors, reading
from precis.stores.errors import (
    DiskFullError,
    EmptyLibraryError,
    LibraryError,
    ReadOnlyError,
    UnknownCollectionError,
    UnwritableLibraryError,
)
from precis.stores.filters import conditions, meets
from precis.stores.ingest import Ingest, IngestReport, LeftOut
from precis.stores.library_folder import COLLECTIONS, check_folder
from precis.stores.local_store import LocalStore
from precis.stores.permissions import Permissions, Right, Unrestricted
from precis.stores.source_patterns import all_meant, vanished
from precis.stores.survey import find_touched

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from langchain_core.documents import Document
    from langchain_core.embeddings import Embeddings

    from precis.stores.catalog import Source
    from precis.stores.chroma_server import ChromaServer
    from precis.stores.chunking import Splitter
    from precis.stores.collection_store import CollectionStore
    from precis.stores.retriever import LibraryRetriever
    from precis.stores.survey import Touched


class LibraryStore:
    """The library in the folder `path`, which need not exist to be read.

    `model` is the name of `embeddings`; a collection belongs to one. With the address `chroma`
    of a Chroma server, collections are there and the folder only keeps catalogs of them. With the
    address `database` of PostgreSQL, collections are there, with their vectors on `chroma` if that
    is given, and the folder keeps unnamed ones. A writer waits `wait` seconds for another and
    calls `on_wait` if it must. What `permissions` hide is as if it did not exist. Every error is a
    LibraryError.
    """

    def __init__(
        self,
        path: Path,
        embeddings: Embeddings,
        splitter: Splitter,
        *,
        model: str,
        chroma: str | None = None,
        database: str | None = None,
        wait: float = 600,
        on_wait: Callable[[], None] | None = None,
        permissions: Permissions | None = None,
    ) -> None:
        self.path = path
        self.embeddings = embeddings
        self.splitter = splitter
        self.model = model
        self._url = chroma
        self._database = database
        self._wait = wait
        self._on_wait = on_wait
        self._permissions = permissions or Unrestricted()
        self._stores: dict[str, CollectionStore] = {}

    def collections(self) -> list[str]:
        """Return the names of the collections that may be read, sorted."""
        names = self._every_collection()
        rights = self._permissions.rights(names)
        return [name for name in names if rights[name] >= Right.READ]

    def _every_collection(self) -> list[str]:
        if self._database:
            from precis.stores.shared.store import collections_in

            return collections_in(self._database)
        if self._server:
            return self._server.collections()
        folder = self.path / COLLECTIONS
        with reading(self.path):
            names = [name_of(entry.name) for entry in folder.iterdir()] if folder.is_dir() else []
        return sorted(name for name in names if name and self._store_of(name).exists())

    def every_id(self) -> set[tuple[str, str]]:
        """Return all collections with the ids of their documents, whoever may read them."""
        kept = ((name, self._store_of(name)) for name in self._every_collection())
        return {(name, source.id) for name, store in kept for source in store.sources()}

    def has(self, collection: str) -> bool:
        """Return whether something was ingested into `collection`, which may be read."""
        return (
            self.right(collection) >= Right.READ and self._store_of(_spelled(collection)).exists()
        )

    def right(self, collection: str) -> Right:
        """Return what may be done with a collection, which need not exist."""
        name = _spelled(collection)
        return self._permissions.rights([name])[name]

    def ingest(
        self,
        documents: Iterable[Document],
        collection: str = "default",
        *,
        roots: Collection[str] = (),
        failed: Collection[str] = (),
        held: Collection[str] = (),
        is_left_out: LeftOut = lambda *_: False,
        on_progress: Callable[[IngestReport], None] | None = None,
    ) -> IngestReport:
        """Store `documents`, replacing what their sources gave before.

        What else came from under one of `roots` (folders, addresses) and is not in `documents`
        is removed, except the sources in `failed`, what `is_left_out` of a root, and those in
        `held`, which are unchanged; all are read at the end. Readers see all of
        it at once, when it is done. An ingest that is interrupted changes nothing, and the next
        one does not pay again for what was embedded.
        """
        report = IngestReport(collection)
        with disk_errors(self.path):
            check_folder(self.path)
        with self.store(collection, Right.WRITE).transaction() as transaction:
            ingest = Ingest(transaction, self.splitter, report, on_progress, self._is_gone)
            with low_priority(unless=is_unnamed(collection)):
                ingest.store(documents)
            ingest.drop_replaced()
            ingest.keep_held(held)
            ingest.drop_missing(roots, failed, is_left_out)
            self.store(collection, Right.WRITE)  # the right may have been taken away meanwhile
            transaction.commit(ingest.change())
            report.chunks, report.embedded = transaction.count(), transaction.embedded
        return report

    def versions(self, collection: str = "default") -> dict[str, str]:
        """Return the version of each source of a collection, as `Catalog.versions` does."""
        store = self.store(collection)
        return store.look(lambda catalog: catalog.versions()) if store.exists() else {}

    def reembed(
        self,
        collection: str = "default",
        *,
        on_progress: Callable[[IngestReport], None] | None = None,
    ) -> IngestReport:
        """Recompute the vectors of a collection with the embeddings of this library."""
        store = self._existing_store(collection, Right.WRITE)
        report = IngestReport(collection)
        with store.transaction(rebuild=True) as transaction:
            ingest = Ingest(transaction, self.splitter, report, on_progress, self._is_gone)
            with low_priority():
                ingest.store(store.every_document())
            transaction.commit(Change())
            report.chunks, report.embedded = transaction.count(), transaction.embedded
        return report

    def hold(
        self,
        documents: Sequence[Document],
        *,
        on_progress: Callable[[IngestReport], None] | None = None,
    ) -> str:
        """Return the name of an unnamed collection of exactly `documents`, made if it is new."""
        ids = "\n".join(sorted({document.metadata["id"] for document in documents}))
        name = UNNAMED + hashlib.sha256(f"{self.model}\n{ids}".encode()).hexdigest()[:16]
        self._permissions.on_hold(name)
        if not self.store(name).exists():
            try:
                self.ingest(documents, name, on_progress=on_progress)
            except (UnwritableLibraryError, DiskFullError):
                self._hold_aside(name)
                self.ingest(documents, name, on_progress=on_progress)
        return name

    def _hold_aside(self, name: str) -> None:
        """Keep an unnamed collection beside a library that cannot be written, for this run."""
        folder = CollectionFolder(Path(mkdtemp(prefix="precis-")) / name)
        finalize(self, rmtree, folder.path.parent, ignore_errors=True)
        self._stores[name] = self._local(folder, name)

    def remove(self, names: Iterable[str], collection: str = "default") -> list[Source]:
        """Remove documents so that their text is in no file of the library; all or none.

        A name is an id, or a source: an address, a file, a folder with all in it, or a glob.
        Returns what was removed. Raises UnknownDocumentError for a name of nothing.
        """
        named = list(names)
        return self._remove(collection, lambda kept: all_meant(named, kept, collection))

    def drop(self, collection: str) -> None:
        """Delete a collection whose documents were removed; one on a Chroma server stays, empty.

        Raises UnknownCollectionError.
        """
        self._existing_store(collection, Right.WRITE).drop()
        del self._stores[_spelled(collection)]

    def vanished(self, collection: str = "default") -> list[Source]:
        """List the documents whose files are gone; of a shared library, files may be elsewhere."""
        if not self._is_local:
            return []
        return [source for source in self.sources(collection) if self._is_gone(source.source)]

    @property
    def _is_local(self) -> bool:
        return not (self._url or self._database)

    def _is_gone(self, source: str) -> bool:
        return self._is_local and vanished(source)

    def _remove(
        self, collection: str, chosen: Callable[[Sequence[Source]], list[str]]
    ) -> list[Source]:
        with self._existing_store(collection, Right.WRITE).transaction() as transaction:
            kept = transaction.base.sources() if transaction.base else []
            ids = set(chosen(kept))
            transaction.commit(Change(removed=[s.id for s in kept if s.id in ids]))
        return [source for source in kept if source.id in ids]

    def search(
        self, question: str, collection: str = "default", k: int = 8, *, where: Sequence[str] = ()
    ) -> list[Document]:
        """Return up to `k` passages of a collection, best first, each with a `score`.

        Raises UsageError for a blank question or `k` below 1.
        """
        if not question.strip():
            raise UsageError("the question is empty: ask in a few words")
        if k < 1:
            raise UsageError(f"-k {k} is not a number of passages: give 1 or more")
        wanted = conditions(where)
        store = self._searchable_store(collection)
        vector = np.asarray(self.embeddings.embed_query(question), dtype=np.float32)
        return store.search(question, vector, k, wanted)

    def retriever(
        self, collection: str = "default", k: int = 8, *, where: Sequence[str] = ()
    ) -> LibraryRetriever:
        """Return `search` as a LangChain retriever."""
        from precis.stores.retriever import LibraryRetriever

        self.check(collection)
        return LibraryRetriever(search=self.search, collection=collection, k=k, where=tuple(where))

    def check(self, collection: str = "default") -> None:
        """Raise LibraryError for a collection that cannot be searched."""
        self._searchable_store(collection)

    def documents(self, ids: Iterable[str], collection: str = "default") -> dict[str, Document]:
        """Return documents with their canonical text, by id. Raises UnknownDocumentError."""
        return self._existing_store(collection).documents(ids)

    def sources(self, collection: str = "default", *, where: Sequence[str] = ()) -> list[Source]:
        """List what is in a collection, by source; only what meets the conditions `where`."""
        wanted, store = conditions(where), self._existing_store(collection)
        if not wanted:
            return store.sources()
        ids = store.look(lambda catalog: catalog.ids_where(partial(meets, wanted)))
        return [source for source in store.sources() if source.id in ids]

    def unmatched(self, collection: str = "default", *, where: Sequence[str] = ()) -> list[str]:
        """Return the conditions that no document meets: one by one, or else together.

        There are none as soon as one document meets them all.
        """
        if not where or self.sources(collection, where=where):
            return []
        alone = [each for each in where if not self.sources(collection, where=[each])]
        return alone or list(where)

    def find_touched(
        self,
        question: str,
        words: Sequence[str],
        collection: str = "default",
        *,
        where: Sequence[str] = (),
    ) -> list[Touched]:
        """Return the chunks of all documents that have one of `words` or are near to `question`."""
        wanted = conditions(where)
        store = self._searchable_store(collection)
        vector = np.asarray(self.embeddings.embed_query(question), dtype=np.float32)
        return store.read(lambda it: find_touched(it, words, vector, wanted))

    @cached_property
    def _server(self) -> ChromaServer | None:
        from precis.stores.chroma_server import ChromaServer

        return ChromaServer(self._url) if self._url else None

    def store(self, collection: str, needed: Right = Right.READ) -> CollectionStore:
        """Return what a collection is kept in; the one place where rights are checked.

        Raises what an unknown collection does where it may not be read, and ReadOnlyError.
        """
        name = _spelled(collection)
        right = self._permissions.rights([name])[name]
        if right < Right.READ:
            raise self._nothing(collection)
        if right < needed:
            raise ReadOnlyError(name)
        if not is_unnamed(name):
            self._permissions.on_open(name)
        return self._store_of(name)

    def _store_of(self, name: str) -> CollectionStore:
        """Return what a collection is kept in; unnamed ones are always in this folder."""
        if name not in self._stores:
            self._stores[name] = self._create_store(name)
        return self._stores[name]

    def _create_store(self, name: str) -> CollectionStore:
        top = self.path / COLLECTIONS
        if self._database and not is_unnamed(name):
            return self._shared(self._database, name)
        if is_unnamed(name) or not self._server:
            folder = name if is_unnamed(name) else folder_of(name)
            return self._local(CollectionFolder(top / folder), name)
        from precis.stores.server_collection import ServerCollection
        from precis.stores.server_store import ServerStore

        digest = hashlib.sha256(self._server.url.encode()).hexdigest()[:16]
        return ServerStore(
            ServerCollection(self._server, name),
            CollectionFolder(top / f"{UNNAMED}{digest}" / folder_of(name)),
            self.embeddings,
            self.model,
            wait=self._wait,
            on_wait=self._on_wait,
        )

    def _shared(self, database: str, name: str) -> CollectionStore:
        from precis.stores.shared.store import SharedStore

        return SharedStore(
            database,
            name,
            self.embeddings,
            self.model,
            chroma=self._server,
            wait=self._wait,
            on_wait=self._on_wait,
        )

    def _local(self, folder: CollectionFolder, name: str) -> LocalStore:
        embeddings = self.embeddings, self.model
        return LocalStore(folder, name, *embeddings, wait=self._wait, on_wait=self._on_wait)

    def _existing_store(self, collection: str, needed: Right = Right.READ) -> CollectionStore:
        store = self.store(collection, needed)
        if not store.exists():
            raise self._nothing(collection)
        return store

    def _searchable_store(self, collection: str) -> CollectionStore:
        store = self.store(collection)
        if not store.searchable():
            raise self._nothing(collection)
        return store

    def _nothing(self, collection: str) -> LibraryError:
        check_folder(self.path)
        known = self.collections()
        where = Address.of(self._database) if self._database else self.path
        return UnknownCollectionError(collection, known) if known else EmptyLibraryError(where)


def _spelled(collection: str) -> str:
    return collection if is_unnamed(collection) else check_name(collection)
