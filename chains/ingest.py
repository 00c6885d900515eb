"""The one ingest that every interface calls: counts, failures, and cancellation."""

from __future__ import annotations

import asyncio
from threading import Event
from time import perf_counter
from typing import TYPE_CHECKING

from precis.chains.ingested import Failure, Ingested
from precis.errors import PrecisError
from precis.stores.held_versions import Held, Untouched
from precis.stores.ingest import IngestReport, LeftOut

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

    from langchain_core.documents import Document

    from precis.chains.workspace import Workspace
    from precis.loaders import LoadError


class StoppedError(PrecisError):
    """The ingest was stopped, and changed nothing."""

    def __init__(self) -> None:
        super().__init__("the ingest was stopped: nothing was changed")


class Ingest:
    """One ingest into a collection of the workspace's library.

    `fail` is the `on_error` of its loaders: what is in `failed` is reported and never removed as
    missing. `stop`, from any thread, ends it before the next document or batch with a
    StoppedError; then nothing has changed. `report` says how far it is.
    """

    def __init__(
        self,
        workspace: Workspace,
        collection: str,
        on_progress: Callable[[IngestReport], None] = lambda _: None,
    ) -> None:
        self.report = IngestReport(collection)
        self.failed: dict[str, LoadError] = {}
        self._held = Held({})
        self._workspace = workspace
        self._on_progress = on_progress
        self._stopped = Event()
        self._started = perf_counter()

    def hold(self, touched: Collection[Path] | None = None) -> Held:
        """Return the `is_held` of loaders: what it finds stays as it is, without being loaded.

        With `touched`, these are all files that are not at or below such a path.
        """
        versions = self._workspace.library.versions(self.report.collection)
        self._held = Held(versions) if touched is None else Untouched(versions, touched)
        return self._held

    def fail(self, error: LoadError) -> None:
        """Keep a source that could not be loaded."""
        self.failed[error.source] = error

    def stop(self) -> None:
        """Let `run` raise StoppedError at its next step."""
        self._stopped.set()

    def run(
        self,
        documents: Iterable[Document],
        roots: Collection[str] = (),
        is_left_out: LeftOut = lambda *_: False,
    ) -> Ingested:
        """Store `documents` as `Library.ingest` does; raises what loading and storing raise."""
        self.report = self._workspace.library.ingest(
            self._until_stopped(documents),
            self.report.collection,
            roots=roots,
            failed=self.failed.keys(),
            held=self._held.sources,
            is_left_out=is_left_out,
            on_progress=self._progress,
        )
        if self.report.removed or self.report.updated:
            self._workspace.forget_originals()
        return self._result()

    async def run_in_thread(self, documents: Iterable[Document]) -> Ingested:
        """Do what `run` does without holding up the event loop; cancelled, it is stopped."""
        try:
            return await asyncio.to_thread(self.run, documents)
        finally:
            self.stop()

    def reembed(self) -> Ingested:
        """Recompute all embeddings of the collection, as `Library.reembed` does."""
        library = self._workspace.library
        self.report = library.reembed(self.report.collection, on_progress=self._progress)
        return self._result()

    def _until_stopped(self, documents: Iterable[Document]) -> Iterator[Document]:
        for document in documents:
            self._check_stopped()
            yield document

    def _progress(self, report: IngestReport) -> None:
        self._check_stopped()
        self.report = report
        self._on_progress(report)

    def _check_stopped(self) -> None:
        if self._stopped.is_set():
            raise StoppedError

    def _result(self) -> Ingested:
        report = self.report
        return Ingested(
            collection=report.collection,
            added=report.added,
            updated=report.updated,
            unchanged=report.unchanged,
            removed=report.removed,
            failed=tuple(
                Failure(source=error.source, error=error.reason) for error in self.failed.values()
            ),
            chunks=report.chunks,
            usage=self._workspace.embedding_usage(self._started),
        )
