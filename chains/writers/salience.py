"""Which sentences carry a text: term and embedding statistics, and a choice without repeats.

One pass: an `Extract` carries its best sentences and the statistics of all that were read, so
that extracts merge without the text. What a sentence is: `sentences.py`.
"""

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from precis.chains.writers.sentences import MAX_WORDS, MIN_WORDS, Sentence

MAX_TERMS = 4096
"""Terms whose counts an extract carries; rarer ones hardly move a centroid."""

EPSILON = 1e-6
"""Signals that vary less say nothing."""

REPEAT = 0.95
"""Cosine above which two sentences say the same."""

CONTAINED = 0.75
"""Share of one sentence's terms, weighted by rarity, in another one that says the same."""

NEIGHBOURS = 5
"""Distance in sentences at which a term of the focus no longer counts."""

STRUCTURED = 0.03
"""Share of sentences in lists and blocks from which on a text is no story and no talk: it opens
with what it is about."""

SPOKEN = 0.25
"""Share of sentences that open with the name of a speaker from which on a text is talk: what is
said most often there says least."""

OPENING = 1500
"""Characters after which the opening of a text begins to fade."""

PARTS = 10
"""Parts of a document that a summary is spread over; of several documents, each is a part."""

_REDUNDANCY = 1.0
FULL_PART = 1.0
FULL_DOCUMENT = 3.0
"""What a sentence's score loses where the share of its part or document is full: the scores'
signals have deviation one. A part's was chosen on stories, meetings and half of the technical
documents; a document's is a guess that lets each of a few documents speak."""

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Focus:
    """A question: its unit vector of shape (d,), and the terms that carry its meaning."""

    vector: Vector
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Extract:
    """Sentences in document order, and the statistics of the text they stand for.

    For n sentences: `vectors` (n, d), unit rows; `relevance` (n,), their cosine with the focus;
    `mentions` (n, number of the focus' terms), how near to each sentence each term
    stands, and how often. `counts` says in how many of all sentences `read` each term stands,
    `centre` the share of each term in them, sentences of any length alike; `headings` are its
    headings in order.
    """

    sentences: tuple[Sentence, ...]
    vectors: Vector
    relevance: Vector
    mentions: Vector
    counts: Counter[str]
    centre: Mapping[str, float]
    headings: tuple[Sentence, ...]
    read: int

    @classmethod
    def of(cls, sentences: Sequence[Sentence], vectors: Vector, focus: Focus | None) -> "Extract":
        """Take all sentences of a stretch of text."""
        n = len(sentences)
        return cls(
            tuple(sentences),
            vectors,
            vectors @ focus.vector if focus and n else np.zeros(n, dtype=np.float32),
            _mentions(sentences, focus.terms if focus else ()),
            Counter(term for sentence in sentences for term in sentence.content),
            _centre(sentences),
            tuple(sentence for sentence in sentences if sentence.heading),
            n,
        )

    def keep(self, chosen: Sequence[int]) -> "Extract":
        """Return the sentences at the given positions, with the statistics of all."""
        order = sorted(chosen)
        return Extract(
            tuple(self.sentences[index] for index in order),
            self.vectors[order],
            self.relevance[order],
            self.mentions[order],
            self.counts,
            self.centre,
            self.headings,
            self.read,
        )


def merge(extracts: Sequence[Extract]) -> Extract:
    """Join extracts of neighbouring texts, in order."""
    full = [extract for extract in extracts if extract.sentences] or list(extracts[:1])
    counts: Counter[str] = Counter()
    centre: defaultdict[str, float] = defaultdict(float)
    for extract in full:
        counts.update(extract.counts)
        for term, share in extract.centre.items():
            centre[term] += share
    counts = _most_common(counts)
    return Extract(
        tuple(sentence for extract in full for sentence in extract.sentences),
        np.concatenate([extract.vectors for extract in full]),
        np.concatenate([extract.relevance for extract in full]),
        np.concatenate([extract.mentions for extract in full]),
        counts,
        {term: share for term, share in centre.items() if term in counts},
        tuple(heading for extract in full for heading in extract.headings),
        sum(extract.read for extract in full),
    )


