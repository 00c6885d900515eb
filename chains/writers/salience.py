"""Rank sentences by salience: term and embedding statistics.

One pass: an `Extract` carries its best sentences and the statistics of all that were read, so
that extracts merge without the text. What a sentence is: `sentences.py`; which of them are
chosen together: `selection.py`.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from precis.chains.writers.headings import MARKED, is_marked
from precis.chains.writers.outcomes import signals_of
from precis.chains.writers.sentence import MAX_WORDS, MIN_WORDS, Sentence

MAX_TERMS = 4096
"""Terms whose counts an extract carries; rarer ones hardly move a centroid."""

EPSILON = 1e-6
"""Signals that vary less say nothing."""

NEIGHBOURS = 5
"""Distance in sentences at which a term of the focus no longer counts."""

STRUCTURED = 0.03
"""Share of sentences in lists and blocks from which on a text is no story and no talk: it opens
with what it is about."""

QUOTED = 0.1
"""Share of sentences that begin as speech does from which on a text is a story in dialogue: what
people in it agree or refuse is not what it comes to."""

SPOKEN = 0.25
"""Share of sentences that open with the name of a speaker from which on a text is talk: what is
said most often there says least, and what is short says nothing."""

OPENING = 1500
"""Characters after which the opening of a text begins to fade."""

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Focus:
    """A question: its unit vector of shape (d,), and the terms that carry its meaning."""

    vector: Vector
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Extract:
    """Sentences in document order, and the statistics of the text they stand for.

    For n sentences: `vectors` (n, d), unit rows, with d = 0 until they are needed;
    `relevance` (n,), their cosine with the focus; `mentions` (n, number of the focus' terms), how
    near to each sentence each term stands, and how often. `counts` says in how many of all
    sentences `read` each term stands, `centre` the share of each term in them, sentences of any
    length alike; `headings` are its headings in order; `spoken` of them open with a speaker's name.
    """

    sentences: tuple[Sentence, ...]
    vectors: Vector
    relevance: Vector
    mentions: Vector
    counts: Counter[str]
    centre: Mapping[str, float]
    headings: tuple[Sentence, ...]
    read: int
    spoken: int

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
            sum(sentence.spoken for sentence in sentences),
        )

    @property
    def titles(self) -> list[Sentence]:
        """The headings, of which those with a mark are the only ones if there are some."""
        marked = [heading for heading in self.headings if is_marked(heading.text, 0)]
        return marked if len(marked) >= MARKED else [*self.headings]

    @property
    def talk(self) -> bool:
        """Whether people speak in turns."""
        return self.spoken >= SPOKEN * max(1, self.read)

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
            self.spoken,
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
        sum(extract.spoken for extract in full),
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
        rarity = [rarity_of(term, extract) for term in focus.terms]
        signals.append((2, extract.relevance))
        signals.append((1, extract.mentions @ np.array(rarity, dtype=np.float32)))
    scores = np.zeros(len(extract.sentences), dtype=np.float32)
    for weight, values in signals:
        scores += np.float32(weight) * _standard(values)
    return scores


def _signals(extract: Extract) -> list[tuple[float, Sequence[float] | Vector]]:
    """Return what speaks for each sentence whatever is asked, with its weight."""
    sentences = extract.sentences
    titles = frozenset[str]().union(*(heading.content for heading in extract.titles))
    signals: list[tuple[float, Sequence[float] | Vector]] = [
        (1, [_frequency(sentence, extract.counts) for sentence in sentences]),
        (1, [sentence.formal for sentence in sentences]),
        (-1, [sentence.personal for sentence in sentences]),
        (-1, [sentence.noise for sentence in sentences]),
        (-0.5, [sentence.dangling for sentence in sentences]),
        (-0.5, [sentence.quoted for sentence in sentences]),
        (1.5 if extract.talk else 0.5, [math.log1p(sentence.words) for sentence in sentences]),
        (0.5, [sentence.of_itself for sentence in sentences]),
        (0.5, [_titled(sentence, titles) for sentence in sentences]),
    ]
    if not extract.talk:
        signals.append((1, [_centrality(sentence, extract) for sentence in sentences]))
    structured = _share(s.indented and not s.numbered for s in sentences) >= STRUCTURED
    if not (structured or extract.talk or _share(s.quoted for s in sentences) >= QUOTED):
        signals += signals_of(sentences, extract.titles)
    if structured:
        signals.append((1, [-math.log1p(s.span.start / OPENING) for s in sentences]))
    return signals


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
    rarity = {term: rarity_of(term, extract) for term in sentence.content}
    length = math.sqrt(math.fsum(weight**2 for weight in rarity.values()))
    near = math.fsum(extract.centre.get(t, 0) * rarity[t] ** 2 for t in rarity)
    return near / (length or 1)


def rarity_of(term: str, extract: Extract) -> float:
    """Return how much a term tells: the fewer of the sentences read have it, the more."""
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
