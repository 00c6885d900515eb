"""Decide whether passages answer a question at all: logistic regression over similarity and words.

Weights come from `answerable.json`, which `benchmarks/answers.py --fit` writes.
"""

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from functools import lru_cache
from itertools import chain, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from precis.chains.grounding.lexical import Terms, asking
from precis.chains.grounding.rarity import rarity

MODEL = Path(__file__).with_name("answerable.json")

NEAREST = 3
"""Sentences whose likeness is averaged, and neighbours whose words are taken together."""

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a question meets what was found for it.

    `sentence` and `sentences` are the cosines of the closest sentence and of the NEAREST closest
    on the mean; `passage` and `passages` those of the closest passage and of all. The rest are
    of the question's content words: `together` is the share that NEAREST neighbouring sentences
    have at best; `spread` the share that a passage has on the mean, each word weighing its
    rarity; `pairs` the share of the words' neighbouring pairs that one sentence has (of a single
    word itself); `missing_names` the number of names that no passage has.
    """

    sentence: float
    sentences: float
    passage: float
    passages: float
    together: float
    spread: float
    pairs: float
    missing_names: float


def likeness(
    question: Terms,
    vector: Vector,
    sentences: Vector,
    passages: Vector,
    said: Sequence[list[Terms]],
) -> Likeness:
    """Compare a question with passages and their sentences, of which `said` are the words.

    Vectors are unit rows of shape (n, d); there is at least one passage, and `said` has the
    sentences of each.
    """
    near = np.sort(sentences @ vector)[::-1] if len(sentences) else np.zeros(1)
    of_passages = passages @ vector
    contents = [terms.content for terms in chain.from_iterable(said)]
    by_passage = [_joined([terms.content for terms in passage]) for passage in said]
    return Likeness(
        sentence=float(near[0]),
        sentences=float(near[:NEAREST].mean()),
        passage=float(of_passages.max()),
        passages=float(of_passages.mean()),
        together=_together(question.content, contents),
        spread=_spread(question.content, by_passage),
        pairs=_pairs(question, contents),
        missing_names=float(len(question.names - _joined(by_passage))),
    )


def names_something(question: Terms) -> bool:
    """Return whether a question has any word that does not suit every text.

    "Describe the setting of the story." has none: no passage can be found by it.
    """
    return bool(question.content - asking())


def is_answerable(found: Likeness) -> bool:
    """Return whether what was found is likely to answer."""
    weights, bias = _model()
    return float(np.dot(weights, astuple(found))) + bias >= 0


def _together(asked: frozenset[str], contents: Sequence[frozenset[str]]) -> float:
    count = max(1, len(contents) - NEAREST + 1)
    windows = (_joined(contents[at : at + NEAREST]) for at in range(count))
    return max(len(asked & words) for words in windows) / max(1, len(asked))


def _spread(asked: frozenset[str], passages: Sequence[frozenset[str]]) -> float:
    weights = {stem: rarity(stem) for stem in asked}
    shares = [sum(weights[stem] for stem in asked & words) for words in passages]
    return float(np.mean(shares)) / (sum(weights.values()) or 1.0)


def _pairs(question: Terms, contents: Sequence[frozenset[str]]) -> float:
    asked = [stem for stem in question.stems if stem in question.content]
    pairs = [frozenset(pair) for pair in pairwise(asked)] or [frozenset(asked)]
    found = sum(any(pair and pair <= words for words in contents) for pair in pairs)
    return found / len(pairs)


def _joined(contents: Sequence[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*contents)


@lru_cache(maxsize=1)
def _model() -> tuple[list[float], float]:
    model = json.loads(MODEL.read_text(encoding="utf-8"))
    return list(model["weights"].values()), float(model["bias"])
