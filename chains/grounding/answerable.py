"""Do passages answer a question at all? A small logistic model over likeness and words.

Weights come from `answerable.json`, which `benchmarks/answers.py --fit` writes.
"""

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from chains.grounding.lexical import Terms

MODEL = Path(__file__).with_name("answerable.json")

NEAREST = 3
"""Sentences whose likeness is averaged, and neighbours whose words are taken together."""

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a question meets what was found for it.

    `sentence` and `sentences` are the cosines of the closest sentence and of the NEAREST closest
    on the mean; `passage` and `passages` those of the closest passage and of all. `missing` is
    the share of the question's content words that no passage has, `together` the share that
    NEAREST neighbouring sentences have at best, `missing_names` the number of missing names.
    """

    sentence: float
    sentences: float
    passage: float
    passages: float
    missing: float
    together: float
    missing_names: float


def likeness(
    question: Terms, vector: Vector, sentences: Vector, passages: Vector, said: Sequence[Terms]
) -> Likeness:
    """Compare a question with passages and their sentences, of which `said` are the words.

    Vectors are unit rows of shape (n, d); there is at least one passage.
    """
    asked = question.content
    count = max(1, len(asked))
    near = np.sort(sentences @ vector)[::-1] if len(sentences) else np.zeros(1)
    of_passages = passages @ vector
    contents = [terms.content for terms in said]
    joined = [
        frozenset[str]().union(*contents[at : at + NEAREST])
        for at in range(max(1, len(contents) - NEAREST + 1))
    ]
    words = frozenset[str]().union(*contents)
    return Likeness(
        sentence=float(near[0]),
        sentences=float(near[:NEAREST].mean()),
        passage=float(of_passages.max()),
        passages=float(of_passages.mean()),
        missing=len(asked - words) / count,
        together=max(len(asked & some) for some in joined) / count,
        missing_names=float(len(question.names - words)),
    )


def is_answerable(found: Likeness) -> bool:
    """Say whether what was found is likely to answer."""
    weights, bias = _model()
    return float(np.dot(weights, astuple(found))) + bias >= 0


@lru_cache(maxsize=1)
def _model() -> tuple[list[float], float]:
    model = json.loads(MODEL.read_text(encoding="utf-8"))
    return list(model["weights"].values()), float(model["bias"])
