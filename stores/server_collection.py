"""A collection on a shared Chroma server: documents, a log of changes, a writer's lease.

Documents and vectors are written first and count only once a change in the log names them; the
log's entries are never changed. How a client follows the log is in `server_store.py`.
"""

from __future__ import annotations

import hashlib
import json
import threading
import time
import uuid
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from langchain_core.documents import Document

from precis.stores.chroma_server import DOCUMENTS, PREFIX
from precis.stores.collection_names import folder_of
from precis.stores.errors import LibraryBusyError, ServerError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from precis.stores.chroma_server import ChromaServer, ServerVectors
    from precis.stores.chunking import ChunkedDocument

LEASE_SECONDS = 30.0
"""A writer silent for this long is presumed dead."""

_BEAT_SECONDS = 5.0
_POLL_SECONDS = 0.3
_PART = 500_000
_LOOK_AHEAD = 64
_NAMED_AT_ONCE = 100
_WRITER = "writer"


class ServerChange(NamedTuple):
    """What one ingest did, by ids of documents; `rebuild` means that nothing before it counts."""

    version: int
    embeddings: str
    added: list[str]
    removed: list[str]
    rebuild: bool


class Stored(NamedTuple):
    """A document as it is kept: its chunks, and the keys of each chunk's vectors."""

    document: Document
    chunks: list[Document]
    keys: list[list[str]]


