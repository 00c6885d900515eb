"""The library beside the page: what a collection holds, what is loaded into it and removed."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from langchain_core.documents.base import Blob

from precis.chains.ingest import Ingest
from precis.chains.presentation import name
from precis.chains.requests import DEFAULT_COLLECTION
from precis.errors import PrecisError
from precis.loaders import LoadError, load
from precis.stores.collection_names import check_name
from precis.stores.errors import EmptyLibraryError, UnknownCollectionError, UnknownDocumentError
from precis.web.page import render
from precis.web.page.load_state import LoadState
from precis.web.problems import details_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Mapping, Sequence

    from precis.chains.evidence import Documents
    from precis.chains.ingest import Ingested
    from precis.web.service import Service

EXAMPLE = Path(__file__).with_name("example.md")

_TICK = 0.4
"""Seconds between two looks at a source that is being loaded."""


class Shelf:
    """The documents of `collection`, which need not exist.

    Raises UsageError for what cannot name one.
    """

    def __init__(self, service: Service, collection: str) -> None:
        check_name(collection)
        self.collection = collection
        self._workspace = service.workspace
        self._options = service.options
        self._jobs = service.jobs

    def collections(self) -> list[str]:
        """Return the names of all collections, and of this one, sorted."""
        return sorted({*self._workspace.library.collections(), DEFAULT_COLLECTION, self.collection})

    def choices(self) -> list[tuple[str, str]]:
        """Return a label and the id of every document."""
        try:
            sources = self._workspace.library.sources(self.collection)
        except (EmptyLibraryError, UnknownCollectionError):
            return []
        return [(_label(source.title, name(source.source)), source.id) for source in sources]

    def documents(self, chosen: Sequence[str]) -> Documents:
        """Return the documents with the ids `chosen`, or all where none is.

        Raises PrecisError where there is none, or one has been removed.
        """
        ids = list(chosen) or [document_id for _, document_id in self.choices()]
        if not ids:
            empty = f"the collection '{self.collection}' is empty"
            raise PrecisError(f"{empty}: add a document, or try it with an example")
        try:
            return self._workspace.library.documents(ids, self.collection)
        except UnknownDocumentError:
            message = "a document is not in the library any more: reload the page"
            raise PrecisError(message) from None

    def remove(self, chosen: Sequence[str]) -> str:
        """Remove documents for good; return what went wrong, as HTML, or nothing.

        One that is gone already is no error.
        """
        there = {document_id for _, document_id in self.choices()}
        try:
            self._workspace.remove([one for one in chosen if one in there], self.collection)
        except PrecisError as error:
            return render.problem(details_of(error, self._workspace.path)["detail"])
        return ""

    async def add(
        self, user: str, sources: Mapping[str, str | Blob]
    ) -> AsyncIterator[dict[str, LoadState]]:
        """Load sources, by the names they have here, one after the other; yield how far each is.

        Raises ProblemError where `user` has too much under way.
        """
        wait = "waiting for room: other work is under way" if self._jobs.is_full else "waiting"
        states = dict.fromkeys(sources, LoadState("waiting", wait))
        yield states
        async with self._jobs.room(user):
            for known_as, source in sources.items():
                async for state in self._add(source):
                    states[known_as] = state
                    yield states

    async def _add(self, source: str | Blob) -> AsyncIterator[LoadState]:
        yield LoadState("loading", "reading …")
        ingest = Ingest(self._workspace, self.collection)
        documents = load([source], self._options, ingest.fail)
        work = asyncio.create_task(ingest.run_in_thread(documents))
        try:
            while not (await asyncio.wait({work}, timeout=_TICK))[0]:
                if chunks := ingest.report.chunks:
                    yield LoadState("loading", f"{chunks} passages in the library …")
            yield _state(work.result(), list(ingest.failed.values()))
        except Exception as error:  # noqa: BLE001 - shown on the page
            yield LoadState("failed", details_of(error, self._workspace.path)["detail"])
        finally:
            work.cancel()


def addresses(text: str) -> dict[str, str]:
    """Return the web addresses in `text`, one a line or between spaces, by themselves.

    What names no scheme gets one, so that nothing is taken for a path of the server.
    """
    found = [word if "://" in word else f"https://{word}" for word in text.split()]
    return {address: address for address in found}


def files(paths: Iterable[Path]) -> dict[str, Blob]:
    """Return files as sources that are known by the names of the files alone."""
    found: dict[str, Blob] = {}
    for path in paths:
        same = sum(one.endswith(path.name) for one in found)
        known_as = f"{same + 1} {path.name}" if path.name in found else path.name
        found[known_as] = Blob.from_path(path, guess_type=False, metadata={"source": known_as})
    return found


def _label(title: str, source: str) -> str:
    return title if not source or title == source else f"{title} · {source}"


def _state(report: Ingested, failed: Sequence[LoadError]) -> LoadState:
    told = f"{failed[0].reason}; {failed[0].remedy}" if failed else ""
    stored = report.added + report.updated + report.unchanged
    if not stored:
        return LoadState("failed", told)
    more = f"; {len(failed)} left out: {told}" if failed else ""
    if report.unchanged == stored:
        return LoadState("done", f"there already{more}")
    return LoadState("done", f"ready{f', {stored} documents' if stored > 1 else ''}{more}")
