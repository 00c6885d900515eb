"""The library: a folder of collections, each documents with a hybrid index over their chunks.

What an ingest does is in `ingest.py`, what a search does in `search.py`, how both stay out of
each other's way in `generations.py`.
"""

from __future__ import annotations

import hashlib
import re
from contextlib import ExitStack, contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from precis.errors import UsageError
from precis.stores.errors import (
    CorruptedLibraryError,
    EmptyLibraryError,
    LibraryError,
    NotALibraryError,
    UnknownCollectionError,
    UnknownDocumentError,
    UnreadableLibraryError,
)
from precis.stores.filters import conditions
from precis.stores.generations import Generations
from precis.stores.ingest import Ingest, IngestReport
from precis.stores.replica import follow
from precis.stores.search import Snapshot
from precis.stores.writer import Writer, disk_errors, writing

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from langchain_core.documents import Document
    from langchain_core.embeddings import Embeddings

    from precis.stores.catalog import Source
    from precis.stores.chroma_server import ChromaServer
    from precis.stores.cut import Splitter
    from precis.stores.retriever import LibraryRetriever
    from precis.stores.server_collection import ServerCollection

T = TypeVar("T")

_NAME = re.compile(r"[^\W_][\w.-]{0,63}")
_COLLECTIONS = "collections"
_UNNAMED = "_"
"""What the name of an unnamed collection starts with; a named one cannot."""


def check_name(collection: str) -> None:
    """Raise UsageError for what cannot name a collection."""
    if not _NAME.fullmatch(collection):
        raise UsageError(
            f"'{collection}' cannot name a collection: use letters, digits, '.', '_' and '-'"
        )


