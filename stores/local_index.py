"""Look up chunks in a folder's catalog, in SQLite."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from langchain_core.documents import Document

from precis.stores.catalog import Catalog
from precis.stores.chunk_index import ChunkIndex, Piece, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence


class LocalIndex(ChunkIndex[Catalog]):
    """The chunks of a catalog."""

    def chunks_with(self, terms: Sequence[str]) -> list[int]:
        """Return the numbers of the chunks that have any of `terms`."""
        rows = self._catalog.rows(
            "SELECT rowid FROM keywords WHERE keywords MATCH ?",
            " OR ".join(f'"{term}"' for term in sorted(terms)),
        )
        return [number for (number,) in rows]

    def places(
        self, chunks: Collection[int], documents: Sequence[int] | None = None
    ) -> list[Place]:
        """Return where these chunks lie, by document id; only those of `documents` if given."""
        rows = self._catalog.rows(
            'SELECT chunks.number, documents.id, start, "end" FROM json_each(?1) '
            "JOIN chunks ON chunks.number = value JOIN documents ON documents.number = document "
            "WHERE ?2 IS NULL OR document IN (SELECT value FROM json_each(?2)) "
            "ORDER BY documents.id, start",
            json.dumps(sorted(chunks)),
            None if documents is None else json.dumps(documents),
        )
        return [Place(*row) for row in rows]

    def passages(self, stretches: Sequence[tuple[int, int, int]]) -> list[Document]:
        """Return the chunks that are `[start, end)` of the document with a number, in order."""
        return [self._passage(*stretch) for stretch in stretches]

    def numbers(self, chosen: Callable[[Mapping[str, object]], bool]) -> list[int]:
        """Return the numbers of the documents whose metadata is `chosen`."""
        rows = self._catalog.rows("SELECT number, metadata FROM documents")
        return [number for number, metadata in rows if chosen(json.loads(metadata))]

    def keys_of(self, documents: Sequence[int]) -> list[str]:
        """Return the keys of every vector of the documents with these numbers."""
        rows = self._catalog.rows(
            "SELECT DISTINCT vectors.key FROM json_each(?) JOIN chunks ON document = value "
            "JOIN vectors ON chunk = number",
            json.dumps(documents),
        )
        return [key for (key,) in rows]

    def chunks_in(self, documents: Sequence[int]) -> list[int]:
        """Return the numbers of the chunks of these documents."""
        rows = self._catalog.rows(
            "SELECT number FROM json_each(?) JOIN chunks ON document = value",
            json.dumps(documents),
        )
        return [number for (number,) in rows]

    def vectors_of(self, chunks: Collection[int]) -> list[tuple[str, int]]:
        """Return the key and the chunk's number of every vector of these chunks."""
        return self._catalog.rows(
            "SELECT vectors.key, chunk FROM json_each(?) JOIN vectors ON chunk = value",
            json.dumps(list(chunks)),
        )

    def chunks_of(
        self, keys: Collection[str], documents: Sequence[int] | None = None
    ) -> list[tuple[str, int]]:
        """Return the key and the chunk's number for every chunk with one of these vectors.

        Only chunks of `documents`, by number, if given: other documents may hold the same text.
        """
        return self._catalog.rows(
            "SELECT vectors.key, chunk FROM json_each(?1) JOIN vectors ON vectors.key = value "
            "WHERE ?2 IS NULL OR (SELECT document FROM chunks WHERE number = chunk) IN "
            "(SELECT value FROM json_each(?2))",
            json.dumps(list(keys)),
            None if documents is None else json.dumps(documents),
        )

    def pieces(self, chunks: Collection[int]) -> list[Piece]:
        """Return where these chunks lie, by document and start; no order of storing decides."""
        rows = self._catalog.rows(
            'SELECT chunks.number, document, start, "end", '
            '(SELECT "end" FROM chunks AS last WHERE last.document = documents.number '
            "ORDER BY start DESC LIMIT 1) FROM json_each(?) "
            "JOIN chunks ON chunks.number = value "
            "JOIN documents ON documents.number = document ORDER BY documents.id, start",
            json.dumps(list(chunks)),
        )
        return [Piece(*row) for row in rows]

    def _passage(self, document: int, start: int, end: int) -> Document:
        """Return the chunk that is `[start, end)` of the document with this number."""
        segments = self._catalog.rows(
            "SELECT start, text, id, source, title, page FROM chunks "
            "JOIN documents ON documents.number = document WHERE document = ?1 AND start < ?3 "
            "AND start >= (SELECT max(start) FROM chunks WHERE document = ?1 AND start <= ?2) "
            "ORDER BY start",
            document,
            start,
            end,
        )
        first, _, document_id, source, title, page = segments[0]
        text = "".join(segment[1] for segment in segments)
        return Document(
            page_content=text[start - first : end - first],
            metadata={
                "document_id": document_id,
                "source": source,
                "title": title,
                "page": json.loads(page),
                "start_index": start,
                "end_index": end,
            },
        )
