"""Words in context: the distance of a claim's words from those of its evidence.

What is read here is compared word by word; whole sentences are compared in `alignment.py`.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from precis.chains.grounding.lexicon import FUNCTION_WORDS, INTERJECTIONS, stem
from precis.models.embeddings import DIMENSIONS, MiniLM, Reading

_KEPT = 2048
"""Sentences kept: about 30 KB each."""

_SILENT = FUNCTION_WORDS | INTERJECTIONS
_CONTINUES = "##"
"""How MiniLM marks a piece that continues the word before it."""


@dataclass(frozen=True, slots=True)
class ContextualWords:
    """The n words of a text, without marks, and their states: shape (n, 384), rows of length 1.

    `vector` (384) is the embedding of the whole text.
    """

    words: tuple[str, ...]
    states: NDArray[np.float32]
    vector: NDArray[np.float32]

    @classmethod
    def of(cls, reading: Reading) -> "ContextualWords":
        """Join the pieces of each word; its state is the mean of theirs."""
        spans = [span for span in _words(reading.pieces) if any(map(str.isalnum, span[0]))]
        states = np.empty((len(spans), DIMENSIONS), dtype=np.float32)
        for row, (_, start, end) in enumerate(spans):
            mean = reading.states[start:end].mean(axis=0)
            states[row] = mean / (np.linalg.norm(mean) or 1)
        return cls(tuple(word for word, _, _ in spans), states, reading.vector)


class Readings(Embeddings):
    """What MiniLM reads in texts; the last `_KEPT` are kept, for all threads.

    A server is asked about the same passages again and again.
    """

    def __init__(self, minilm: MiniLM) -> None:
        self._minilm = minilm
        self._lock = Lock()
        self._recent: OrderedDict[str, ContextualWords] = OrderedDict()

    def read(self, texts: Iterable[str]) -> dict[str, ContextualWords]:
        """Return the words of each text in their contexts; those not kept are read in one go."""
        wanted = list(dict.fromkeys(texts))
        found = self._look_up(wanted)
        missing = [text for text in wanted if text not in found]
        new = map(ContextualWords.of, self._minilm.readings(missing))
        found |= self._keep(dict(zip(missing, new, strict=True)))
        return found

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed each text."""
        found = self.read(texts)
        return [found[text].vector.tolist() for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """Embed one text."""
        return self.embed_documents([text])[0]

    def _look_up(self, texts: Iterable[str]) -> dict[str, ContextualWords]:
        with self._lock:
            found = {text: self._recent[text] for text in texts if text in self._recent}
            for text in found:
                self._recent.move_to_end(text)
        return found

    def _keep(self, new: dict[str, ContextualWords]) -> dict[str, ContextualWords]:
        with self._lock:
            self._recent.update(new)
            while len(self._recent) > _KEPT:
                self._recent.popitem(last=False)
        return new


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
