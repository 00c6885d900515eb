"""The rarity of a word in general English, independent of the documents at hand."""

from functools import lru_cache
from math import log1p

import Stemmer

from precis.chains.grounding.lexicon import base_form
from precis.models.minilm_files import vocabulary

_COMMON = 1000
"""Ranks up to which words are about equally informative."""


def rarity(stem: str) -> float:
    """Return log(1 + rank / _COMMON) of the commonest word with a stem.

    It is the information, in nats, that the word bears beyond the commonest, where a word of
    rank r has the probability c / (r + _COMMON): Zipf's law as Mandelbrot shifted it (An
    Informational Theory of the Statistical Structure of Language, 1953). A word outside the
    vocabulary is as rare as its last. Raises EmbeddedModelError as `vocabulary` does.
    """
    ranks, last = _ranks()
    return log1p(ranks.get(stem, last) / _COMMON)


def is_common(stem: str) -> bool:
    """Return whether a word with a stem is in the vocabulary. Raises as `rarity` does."""
    return stem in _ranks()[0]


@lru_cache(maxsize=1)
def _ranks() -> tuple[dict[str, int], int]:
    """Return stem → rank of its commonest word, from 1; and the last rank."""
    words = vocabulary()
    ranks: dict[str, int] = {}
    stems = Stemmer.Stemmer("english", 0).stemWords(list(map(base_form, words)))
    for rank, found in enumerate(stems, start=1):
        ranks.setdefault(found, rank)
    return ranks, len(words)
