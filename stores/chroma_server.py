"""A shared Chroma server: connecting to it, and the vectors on it.

What a collection of documents is there, is in `server_collection.py`.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, cast

from precis.errors import UsageError
from precis.stores.collection_names import name_of
from precis.stores.errors import DuplicateIdError, ServerError
from precis.stores.rows import Rows
from precis.stores.vectors import CONFIGURATION, Near

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np
    from httpx import Timeout, TimeoutException
    from numpy.typing import NDArray

PREFIX, DOCUMENTS = "precis-", "-documents"
"""What the names of its collections begin with, and of those with documents end with."""

CONNECT_SECONDS, SILENT_SECONDS = 10.0, 60.0
"""How long to wait for a connection, and for the next word of a server that is cut off."""


class ChromaServer:
    """The server at `url`. Raises ServerError when it does not answer."""

    def __init__(self, url: str) -> None:
        from urllib.parse import urlsplit

        import chromadb
        from chromadb.config import Settings

        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise UsageError(
                f"'{url}' is not the address of a Chroma server: give http://HOST:PORT"
            )
        secure = parts.scheme == "https"
        self.url = url
        self._check_answers()
        with self.reaching():
            client = chromadb.HttpClient(
                host=parts.hostname,
                port=parts.port or (443 if secure else 8000),
                ssl=secure,
                settings=Settings(anonymized_telemetry=False),
            )
        self.client = cast("Any", client)
        self.client._server._session.timeout = _timeout()  # noqa: SLF001 - Chroma waits for ever

    @contextmanager
    def reaching(self) -> Iterator[None]:
        """Raise ServerError for a server that does not answer, or not as it should."""
        import httpx
        from chromadb.errors import ChromaError

        try:
            yield
        except httpx.TimeoutException as error:
            raise ServerError(self.url, f"no answer within {_waited(error):g} seconds") from error
        except (httpx.HTTPError, ChromaError) as error:
            raise ServerError(self.url, error) from error
        except ValueError as error:
            if "connect" not in str(error).lower():
                raise
            raise ServerError(self.url, "it does not answer") from error

    def _check_answers(self) -> None:
        """Ask before Chroma does, which would wait for ever for a server that is cut off."""
        import httpx

        with self.reaching():
            httpx.get(f"{self.url.rstrip('/')}/api/v2/heartbeat", timeout=_timeout())

    def vectors(self, name: str) -> ServerVectors:
        """Return the vectors with a name, which are made if they are new."""
        with self.reaching():
            made = self.client.get_or_create_collection(
                name, configuration=CONFIGURATION, embedding_function=None
            )
        return ServerVectors(self, made)

    def drop(self, name: str) -> None:
        """Delete vectors with a name, if there are any."""
        from chromadb.errors import NotFoundError

        with self.reaching(), suppress(NotFoundError):
            self.client.delete_collection(name)

    def collections(self) -> list[str]:
        """Return the names of the collections that precis made there."""
        with self.reaching():
            names = [collection.name for collection in self.client.list_collections()]
        found = (n for n in names if n.startswith(PREFIX) and n.endswith(DOCUMENTS))
        folders = (name[len(PREFIX) : -len(DOCUMENTS)] for name in found)
        return sorted(name for folder in folders if (name := name_of(folder)))


def _timeout() -> Timeout:
    from httpx import Timeout

    return Timeout(SILENT_SECONDS, connect=CONNECT_SECONDS)


def _waited(error: TimeoutException) -> float:
    from httpx import ConnectTimeout

    return CONNECT_SECONDS if isinstance(error, ConnectTimeout) else SILENT_SECONDS


class ServerVectors:
    """What `LocalVectors` is, on a server: keys that are there already are kept as they are."""

    def __init__(self, server: ChromaServer, collection: Any) -> None:
        self._server = server
        self._collection = collection

    def add(self, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        """Add vectors of equal length by key."""
        keys = list(vectors)
        if len(set(keys)) < len(keys):
            raise DuplicateIdError(keys[0], self._server.url)
        size = self._server.client.get_max_batch_size()
        for start in range(0, len(keys), size):
            batch = keys[start : start + size]
            with self._server.reaching():
                self._collection.add(ids=batch, embeddings=[vectors[key] for key in batch])

    def delete(self, keys: Sequence[str]) -> None:
        """Remove the vectors of `keys`."""
        size = self._server.client.get_max_batch_size()
        for start in range(0, len(keys), size):
            with self._server.reaching():
                self._collection.delete(ids=list(keys[start : start + size]))

    def get(self, keys: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Return the vectors of those of `keys` that are there."""
        found: dict[str, NDArray[np.float32]] = {}
        size = self._server.client.get_max_batch_size()
        for start in range(0, len(keys), size):
            batch = list(keys[start : start + size])
            with self._server.reaching():
                rows = self._collection.get(ids=batch, include=["embeddings"])
            found |= dict(zip(rows["ids"], rows["embeddings"], strict=True))
        return found

    def have(self, keys: Sequence[str]) -> set[str]:
        """Return those of `keys` that are there."""
        with self._server.reaching():
            return set(self._collection.get(ids=list(keys), include=[])["ids"]) if keys else set()

    def keys(self) -> set[str]:
        """Return every key."""
        with self._server.reaching():
            return set(self._collection.get(include=[])["ids"])

    def nearest(
        self, vector: NDArray[np.float32], count: int, among: Sequence[str] | None = None
    ) -> list[Near]:
        """Return up to `count` nearest keys, best first; only those `among` if given."""
        if among is not None and not among:
            return []
        with self._server.reaching():
            found = self._collection.query(
                query_embeddings=[vector],
                n_results=count,
                ids=None if among is None else list(among),
                include=["distances"],
            )
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return [Near(key, 1.0 - distance) for key, distance in pairs]

    def cosines(self, vector: NDArray[np.float32], keys: Sequence[str]) -> dict[str, float]:
        """Return the cosine of `vector` and of the one of each key."""
        with self._server.reaching():
            found = self._collection.get(ids=list(keys), include=["embeddings"])
        return Rows.of(found["ids"], found["embeddings"]).cosines(vector, keys)

    def close(self) -> None:
        """Nothing: the server keeps its own files."""
