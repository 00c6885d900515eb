"""Words in context: the distance of a claim's words from those of its evidence.

What is read here is compared word by word; whole sentences are compared in `alignment.py`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from precis.chains.grounding.lexicon import FUNCTION_WORDS, INTERJECTIONS, stem
from precis.models.embeddings import DIMENSIONS, MiniLM, Reading

_KEPT = 2000
_SILENT = FUNCTION_WORDS | INTERJECTIONS
_CONTINUES = "##"
"""How MiniLM marks a piece that continues the word before it."""


@dataclass(frozen=True, slots=True)
class ContextualWords:
    """The n words of a text, without marks, and their states: shape (n, 384), rows of length 1."""

    words: tuple[str, ...]
    states: NDArray[np.float32]

    @classmethod
    def of(cls, reading: Reading) -> "ContextualWords":
        """Join the pieces of each word; its state is the mean of theirs."""
        spans = [span for span in _words(reading.pieces) if any(map(str.isalnum, span[0]))]
        states = np.empty((len(spans), DIMENSIONS), dtype=np.float32)
        for row, (_, start, end) in enumerate(spans):
            mean = reading.states[start:end].mean(axis=0)
            states[row] = mean / (np.linalg.norm(mean) or 1)
        return cls(tuple(word for word, _, _ in spans), states)


class Readings(Embeddings):
    """What MiniLM reads, each text once as long as there are not too many to keep."""

    def __init__(self, minilm: MiniLM) -> None:
        self._minilm = minilm
        self._known: dict[str, Reading] = {}
        self._words: dict[str, ContextualWords] = {}

    def read(self, texts: Iterable[str]) -> None:
        """Read those not yet known, side by side."""
        if len(self._known) > _KEPT:
            self._known.clear()
            self._words.clear()
        missing = list(dict.fromkeys(text for text in texts if text not in self._known))
        self._known.update(zip(missing, self._minilm.readings(missing), strict=True))

    def __getitem__(self, text: str) -> Reading:
        if text not in self._known:
            self.read([text])
        return self._known[text]

    def words(self, text: str) -> ContextualWords:
        """Return the words of a text in their contexts."""
        if text not in self._words:
            self._words[text] = ContextualWords.of(self[text])
        return self._words[text]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed each text."""
        self.read(texts)
        return [self._known[text].vector.tolist() for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """Embed one text."""
        return self.embed_documents([text])[0]


def distances(claim: ContextualWords, evidence: Sequence[ContextualWords]) -> dict[str, float]:
    """Return how far, in [0, 1], each content word of a claim is from its like in the evidence.

    By stem: 1 - the greatest cosine of its state and those of all words of the evidence, whose
    mean is the recall of BERTScore (Zhang et al. 2020) turned round; 1 where there is no word.
    """
    content = [place for place, word in enumerate(claim.words) if word not in _SILENT]
    if not content:
        return {}
    said = [part.states for part in evidence if part.words]
    if not said:
        return dict.fromkeys((stem(claim.words[place]) for place in content), 1.0)
    # Not `@`: BLAS spreads even so small a product over threads, which takes ten times as long.
    cosines = np.einsum("ik,jk->ij", claim.states[content], np.concatenate(said))
    apart = np.clip(1 - cosines.max(axis=1), 0, 1).tolist()
    farthest: dict[str, float] = {}
    for place, distance in zip(content, apart, strict=True):
        word = stem(claim.words[place])
        farthest[word] = max(distance, farthest.get(word, 0.0))
    return farthest


def _words(pieces: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Yield each word with the places of its first piece and after its last."""
    word, start = "", 0
    for place, piece in enumerate(pieces):
        if place and piece.startswith(_CONTINUES):
            word += piece.removeprefix(_CONTINUES)
            continue
        if place:
            yield word, start, place
        word, start = piece, place
    if pieces:
        yield word, start, len(pieces)
