"""The kind of answer a question asks for, by question words of twenty languages."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from precis.chains.grounding.lexicon import with_base_forms
from precis.languages.words import terms

_WORDS = Path(__file__).with_name("question_words.json")
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_KINDS = ("number", "time", "person", "place")
_FACTS = ("number", "time", "person", "place", "naming")
_ASKING = (*_FACTS, "thing", "reason", "manner")


@dataclass(frozen=True, slots=True)
class Question:
    """A question: the stems of its words but those that only ask, and what kind of thing it wants.

    A kind is known only where its question word is. `open` are questions for a manner or a reason,
    whose answer can be put in any words; `polar` those without a question word, for yes or no or
    for whatever is said of a name.
    """

    text: str
    terms: tuple[str, ...]
    number: bool
    time: bool
    person: bool
    place: bool
    open: bool
    polar: bool = False

    @classmethod
    def read(cls, text: str, language: str | None) -> Question:
        """Read a question about a text in `language` (ISO 639-1).

        >>> Question.read("How many bridges did Anna build?", "en").terms
        ('bridg', 'anna', 'build')
        """
        plain, kinds = _without_asking(text, language)
        asked = {kind: kind in kinds for kind in _KINDS}
        open_ = bool(kinds & {"reason", "manner"}) and not kinds.intersection(_FACTS)
        return cls(
            text,
            tuple(stems(plain, language) or stems(text, language)),
            open=open_,
            polar=bool(_patterns(language)) and kinds.isdisjoint(_ASKING),
            **asked,
        )


def stems(text: str, language: str | None) -> list[str]:
    """Return the stems of a text's words; irregular English forms have that of their base.

    >>> stems("frozen", "en"), stems("freezes", "en")
    (['freez'], ['freez'])
    """
    return terms(with_base_forms(text) if language == "en" else text, language)


def without_asking(text: str, language: str | None) -> str:
    """Return a question in lower case without the words that only ask.

    >>> without_asking("How many bridges did Anna build?", "en").split()
    ['bridges', 'anna', 'build?']
    """
    return _without_asking(text, language)[0]


def _without_asking(text: str, language: str | None) -> tuple[str, frozenset[str]]:
    plain, kinds = unicodedata.normalize("NFC", text).casefold(), set[str]()
    for kind, pattern in _patterns(language).items():
        plain, found = pattern.subn(" ", plain)
        if found:
            kinds.add(kind)
    return plain, frozenset(kinds)


def asks_for_a_thing(text: str, language: str | None) -> bool:
    """Return whether a question has a word that asks for more than yes or no; not in a language not
    listed.
    """
    plain = unicodedata.normalize("NFC", text).casefold()
    patterns = _patterns(language)
    return any(patterns[kind].search(plain) for kind in patterns if kind in _ASKING)


def figures(text: str, language: str | None) -> set[str]:
    """Return the numbers of a text, in digits or as words.

    >>> sorted(figures("Three of 1,200 fell", "en"))
    ['1,200', 'three']
    """
    written = _load_words().get(language or "", {}).get("figure")
    words = any_of(written).findall(text.casefold()) if written else []
    return {*_DIGITS.findall(text), *words}


def has_year(text: str) -> bool:
    """Return whether a text has a number that reads like a year."""
    return bool(_YEAR.search(text))


def asking_words(language: str) -> str:
    """Return the words of a language that ask for a kind of thing, as alternatives of a pattern."""
    listed = _load_words()[language]
    kinds = [listed[kind] for kind in _ASKING if kind in listed]
    return "|".join(re.escape(word) for kind in kinds for word in kind.split("|"))


@cache
def _load_words() -> dict[str, dict[str, str]]:
    listed: dict[str, dict[str, str]] = json.loads(_WORDS.read_text(encoding="utf-8"))
    return listed


@cache
def _patterns(language: str | None) -> dict[str, re.Pattern[str]]:
    """Return what finds the words that ask, by kind; nothing for a language not listed."""
    listed = _load_words().get(language or "", {})
    return {kind: any_of(words) for kind, words in listed.items() if kind != "figure"}


@cache
def any_of(listed: str) -> re.Pattern[str]:
    """Return what finds words, which bars separate, in a text in lower case.

    Whole words, the longest first; where words are not set apart, anywhere.
    """
    joined = [
        re.escape(word) if re.match(f"[{_UNSPACED}]", word) else rf"(?<!\w){re.escape(word)}(?!\w)"
        for word in sorted(map(str.casefold, listed.split("|")), key=len, reverse=True)
    ]
    return re.compile("|".join(joined))
