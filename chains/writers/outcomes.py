"""Signals of what a report comes to: decisions, votes and findings, their headings, and the end.

The words stand in `outcomes.json`, of eleven languages; a word counts in any text.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from functools import cache
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

from precis.chains.grounding.question import any_of

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from precis.chains.writers.sentence import Sentence

_WORDS = Path(__file__).with_name("outcomes.json")

_MOST = 2
"""Words of decision that count in one sentence."""

_FEWEST = 3
"""Sentences of the beginning and of the end, at least."""

_ENDING = 1500
"""Characters before the end of a document at which its ending begins to fade."""


REPORTING = 0.05
"""Share of sentences with a word of decision from which on a text reports decisions. Manuals and
most news have fewer, and lose where they are read so."""


def signals_of(
    sentences: Sequence[Sentence], titles: Sequence[Sentence]
) -> list[tuple[float, list[float]]]:
    """Return what speaks for each sentence of a report, with its weight; nothing of other texts.

    The end counts where more is decided there than at the beginning: news begins with it.
    """
    decided = told(sentences)
    if not sentences or _share(decided) < REPORTING:
        return []
    found = [(1.0, decided), (0.5, headed(sentences, titles))]
    quarter = max(_FEWEST, len(sentences) // 4)
    if _share(decided[-quarter:]) > _share(decided[:quarter]):
        found.append((1.0, last(sentences)))
    return found


def _share(decided: Sequence[float]) -> float:
    return fmean(words > 0 for words in decided)


def told(sentences: Sequence[Sentence]) -> list[float]:
    """Return how many words of decision each sentence has, at most two.

    Where a meeting is opened or closed, or people are thanked, it is minus two.
    """
    return [float(_told(sentence.text.casefold())) for sentence in sentences]


def _told(text: str) -> int:
    if _pattern("formal").search(text):
        return -_MOST
    return min(_MOST, len(_pattern("told").findall(text)))


def headed(sentences: Sequence[Sentence], titles: Sequence[Sentence]) -> list[float]:
    """Return whether each sentence stands below a heading such as Findings or Decision."""
    known = sorted((t.span.document_id, t.span.start, t.text.casefold()) for t in titles)
    starts = [(document, start) for document, start, _ in known]
    found: list[float] = []
    for sentence in sentences:
        span = sentence.span
        at = bisect_right(starts, (span.document_id, span.start)) - 1
        own = at >= 0 and known[at][0] == span.document_id
        found.append(float(own and _pattern("headed").search(known[at][2]) is not None))
    return found


def last(sentences: Sequence[Sentence]) -> list[float]:
    """Return how near each sentence is to the end of its document: 0 there, then less."""
    ends: dict[str, int] = {}
    for sentence in sentences:
        span = sentence.span
        ends[span.document_id] = max(span.end, ends.get(span.document_id, 0))
    spans = [sentence.span for sentence in sentences]
    return [-math.log1p((ends[span.document_id] - span.end) / _ENDING) for span in spans]


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return any_of(json.loads(_WORDS.read_text(encoding="utf-8"))[kind])
