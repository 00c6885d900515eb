"""One writer's changes to a collection: all published together, or none."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from precis.stores.catalog import CATALOG, Catalog
from precis.stores.errors import DiskFullError, ServerError, UnwritableLibraryError
from precis.stores.journal import Journal
from precis.stores.replica import version_of
from precis.stores.server_collection import Change
from precis.stores.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from langchain_core.embeddings import Embeddings

    from precis.stores.cut import Cut
    from precis.stores.generations import Generations
    from precis.stores.server_collection import ServerCollection


@contextmanager
def writing(
    generations: Generations,
    embeddings: Embeddings,
    model: str,
    *,
    anew: bool = False,
    remote: ServerCollection | None = None,
) -> Iterator[Writer]:
    """Give a Writer, and publish what it changed unless an error passes by.

    The caller holds the right to write. `anew` starts from nothing instead of from what is
    there; `remote` is the collection on a server, if it is on one. Raises OtherEmbeddingsError.
    """
    writer = Writer(generations, embeddings, model, anew=anew, remote=remote)
    try:
        yield writer
        writer.publish()
    except BaseException as error:
        writer.abandon(disk_full=is_disk_full(error))
        raise


class Writer:
    """Adds and removes documents; copies the current generation at the first change only."""

    def __init__(
        self,
        generations: Generations,
        embeddings: Embeddings,
        model: str,
        *,
        anew: bool,
        remote: ServerCollection | None,
    ) -> None:
        self._remote = remote
        self._anew = anew
        self._added: dict[str, None] = {}
        self._gone: dict[str, None] = {}
        self._generations = generations
        self._embeddings = embeddings
        self._model = model
        self._stage: Stage | None = None
        self._version = version_of(generations)
        current = None if anew else generations.current()
        self.base = Catalog(current / CATALOG) if current else None
        if self.base:
            self.base.check_embeddings(generations.folder.name, model)
        self._journal = Journal(generations.folder / "journal.sqlite", model)

    def count(self) -> int:
        """Return the number of chunks with the changes so far."""
        catalog = self._stage.catalog if self._stage else self.base
        return catalog.count() if catalog else 0

    @property
    def embedded(self) -> int:
        """How many texts were sent to the embedding model."""
        return self._stage.embedded if self._stage else 0

    def add(self, batch: Sequence[Cut], told: Callable[[], None]) -> None:
        """Store documents; one that is here with other text or metadata is replaced.

        `told` is called whenever some more texts are embedded.
        """
        stage = self._staged()
        for item in batch:
            stage.remove(item.document.metadata["id"])
            self._added[item.document.metadata["id"]] = None
            if self._remote:
                self._remote.put(item)
        stage.add(batch, told)

    def remove(self, document_id: str) -> None:
        """Remove a document, so that nothing of its text stays."""
        self._staged().remove(document_id)
        self._gone[document_id] = None

    def publish(self) -> None:
        """Let readers see the changes, if there are any."""
        if self._stage and self._remote:
            self._publish_on_server(self._stage, self._remote)
        elif self._stage:
            self._stage.delete_loose()
            self._stage.close(compact=bool(self._gone))
            self._generations.publish(self._stage.folder)
        if self.base:
            self.base.close()
        self._journal.discard()

    def abandon(self, *, disk_full: bool) -> None:
        """Undo the changes; what was embedded is kept for the next try, unless the disk is full."""
        if disk_full:
            self._journal.discard()
        else:
            self._journal.close()
        if self._stage:
            self._stage.close(compact=False)
            shutil.rmtree(self._stage.folder, ignore_errors=True)
            if self._remote:
                with suppress(ServerError):
                    self.sweep_server()

    def sweep_server(self) -> None:
        """Remove from the server what a writer left that did not come to its end."""
        if self._remote:
            ids = self.base.sources_by_id() if self.base else {}
            self._remote.sweep(ids, self.base.keys() if self.base else (), self._model)

    def _publish_on_server(self, stage: Stage, remote: ServerCollection) -> None:
        """Publish there first, so that nobody misses what is deleted after it."""
        version = stage.catalog.version() + 1
        gone = [i for i in self._gone if i not in self._added]
        change = Change(version, self._model, list(self._added), gone, self._anew)
        stage.catalog.came_to(version)
        remote.publish(change)
        remote.forget(gone)
        stage.delete_loose()
        stage.close(compact=bool(self._gone))
        self._generations.publish(stage.folder)

    def _staged(self) -> Stage:
        if self._stage is None:
            folder = self._generations.stage(empty=self.base is None)
            vectors = self._remote.vectors(self._model) if self._remote else None
            self._stage = Stage(folder, self._embeddings, self._journal, vectors)
            self._stage.catalog.made_with(self._model)
            self._stage.catalog.came_to(self._version)
        return self._stage


def is_disk_full(error: BaseException) -> bool:
    """Say whether an error means that there is no space left."""
    if isinstance(error, sqlite3.OperationalError):
        return "disk is full" in str(error)
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return isinstance(error, DiskFullError)


@contextmanager
def disk_errors(folder: Path) -> Iterator[None]:
    """Raise UnwritableLibraryError and DiskFullError for what the disk under `folder` says."""
    try:
        yield
    except PermissionError as error:
        raise UnwritableLibraryError(folder, error.strerror) from error
    except (OSError, sqlite3.OperationalError) as error:
        if is_disk_full(error):
            raise DiskFullError(folder) from error
        if isinstance(error, OSError) and error.errno == errno.EROFS:
            raise UnwritableLibraryError(folder, error.strerror) from error
        raise
