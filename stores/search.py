"""A question → the passages of one generation that match it, by meaning and by words."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from stores.catalog import CATALOG, Catalog, Piece
from stores.filters import meets
from stores.vectors import CHROMA, VectorFolder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from langchain_core.documents import Document
    from numpy.typing import NDArray

    from stores.filters import Condition

_CANDIDATES = 100
_RANK_CONSTANT = 60
"""Cormack, Clarke and Büttcher, Reciprocal Rank Fusion (SIGIR 2009)."""

_WORD = re.compile(r"\w+")


class Snapshot:
    """One published generation of a collection, open for reading."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.catalog = Catalog(folder / CATALOG)
        self.vectors = VectorFolder(folder / CHROMA)

    def search(
        self,
        question: str,
        vector: NDArray[np.float32],
        k: int,
        where: Sequence[Condition] = (),
    ) -> list[Document]:
        """Return up to `k` chunks, best first, with a `score`."""
        documents = self.catalog.numbers(partial(meets, where)) if where else None
        among = None if documents is None else self.catalog.keys_of(documents)
        by_meaning = self.vectors.nearest(vector, _CANDIDATES, among)
        pieces: dict[str, list[Piece]] = defaultdict(list)
        for piece, key in self.catalog.pieces([near.key for near in by_meaning]):
            pieces[key].append(piece)
        scores: dict[Piece, float] = defaultdict(float)
        ranked = list(dict.fromkeys(piece for near in by_meaning for piece in pieces[near.key]))
        query = match(question)
        matches = self.catalog.keywords(query, _CANDIDATES, documents) if query else []
        words = [piece for piece, _ in matches]
        for ranking in (ranked, words):
            for rank, piece in enumerate(ranking, start=1):
                scores[piece] += 1 / (_RANK_CONSTANT + rank)
        best = sorted(scores, key=lambda piece: -scores[piece])[:k]
        return [self._passage(piece, scores[piece]) for piece in best]

    def _passage(self, piece: Piece, score: float) -> Document:
        passage = self.catalog.passage(piece.document, piece.start, piece.end)
        passage.metadata["score"] = round(score, 6)
        return passage


def match(question: str) -> str:
    """Return the FTS5 query that finds chunks with any word of `question`."""
    return " OR ".join(f'"{word}"' for word in _WORD.findall(question))
