"""Which documents of a collection a question touches at all, and where: by words and by meaning.

A search gives the best passages of a collection; this gives the chunks of every document.
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from precis.stores.filters import meets
from precis.stores.terms import marks, question_terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from precis.stores.catalog import Catalog
    from precis.stores.filters import Condition
    from precis.stores.search import Snapshot

NEAREST = 5_000
"""Chunks that are proposed by meaning; smaller collections are looked at as a whole."""

MOST = 100_000
"""Chunks that may contain one word; a word in more of them is uninformative and left out."""


class Touched(NamedTuple):
    """A chunk `[start, end)` of a document.

    `cosine` is that of the question and the chunk, 0 where the chunk is not among the NEAREST;
    `words` are the positions, among those asked for, of the words that stand in it.
    """

    document_id: str
    start: int
    end: int
    cosine: float
    words: frozenset[int]


def find_touched(
    snapshot: Snapshot,
    words: Sequence[str],
    vector: NDArray[np.float32],
    where: Sequence[Condition] = (),
) -> list[Touched]:
    """Return the chunks that have one of `words` or are near to `vector`, by document and start.

    Nothing of it depends on the other documents of the collection, as long as it has no more
    than NEAREST chunks.
    """
    index = snapshot.index
    documents = index.numbers(partial(meets, where)) if where else None
    found: dict[int, set[int]] = {}
    languages = list(index.frequencies(marks()))
    for position, word in enumerate(words):
        for number in _with_word(snapshot, question_terms(word, languages)):
            found.setdefault(number, set()).add(position)
    nearest = {near.key: near.cosine for near in snapshot.vectors.nearest(vector, NEAREST)}
    cosines: dict[int, float] = {}
    for key, number in index.chunks_of(list(nearest), documents):
        cosines[number] = max(nearest[key], cosines.get(number, -1.0))
    return _placed(snapshot, found, cosines, documents)


def ids_where(catalog: Catalog, where: Sequence[Condition]) -> set[str]:
    """Return the ids of the documents that meet every condition."""
    rows = catalog.rows("SELECT id, metadata FROM documents")
    return {each for each, metadata in rows if meets(where, json.loads(metadata))}


def _with_word(snapshot: Snapshot, terms: Sequence[str]) -> list[int]:
    known = {term for term, count in snapshot.index.frequencies(terms).items() if count <= MOST}
    if not known:
        return []
    rows = snapshot.catalog.rows(
        "SELECT rowid FROM keywords WHERE keywords MATCH ?",
        " OR ".join(f'"{term}"' for term in sorted(known)),
    )
    return [number for (number,) in rows]


def _placed(
    snapshot: Snapshot,
    words: dict[int, set[int]],
    cosines: dict[int, float],
    documents: Sequence[int] | None,
) -> list[Touched]:
    rows = snapshot.catalog.rows(
        'SELECT chunks.number, documents.id, start, "end" FROM json_each(?1) '
        "JOIN chunks ON chunks.number = value JOIN documents ON documents.number = document "
        "WHERE ?2 IS NULL OR document IN (SELECT value FROM json_each(?2)) "
        "ORDER BY documents.id, start",
        json.dumps(sorted(words.keys() | cosines.keys())),
        None if documents is None else json.dumps(documents),
    )
    return [
        Touched(document_id, start, end, cosines.get(number, 0.0), frozenset(words.get(number, ())))
        for number, document_id, start, end in rows
    ]
