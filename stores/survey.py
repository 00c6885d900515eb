"""Find the documents of a collection that a question concerns, by words and by meaning.

A search gives the best passages of a collection; this gives the chunks of every document.
"""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from precis.stores.filters import meets
from precis.stores.terms import marks, question_terms

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import numpy as np
    from numpy.typing import NDArray

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
        for number in _with_word(snapshot, set(chain(*question_terms(word, languages)))):
            found.setdefault(number, set()).add(position)
    among = None if documents is None else index.keys_of(documents)
    nearest = dict(snapshot.vectors.nearest(vector, NEAREST, among))
    cosines: dict[int, float] = {}
    for key, number in index.chunks_of(list(nearest), documents):
        cosines[number] = max(nearest[key], cosines.get(number, -1.0))
    return _join_places(snapshot, found, cosines, documents)


def _with_word(snapshot: Snapshot, terms: Collection[str]) -> list[int]:
    known = {term for term, count in snapshot.index.frequencies(terms).items() if count <= MOST}
    if not known:
        return []
    return snapshot.index.chunks_with(sorted(known))


def _join_places(
    snapshot: Snapshot,
    words: dict[int, set[int]],
    cosines: dict[int, float],
    documents: Sequence[int] | None,
) -> list[Touched]:
    places = snapshot.index.places(words.keys() | cosines.keys(), documents)
    return [
        Touched(
            it.document_id,
            it.start,
            it.end,
            cosines.get(it.number, 0.0),
            frozenset(words.get(it.number, ())),
        )
        for it in places
    ]
