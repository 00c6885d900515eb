"""Point to the answer within each candidate, with the answer reader."""

from __future__ import annotations

from itertools import accumulate, chain, groupby
from typing import TYPE_CHECKING

from precis.models.answer_reader import Pointed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from precis.chains.grounding.answering import Candidate
    from precis.models.answer_reader import AnswerReader


def point(
    question: str, candidates: Sequence[Candidate], reader: AnswerReader
) -> tuple[Pointed, ...]:
    """Return the likeliest answer in each candidate, in characters of its text.

    The candidates of a passage are read together.
    """
    passages = [
        [candidate.text for candidate in some]
        for _, some in groupby(candidates, key=lambda candidate: candidate.passage)
    ]
    parts = [_parts(texts) for texts in passages]
    found = reader.point(question, [" ".join(texts) for texts in passages], parts)
    pairs = zip(chain.from_iterable(found), chain.from_iterable(parts), strict=True)
    return tuple(
        Pointed(one.score, one.start - start, one.end - start) for one, (start, _) in pairs
    )


def _parts(texts: Sequence[str]) -> list[tuple[int, int]]:
    starts = accumulate((len(text) + 1 for text in texts[:-1]), initial=0)
    return [(start, start + len(text)) for start, text in zip(starts, texts, strict=True)]
