"""Look up chunks in the database."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from langchain_core.documents import Document

from precis.stores.chunk_index import ChunkIndex, Piece, Place
from precis.stores.shared.bytes import key_bytes, unpacked
from precis.stores.shared.catalog import SharedCatalog

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence


class SharedIndex(ChunkIndex[SharedCatalog]):
    """The chunks of a collection in the database."""

    def numbers(self, chosen: Callable[[Mapping[str, object]], bool]) -> list[int]:
        """Return the numbers of the documents whose metadata is `chosen`."""
        return [number for number, fields in self._catalog.described() if chosen(fields)]

    def keys_of(self, documents: Sequence[int]) -> list[str]:
        """Return the keys of every vector of the documents with these numbers."""
        rows = self._catalog.rows(
            "SELECT DISTINCT key FROM precis.chunks JOIN precis.chunk_vectors AS of "
            "ON of.collection = chunks.collection AND chunk = number "
            "WHERE chunks.collection = %s AND document = ANY(%s::int[])",
            list(documents),
        )
        return [bytes(key).hex() for (key,) in rows]

    def chunks_in(self, documents: Sequence[int]) -> list[int]:
        """Return the numbers of the chunks of these documents."""
        rows = self._catalog.rows(
            "SELECT number FROM precis.chunks WHERE collection = %s AND document = ANY(%s::int[])",
            list(documents),
        )
        return [number for (number,) in rows]

    def chunks_with(self, terms: Sequence[str]) -> list[int]:
        """Return the numbers of the chunks that have any of `terms`."""
        found = self._postings.read(self._catalog, terms).values()
        return sorted({number for counts in found for number in counts.chunks.tolist()})

    def vectors_of(self, chunks: Collection[int]) -> list[tuple[str, int]]:
        """Return the key and the chunk's number of every vector of these chunks."""
        rows = self._catalog.rows(
            "SELECT key, chunk FROM precis.chunk_vectors "
            "WHERE collection = %s AND chunk = ANY(%s::int[])",
            list(chunks),
        )
        return [(bytes(key).hex(), chunk) for key, chunk in rows]

    def chunks_of(
        self, keys: Collection[str], documents: Sequence[int] | None = None
    ) -> list[tuple[str, int]]:
        """Return the key and the chunk's number for every chunk with one of these vectors."""
        rows = self._catalog.rows(
            "SELECT key, chunk FROM precis.chunk_vectors AS of "
            "WHERE collection = %s AND key = ANY(%s) AND (%s::int[] IS NULL OR EXISTS "
            "(SELECT FROM precis.chunks WHERE collection = of.collection AND number = of.chunk "
            "AND document = ANY(%s::int[])))",
            key_bytes(keys),
            *2 * [None if documents is None else list(documents)],
        )
        return [(bytes(key).hex(), chunk) for key, chunk in rows]

    def pieces(self, chunks: Collection[int]) -> list[Piece]:
        """Return where these chunks lie, by document and start."""
        rows = self._catalog.rows(
            'SELECT it.number, document, start, "end", (SELECT "end" FROM precis.chunks '
            "WHERE collection = of.collection AND document = of.number "
            "ORDER BY start DESC LIMIT 1) FROM precis.chunks AS it "
            "JOIN precis.documents AS of ON of.collection = it.collection "
            "AND of.number = it.document WHERE it.collection = %s "
            "AND it.number = ANY(%s::int[]) ORDER BY of.id, start",
            list(chunks),
        )
        return [Piece(*row) for row in rows]

    def places(
        self, chunks: Collection[int], documents: Sequence[int] | None = None
    ) -> list[Place]:
        """Return where these chunks lie, by document id; only those of `documents` if given."""
        rows = self._catalog.rows(
            'SELECT it.number, of.id, start, "end" FROM precis.chunks AS it '
            "JOIN precis.documents AS of ON of.collection = it.collection "
            "AND of.number = it.document WHERE it.collection = %s "
            "AND it.number = ANY(%s::int[]) AND (%s::int[] IS NULL OR document = ANY(%s::int[])) "
            "ORDER BY of.id, start",
            sorted(chunks),
            *2 * [None if documents is None else list(documents)],
        )
        return [Place(number, unpacked(of), start, end) for number, of, start, end in rows]

    def passages(self, stretches: Sequence[tuple[int, int, int]]) -> list[Document]:
        """Return the chunks that are `[start, end)` of the document with a number, in order."""
        documents, starts, ends = zip(*stretches, strict=True) if stretches else ((), (), ())
        rows = self._catalog.rows(
            "SELECT of.id, of.source, of.title, wanted.start, wanted.stop, "
            "(array_agg(it.start ORDER BY it.start))[1], (array_agg(it.page ORDER BY it.start))[1],"
            " string_agg(it.text, '' ORDER BY it.start) FROM (SELECT %s AS collection, * FROM "
            "unnest(%s::int[], %s::int[], %s::int[]) WITH ORDINALITY) "
            "AS wanted(collection, document, start, stop, place) "
            "JOIN precis.documents AS of "
            "ON of.collection = wanted.collection AND of.number = wanted.document "
            "JOIN precis.chunks AS it ON it.collection = of.collection "
            "AND it.document = of.number AND it.start < wanted.stop AND it.start >= "
            "(SELECT max(start) FROM precis.chunks WHERE collection = of.collection "
            "AND document = of.number AND start <= wanted.start) "
            "GROUP BY wanted.place, of.id, of.source, of.title, wanted.start, wanted.stop "
            "ORDER BY wanted.place",
            list(documents),
            list(starts),
            list(ends),
        )
        return [_passage(row) for row in rows]


def _passage(row: tuple[Any, ...]) -> Document:
    *names, start, end, first, page, text = row
    document_id, source, title = map(unpacked, names)
    return Document(
        page_content=unpacked(text)[start - first : end - first],
        metadata={
            "document_id": document_id,
            "source": source,
            "title": title,
            "page": json.loads(page),
            "start_index": start,
            "end_index": end,
        },
    )