class ServerCollection:
    """The collection `name` on a server; made by its first writer."""

    def __init__(self, server: ChromaServer, name: str) -> None:
        self._server = server
        self.name = name
        self._prefix = f"{PREFIX}{folder_of(name)}"
        self._records: Any = None
        self._lease = ""

    def exists(self) -> bool:
        """Return whether something was published."""
        records = self._open()
        if records is None:
            return False
        with self._server.reaching():
            return bool(records.get(ids=[_change_id(1)], include=[])["ids"])

    def changes(self, after: int) -> list[ServerChange]:
        """Return what was published after the version `after`, in order."""
        found: list[ServerChange] = []
        records = self._open()
        while records is not None:
            first = after + len(found) + 1
            ids = [_change_id(version) for version in range(first, first + _LOOK_AHEAD)]
            with self._server.reaching():
                rows = records.get(ids=ids, include=["documents"])
            entries = (json.loads(document)["change"] for document in rows["documents"])
            found += sorted(ServerChange(*entry) for entry in entries)
            if len(rows["ids"]) < _LOOK_AHEAD:
                break
        return found

    def fetch(self, document_id: str) -> Stored | None:
        """Return a document; None where it was removed meanwhile."""
        with self._server.reaching():
            rows = self._open().get(where={"document": document_id}, include=["documents"])
        parts = [part for _, part in sorted(zip(rows["ids"], rows["documents"], strict=True))]
        if not parts:
            return None
        kept = json.loads("".join(parts))
        document = Document(page_content=kept["text"], metadata=kept["metadata"])
        chunks = [Document(page_content="", metadata=chunk) for chunk in kept["chunks"]]
        return Stored(document, chunks, kept["keys"])

    def put(self, item: ChunkedDocument) -> None:
        """Store a document, which counts once it is published."""
        kept = {
            "text": item.document.page_content,
            "metadata": item.document.metadata,
            "chunks": [chunk.metadata for chunk in item.chunks],
            "keys": [list(windows) for windows in item.windows],
        }
        content = json.dumps(kept, default=str)
        name = item.document.metadata["id"]
        for number, start in enumerate(range(0, len(content), _PART)):
            part = content[start : start + _PART]
            with self._server.reaching():
                self._create_records().upsert(
                    ids=[f"document-{name}-{number:06d}"],
                    embeddings=[[1.0]],
                    documents=[part],
                    metadatas=[{"document": name}],
                )

    def publish(self, change: ServerChange) -> None:
        """Publish a change to every client. Raises ServerError if another was faster."""
        self._check_lease()
        token = uuid.uuid4().hex
        content = json.dumps({"change": change, "token": token})
        if self._first(_change_id(change.version), token, document=content) != token:
            raise ServerError(self._server.url, f"another client wrote '{self.name}' first")

    def forget(self, ids: Sequence[str]) -> None:
        """Remove documents from the server."""
        for start in range(0, len(ids), _NAMED_AT_ONCE):
            named = list(ids[start : start + _NAMED_AT_ONCE])
            with self._server.reaching():
                self._create_records().delete(where={"document": {"$in": named}})

    def sweep(self, ids: Collection[str], keys: Collection[str], model: str) -> None:
        """Remove every document and vector but these: what a dead writer left."""
        self._check_lease()
        with self._server.reaching():
            rows = self._create_records().get(include=["metadatas"])
        named = {
            str(metadata["document"]) for metadata in rows["metadatas"] if "document" in metadata
        }
        self.forget(sorted(named - set(ids)))
        vectors = self.vectors(model)
        vectors.delete(sorted(vectors.keys() - set(keys)))

    def vectors(self, model: str) -> ServerVectors:
        """Return the vectors that the embedding model `model` made."""
        digest = hashlib.sha256(model.encode()).hexdigest()[:8]
        return self._server.vectors(f"{self._prefix}-vectors-{digest}")

    @contextmanager
    def writing(self, wait: float, on_wait: Callable[[], None] | None = None) -> Iterator[bool]:
        """Hold the write lease; yields whether it was taken over from a dead writer.

        Waits up to `wait` seconds and calls `on_wait` once if it must. Raises LibraryBusyError.
        """
        token = uuid.uuid4().hex
        broken = self._acquire(token, wait, on_wait)
        self._lease = token
        stop = threading.Event()
        beating = threading.Thread(target=self._beat, args=(token, stop), daemon=True)
        beating.start()
        try:
            yield broken
        finally:
            stop.set()
            beating.join()
            with suppress(ServerError), self._server.reaching():
                self._create_records().delete(where={"token": token})

    def _acquire(self, token: str, wait: float, on_wait: Callable[[], None] | None) -> bool:
        broken, waited = False, False
        deadline = time.monotonic() + wait
        seen, since = "", time.monotonic()
        while (holder := self._first(_WRITER, token)) != token:
            with self._server.reaching():
                rows = self._create_records().get(ids=[_WRITER], include=["metadatas"])
            state = json.dumps(rows["metadatas"], sort_keys=True)
            if state != seen:
                seen, since = state, time.monotonic()
            if time.monotonic() - since > LEASE_SECONDS:
                with self._server.reaching():
                    self._create_records().delete(where={"token": holder})
                broken = True
                continue
            if time.monotonic() > deadline:
                raise LibraryBusyError(self.name, wait)
            if on_wait and not waited:
                on_wait()
            waited = True
            time.sleep(min(_POLL_SECONDS, wait))
        return broken

    def _beat(self, token: str, stop: threading.Event) -> None:
        beats = 0
        while not stop.wait(_BEAT_SECONDS):
            beats += 1
            with suppress(ServerError), self._server.reaching():
                self._create_records().update(
                    ids=[_WRITER], metadatas=[{"token": token, "beat": beats}]
                )

    def _check_lease(self) -> None:
        """Raise ServerError where a writer that was cut off is presumed dead by another.

        That one has swept away what was stored, and what it stores itself must stay.
        """
        if self._token_of(_WRITER) != self._lease:
            reason = f"another client took over writing '{self.name}': try again"
            raise ServerError(self._server.url, reason)

    def _first(self, record: str, token: str, document: str = "-") -> str:
        """Add a record unless it is there; return the token of the one that is there then.

        Chroma keeps the first of two records with one id, whoever else adds at the same time.
        """
        with self._server.reaching():
            self._create_records().add(
                ids=[record],
                embeddings=[[1.0]],
                documents=[document],
                metadatas=[{"token": token, "beat": 0}],
            )
        return self._token_of(record)

    def _token_of(self, record: str) -> str:
        with self._server.reaching():
            rows = self._create_records().get(ids=[record], include=["metadatas"])
        return str(rows["metadatas"][0]["token"]) if rows["ids"] else ""

    def _open(self) -> Any:
        """Return the records, None where no writer has made them yet."""
        from chromadb.errors import NotFoundError

        if self._records is None:
            name = f"{self._prefix}{DOCUMENTS}"
            with self._server.reaching(), suppress(NotFoundError):
                self._records = self._server.client.get_collection(name, embedding_function=None)
        return self._records

    def _create_records(self) -> Any:
        if self._records is None:
            name = f"{self._prefix}{DOCUMENTS}"
            with self._server.reaching():
                self._records = self._server.client.get_or_create_collection(
                    name, embedding_function=None
                )
        return self._records


def _change_id(version: int) -> str:
    return f"change-{version:012d}"
