"""Looking chunks up in a catalog: by words, by the keys of vectors, by document.

What is in a catalog, and how it gets there, is in `catalog.py`.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from langchain_core.documents import Document

from precis.languages.identification import language_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from precis.stores.catalog import Catalog


_LOOKED_AT = 30


class Piece(NamedTuple):
    """A chunk's number, its document's number, and its character offsets there."""

    number: int
    document: int
    start: int
    end: int


class ChunkIndex:
    """The chunks of `catalog`; its errors are the catalog's."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._frequencies: dict[str, int] = {}

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

    def frequencies(self, terms: Collection[str]) -> dict[str, int]:
        """Return the number of chunks with each of `terms`; those in none are left out.

        Counting goes through all of them, so that the counts are kept: a catalog that is searched
        does not change.
        """
        new = [term for term in terms if term not in self._frequencies]
        rows = self._catalog.rows(
            "SELECT term, doc FROM json_each(?) JOIN terms ON term = value", json.dumps(new)
        )
        self._frequencies |= dict.fromkeys(new, 0) | dict(rows)
        return {term: self._frequencies[term] for term in terms if self._frequencies[term]}

    def keywords(
        self,
        terms: Sequence[str],
        count: int,
        also: Collection[int] = (),
        documents: Sequence[int] | None = None,
    ) -> dict[int, float]:
        """Return the BM25 of the `count` best chunks with any of `terms`, by chunk number.

        Those that equal the last of them are in, up to four times `count` by document id and
        start, so that no order of storing decides. The chunks in `also` are scored besides, where
        they match; only chunks of `documents`, by number, are looked at if given.
        """
        rows = self._catalog.rows(
            "WITH matches AS MATERIALIZED ("
            "SELECT rowid AS number, -bm25(keywords) AS score FROM keywords "
            "WHERE keywords MATCH ?1), "
            "allowed AS (SELECT * FROM matches WHERE ?2 IS NULL OR number IN "
            "(SELECT chunks.number FROM json_each(?2) JOIN chunks ON document = value)) "
            "SELECT * FROM (SELECT allowed.* FROM allowed "
            "JOIN chunks ON chunks.number = allowed.number "
            "JOIN documents ON documents.number = chunks.document WHERE score >= ifnull("
            "(SELECT score FROM allowed ORDER BY score DESC LIMIT 1 OFFSET ?3 - 1), -1e9) "
            "ORDER BY score DESC, documents.id, chunks.start LIMIT ?3 * 4) UNION "
            "SELECT * FROM allowed WHERE number IN (SELECT value FROM json_each(?4))",
            " OR ".join(f'"{term}"' for term in terms),
            None if documents is None else json.dumps(documents),
            count,
            json.dumps(list(also)),
        )
        return dict(rows)

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
            'SELECT chunks.number, document, start, "end" FROM json_each(?) '
            "JOIN chunks ON chunks.number = value "
            "JOIN documents ON documents.number = document ORDER BY documents.id, start",
            json.dumps(list(chunks)),
        )
        return [Piece(*row) for row in rows]

    def passage(self, document: int, start: int, end: int) -> Document:
        """Return the chunk that is `[start, end)` of the document with this number."""
        row = self._catalog.row(
            "SELECT id, source, title FROM documents WHERE number = ?", document
        )
        assert row is not None
        segments = self._catalog.rows(
            "SELECT start, page, text FROM chunks WHERE document = ?1 AND start < ?3 "
            "AND start >= (SELECT max(start) FROM chunks WHERE document = ?1 AND start <= ?2) "
            "ORDER BY start",
            document,
            start,
            end,
        )
        first, page, _ = segments[0]
        text = "".join(segment for _, _, segment in segments)
        return Document(
            page_content=text[start - first : end - first],
            metadata={
                "document_id": row[0],
                "source": row[1],
                "title": row[2],
                "page": json.loads(page),
                "start_index": start,
                "end_index": end,
            },
        )


def main_language(catalog: Catalog) -> str | None:
    """Return the ISO 639-1 code of the language of most of some chunks; None where none is."""
    step = max(1, catalog.count() // _LOOKED_AT)
    rows = catalog.rows("SELECT text FROM chunks WHERE number % ? = 0 LIMIT ?", step, _LOOKED_AT)
    found = Counter(language_of(text) for (text,) in rows)
    language, count = found.most_common(1)[0] if found else (None, 0)
    return language if 2 * count > len(rows) else None
