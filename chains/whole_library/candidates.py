"""Select the documents that a question can concern, from the index alone: no model calls.

What the index does not touch at all is left out before a question is put to each document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from precis.chains.grounding.lexical import terms
from precis.chains.grounding.rarity import rarity
from precis.stores.survey import Touched

MEANING = 0.3
"""The weight of meaning beside words in ranking the chunks of a document, as in a search."""

LEAST_SHARE, LEAST_COSINE = 0.3, 0.35
"""A document can matter that has, in one chunk, so much of the question's words (each weighing
its rarity), or a chunk so near in meaning. Chosen by `benchmarks/all.py`."""

PLACES = 6
"""Chunks of a document that are kept, the best first."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document, how near it comes in [0, 1], and its best chunks `[start, end)`, best first."""

    id: str
    share: float
    cosine: float
    places: tuple[tuple[int, int], ...]

    @property
    def can_matter(self) -> bool:
        """Whether the question must be put to it."""
        return self.share >= LEAST_SHARE or self.cosine >= LEAST_COSINE


def weights(words: Sequence[str]) -> NDArray[np.float64]:
    """Return the weight of each word, as shares of 1."""
    told = np.array([max(map(rarity, terms(word).stems), default=1.0) for word in words])
    return told / (told.sum() or 1.0)


def candidates(touched: Sequence[Touched], words: Sequence[str]) -> dict[str, Candidate]:
    """Return the documents that a question touches, by id; their order is that of `touched`."""
    told = weights(words)
    chunks: dict[str, list[tuple[float, float, Touched]]] = defaultdict(list)
    for chunk in touched:
        share = float(sum(told[word] for word in chunk.words))
        score = (1 - MEANING) * share + MEANING * max(chunk.cosine, 0.0)
        chunks[chunk.document_id].append((score, share, chunk))
    return {name: _candidate(name, found) for name, found in chunks.items()}


def _candidate(name: str, found: list[tuple[float, float, Touched]]) -> Candidate:
    best = sorted(found, key=lambda it: (-it[0], it[2].start))[:PLACES]
    return Candidate(
        name,
        share=max(share for _, share, _ in found),
        cosine=max(chunk.cosine for *_, chunk in found),
        places=tuple((chunk.start, chunk.end) for *_, chunk in best),
    )