class Library:
    """The library in the folder `path`, which need not exist to be read.

    `model` is the name of `embeddings`; a collection belongs to one. With the address `chroma`
    of a Chroma server, collections are there and the folder only keeps catalogs of them. A writer
    waits `wait` seconds for another and calls `on_wait` if it must. Every error is a LibraryError.
    """

    def __init__(
        self,
        path: Path,
        embeddings: Embeddings,
        splitter: Splitter,
        *,
        model: str,
        chroma: str | None = None,
        wait: float = 600,
        on_wait: Callable[[], None] | None = None,
    ) -> None:
        self.path = path
        self.embeddings = embeddings
        self.splitter = splitter
        self._model = model
        self._url = chroma
        self._wait = wait
        self._on_wait = on_wait
        self._open: dict[str, Snapshot] = {}

    def make(self) -> Path:
        """Make the folder, if it is new, and return it; raises LibraryError where it cannot."""
        self._check_folder()
        with disk_errors(self.path):
            (self.path / _COLLECTIONS).mkdir(parents=True, exist_ok=True)
        return self.path

    def collections(self) -> list[str]:
        """Return the names of the collections, sorted."""
        if self._server:
            return self._server.collections()
        folder = self.path / _COLLECTIONS
        with _reading(self.path):
            names = [entry.name for entry in folder.iterdir()] if folder.is_dir() else []
            return sorted(n for n in names if not n.startswith(_UNNAMED) and self.has(n))

    def has(self, collection: str) -> bool:
        """Say whether something was ingested into `collection`."""
        if self._server:
            return collection in self.collections()
        return self._generations(collection).current() is not None

    def ingest(
        self,
        documents: Iterable[Document],
        collection: str = "default",
        *,
        roots: Collection[str] = (),
        failed: Collection[str] = (),
        on_progress: Callable[[IngestReport], None] | None = None,
    ) -> IngestReport:
        """Store `documents`, replacing what their sources gave before.

        What else came from under one of `roots` (folders, addresses) and is not in `documents`
        is removed, except the sources in `failed`, which is read at the end. Readers see all of
        it at once, when it is done. An ingest that is interrupted changes nothing, and the next
        one does not pay again for what was embedded.
        """
        report = IngestReport(collection)
        with self._writing(collection) as writer:
            ingest = Ingest(writer, self.splitter, report, on_progress)
            ingest.store(documents)
            ingest.drop_replaced()
            ingest.drop_missing(roots, failed)
            report.chunks, report.embedded = writer.count(), writer.embedded
        return report

    def reembed(
        self,
        collection: str = "default",
        *,
        on_progress: Callable[[IngestReport], None] | None = None,
    ) -> IngestReport:
        """Make the vectors of a collection anew, with the embeddings of this library."""
        before = self._snapshot(collection, any_embeddings=True)
        report = IngestReport(collection)
        with self._writing(collection, anew=True) as writer:
            Ingest(writer, self.splitter, report, on_progress).store(before.catalog.documents())
            report.chunks, report.embedded = writer.count(), writer.embedded
        return report

    def hold(
        self,
        documents: Sequence[Document],
        *,
        on_progress: Callable[[IngestReport], None] | None = None,
    ) -> str:
        """Return the name of an unnamed collection of exactly `documents`, made if it is new."""
        ids = "\n".join(sorted({document.metadata["id"] for document in documents}))
        name = _UNNAMED + hashlib.sha256(f"{self._model}\n{ids}".encode()).hexdigest()[:16]
        if not self._generations(name).current():
            self.ingest(documents, name, on_progress=on_progress)
        return name

    def remove(self, ids: Iterable[str], collection: str = "default") -> None:
        """Remove documents so that their text is in no file of the library; all or none.

        Raises UnknownDocumentError.
        """
        self._snapshot(collection, any_embeddings=True)
        with self._writing(collection) as writer:
            for document_id in dict.fromkeys(ids):
                if writer.base is None or not writer.base.has(document_id):
                    raise UnknownDocumentError(document_id, collection)
                writer.remove(document_id)

    def search(
        self, question: str, collection: str = "default", k: int = 8, *, where: Sequence[str] = ()
    ) -> list[Document]:
        """Return up to `k` passages of a collection, best first, each with a `score`.

        Raises UsageError for a blank question or `k` below 1.
        """
        if not question.strip():
            raise UsageError("the question is empty: ask in a few words")
        if k < 1:
            raise UsageError(f"-k {k} asks for no passage: give 1 or more")
        wanted = conditions(where)
        self._snapshot(collection)
        vector = np.asarray(self.embeddings.embed_query(question), dtype=np.float32)
        return self._read(collection, lambda it: it.search(question, vector, k, wanted))

    def retriever(
        self, collection: str = "default", k: int = 8, *, where: Sequence[str] = ()
    ) -> LibraryRetriever:
        """Return `search` as a LangChain retriever."""
        from precis.stores.retriever import LibraryRetriever

        self._snapshot(collection)
        return LibraryRetriever(search=self.search, collection=collection, k=k, where=tuple(where))

    def documents(self, ids: Iterable[str], collection: str = "default") -> dict[str, Document]:
        """Return documents with their canonical text, by id. Raises UnknownDocumentError."""
        wanted = list(ids)
        found = self._read(
            collection, lambda it: {i: it.catalog.document(i) for i in wanted}, any_embeddings=True
        )
        for document_id, document in found.items():
            if document is None:
                raise UnknownDocumentError(document_id, collection)
        return {document_id: document for document_id, document in found.items() if document}

    def sources(self, collection: str = "default") -> list[Source]:
        """List what is in a collection, by source."""
        return self._read(collection, lambda it: it.catalog.sources(), any_embeddings=True)

    def _generations(self, collection: str) -> Generations:
        check_name(collection.removeprefix(_UNNAMED))
        if self._server and not collection.startswith(_UNNAMED):
            digest = hashlib.sha256(self._server.url.encode()).hexdigest()[:16]
            return Generations(self.path / _COLLECTIONS / f"{_UNNAMED}{digest}" / collection)
        return Generations(self.path / _COLLECTIONS / collection)

    @cached_property
    def _server(self) -> ChromaServer | None:
        from precis.stores.chroma_server import ChromaServer

        return ChromaServer(self._url) if self._url else None

    def _remote(self, collection: str) -> ServerCollection | None:
        """Return the collection on the server; unnamed ones stay here."""
        from precis.stores.server_collection import ServerCollection

        if self._server is None or collection.startswith(_UNNAMED):
            return None
        return ServerCollection(self._server, collection)

    @contextmanager
    def _writing(self, collection: str, *, anew: bool = False) -> Iterator[Writer]:
        generations, remote = self._generations(collection), self._remote(collection)
        with ExitStack() as stack:
            stack.enter_context(disk_errors(self.path))
            self._check_folder()
            took_over = False
            if remote:
                took_over = stack.enter_context(remote.writing(self._wait, self._on_wait))
                follow(generations, remote, self._wait)
            stack.enter_context(generations.writing(self._wait, self._on_wait))
            model = self._model
            writer = stack.enter_context(
                writing(generations, self.embeddings, model, anew=anew, remote=remote)
            )
            if took_over:
                writer.sweep_server()
            yield writer

    def _read(
        self, collection: str, read: Callable[[Snapshot], T], *, any_embeddings: bool = False
    ) -> T:
        """Read the current generation; again where a writer may have swept it meanwhile."""
        generations = self._generations(collection)
        while True:
            snapshot = self._snapshot(collection, any_embeddings=any_embeddings)
            try:
                found = read(snapshot)
            except CorruptedLibraryError:
                if generations.current() == snapshot.folder:
                    raise
            else:
                if generations.current() == snapshot.folder:
                    return found

    def _snapshot(self, collection: str, *, any_embeddings: bool = False) -> Snapshot:
        """Open the current generation, or give the one open already."""
        generations, remote = self._generations(collection), self._remote(collection)
        if remote:
            with disk_errors(self.path):
                follow(generations, remote, self._wait)
        while True:
            with _reading(self.path):
                folder = generations.current()
            if folder is None:
                raise self._nothing(collection)
            try:
                snapshot = self._opened(collection, folder, remote)
            except (CorruptedLibraryError, FileNotFoundError):
                if generations.current() == folder:
                    raise
                continue  # replaced, and swept, while it was being opened
            if not any_embeddings:
                snapshot.catalog.check_embeddings(collection, self._model)
            return snapshot

    def _opened(self, collection: str, folder: Path, remote: ServerCollection | None) -> Snapshot:
        snapshot = self._open.get(collection)
        if snapshot is None or snapshot.folder != folder:
            vectors = remote.vectors(self._model) if remote else None
            snapshot = self._open[collection] = Snapshot(folder, vectors)
        return snapshot

    def _nothing(self, collection: str) -> LibraryError:
        self._check_folder()
        known = self.collections()
        return UnknownCollectionError(collection, known) if known else EmptyLibraryError(self.path)

    def _check_folder(self) -> None:
        """Raise NotALibraryError where `path` holds something else; caches may lie in it."""
        if self.path.is_dir():
            others = (p for p in self.path.iterdir() if ".sqlite" not in p.name)
            if (self.path / _COLLECTIONS).is_dir() or not any(others):
                return
        elif not self.path.exists():
            return
        raise NotALibraryError(self.path)


@contextmanager
def _reading(folder: Path) -> Iterator[None]:
    try:
        yield
    except PermissionError as error:
        raise UnreadableLibraryError(folder, error.strerror) from error
