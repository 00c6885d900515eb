"""Align a text with source sentences: by words first, by embeddings for close candidates.

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
from precis.chains.grounding.lexical import Terms
from precis.chains.grounding.read_text import ReadText

SHORTLIST = 6
"""Sentences a text that share most of its words: all its copying is looked for in them."""

EMBEDDED = 3
"""The first few of them, compared by vector where the words do not decide."""

DECISIVE = 0.6
"""Share of a text's word weight in one sentence above which no embedding is computed."""

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
    `places` are the document id and start of each: sentences that are equally close come in that
    order, whatever the order in which the documents were given.
    """

    def __init__(self, texts: Sequence[str], places: Sequence[tuple[str, int]] = ()) -> None:
        self.texts = texts
        self.read = [ReadText(text) for text in texts]
        self._places = places

    @cached_property
    def ranks(self) -> NDArray[np.intp]:
        """The rank of each sentence by its place."""
        order = sorted(range(len(self.texts)), key=lambda n: (*self._places[n : n + 1], n))
        ranks = np.empty(len(order), dtype=np.intp)
        ranks[order] = np.arange(len(order))
        return ranks

    @cached_property
    def terms(self) -> list[Terms]:
        """What each sentence says."""
        return [read.terms for read in self.read]

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
        """Return the weight of a stem; one that occurs nowhere weighs most."""
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
    """Unit vectors of texts, computed in one batch and kept for the life of the object."""

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


@dataclass(frozen=True, slots=True)
class _Sought:
    """A text by its words: the share of their weight in each sentence, and the best few of these.

    `shortlist` has the sentences that share most, best first.
    """

    read: ReadText
    cover: Shares
    shortlist: Sequence[int]

    @property
    def decided(self) -> bool:
        """Whether words alone determine the closest sentence."""
        return bool(self.shortlist) and self.cover[self.shortlist[0]] >= DECISIVE


class Aligner:
    """Finds for each text the sentences that support it best."""

    def __init__(self, embeddings: Embeddings) -> None:
        self._embeddings = embeddings

    def closest(self, texts: Sequence[str], among: Sequence[str]) -> list[tuple[int, ...]]:
        """Return for each text its closest of the sentences `among`, ascending; () if none is."""
        matches = self.matches([ReadText(text) for text in texts], Sentences(among))
        return [tuple(sorted(match.sentences)) if match.close else () for match in matches]

    def matches(self, texts: Sequence[ReadText], sentences: Sentences) -> list[Match]:
        """Return for each text what is close to it.

        Words are compared first. Where they leave it open, the best few sentences are compared by
        vector; where no word is shared, up to `SMALL` are.
        """
        sought = [_by_words(text, sentences) for text in texts]
        open_ = [_left_open(one, sentences) for one in sought]
        vectors = Vectors(self._embeddings)
        vectors.embed(one.read.text for one, left in zip(sought, open_, strict=True) if left)
        vectors.embed(sentences.texts[index] for left in open_ for index in left)
        return [
            _by_vectors(one, left, vectors, sentences) if left else _decided(one, sentences)
            for one, left in zip(sought, open_, strict=True)
        ]


def _by_words(read: ReadText, sentences: Sentences) -> _Sought:
    """Find the sentences that share most words; where they tie, the shorter, then by place."""
    cover = sentences.covers(read.terms.content)
    sharing = np.flatnonzero(cover)
    keys = (sentences.ranks[sharing], sentences.lengths[sharing], -cover[sharing].round(3))
    shortlist: list[int] = sharing[np.lexsort(keys)[:SHORTLIST]].tolist()
    return _Sought(read, cover, shortlist)


def _left_open(sought: _Sought, sentences: Sentences) -> Sequence[int]:
    """Return the sentences that are to be compared by vector."""
    if sought.decided:
        return ()
    return sought.shortlist[:EMBEDDED] or range(min(len(sentences.texts), SMALL))


def _decided(sought: _Sought, sentences: Sentences) -> Match:
    """Return what the words have found."""
    if not sought.shortlist:
        return Match()
    chosen = _evidence(sought.shortlist[0], sought.read.terms, sentences)
    return Match(chosen, tuple(sorted(sought.shortlist)), 0.0, close=True)


def _by_vectors(
    sought: _Sought, left: Sequence[int], vectors: Vectors, sentences: Sentences
) -> Match:
    """Return what words and vectors, on the mean, find closest of those that were `left` open."""
    cosines = {index: vectors.cosine(sought.read.text, sentences.texts[index]) for index in left}
    scores = {index: (float(sought.cover[index]) + cosines[index]) / 2 for index in left}
    best = max(left, key=lambda index: (scores[index], -sentences.ranks[index]))
    close = scores[best] >= CLOSE or cosines[best] >= ALIKE
    chosen = _evidence(best, sought.read.terms, sentences)
    return Match(chosen, tuple(sorted(sought.shortlist)), 1 - cosines[best], close)


def _evidence(best: int, words: Terms, sentences: Sentences) -> tuple[int, ...]:
    """Take the closest sentence, then those that add most of the words still missing."""
    chosen = [best]
    missing = words.content - sentences.terms[best].content
    total = sentences.mass(words.content) or 1.0
    while missing and len(chosen) < EVIDENCE:
        gains = sentences.covers(missing)
        share = sentences.mass(missing) / total
        most = np.flatnonzero(gains == gains.max()).tolist()
        index = min(most, key=lambda other: (abs(other - best), sentences.ranks[other]))
        if gains[index] * share < GAIN:
            break
        chosen.append(index)
        missing -= sentences.terms[index].content
    return tuple(chosen)