def _most_common(counts: Counter[str]) -> Counter[str]:
    """Keep MAX_TERMS; equals by name, not by the order of a set, which the hash seed decides."""
    if len(counts) <= MAX_TERMS:
        return counts
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return Counter(dict(ordered[:MAX_TERMS]))


def salience(extract: Extract, focus: Focus | None) -> Vector:
    """Score sentences: a sum of standardized signals in whole and half weights.

    What the text is about: the mean number of sentences that share a term (SumBasic: Nenkova
    and Vanderwende, 2005). How a report reads, as against talk: nouns tied by articles and
    prepositions, few words for speaker and listener (Heylighen and Dewaele, 1999). Such simple
    weights predict new data nearly as well as fitted ones (Dawes, 1979,
    doi:10.1037/0003-066X.34.7.571).
    """
    signals = _signals(extract)
    if focus:
        rarity = [_rarity(term, extract) for term in focus.terms]
        signals.append((2, extract.relevance))
        signals.append((1, extract.mentions @ np.array(rarity, dtype=np.float32)))
    scores = np.zeros(len(extract.sentences), dtype=np.float32)
    for weight, values in signals:
        scores += np.float32(weight) * _standard(values)
    return scores


def _signals(extract: Extract) -> list[tuple[float, Sequence[float] | Vector]]:
    """Return what speaks for each sentence whatever is asked, with its weight."""
    sentences = extract.sentences
    titles = frozenset[str]().union(*(heading.content for heading in extract.headings))
    signals: list[tuple[float, Sequence[float] | Vector]] = [
        (1, [_frequency(sentence, extract.counts) for sentence in sentences]),
        (1, [sentence.formal for sentence in sentences]),
        (-1, [sentence.personal for sentence in sentences]),
        (-1, [sentence.noise for sentence in sentences]),
        (-0.5, [sentence.dangling for sentence in sentences]),
        (0.5, [math.log1p(sentence.words) for sentence in sentences]),
        (0.5, [sentence.of_itself for sentence in sentences]),
        (0.5, [_titled(sentence, titles) for sentence in sentences]),
    ]
    if _share(sentence.spoken for sentence in sentences) < SPOKEN:
        signals.append((1, [_centrality(sentence, extract) for sentence in sentences]))
    if _share(sentence.indented for sentence in sentences) >= STRUCTURED:
        signals.append((1, [-math.log1p(s.span.start / OPENING) for s in sentences]))
    return signals


Spread = Literal["none", "parts", "sections"]
"""Over what a summary is spread: nothing, tenths of a document or documents, or its sections."""


def select(extract: Extract, scores: Vector, words: int, spread: Spread = "parts") -> list[int]:
    """Choose sentences of about `words` words in all: salient, and unlike each other.

    Maximal marginal relevance (Carbonell and Goldstein, 1998, doi:10.1145/290941.291025). A part
    counts less the fuller its share of the words is.
    """
    sentences = extract.sentences
    lengths = np.array([sentence.words for sentence in sentences])
    rarity = {term: _rarity(term, extract) for s in sentences for term in s.content}
    part, price = _parts(extract, words, spread)
    filled = np.zeros(len(price), dtype=np.float32)
    open_ = np.array([sentence.quotable for sentence in sentences], dtype=bool)
    if not open_.any():
        open_[:] = True
    likeness = np.zeros(len(lengths), dtype=np.float32)
    chosen: list[int] = []
    left = words
    while open_.any():
        fits = open_ & (lengths <= left * 1.1) if chosen else open_
        if not fits.any():
            break
        worth = scores - _REDUNDANCY * likeness - (filled * price)[part]
        best = int(np.argmax(np.where(fits, worth, -np.inf)))
        chosen.append(best)
        left -= int(lengths[best])
        filled[part[best]] += lengths[best]
        likeness = np.maximum(likeness, extract.vectors @ extract.vectors[best])
        open_ &= (likeness < REPEAT) & ~_repeated(sentences, best, rarity)
        if left < words / 20:
            break
    return chosen


