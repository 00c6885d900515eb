"""Search a collection for passages by meaning and by words."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from precis.stores.catalog import EMBEDDINGS
from precis.stores.filters import meets
from precis.stores.fusion import fused, is_read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np
    from langchain_core.documents import Document
    from numpy.typing import NDArray

    from precis.stores.chunk_index import ChunkIndex, Piece, QuestionTerms
    from precis.stores.filters import Condition
    from precis.stores.readers import CatalogReader, VectorReader

_CANDIDATES = 50
"""How many chunks each of the two indexes proposes, at least; both then judge all of them."""

_NEIGHBOUR = 0.3
"""What the better of the chunks before and after weighs beside a chunk, at most: answers lie
together. It weighs the less the more of its document the chunk is; one that stands alone has no
neighbours to be measured by. Chosen on GNOME's help in Croatian and English and on Chroma's three
corpora."""

_LEAST, _LEAST_ELSEWHERE = 0.5, 0.4
"""The share of the best score below which a chunk is left out, in English and in other languages:
higher shares begin to lose answers, lower ones show more that are not (`BENCHMARKS.md`)."""


class Snapshot:
    """A collection as of one commit, open for reading; its maker keeps it so."""

    def __init__(
        self, catalog: CatalogReader, index: ChunkIndex[Any], vectors: VectorReader
    ) -> None:
        self.catalog = catalog
        self.index = index
        self.vectors = vectors

    def search(
        self,
        question: str,
        vector: NDArray[np.float32],
        k: int,
        where: Sequence[Condition] = (),
    ) -> list[Document]:
        """Return up to `k` best chunks as passages, best first; neighbours make one passage.

        Where neither words nor meaning tell which of them match, each has a score of 0.
        """
        documents = self.index.numbers(partial(meets, where)) if where else None
        wanted = self.index.rarest_terms(question)
        scores = self._scores(wanted, vector, max(k, _CANDIDATES), documents)
        pieces = self.index.pieces(scores)
        scores = _among_neighbours(scores, pieces)
        best = _best_of(scores, k, wanted.foreign if wanted.english else 1.0)
        runs = _neighbours([piece for piece in pieces if piece.number in best])
        passages = self.index.passages([(it[0].document, it[0].start, it[-1].end) for it in runs])
        for run, passage in zip(runs, passages, strict=True):
            score = max(scores[piece.number] for piece in run)
            passage.metadata["score"] = round(score, 6)
        found = sorted(passages, key=lambda passage: -passage.metadata["score"])
        if not (wanted.terms or is_read(question, self._embeddings)):
            for passage in found:
                passage.metadata["score"] = 0.0
        return found

    @property
    def _embeddings(self) -> str:
        return self.catalog.setting(EMBEDDINGS) or ""

    def _scores(
        self,
        wanted: QuestionTerms,
        vector: NDArray[np.float32],
        count: int,
        documents: Sequence[int] | None,
    ) -> dict[int, float]:
        """Score the candidates by number, in [0, 1]."""
        among = None if documents is None else self.index.keys_of(documents)
        meaning = self._meaning(vector, count, among, documents)
        words = self.index.keywords(wanted.terms, count, meaning, documents)
        if others := words.keys() - meaning.keys():
            pairs = self.index.vectors_of(others)
            cosines = self.vectors.cosines(vector, sorted({key for key, _ in pairs}))
            meaning |= _best(cosines, pairs)
        return fused(meaning, words, wanted, self._embeddings)

    def _meaning(
        self,
        vector: NDArray[np.float32],
        count: int,
        among: Sequence[str] | None,
        documents: Sequence[int] | None,
    ) -> dict[int, float]:
        """Return chunks' best cosines, of the `count` nearest vectors."""
        cosines = dict(self.vectors.nearest(vector, count, among))
        return _best(cosines, self.index.chunks_of(cosines, documents))


def _best_of(scores: Mapping[int, float], k: int, foreign: float) -> list[int]:
    """Return up to `k` best chunks, without those that are too far behind the first."""
    best = sorted(scores, key=lambda number: -scores[number])[:k]
    least = _LEAST + (_LEAST_ELSEWHERE - _LEAST) * foreign
    return [n for n in best if scores[n] > 0 and scores[n] >= least * scores[best[0]]]


def _best(cosines: Mapping[str, float], pairs: Iterable[tuple[str, int]]) -> dict[int, float]:
    """Return for each chunk the best cosine of its vectors, given as pairs of key and chunk."""
    found: dict[int, float] = {}
    for key, chunk in pairs:
        if key in cosines:
            found[chunk] = max(cosines[key], found.get(chunk, -1.0))
    return found


def _among_neighbours(scores: Mapping[int, float], pieces: Sequence[Piece]) -> dict[int, float]:
    """Return the mean of each score and the better of the neighbours', which weighs _NEIGHBOUR of
    the share of the document that is outside of the chunk; in the order of `pieces`.
    """
    beside = dict.fromkeys(scores, 0.0)
    for run in _neighbours(pieces):
        for left, right in pairwise(piece.number for piece in run):
            beside[left] = max(beside[left], scores[right])
            beside[right] = max(beside[right], scores[left])
    found: dict[int, float] = {}
    for number, _, start, end, last in pieces:
        weight = _NEIGHBOUR * (1 - (end - start) / last)
        found[number] = (scores[number] + weight * beside[number]) / (1 + weight)
    return found


def _neighbours(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Group chunks, in the order of documents, that touch each other."""
    runs: list[list[Piece]] = []
    for piece in pieces:
        last = runs[-1][-1] if runs else None
        if last and last.document == piece.document and piece.start <= last.end:
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return runs
