"""Combine the semantic and the lexical score of a chunk into one.

Scaled scores beat ranks where the signals differ in strength: Bruch, Gai and Ingber, An Analysis
of Fusion Functions for Hybrid Retrieval (TOIS 2023).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from precis.stores.chunk_index import QuestionTerms

ENGLISH = "minilm"
"""The embeddings that read English alone: in other languages what they say counts for little."""

MEANING_IN_ENGLISH, MEANING = 0.4, 0.6
"""The weight of meaning beside words by the embeddings `minilm`, and by others where every word
of the question is in the collection: what finds most in all collections but one
(`benchmarks/fusion.py`)."""

ENGLISH_ELSEWHERE = 0.1
"""The weight of meaning by `minilm` where the question or the chunks are in other languages, chosen
on GNOME's help in six of them."""

_READ = regex.compile(r"[\p{Latin}\p{N}]")
"""What minilm reads."""


def is_read(question: str, embeddings: str) -> bool:
    """Return whether embeddings may know what a question means, without any word of it.

    In other scripts `minilm` ranks passages by chance (`BENCHMARKS.md`).
    """
    return embeddings != ENGLISH or _READ.search(question) is not None


def fused(
    meaning: Mapping[int, float],
    words: Mapping[int, float],
    question: QuestionTerms,
    embeddings: str,
) -> dict[int, float]:
    """Return one score in [0, 1] for each chunk in `meaning`, from its cosine and its BM25.

    Where much of the question is unknown, as in another language, words count for less; where much
    of it names something by an identifier, meaning does. For a question that is not in English
    `minilm` counts for less, whatever the language of the chunks.
    """
    if embeddings == ENGLISH and not question.english:
        weight, floor = ENGLISH_ELSEWHERE, 0.0
    elif embeddings == ENGLISH:
        elsewhere = _raised(ENGLISH_ELSEWHERE, question.known)
        weight = MEANING_IN_ENGLISH * (1 - question.foreign) + elsewhere * question.foreign
        floor = 0.0
    else:
        weight, floor = _raised(MEANING, question.known), min(meaning.values(), default=0.0)
    weight *= 1 - question.named
    by_meaning = _scaled(meaning, floor)
    by_words = _scaled({number: words.get(number, 0.0) for number in meaning}, 0.0)
    return {
        number: weight * by_meaning[number] + (1 - weight) * by_words[number] for number in meaning
    }


def _raised(weight: float, known: float) -> float:
    """Return the weight of meaning where words are worth the share that is known of them."""
    return weight / (weight + (1 - weight) * known) if known else 1.0


def _scaled(scores: Mapping[int, float], floor: float) -> dict[int, float]:
    """Return the share of the way from `floor` to the best."""
    best = max(scores.values(), default=0.0)
    if best <= floor:
        return dict.fromkeys(scores, float(best > 0))
    return {n: max(score - floor, 0.0) / (best - floor) for n, score in scores.items()}