def _parts(extract: Extract, words: int, spread: Spread) -> tuple[NDArray[np.intp], Vector]:
    """Return the part of each sentence, and what a word in each part costs the others.

    The share of a document grows with the root of its length.
    """
    sentences = extract.sentences
    if spread == "none":
        return np.zeros(len(sentences), dtype=np.intp), np.zeros(1, dtype=np.float32)
    if spread == "sections" and extract.headings:
        return _sections(extract, words)
    ends: dict[str, int] = {}
    for sentence in sentences:
        span = sentence.span
        ends[span.document_id] = max(span.end, ends.get(span.document_id, 0))
    if len(ends) > 1:
        order = {document: index for index, document in enumerate(ends)}
        roots = np.sqrt(np.array([*ends.values()], dtype=np.float32))
        part = np.array([order[sentence.span.document_id] for sentence in sentences])
        return part, FULL_DOCUMENT / words * roots.sum() / roots
    (end,) = ends.values()
    part = np.array([sentence.span.start * PARTS // end for sentence in sentences])
    return part, np.full(PARTS, FULL_PART / words * PARTS, dtype=np.float32)


def _sections(extract: Extract, words: int) -> tuple[NDArray[np.intp], Vector]:
    """Return the section of each sentence: that of the last heading before it."""
    starts: defaultdict[str, list[int]] = defaultdict(list)
    for heading in extract.headings:
        starts[heading.span.document_id].append(heading.span.start)
    spans = [sentence.span for sentence in extract.sentences]
    below = [(s.document_id, bisect_right(starts[s.document_id], s.start)) for s in spans]
    order = {section: number for number, section in enumerate(dict.fromkeys(below))}
    price = np.full(len(order), FULL_DOCUMENT / words * len(order), dtype=np.float32)
    return np.array([order[section] for section in below]), price


def _repeated(
    sentences: Sequence[Sentence], chosen: int, rarity: Mapping[str, float]
) -> NDArray[np.bool_]:
    """Say which sentences hold most of what the chosen one says, or the reverse."""
    said = sentences[chosen].content

    def weight(terms: frozenset[str]) -> float:
        return math.fsum(rarity[term] for term in terms)

    of_all = weight(said)
    found = (
        weight(said & other.content) >= CONTAINED * min(of_all, weight(other.content))
        for other in sentences
    )
    return np.fromiter(found, dtype=bool, count=len(sentences))


def _mentions(sentences: Sequence[Sentence], terms: Sequence[str]) -> Vector:
    """Count each term in each sentence and, fading with distance, in its neighbours."""
    found = np.array(
        [[term in sentence.content for term in terms] for sentence in sentences],
        dtype=np.float32,
    ).reshape(len(sentences), len(terms))
    near = found.copy()
    for distance in range(1, min(NEIGHBOURS, len(found))):
        faded = found * (1 - distance / NEIGHBOURS)
        near[distance:] += faded[:-distance]
        near[:-distance] += faded[distance:]
    return near


def _centre(sentences: Sequence[Sentence]) -> dict[str, float]:
    shares: defaultdict[str, float] = defaultdict(float)
    for sentence in sentences:
        if MIN_WORDS <= sentence.words <= MAX_WORDS:
            for term in sentence.content:
                shares[term] += 1 / math.sqrt(len(sentence.content))
    return shares


def _frequency(sentence: Sentence, counts: Counter[str]) -> float:
    return sum(counts[term] for term in sentence.content) / (len(sentence.content) or 1)


def _centrality(sentence: Sentence, extract: Extract) -> float:
    """Return how near a sentence is to the text's centroid, by terms weighted by rarity.

    The centroid of Radev and others (2004, doi:10.1016/j.ipm.2003.10.006).
    """
    rarity = {term: _rarity(term, extract) for term in sentence.content}
    length = math.sqrt(math.fsum(weight**2 for weight in rarity.values()))
    near = math.fsum(extract.centre.get(t, 0) * rarity[t] ** 2 for t in rarity)
    return near / (length or 1)


def _rarity(term: str, extract: Extract) -> float:
    return math.log((1 + extract.read) / (1 + extract.counts[term]))


def _titled(sentence: Sentence, titles: frozenset[str]) -> float:
    return len(sentence.content & titles) / math.sqrt(len(sentence.content) or 1)


def _share(found: Iterable[bool]) -> float:
    return float(np.mean([*found] or [False]))


def _standard(values: Sequence[float] | Vector) -> Vector:
    array = np.asarray(values, dtype=np.float32)
    if not len(array) or np.ptp(array) < EPSILON:
        return np.zeros_like(array)
    standard: Vector = (array - array.mean()) / array.std()
    return standard
