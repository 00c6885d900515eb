"""Split a question into its parts without a model: by question marks and by "and"."""

from __future__ import annotations

import re
from functools import cache

from precis.chains.conversation import Turn, carried_over
from precis.chains.grounding.lexical import asking, terms
from precis.chains.grounding.question import asking_words, asks_for_a_thing
from precis.languages.identification import language_of

_AND = {"de": "und", "en": "and", "es": "y|e", "fr": "et", "it": "e", "nl": "en", "pt": "e"}
"""What joins two questions, by language (ISO 639-1)."""

_BEFORE = {
    "de": "an|aus|bei|bis|für|in|mit|seit|von|zu",
    "en": "at|by|during|for|from|in|of|on|to|with",
    "es": "a|con|de|desde|en|para|por",
    "fr": "à|avec|dans|de|en|par|pour",
    "it": "a|con|da|di|in|per|su",
    "nl": "aan|bij|door|in|met|op|van|voor",
    "pt": "a|com|de|desde|em|para|por",
}
"""What may stand before a question word: "in which"."""

_END = re.compile(r"(?<=[?？؟])\s*")
_SEMICOLON = re.compile(r"(?<=[;；])\s*")
"""In Greek it is the question mark."""


def parts_of(question: str) -> list[str]:
    """Return the parts of a question, each with the words that it refers to; else the question.

    A part begins with a question word of the language of the others, and says something by itself.

    >>> parts_of("Who built the bridge, and when did it open?")
    ['Who built the bridge?', 'When did it open? (built bridge)']
    >>> parts_of("Who built the old bridge, and when?")
    ['Who built the old bridge, and when?']
    """
    asked = [part.strip() for part in _END.split(question) if part.strip()]
    found = [each for part in asked for one in _at_semicolons(part) for each in _at_and(one)]
    if len(found) < 2 or not all(map(_says_something, found)):  # noqa: PLR2004 - no parts
        return [question]
    whole: list[str] = []
    for part in found:
        before = [Turn(whole[0], whole[0], "")] if whole else []
        whole.append(carried_over(part, before))
    return whole


def _at_semicolons(question: str) -> list[str]:
    """Split at semicolons where each part asks for something."""
    parts = [part.strip() for part in _SEMICOLON.split(question) if part.strip()]
    language = language_of(question)
    return parts if all(asks_for_a_thing(part, language) for part in parts) else [question]


def _at_and(question: str) -> list[str]:
    """Split at the first "and" that a question word of the same language follows, and so on.

    What stands before it is split at commas likewise: "how long is it, who built it, and when …".
    """
    for language in _AND:
        match = _joint(language).search(question)
        if match and _word(language).search(question[: match.start()]):
            first = question[: match.start()].rstrip(" ,")
            return [*_at_commas(first, language), *_at_and(_begun(question[match.end() :]))]
    return [question]


def _at_commas(question: str, language: str) -> list[str]:
    for match in re.finditer(rf",\s+(?={_begins(language)})", question, re.IGNORECASE):
        if _word(language).search(question[: match.start()]):
            rest = _begun(question[match.end() :])
            return [f"{question[: match.start()]}?", *_at_commas(rest, language)]
    return [f"{question}?"]


def _begun(part: str) -> str:
    return part[:1].upper() + part[1:]


def _says_something(part: str) -> bool:
    return bool(terms(part).content - asking())


@cache
def _joint(language: str) -> re.Pattern[str]:
    return re.compile(rf",?\s+(?:{_AND[language]})\s+(?={_begins(language)})", re.IGNORECASE)


@cache
def _begins(language: str) -> str:
    return rf"(?:(?:{_BEFORE[language]})\s+)?(?:{asking_words(language)})\b"


@cache
def _word(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{asking_words(language)})\b", re.IGNORECASE)
