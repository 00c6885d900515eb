"""Text → the terms of the keyword index, and a question → those that may be in it.

A text is indexed in its own language. A mark, which no question has, tells which languages are
in the index, so that a question is looked up in each of them, however short it is.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import regex

from precis.languages.identification import language_of
from precis.languages.identifiers import identifiers
from precis.languages.words import stems, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FALLBACK = "en"
"""The language whose stems stand for texts too short to identify."""

_MARK = "§"
_CODES = (
    "af am ar az be bg bn bo ca cs cy da de el en eo es et eu fa fi fr ga gl gu he hi hr hu hy id "
    "is it ja ka kk km kn ko la lo lt lv mk ml mn mr ms mt my ne nl no or pa pl ps pt ro ru sa si "
    "sk sl sq sr sv sw ta te th tr ug uk ur vi zh"
).split()

_HUMP = regex.compile(r"(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})", regex.VERSION1)
_HUMPED = regex.compile(r"(?<![\p{L}\p{N}])[\p{L}\p{N}]*\p{Ll}\p{Lu}[\p{L}\p{N}]*")


def terms(text: str) -> list[str]:
    """Return the terms of `text`: stems in its language, its identifiers and dates, and the mark.

    >>> terms("The BX-2401A refunds of the kind that was sold on 15 March 2024")[-3:]
    ['bx2401a', '2024·03·15', '§en']
    """
    language = language_of(text) or FALLBACK
    return [*stems(_parted(text, language), language), *identifiers(text), _MARK + language]


def marks() -> list[str]:
    """Return the marks of all languages that a text may be in."""
    return [_MARK + code for code in _CODES]


def question_terms(question: str, found: Iterable[str]) -> list[str]:
    """Return the terms of `question` in each of the languages whose marks were `found`.

    >>> question_terms("Häuser", ["§de", "§en"])
    ['haus', 'hauser']
    """
    languages = sorted({mark.removeprefix(_MARK) for mark in found} | {FALLBACK})
    by_language = (stems(_parted(question, it), it) for it in languages)
    return list(dict.fromkeys(chain(*by_language, identifiers(question))))


def naming(title: str, source: str) -> str:
    """Return what a document is known by: its title, and the last names of its source."""
    folders = source.replace("\\", "/").rstrip("/").split("/")[-3:]
    return " ".join([title, *(regex.sub(r"\.\w{1,5}\Z", "", name) for name in folders)])


def _parted(text: str, language: str) -> Iterator[str]:
    """Yield the words of `text`, and the parts of those written in camel case."""
    yield from words(text, language)
    for match in _HUMPED.finditer(text):
        for part in _HUMP.split(match[0]):
            yield from words(part, language)
