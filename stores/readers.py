"""The contract of readers of a collection: its catalog and its vectors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    import numpy as np
    from langchain_core.documents import Document
    from numpy.typing import NDArray

    from precis.stores.catalog import Source
    from precis.stores.chunking import ChunkedDocument
    from precis.stores.vectors import Near


class CatalogReader(Protocol):
    """The documents of a collection as of one commit."""

    def setting(self, name: str) -> str | None:
        """Return a setting, such as the model of the vectors."""

    def check_embeddings(self, collection: str, embeddings: str) -> None:
        """Raise OtherEmbeddingsError unless the vectors are from `embeddings`."""

    def commits(self) -> int:
        """Return how often the collection was changed."""

    def count(self) -> int:
        """Return the number of chunks."""

    def sources(self) -> list[Source]:
        """List the documents by source."""

    def sources_by_id(self) -> dict[str, str]:
        """Return the source of every document by its id."""

    def sources_under(self, roots: Collection[str]) -> dict[str, str]:
        """Return by id the source of every document that may be under one of `roots`."""

    def versions(self) -> dict[str, str]:
        """Return the version of each source; "" for one without, or with parts that were not read.

        Where several documents have one source, they have one version.
        """

    def ids_of(self, source: str) -> list[str]:
        """Return the ids of the documents that came from `source`."""

    def ids_where(self, chosen: Callable[[Mapping[str, object]], bool]) -> set[str]:
        """Return the ids of the documents whose metadata is `chosen`."""

    def same_text(self, document: Document) -> list[str]:
        """Return the ids of the documents with the text of this one."""

    def holds(self, document: Document) -> bool:
        """Return whether this exact document, text and metadata, is stored."""

    def has(self, document_id: str) -> bool:
        """Return whether a document with this id is stored."""

    def metadata(self, document_id: str) -> dict[str, Any]:
        """Return the metadata of a stored document."""

    def document(self, document_id: str) -> Document | None:
        """Return a document with its canonical text."""

    def chunked(self, document_id: str) -> ChunkedDocument:
        """Return a stored document with its chunks, without their texts, and its vectors' keys."""

    def sample(self, count: int) -> list[str]:
        """Return the texts of up to `count` chunks from all over the collection."""


class VectorReader(Protocol):
    """The vectors of a collection as of one commit."""

    def nearest(
        self, vector: NDArray[np.float32], count: int, among: Sequence[str] | None = None
    ) -> list[Near]:
        """Return up to `count` nearest keys, best first; only those `among` if given."""

    def get(self, keys: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Return the vectors of those of `keys` that are there."""

    def cosines(self, vector: NDArray[np.float32], keys: Sequence[str]) -> dict[str, float]:
        """Return the cosine of `vector` and of the one of each key."""
