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

from chains.lexical import Terms

MODEL = Path(__file__).with_name("answerable.json")

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a question meets what was found for it.

    `sentence` and `passage` are the cosines of the closest; `missing` is the share of the
    question's content words that no passage has, `missing_names` the number of such names.
    """

    sentence: float
    passage: float
    missing: float
    missing_names: float


def likeness(
    question: Terms, vector: Vector, sentences: Vector, passages: Vector, said: Sequence[Terms]
) -> Likeness:
    """Compare a question with passages; vectors are unit rows of shape (n, d)."""
    words = frozenset[str]().union(*(terms.content for terms in said))
    return Likeness(
        sentence=float((sentences @ vector).max(initial=0.0)),
        passage=float((passages @ vector).max(initial=0.0)),
        missing=len(question.content - words) / max(1, len(question.content)),
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
