"""Select the sentences of a summary: salient, diverse, from every part."""

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from precis.chains.writers.salience import Extract, Vector, rarity_of
from precis.chains.writers.sentence import Sentence, selectable
from precis.chains.writers.set_apart import Languages, in_licences

REPEAT = 0.95
"""Cosine above which two sentences say the same."""

CONTAINED = 0.75
"""Share of one sentence's terms, weighted by rarity, in another one that says the same."""

PARTS, WORDS_OF_PART = 10, 30
"""Parts of a document that a summary is spread over, at most, and words of it for which there is
one; of several documents, each is a part."""

_REDUNDANCY = 1.0
FULL_PART = 0.75
FULL_DOCUMENT = 3.0
"""What a sentence's score loses where the share of its part or document is full: the scores'
signals have deviation one. A part's was chosen on stories, meetings and half of the technical
documents; a document's is a guess that lets each of a few documents speak."""

Spread = Literal["none", "parts", "sections"]
"""Over what a summary is spread: nothing, tenths of a document or documents, or its sections."""


def select(extract: Extract, scores: Vector, words: int, spread: Spread = "parts") -> list[int]:
    """Choose sentences of about `words` words in all: salient, and unlike each other.

    Maximal marginal relevance (Carbonell and Goldstein, 1998, doi:10.1145/290941.291025). A part
    counts less the fuller its share of the words is.
    """
    sentences = extract.sentences
    lengths = np.array([sentence.words for sentence in sentences])
    rarity = {term: rarity_of(term, extract) for s in sentences for term in s.content}
    part, price = _parts(extract, words, spread)
    filled = np.zeros(len(price), dtype=np.float32)
    open_ = np.zeros(len(lengths), dtype=bool)
    open_[selectable(sentences)] = True
    own = open_ & ~in_licences(extract)
    open_ = own if own.any() else open_
    languages = Languages(sentences)
    likeness = np.zeros(len(lengths), dtype=np.float32)
    chosen: list[int] = []
    left = words
    while open_.any():
        fits = open_ & (lengths <= left * 1.1) if chosen else open_
        if not fits.any():
            break
        worth = scores - _REDUNDANCY * likeness - (filled * price)[part]
        best = int(np.argmax(np.where(fits, worth, -np.inf)))
        if languages.is_foreign(sentences[best]):
            open_[best] = False
            continue
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
    count = max(2, min(PARTS, round(words / WORDS_OF_PART)))
    part = np.array([sentence.span.start * count // end for sentence in sentences])
    return part, np.full(count, FULL_PART / words * count, dtype=np.float32)


def _sections(extract: Extract, words: int) -> tuple[NDArray[np.intp], Vector]:
    """Return the section of each sentence: that of the last heading before it."""
    starts: defaultdict[str, list[int]] = defaultdict(list)
    for heading in extract.titles:
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
