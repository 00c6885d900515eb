"""A question's words, found in sentences of any language: no stemmer, no list of words."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_PREFIX = 5
"""Letters by which forms of a word are taken as one: as good as Snowball in six languages."""

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_MARKS = "\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u064b-\u065f\u0670\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")
_RUN = re.compile(rf"[{_UNSPACED}]+|[^{_UNSPACED}]+")
_ARABIC_ARTICLE = re.compile(r"^[وفبكل]?ال(?=..)")
_DIGITS = re.compile(r"[^\W\d_]*\d[\w.,]*")
_QUESTION_WORDS = Path(__file__).with_name("question_words.json")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What kind of thing a question asks for, as far as its question word tells."""

    number: bool
    time: bool
    person: bool
    place: bool


def folded(text: str) -> list[str]:
    """Return the words of a text, each cut to a prefix; runs without spaces as pairs of letters.

    >>> folded("The engineers' 12 bridges")
    ['the', 'engin', '12', 'bridg']
    """
    found: list[str] = []
    for word in _WORD.findall(unicodedata.normalize("NFKC", text).casefold()):
        for run in _RUN.findall(word):
            if re.match(f"[{_UNSPACED}]", run):
                found += [run[at : at + 2] for at in range(max(1, len(run) - 1))]
            elif run[0].isdigit():
                found.append(run)
            else:
                found.append(_ARABIC_ARTICLE.sub("", run)[:_PREFIX])
    return found


def wanted(question: str) -> Wanted:
    """Read a question's question word.

    >>> wanted("Wie viele Brücken gibt es?").number
    True
    """
    plain = unicodedata.normalize("NFC", question).casefold()
    return Wanted(**{kind: bool(pattern.search(plain)) for kind, pattern in _patterns().items()})


def new_numbers(text: str, question: str) -> int:
    """Count the figures of a text that a question does not have."""
    known = set(_DIGITS.findall(question))
    return len({figure.strip(".,") for figure in _DIGITS.findall(text)} - known)


def new_names(text: str, known: frozenset[str]) -> int:
    """Count the capitalised words of a text, but the first, that are not `known` folded words."""
    capitalised = [word for word in _WORD.findall(text)[1:] if word[0].isupper()]
    return len({part for word in capitalised for part in folded(word)} - known)


def information(words: Iterable[str], sentences: Sequence[frozenset[str]]) -> dict[str, float]:
    """Return how much each word tells among sentences: the idf of BM25, never negative.

    Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), section 3.1.
    """
    counts = Counter(word for sentence in sentences for word in sentence)
    n = len(sentences)
    return {
        word: math.log1p((n - counts[word] + 0.5) / (counts[word] + 0.5))
        for word in dict.fromkeys(words)
    }


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    listed = json.loads(_QUESTION_WORDS.read_text(encoding="utf-8"))
    return {kind: _pattern(words.split("|")) for kind, words in listed.items()}


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Match whole words; where words are not set apart, anywhere."""
    joined = [
        re.escape(word) if re.match(f"[{_UNSPACED}]", word) else rf"(?<!\w){re.escape(word)}(?!\w)"
        for word in map(str.casefold, words)
    ]
    return re.compile("|".join(joined))
