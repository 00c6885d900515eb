"""The contract of collection stores: a folder, a Chroma server, and a database.

`local_store.py`, `server_store.py` and `shared/store.py` keep it; `tests/stores/test_contract.py`
holds each to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    import numpy as np
    from langchain_core.documents import Document
    from numpy.typing import NDArray

    from precis.stores.catalog import Source
    from precis.stores.chunking import ChunkedDocument
    from precis.stores.filters import Condition
    from precis.stores.readers import CatalogReader
    from precis.stores.search import Snapshot

T = TypeVar("T")


class Change(NamedTuple):
    """What one ingest does to the documents that are kept.

    What was staged is added, and replaces a document of the same id. `renamed` has the new
    document by the old id; its text is the same.
    """

    removed: Sequence[str] = ()
    renamed: Mapping[str, Document] = {}


class Transaction(Protocol):
    """The only right to change a collection, for as long as it lasts."""

    @property
    def base(self) -> CatalogReader | None:
        """What was kept before; None where there was nothing."""

    @property
    def embedded(self) -> int:
        """How many texts were sent to the embedding model."""

    def count(self) -> int:
        """Return the number of chunks with what is staged so far."""

    def stage(self, cuts: Sequence[ChunkedDocument], on_progress: Callable[[], None]) -> None:
        """Keep documents and embed their chunks, unseen by readers; twice is as good as once.

        `on_progress` is called whenever some more are embedded. What was embedded is not paid
        again by the next transaction, if this one fails.
        """

    def commit(self, change: Change) -> None:
        """Publish what was staged, and `change`, atomically."""


class CollectionStore(Protocol):
    """One collection."""

    def exists(self) -> bool:
        """Return whether something was ingested."""

    def transaction(self, *, rebuild: bool = False) -> AbstractContextManager[Transaction]:
        """Wait for the ingest lock and hold it; what is not committed at the end is undone.

        With `rebuild`, nothing of what was there is kept, whatever embeddings made it. Raises
        LibraryBusyError and OtherEmbeddingsError.
        """

    def search(
        self, question: str, vector: NDArray[np.float32], k: int, where: Sequence[Condition]
    ) -> list[Document]:
        """Return up to `k` passages, best first, each with a `score`."""

    def documents(self, ids: Iterable[str]) -> dict[str, Document]:
        """Return documents with their canonical text, by id. Raises UnknownDocumentError."""

    def sources(self) -> list[Source]:
        """List the documents by source."""

    def every_document(self) -> Iterator[Document]:
        """Yield every document, as of the first one."""

    def look(self, read: Callable[[CatalogReader], T]) -> T:
        """Read the catalog as of now; the vectors are not needed."""

    def read(self, read: Callable[[Snapshot], T]) -> T:
        """Read catalog and vectors as of now. Raises OtherEmbeddingsError."""

    def searchable(self) -> bool:
        """Return whether it has documents. Raises OtherEmbeddingsError for other embeddings."""

    def drop(self) -> None:
        """Delete the collection, whose documents were removed."""
