"""Looking chunks up in a catalog: by words, by the keys of vectors, by document.

What is in a catalog, and how it gets there, is in `catalog.py`.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from langchain_core.documents import Document

from precis.languages.identification import language_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from precis.stores.catalog import Catalog
    from precis.stores.postings import Postings

MATCHES = 20_000
"""How many matches of words are looked at: frequent words, which say little, are left out then."""

_EQUALS = 4
_LOOKED_AT = 30
_TINY = 1e-9


class Piece(NamedTuple):
    """A chunk's number, its document's number, and its character offsets there."""

    number: int
    document: int
    start: int
    end: int


class ChunkIndex:
    """The chunks of `catalog`; its errors are the catalog's."""

    def __init__(self, catalog: Catalog, postings: Postings) -> None:
        self._catalog = catalog
        self._postings = postings

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
        """Return the number of chunks with each of `terms`; those in none are left out."""
        return self._postings.frequencies(self._catalog, terms)

    def distinctive(self, terms: Collection[str]) -> tuple[list[str], float]:
        """Return the terms worth looking up, and which share of the weight of all is here.

        The rarest come first, as many as MATCHES allows. One in more than half of the chunks, whose
        weight is next to nothing, is looked up only where no other is.
        """
        counts = self.frequencies(terms)
        chosen: list[str] = []
        matches = 0
        for term in sorted(counts, key=lambda term: counts[term]):
            matches += counts[term]
            if chosen and (matches > MATCHES or not self._postings.tells(counts[term])):
                break
            chosen.append(term)
        weights = {term: self._postings.weight(counts.get(term, 0)) for term in terms}
        known = sum(weights[term] for term in counts)
        return chosen, known / max(sum(weights.values()), _TINY)

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
        scores = self._postings.scores(self._catalog, terms)
        if documents is not None:
            outside = np.ones(len(scores), bool)
            outside[[number for number in self._chunks_in(documents) if number < len(scores)]] = (
                False
            )
            scores[outside] = 0.0
        found = np.flatnonzero(scores)
        if len(found) > count:
            least = np.partition(scores[found], -count)[-count]
            found = found[scores[found] >= least]
        numbers = found.tolist()
        if len(numbers) > _EQUALS * count:
            places = [piece.number for piece in self.pieces(numbers)]
            numbers = sorted(places, key=lambda number: -scores[number])[: _EQUALS * count]
        numbers += [number for number in also if number < len(scores) and scores[number]]
        return {number: float(scores[number]) for number in numbers}

    def _chunks_in(self, documents: Sequence[int]) -> list[int]:
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
