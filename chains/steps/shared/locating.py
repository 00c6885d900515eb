"""Locate values in sentences: numbers, names and short phrases, in any form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from precis.chains.evidence import Claim
from precis.chains.grounding.alignment import Sentences
from precis.chains.grounding.claim_checker import NOTHING
from precis.chains.grounding.lexical import terms

if TYPE_CHECKING:
    from precis.chains.grounding.alignment import Candidate

_MOST = 3
_WHOLE = 0.999
"""Share of a value's word weight from which on a sentence holds it."""


def located(
    values: Sequence[str], candidates: Sequence[Candidate], context: Sequence[str] = ()
) -> list[Claim]:
    """Return a claim for each value, citing up to three sentences that hold all its words.

    Numbers are the same in words and in digits. Where `context` gives words for each value,
    only the sentences that share most of them are cited. Support is the largest share of a
    value's words that a sentence holds.
    """
    sentences = Sentences([text for text, _ in candidates])
    near = context or [""] * len(values)
    return [
        _located(value, words, sentences, candidates)
        for value, words in zip(values, near, strict=True)
    ]


def _located(
    value: str, context: str, sentences: Sentences, candidates: Sequence[Candidate]
) -> Claim:
    said = terms(value)
    covers = sentences.covers(said.content or frozenset(said.stems))
    share = min(1.0, float(covers.max(initial=0.0)))
    if share < _WHOLE:
        return Claim(text=value, support=share, problem=NOTHING)
    holding = np.flatnonzero(covers >= _WHOLE)
    around = sentences.covers(terms(context).content)[holding]
    kept = holding[around >= around.max() - 1e-9][:_MOST].tolist()
    spans = dict.fromkeys(span for index in kept for span in candidates[index][1])
    return Claim(text=value, spans=tuple(spans), support=1.0, supported=True)
