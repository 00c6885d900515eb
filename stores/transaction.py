"""One ingest's changes to a collection in a folder: readers see all of them, or none.

Vectors are appended and on the disk before the catalog names them, so that a writer can be killed
anywhere. What a writer on a server does besides is in `server_store.py`.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np

from precis.stores.catalog import EMBEDDINGS, Catalog
from precis.stores.catalog_changes import CatalogChanges
from precis.stores.errors import LibraryError, MissingVectorsError
from precis.stores.fold import Sizes, fold, should_fold
from precis.stores.recent_vectors import RecentVectors
from precis.stores.rows import check_rows
from precis.stores.vectors import check_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from langchain_core.embeddings import Embeddings

    from precis.stores.chunking import ChunkedDocument
    from precis.stores.collection_folder import CollectionFolder
    from precis.stores.collection_store import Change

_EMBED_AT_ONCE = 256


class FolderTransaction:
    """Changes of the collection `name` in `folder`; the caller holds the ingest lock.

    Opens nothing to write until there is something to change. Raises OtherEmbeddingsError.
    """

    def __init__(
        self,
        folder: CollectionFolder,
        name: str,
        embeddings: Embeddings,
        model: str,
        *,
        rebuild: bool = False,
    ) -> None:
        self._folder = folder
        self._model = model
        self._embeddings = embeddings
        self._rebuild = rebuild or not folder.catalog.exists()
        self._there = Catalog(folder.catalog) if folder.catalog.exists() else None
        self._generation = self._there.generation() if self._there else 0
        self.base = None if self._rebuild else self._there
        if self.base:
            self.base.check_embeddings(name, model)
            self._check_vectors(self.base)
        self._changes: CatalogChanges | None = None
        self._recent: RecentVectors | None = None
        self._loose: set[str] = set()
        self._new = 0
        self._committed: int | None = None
        self.embedded = 0

    def count(self) -> int:
        """Return the number of chunks with what is staged so far."""
        if self._committed is not None:
            return self._committed
        catalog = self._changes or self.base
        return catalog.count() if catalog else 0

    def stage(self, cuts: Sequence[ChunkedDocument], on_progress: Callable[[], None]) -> None:
        """Store documents, replacing those whose text or metadata changed."""
        changes = self._changing()
        for item in cuts:
            self._loose |= changes.remove(item.document.metadata["id"])
        texts = {key: text for item in cuts for of in item.windows for key, text in of.items()}
        missing = [key for key in texts if key not in self._loose]
        there = changes.existing_keys(missing)
        self._embed({key: texts[key] for key in missing if key not in there}, on_progress)
        for item in cuts:
            changes.add(
                item.document, item.chunks, [list(of) for of in item.windows], item.ingested_at
            )
        changes.tidy()

    def commit(self, change: Change) -> None:
        """Publish what was staged and `change`, if there is anything."""
        if change.removed or change.renamed:
            self._changing()
        if self._changes:
            self._apply(self._changes, change)
        self._committed = self.count()
        if self._changes:
            self._publish(self._changes)
        elif self.base:
            self._folder.sweep(self._generation)  # what a killed writer left
        self.close()

    def close(self, *, disk_full: bool = False) -> None:
        """Undo what is not committed; what was embedded is kept for the next try, if it can."""
        if disk_full and self._recent:
            with suppress(OSError):
                placed = self.base.recent().values() if self.base else ()
                self._recent.drop_after(max(placed, default=-1) + 1)
        if self._changes:
            self._changes.abandon()
            self._changes = None
        if self._there:
            self._there.close()

    def _apply(self, changes: CatalogChanges, change: Change) -> None:
        for document_id in change.removed:
            self._loose |= changes.remove(document_id)
        for document_id, document in change.renamed.items():
            changes.rename(document_id, document)

    def _publish(self, changes: CatalogChanges) -> None:
        """Make what was appended durable, then let the catalog name it; fold where it is due."""
        self._bury(changes, self._loose - changes.existing_keys(list(self._loose)))
        self._vectors().sync()
        if self._rebuild:
            self._fold_into_first(changes)
        changes.commit()
        self._changes = None
        self._folder.sweep(self._generation)
        if self._rebuild:
            self._folder.recent(self._generation).unlink(missing_ok=True)
        else:
            with suppress(LibraryError, OSError):  # it is published; the next ingest folds
                self._fold_if_due()

    def _fold_into_first(self, changes: CatalogChanges) -> None:
        """Write Chroma's files of a new generation, which counts when the catalog does."""
        self._generation += 1
        into = self._folder.chroma(self._generation)
        places = changes.recent()
        fold(into, base=None, dead=(), recent=self._vectors(), keys=list(places))
        changes.set_generation(self._generation, len(places))

    def _fold_if_due(self) -> None:
        catalog = Catalog(self._folder.catalog)
        try:
            if not should_fold(Sizes(*catalog.sizes(), self._new)):
                return
            recent, dead = catalog.recent(), catalog.dead()
            folded = catalog.sizes()[0] - len(dead) + len(recent)
        finally:
            catalog.close()
        following = self._generation + 1
        fold(
            self._folder.chroma(following),
            base=self._folder.chroma(self._generation),
            dead=dead,
            recent=RecentVectors(self._folder.recent(self._generation), self._model),
            keys=list(recent),
        )
        changes = CatalogChanges(self._folder)
        try:
            changes.set_generation(following, folded)
            changes.commit()
        except BaseException:
            changes.abandon()
            raise
        self._folder.sweep(following)

    def _embed(self, texts: dict[str, str], on_progress: Callable[[], None]) -> None:
        keys = list(texts)
        for start in range(0, len(keys), _EMBED_AT_ONCE):
            wanted = keys[start : start + _EMBED_AT_ONCE]
            self._keep(self._missing(wanted), texts)
            on_progress()

    def _keep(self, keys: Sequence[str], texts: dict[str, str]) -> None:
        """Have the vectors of `keys` in the file and name them; those there are not paid for."""
        vectors = self._vectors()
        unpaid = [key for key in keys if key not in vectors.places]
        if unpaid:
            rows = self._embeddings.embed_documents([texts[key] for key in unpaid])
            made = zip(unpaid, np.asarray(rows, dtype=np.float32), strict=True)
            vectors.add(dict(made))
            self.embedded += len(unpaid)
        self._name(keys)

    def _name(self, keys: Sequence[str]) -> None:
        vectors = self._vectors()
        self._changing().place({key: vectors.places[key] for key in keys})
        self._new += len(keys)

    def _missing(self, keys: Sequence[str]) -> Sequence[str]:
        """Return the keys without a vector; Chroma may still have one that nobody had."""
        revived = self._changing().revive(keys)
        return [key for key in keys if key not in revived]

    def _bury(self, changes: CatalogChanges, keys: Iterable[str]) -> None:
        changes.bury(sorted(keys), self._vectors().places)

    def _vectors(self) -> RecentVectors:
        if self._recent is None:
            following = self._generation + 1 if self._rebuild else self._generation
            self._recent = RecentVectors(self._folder.recent(following), self._model)
        return self._recent

    def _changing(self) -> CatalogChanges:
        if self._changes is None:
            self._folder.path.mkdir(parents=True, exist_ok=True)
            self._changes = CatalogChanges(self._folder)
            if self._rebuild and self._there:
                self._changes.clear()
            self._changes.keep(EMBEDDINGS, self._model)
        return self._changes

    def _check_vectors(self, base: Catalog) -> None:
        """Raise MissingVectorsError where files are missing that a reader will need."""
        chroma = self._folder.chroma(self._generation)
        check_files(chroma)
        check_rows(chroma.parent)
        recent = self._folder.recent(self._generation)
        if not recent.is_file() and base.row("SELECT 1 FROM recent LIMIT 1"):
            raise MissingVectorsError(recent)
