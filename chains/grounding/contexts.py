"""Words in their contexts: how far those of a claim are from all that its evidence says.

What is read here is compared word by word; whole sentences are compared in `alignment.py`.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from langchain_core.embeddings import Embeddings

from precis.chains.grounding.lexicon import FUNCTION_WORDS
from precis.models.embeddings import MiniLM, Reading

_RUN = 4
_FARTHEST = 3
_FUNCTION_WORD = 0.3
_KEPT = 2000


class Readings(Embeddings):
    """What MiniLM reads, each text once as long as there are not too many to keep."""

    def __init__(self, minilm: MiniLM) -> None:
        self._minilm = minilm
        self._known: dict[str, Reading] = {}

    def read(self, texts: Iterable[str]) -> None:
        """Read those not yet known, side by side."""
        if len(self._known) > _KEPT:
            self._known.clear()
        missing = list(dict.fromkeys(text for text in texts if text not in self._known))
        self._known.update(zip(missing, self._minilm.readings(missing), strict=True))

    def __getitem__(self, text: str) -> Reading:
        self.read([text])
        return self._known[text]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed each text."""
        self.read(texts)
        return [self._known[text].vector.tolist() for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """Embed one text."""
        return self.embed_documents([text])[0]


def drift(claim: Reading, sentence: Reading) -> float:
    """Return how far, in [0, 1], the words of a claim are from their like in a sentence.

    The distance of a word piece is 1 - the greatest cosine of its state and those of the
    sentence, as in BERTScore (Zhang et al. 2020); of these the mean of the greatest few. Pieces
    copied in a run are not far, and a function word counts less.
    """
    copied = _copied(claim.pieces, sentence.pieces)
    weights = [
        0.0 if place in copied else _weight(piece) for place, piece in enumerate(claim.pieces)
    ]
    if not any(weights) or not sentence.pieces:
        return 0.0
    # Not `@`: BLAS spreads even so small a product over threads, which takes ten times as long.
    cosines = np.einsum("ik,jk->ij", claim.states, sentence.states)
    distances = (1 - cosines.max(axis=1)) * weights
    return float(np.sort(np.clip(distances, 0, 1))[-_FARTHEST:].sum()) / _FARTHEST


def _weight(piece: str) -> float:
    if not any(map(str.isalnum, piece)):
        return 0.0
    return _FUNCTION_WORD if piece in FUNCTION_WORDS else 1.0


def _copied(pieces: Sequence[str], others: Sequence[str]) -> set[int]:
    """Return the places of the pieces that stand in a run that the others have."""
    said = set(_runs(others))
    return {
        place
        for start, run in enumerate(_runs(pieces))
        if run in said
        for place in range(start, start + _RUN)
    }


def _runs(pieces: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(*(pieces[start:] for start in range(_RUN)), strict=False))
