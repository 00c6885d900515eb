"""Which source sentences a text rests on: words first, embeddings for the few that are close.

Whether they support it is judged in `grounding.py`.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import fsum, log

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from precis.chains.evidence import Claim, Span
from precis.chains.grounding.lexical import Terms, terms

SHORTLIST = 6
"""Sentences a text that share most of its words: all its copying is looked for in them."""

EMBEDDED = 3
"""The first few of them, compared by vector where the words do not decide."""

DECISIVE = 0.6
"""Share of a text's word weight in one sentence from which on no vector is asked for."""

SMALL = 64
"""Up to so many candidates, all are compared by vector when their words say nothing."""

EVIDENCE = 3
"""Sentences at most that one text is aligned with."""

GAIN = 0.12
"""Share of a text's word weight that each further sentence must add."""

CLOSE = 0.35
"""Mean of word cover and cosine from which on a sentence is close at all …"""

ALIKE = 0.45
"""… and the cosine from which on it is close whatever its words."""

Candidate = tuple[str, tuple[Span, ...]]
Shares = NDArray[np.float64]


def quotes(candidates: Iterable[Candidate]) -> list[Claim]:
    """Return sentences as claims that say just what they say."""
    return [
        Claim(text=text, spans=spans, support=1.0, supported=True) for text, spans in candidates
    ]


@dataclass(frozen=True, slots=True)
class Match:
    """What was found for one text.

    `sentences` are the closest, best first, and `close` whether they are close at all;
    `shortlist` those that share its words, ascending; `distance` is 1 - cosine to the best, 0
    where words decided.
    """

    sentences: tuple[int, ...] = ()
    shortlist: tuple[int, ...] = ()
    distance: float = 1.0
    close: bool = False


class Sentences:
    """Sentences indexed by their words; weights are inverse sentence frequencies.

    Weight: log(1 + (N - n + 0.5) / (n + 0.5)), as in BM25 (Robertson and Zaragoza 2009).
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts

    @cached_property
    def terms(self) -> list[Terms]:
        """What each sentence says."""
        return [terms(text) for text in self.texts]

    @cached_property
    def lengths(self) -> NDArray[np.intp]:
        """How many words each sentence has."""
        return np.array([len(said.stems) for said in self.terms], dtype=np.intp)

    @cached_property
    def postings(self) -> dict[str, NDArray[np.intp]]:
        """Stem → the sentences that hold it, ascending."""
        found: dict[str, list[int]] = defaultdict(list)
        for index, said in enumerate(self.terms):
            for stem in said.content:
                found[stem].append(index)
        return {stem: np.array(indices, dtype=np.intp) for stem, indices in found.items()}

    def weight(self, stem: str) -> float:
        """Return how telling a stem is; one that occurs nowhere weighs most."""
        total, holding = len(self.texts), len(self.postings.get(stem, ()))
        return log(1 + (total - holding + 0.5) / (holding + 0.5))

    def mass(self, stems: Iterable[str]) -> float:
        """Return the summed weight of stems."""
        return fsum(map(self.weight, stems))

    def covers(self, content: frozenset[str]) -> Shares:
        """Return for each sentence the share of the weight of `content` found in it."""
        total = self.mass(content)
        shares = np.zeros(len(self.texts))
        for stem in sorted(content & self.postings.keys()):
            shares[self.postings[stem]] += self.weight(stem) / total
        return shares


class Vectors:
    """Unit vectors of texts, asked for in one batch and kept for the life of the object."""

    def __init__(self, embeddings: Embeddings) -> None:
        self._embeddings = embeddings
        self._known: dict[str, NDArray[np.float32]] = {}

    def embed(self, texts: Iterable[str]) -> None:
        """Embed those not yet known."""
        missing = list(dict.fromkeys(text for text in texts if text not in self._known))
        rows = np.asarray(self._embeddings.embed_documents(missing) if missing else [], np.float32)
        for text, row in zip(missing, rows, strict=True):
            self._known[text] = row / (np.linalg.norm(row) or 1)

    def cosine(self, one: str, other: str) -> float:
        """Return the cosine of two texts already embedded."""
        return float(self._known[one] @ self._known[other])


class Aligner:
    """Finds for each text the candidate sentences that support it best."""

    def __init__(self, embeddings: Embeddings) -> None:
        self._embeddings = embeddings

    def align(
        self, texts: Sequence[str], candidates: Sequence[Candidate]
    ) -> list[tuple[Span, ...]]:
        """Return for each text the spans of its closest candidates, in order; () if none is."""
        matches = self.matches(texts, Sentences([text for text, _ in candidates]))
        return [
            tuple(dict.fromkeys(s for index in sorted(m.sentences) for s in candidates[index][1]))
            if m.close
            else ()
            for m in matches
        ]

    def matches(self, texts: Sequence[str], sentences: Sentences) -> list[Match]:
        """Return for each text what is close to it.

        Embeds a text and `EMBEDDED` sentences for it, chosen by their words, only where the
        words do not decide; up to `SMALL` sentences where no word is shared.
        """
        said = [terms(text) for text in texts]
        covers = [sentences.covers(words.content) for words in said]
        ranked = [self._ranked(cover, sentences) for cover in covers]
        asked = [
            list(range(len(sentences.texts)))[:SMALL]
            if not order
            else []
            if cover[order[0]] >= DECISIVE
            else order[:EMBEDDED]
            for order, cover in zip(ranked, covers, strict=True)
        ]
        vectors = Vectors(self._embeddings)
        vectors.embed(text for text, indices in zip(texts, asked, strict=True) if indices)
        vectors.embed(sentences.texts[index] for indices in asked for index in indices)
        return [
            _match(
                words,
                cover,
                order,
                {i: vectors.cosine(text, sentences.texts[i]) for i in indices},
                sentences,
            )
            for text, words, cover, order, indices in zip(
                texts, said, covers, ranked, asked, strict=True
            )
        ]

    @staticmethod
    def _ranked(cover: Shares, sentences: Sentences) -> list[int]:
        """Return the sentences that share most words, the shorter first where they tie."""
        sharing = np.flatnonzero(cover)
        order = np.lexsort((sentences.lengths[sharing], -cover[sharing].round(3)))
        found: list[int] = sharing[order[:SHORTLIST]].tolist()
        return found


def _match(
    words: Terms,
    cover: Shares,
    ranked: Sequence[int],
    cosines: dict[int, float],
    sentences: Sentences,
) -> Match:
    shortlist = tuple(sorted(ranked))
    if not cosines:
        return (
            Match(_chosen(ranked[0], words, sentences), shortlist, 0.0, True) if ranked else Match()
        )
    scores = {index: (float(cover[index]) + cosine) / 2 for index, cosine in cosines.items()}
    best = max(scores, key=lambda index: scores[index])
    close = scores[best] >= CLOSE or cosines[best] >= ALIKE
    return Match(_chosen(best, words, sentences), shortlist, 1 - cosines[best], close)


def _chosen(best: int, words: Terms, sentences: Sentences) -> tuple[int, ...]:
    """Take the closest sentence, then those that add most of the words still missing."""
    chosen = [best]
    missing = words.content - sentences.terms[best].content
    total = sentences.mass(words.content) or 1.0
    while missing and len(chosen) < EVIDENCE:
        gains = sentences.covers(missing)
        share = sentences.mass(missing) / total
        most = np.flatnonzero(gains == gains.max())
        index = int(most[np.abs(most - best).argmin()])
        if gains[index] * share < GAIN:
            break
        chosen.append(index)
        missing -= sentences.terms[index].content
    return tuple(chosen)
