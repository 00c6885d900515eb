"""A collection on a Chroma server, and this client's own catalog of it, which follows its log.

What is kept on the server is in `server_collection.py`.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeVar

from precis.stores.catalog import EMBEDDINGS, VERSION, Catalog
from precis.stores.catalog_changes import CatalogChanges
from precis.stores.chunking import ChunkedDocument
from precis.stores.disk_errors import disk_errors
from precis.stores.errors import ServerError
from precis.stores.ingest_lock import ingest_lock
from precis.stores.local_store import LocalStore
from precis.stores.server_collection import ServerChange
from precis.stores.transaction import FolderTransaction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from langchain_core.documents import Document
    from langchain_core.embeddings import Embeddings

    from precis.stores.chroma_server import ServerVectors
    from precis.stores.collection_folder import CollectionFolder
    from precis.stores.collection_store import Change, Transaction
    from precis.stores.search import Snapshot
    from precis.stores.server_collection import ServerCollection

T = TypeVar("T")


class ServerStore(LocalStore):
    """The collection `remote`; `folder` keeps the catalog of this client."""

    def __init__(
        self,
        remote: ServerCollection,
        folder: CollectionFolder,
        embeddings: Embeddings,
        model: str,
        *,
        wait: float,
        on_wait: Callable[[], None] | None,
    ) -> None:
        super().__init__(folder, remote.name, embeddings, model, wait=wait, on_wait=on_wait)
        self._remote = remote

    def exists(self) -> bool:
        """Return whether anyone has ingested something."""
        return self._remote.exists()

    def drop(self) -> None:
        """Leave the collection, which others may fill, empty on its server."""

    @contextmanager
    def transaction(self, *, rebuild: bool = False) -> Iterator[Transaction]:
        """Hold the ingest lock of the server, and what the last holder left sweep away."""
        with self._remote.writing(self._wait, self._on_wait) as took_over:
            self._follow()
            with super().transaction(rebuild=rebuild) as transaction:
                if took_over and isinstance(transaction, ServerTransaction):
                    transaction.sweep()
                yield transaction

    def look(self, read: Callable[[Catalog], T]) -> T:
        """Read the catalog as of what is on the server now."""
        self._follow()
        return super().look(read)

    def read(self, read: Callable[[Snapshot], T]) -> T:
        """Read as of what is on the server now."""
        self._follow()
        return super().read(read)

    def vectors(self, catalog: Catalog) -> ServerVectors:
        """Return the vectors on the server."""
        return self._remote.vectors(catalog.setting(EMBEDDINGS) or self._model)

    def open_transaction(self, *, rebuild: bool) -> FolderTransaction:
        """Return a transaction of the server's collection."""
        return ServerTransaction(
            self._remote, self.folder, self._embeddings, self._model, rebuild=rebuild
        )

    def _follow(self) -> None:
        """Bring the catalog to what is published on the server; all of it at once."""
        if not self._remote.changes(self._version()):
            return
        with (
            disk_errors(self.folder.path),
            ingest_lock(self.folder.lock, self._name, self._wait),
        ):
            changes = self._remote.changes(self._version())
            if changes:
                self._apply(changes)

    def _version(self) -> int:
        if not self.folder.catalog.exists():
            return 0
        return super().look(Catalog.version)

    def _apply(self, changes: list[ServerChange]) -> None:
        begin = max((n for n, change in enumerate(changes) if change.rebuild), default=None)
        catalog = CatalogChanges(self.folder)
        try:
            if begin is not None:
                catalog.clear()
            for document_id in _net(catalog, changes[begin or 0 :]):
                stored = self._remote.fetch(document_id)
                catalog.remove(document_id)
                if stored:  # else it was removed meanwhile, which a later change says
                    catalog.add(stored.document, stored.chunks, stored.keys)
            catalog.tidy()
            catalog.keep(EMBEDDINGS, changes[-1].embeddings)
            catalog.keep(VERSION, changes[-1].version)
            catalog.commit()
        except BaseException:
            catalog.abandon()
            raise


def _net(catalog: CatalogChanges, changes: Sequence[ServerChange]) -> list[str]:
    """Remove what is gone after all changes; return the ids of what was added."""
    added: dict[str, None] = {}
    for change in changes:
        for document_id in change.removed:
            catalog.remove(document_id)
            added.pop(document_id, None)
        added |= dict.fromkeys(change.added)
    return list(added)


class ServerTransaction(FolderTransaction):
    """Documents and vectors go to the server, and count once its log names them."""

    def __init__(
        self,
        remote: ServerCollection,
        folder: CollectionFolder,
        embeddings: Embeddings,
        model: str,
        *,
        rebuild: bool,
    ) -> None:
        super().__init__(folder, remote.name, embeddings, model, rebuild=rebuild)
        self._remote = remote
        self._added: dict[str, None] = {}
        self._removed: dict[str, None] = {}

    def stage(self, cuts: Sequence[ChunkedDocument], on_progress: Callable[[], None]) -> None:
        """Store documents on the server too."""
        for item in cuts:
            self._added[item.document.metadata["id"]] = None
            self._remote.put(item)
        super().stage(cuts, on_progress)

    def close(self, *, disk_full: bool = False) -> None:
        """Take back from the server what does not count."""
        undone = self._changes is not None
        if undone:
            with suppress(ServerError):
                self.sweep()
        super().close(disk_full=disk_full)

    def sweep(self) -> None:
        """Remove from the server what a writer left that did not come to its end."""
        there = self._there
        same = there is not None and there.setting(EMBEDDINGS) == self._model
        keys = there.keys() if there and same else ()
        self._remote.sweep(there.sources_by_id() if there else (), keys, self._model)

    def _apply(self, changes: CatalogChanges, change: Change) -> None:
        super()._apply(changes, change)
        self._removed = dict.fromkeys([*change.removed, *change.renamed])
        for document_id, document in change.renamed.items():
            self._rename(document_id, document)

    def _rename(self, document_id: str, document: Document) -> None:
        stored = self._remote.fetch(document_id)
        if stored:
            self._remote.put(
                ChunkedDocument(
                    document, stored.chunks, [dict.fromkeys(k, "") for k in stored.keys]
                )
            )
            self._added[document.metadata["id"]] = None

    def _publish(self, changes: CatalogChanges) -> None:
        """Publish there first, so that nobody misses what is deleted after it."""
        version = changes.version() + 1
        gone = [i for i in self._removed if i not in self._added]
        loose = sorted(self._loose - changes.existing_keys(list(self._loose)))
        changes.keep(VERSION, version)
        change = ServerChange(version, self._model, list(self._added), gone, self._rebuild)
        self._remote.publish(change)
        self._remote.forget(gone)
        self._remote.vectors(self._model).delete(loose)
        changes.commit()
        self._changes = None
        self._vectors().path.unlink(missing_ok=True)

    def _name(self, keys: Sequence[str]) -> None:
        """Vectors are named by the catalog's chunks alone."""
        vectors = self._vectors()
        self._remote.vectors(self._model).add({key: vectors.get(key) for key in keys})

    def _missing(self, keys: Sequence[str]) -> Sequence[str]:
        return keys

    def _check_vectors(self, base: Catalog) -> None:
        """They are on the server."""
