"""The documents of a collection in the database, read over one connection."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from langchain_core.documents import Document

from precis.stores.catalog import EMBEDDINGS, Source, digest_of, metadata_json, rebuilt
from precis.stores.shared.bytes import key_bytes, packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from precis.database.pool import Rows
    from precis.stores.chunking import ChunkedDocument
    from precis.stores.shared.heads import Head

_FETCHED_AT_ONCE = 50


class SharedCatalog:
    """The `CatalogReader` of a collection, as `connection` sees it; `head` is as of the same."""

    def __init__(self, connection: Rows, head: Head) -> None:
        self.connection = connection
        self.head = head

    def setting(self, name: str) -> str | None:
        """Return the model of the vectors, the only setting."""
        return self.head.embeddings if name == EMBEDDINGS else None

    def check_embeddings(self, collection: str, embeddings: str) -> None:
        """Raise OtherEmbeddingsError and OtherTermsError where `Head.check` does."""
        self.head.check(collection, embeddings)

    def commits(self) -> int:
        """Return how often the collection was changed."""
        return self.head.commits

    def count(self) -> int:
        """Return the number of chunks."""
        return self.head.chunks

    def sources(self) -> list[Source]:
        """List the documents by source."""
        rows = self.rows(
            "SELECT id, source, title, ingested_at, chunks FROM precis.documents "
            "WHERE collection = %s ORDER BY source, number"
        )
        return [
            Source(unpacked(document_id), unpacked(source), unpacked(title), ingested_at, chunks)
            for document_id, source, title, ingested_at, chunks in rows
        ]

    def sources_by_id(self) -> dict[str, str]:
        """Return the source of every document by its id."""
        rows = self.rows("SELECT id, source FROM precis.documents WHERE collection = %s")
        return {unpacked(document_id): unpacked(source) for document_id, source in rows}

    def versions(self) -> dict[str, str]:
        """Return the version of each source; "" for one without, or with parts that were not read.

        Where several documents have one source, they have one version.
        """
        rows = self.rows("SELECT source, version FROM precis.documents WHERE collection = %s")
        return {unpacked(source): unpacked(version) for source, version in rows}

    def sources_under(self, roots: Collection[str]) -> dict[str, str]:
        """Return by id the source of every document that may be under one of `roots`."""
        rows = self.rows(
            "SELECT id, source FROM precis.documents WHERE collection = %s AND EXISTS "
            "(SELECT FROM unnest(%s::bytea[]) AS root "
            "WHERE substring(source FOR length(root)) = root)",
            sorted(_prefixes(roots)),
        )
        return {unpacked(document_id): unpacked(source) for document_id, source in rows}

    def ids_of(self, source: str) -> list[str]:
        """Return the ids of the documents that came from `source`."""
        rows = self.rows(
            "SELECT id FROM precis.documents WHERE collection = %s AND sha256(source) = sha256(%s)",
            packed(source),
        )
        return [unpacked(document_id) for (document_id,) in rows]

    def described(self) -> Iterator[tuple[int, dict[str, object]]]:
        """Yield the number of every document, and what conditions can be about."""
        rows = self.rows(
            "SELECT number, id, source, title, media_type FROM precis.documents "
            "WHERE collection = %s"
        )
        for number, *values in rows:
            fields = zip(("id", "source", "title", "media_type"), values, strict=True)
            yield number, {name: unpacked(value) for name, value in fields}

    def ids_where(self, chosen: Callable[[Mapping[str, object]], bool]) -> set[str]:
        """Return the ids of the documents whose metadata is `chosen`."""
        return {str(fields["id"]) for _, fields in self.described() if chosen(fields)}

    def same_text(self, document: Document) -> list[str]:
        """Return the ids of the documents with the text of this one."""
        rows = self.rows(
            "SELECT id FROM precis.documents WHERE collection = %s AND digest = %s ORDER BY number",
            digest_of(document),
        )
        return [unpacked(document_id) for (document_id,) in rows]

    def holds(self, document: Document) -> bool:
        """Return whether this exact document, text and metadata, is stored."""
        found = self._described("metadata, digest", document.metadata["id"])
        if found is None:
            return False
        metadata, digest = found
        same = unpacked(metadata) == metadata_json(document.metadata)
        return same and digest == digest_of(document)

    def has(self, document_id: str) -> bool:
        """Return whether a document with this id is stored."""
        return self._described("number", document_id) is not None

    def metadata(self, document_id: str) -> dict[str, Any]:
        """Return the metadata of a stored document."""
        found = self._described("metadata", document_id)
        return dict(json.loads(unpacked(found[0]))) if found else {}

    def document(self, document_id: str) -> Document | None:
        """Return a document with its canonical text."""
        return self.documents_by_id([document_id]).get(document_id)

    def documents_by_id(self, ids: Sequence[str]) -> dict[str, Document]:
        """Return those documents of `ids` that are stored, with their canonical text."""
        rows = self.rows(
            "SELECT id, metadata, lead || coalesce((SELECT string_agg(text, '' ORDER BY start) "
            "FROM precis.chunks WHERE collection = it.collection AND document = it.number), '') "
            "FROM precis.documents AS it WHERE collection = %s AND sha256(id) = ANY "
            "(SELECT sha256(wanted) FROM unnest(%s::bytea[]) AS wanted)",
            [packed(document_id) for document_id in ids],
        )
        return {
            unpacked(document_id): Document(
                page_content=unpacked(text), metadata=json.loads(unpacked(metadata))
            )
            for document_id, metadata, text in rows
        }

    def chunked(self, document_id: str) -> ChunkedDocument:
        """Return a stored document with its chunks, without their texts, and its vectors' keys."""
        [(number, ingested_at)] = self.rows(
            "SELECT number, ingested_at FROM precis.documents "
            "WHERE collection = %s AND sha256(id) = sha256(%s)",
            packed(document_id),
        )
        chunks = self.rows(
            'SELECT start, "end", page, number FROM precis.chunks '
            "WHERE collection = %s AND document = %s ORDER BY start",
            number,
        )
        keys = self.rows(
            "SELECT chunk, key FROM precis.chunk_vectors "
            "WHERE collection = %s AND chunk = ANY(%s::int[])",
            [of for *_, of in chunks],
        )
        named = [(chunk, bytes(key).hex()) for chunk, key in keys]
        document = self.document(document_id)
        assert document is not None
        return rebuilt(document, chunks, named, ingested_at)

    def documents(self) -> Iterator[Document]:
        """Yield every document with its canonical text, in the order of their numbers."""
        rows = self.rows("SELECT id FROM precis.documents WHERE collection = %s ORDER BY number")
        ids = [unpacked(document_id) for (document_id,) in rows]
        for start in range(0, len(ids), _FETCHED_AT_ONCE):
            some = ids[start : start + _FETCHED_AT_ONCE]
            found = self.documents_by_id(some)
            yield from (found[document_id] for document_id in some)

    def sample(self, count: int) -> list[str]:
        """Return the texts of up to `count` chunks from all over the collection."""
        step = max(1, self.count() // count)
        rows = self.rows(
            "SELECT text FROM precis.chunks WHERE collection = %s "
            "AND number = ANY (SELECT generate_series(1, %s, %s)) LIMIT %s",
            self.head.next_chunk,
            step,
            count,
        )
        return [unpacked(text) for (text,) in rows]

    def existing_keys(self, keys: Iterable[str]) -> set[str]:
        """Return those of `keys` that a chunk has."""
        asked = key_bytes(keys)
        if not asked:
            return set()
        rows = self.rows(
            "SELECT DISTINCT key FROM precis.chunk_vectors WHERE collection = %s AND key = ANY(%s)",
            asked,
        )
        return {bytes(key).hex() for (key,) in rows}

    def keys(self) -> set[str]:
        """Return the keys of all vectors that a chunk has."""
        query = "SELECT DISTINCT key FROM precis.chunk_vectors WHERE collection = %s"
        return {bytes(key).hex() for (key,) in self.rows(query)}

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows of a query whose first value is the number of the collection."""
        given = (self.head.number, *values)
        return self.connection.execute(query.encode(), given, binary=True).fetchall()

    def _described(self, columns: str, document_id: str) -> tuple[Any, ...] | None:
        rows = self.rows(
            f"SELECT {columns} FROM precis.documents "  # noqa: S608 - columns of ours
            "WHERE collection = %s AND sha256(id) = sha256(%s)",
            packed(document_id),
        )
        return rows[0] if rows else None


def _prefixes(roots: Collection[str]) -> set[bytes]:
    """Return what sources under `roots` may begin with, however their accents are encoded."""
    spelled = {*roots, *(normalize(form, root) for root in roots for form in ("NFC", "NFD"))}
    return {packed(root.rstrip("/\\")) for root in spelled}
