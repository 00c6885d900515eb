"""Copy a collection from one store to another: documents, chunks and vectors unchanged.

Nothing is cut or embedded again. What was copied is read back and compared.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from langchain_core.embeddings import Embeddings

from precis.stores.catalog import metadata_json
from precis.stores.collection_store import Change
from precis.stores.errors import LibraryError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from precis.stores.chunking import ChunkedDocument
    from precis.stores.collection_store import CollectionStore
    from precis.stores.search import Snapshot

_AT_ONCE = 50
_VECTORS_AT_ONCE = 1000
_ROUNDING = 1e-6


class Content(NamedTuple):
    """How many documents and chunks a collection has, and a digest of them."""

    documents: int
    chunks: int
    digest: str


class CopyError(LibraryError):
    """A collection cannot be copied, or was not copied as it is."""


class KeptVectors(Embeddings):
    """Embeddings whose texts are the keys of vectors that are kept elsewhere."""

    def __init__(self) -> None:
        self.get: Callable[[Sequence[str]], dict[str, NDArray[np.float32]]] | None = None

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return the vectors with these keys."""
        assert self.get is not None
        found = self.get(texts)
        return [found[key].tolist() for key in texts]

    def embed_query(self, text: str) -> list[float]:
        """Return the vector with a key."""
        return self.embed_documents([text])[0]


def copy_collection(
    source: CollectionStore,
    target: CollectionStore,
    vectors: KeptVectors,
    on_progress: Callable[[int], None],
) -> Content:
    """Copy all of `source` into `target`, which takes its vectors from `vectors`; compare them.

    Where the target has a collection already, it must be equal. `on_progress` gets the number of
    documents so far. Raises CopyError.
    """
    content, keys = source.read(content_of)
    if not target.exists():
        source.read(lambda snapshot: _copy(snapshot, target, vectors, on_progress))
    same = target.read(content_of) == (content, keys) and source.read(
        lambda there: target.read(lambda here: _same_vectors(there, here, keys))
    )
    if not same:
        raise CopyError("the target has another collection of this name: remove one of them")
    return content


def _copy(
    snapshot: Snapshot,
    target: CollectionStore,
    vectors: KeptVectors,
    on_progress: Callable[[int], None],
) -> None:
    vectors.get = snapshot.vectors.get
    done = 0
    with target.transaction() as transaction:
        for batch in _batches(snapshot):
            transaction.stage(batch, lambda: None)
            done += len(batch)
            on_progress(done)
        transaction.commit(Change())


def _batches(snapshot: Snapshot) -> Iterator[list[ChunkedDocument]]:
    ids = sorted(snapshot.catalog.sources_by_id())
    for start in range(0, len(ids), _AT_ONCE):
        yield [snapshot.catalog.chunked(each) for each in ids[start : start + _AT_ONCE]]


def content_of(snapshot: Snapshot) -> tuple[Content, list[str]]:
    """Return what a collection holds, and the keys of its vectors, sorted."""
    digest, documents, chunks, keys = hashlib.sha256(), 0, 0, set[str]()
    for batch in _batches(snapshot):
        for item in batch:
            _add(digest, item.document.page_content, metadata_json(item.document.metadata))
            _add(digest, str(item.ingested_at))
            for chunk, windows in zip(item.chunks, item.windows, strict=True):
                at = chunk.metadata
                place = (at["start_index"], at["end_index"], at["page"])
                _add(digest, str(place), *sorted(windows))
                keys.update(windows)
            documents, chunks = documents + 1, chunks + len(item.chunks)
    return Content(documents, chunks, digest.hexdigest()), sorted(keys)


def _same_vectors(there: Snapshot, here: Snapshot, keys: Sequence[str]) -> bool:
    """Return whether vectors point the same way; a Chroma server gives them all the length 1."""
    for start in range(0, len(keys), _VECTORS_AT_ONCE):
        some = keys[start : start + _VECTORS_AT_ONCE]
        first, second = there.vectors.get(some), here.vectors.get(some)
        if first.keys() != set(some) or second.keys() != set(some):
            return False
        pairs = [np.stack([found[key] for key in some]) for found in (first, second)]
        one, other = (rows / np.linalg.norm(rows, axis=1, keepdims=True) for rows in pairs)
        if not np.allclose(one, other, rtol=0, atol=_ROUNDING):
            return False
    return True


def _add(digest: hashlib._Hash, *texts: str) -> None:
    for text in texts:
        encoded = text.encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8, "big") + encoded)
