"""Terms of the keyword index, of texts and of questions.

A text is indexed in its own language, and by the runs of characters of its words. A mark, which no
question has, tells which languages are in the index, so that a question is looked up in each of
them, however short it is.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import regex

from precis.languages.identification import LANGUAGES, language_of
from precis.languages.identifiers import UNDERSCORE, identifiers
from precis.languages.plain_text import plain
from precis.languages.signed_names import SIGNS
from precis.languages.words import grams, spelled, stems, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

FALLBACK = "en"
"""The language whose stems stand for texts too short to identify."""

_LEAST_TOLD = 40
"""Minimum characters of a paragraph whose own language is identified (`BENCHMARKS.md`)."""

_MARK, _RUN = "§", "¦"
_DIGITS_OF_YEAR, _FIRST_YEAR, _LAST_YEAR = 4, 1000, 2100
_SIGNS = frozenset(map(chr, SIGNS.values())) | {UNDERSCORE}
ENGLISH = f"{_MARK}en"
"""The mark of English, which texts too short to identify have too."""

Forms = tuple[str, ...]
"""A word of a question, as stemmed in the languages of an index."""

_OTHER = (
    r"[\p{L}--[\p{Latin}\p{Common}\p{Inherited}"
    r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]]"
)
"""For a character class: letters, other than Latin ones, of words that adjoin those of others."""

_BORDER = regex.compile(
    r"(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})"
    rf"|(?<=\p{{Latin}}\p{{M}}*)(?={_OTHER})|(?<={_OTHER}\p{{M}}*)(?=\p{{Latin}})"
    r"|(?<=\p{L}\p{M}*)(?=\p{N})|(?<=\p{N})(?=\p{L})",
    regex.VERSION1,
)
_IN_PARTS = regex.compile(
    r"(?<![\p{L}\p{M}\p{N}])[\p{L}\p{M}\p{N}]*"
    rf"(?:\p{{Ll}}\p{{Lu}}|\p{{Latin}}\p{{M}}*{_OTHER}|{_OTHER}\p{{M}}*\p{{Latin}}"
    rf"|\p{{Lu}}{{2}}\p{{Ll}}{{2}}|\p{{L}}\p{{M}}*\p{{N}}|\p{{N}}\p{{L}})[\p{{L}}\p{{M}}\p{{N}}]*",
    regex.VERSION1,
)
"""A word in camel case, of two scripts, or of letters and digits: getUserName, iPhone은, 35mm."""


def terms(text: str, language: str | None = None) -> list[str]:
    """Return the terms of `text`: stems, runs of characters, identifiers, dates, and the mark.

    Without a `language` it is found in the text, and marked.

    >>> terms("The BX-2401A refunds that was sold on 15 March 2024")[-4:]
    ['bx2401a', '2024·03·15', '2024·03', '§en']
    """
    parts = [(language, text)] if language else _by_language(text)
    found: list[str] = []
    runs: list[str] = []
    for spoken, part in parts:
        found += stems(_parted(part, spoken), spoken)
        runs += (_RUN + gram for gram in grams(part, spoken))
    marked = [] if language else [_MARK + spoken for spoken in dict.fromkeys(it for it, _ in parts)]
    return [*found, *runs, *identifiers(text), *marked]


def name_terms(title: str, source: str) -> list[str]:
    """Return the terms of a title or source; too short to detect its language."""
    return terms(naming(title, source), FALLBACK)


def marks() -> list[str]:
    """Return the marks of all languages that a text may be in."""
    return [_MARK + code for code in LANGUAGES]


def question_terms(question: str, found: Iterable[str]) -> list[Forms]:
    """Return the words of `question`, as stemmed in each of the languages whose marks were `found`.

    The forms of one word count as one term: they are in texts of different languages.

    >>> question_terms("Häuser 2.1", ["§de", "§en"])
    [('haus', 'hauser'), ('2',), ('1',), ('2·1',)]
    """
    by_language = [stems(read, spoken) for read, spoken in _read_in(question, _languages(found))]
    if len(set(map(len, by_language))) == 1:
        forms = [tuple(dict.fromkeys(each)) for each in zip(*by_language, strict=True)]
    else:
        forms = [(each,) for each in chain(*by_language)]
    forms += [(each,) for each in identifiers(question)]
    return list(dict.fromkeys(forms))


def question_runs(question: str, found: Iterable[str]) -> list[str]:
    """Return the runs of characters of the words of `question`."""
    by_language = (grams(question, it) for it in _languages(found))
    return [_RUN + gram for gram in dict.fromkeys(chain(*by_language))]


def is_run(term: str) -> bool:
    """Return whether a term is a run of characters."""
    return term.startswith(_RUN)


def is_identifier(term: str) -> bool:
    """Return whether a term is of letters and digits or signs, or of several numbers, as a date
    is, or a number of four digits or more that is no year.

    >>> is_identifier("bx2401a"), is_identifier("2024·03·15"), is_identifier("2024")
    (True, True, False)
    """
    if term.startswith((_RUN, _MARK)):
        return False
    if term.isdigit():
        return len(term) >= _DIGITS_OF_YEAR and not _FIRST_YEAR <= int(term) <= _LAST_YEAR
    return any(character.isdigit() or character in _SIGNS for character in term)


def parts_of_names(
    question: str, found: Iterable[str], known: Callable[[str], object]
) -> set[Forms]:
    """Return the terms of `question` that are only parts of an identifier which is `known`.

    >>> sorted(parts_of_names("version v3.2", ["§en"], {"3·2"}.__contains__))
    [('2',), ('3',), ('v',), ('v3',)]
    """
    parts: set[Forms] = set()
    words: set[Forms] = set()
    found = list(found)
    for token in question.split():
        forms = set(question_terms(token, found))
        names = [each[0] for each in forms if is_identifier(each[0]) and known(each[0])]
        name = max(names, key=len, default=None)
        if name is None:
            words |= forms
        else:
            words.add((name,))
            parts |= forms
    return parts - words


def naming(title: str, source: str) -> str:
    """Return what a document is known by: its title, and the last names of its source."""
    folders = source.replace("\\", "/").rstrip("/").split("/")[-3:]
    return " ".join([title, *(regex.sub(r"\.\w{1,5}\Z", "", name) for name in folders)])


def _by_language(text: str) -> list[tuple[str, str]]:
    """Split a text where the language of its paragraphs changes; short ones have the text's."""
    main = language_of(text) or FALLBACK
    parts: list[tuple[str, str]] = []
    for paragraph in text.split("\n\n"):
        long = _LEAST_TOLD <= len(paragraph) < len(text)
        spoken = (language_of(paragraph) if long else None) or main
        if parts and parts[-1][0] == spoken:
            parts[-1] = spoken, f"{parts[-1][1]}\n\n{paragraph}"
        else:
            parts.append((spoken, paragraph))
    return parts


def _parted(text: str, language: str) -> Iterator[str]:
    """Yield the words of `text`, and the parts of those that have several."""
    yield from words(text, language)
    for match in _IN_PARTS.finditer(plain(text)):
        for part in _BORDER.split(match[0]):
            yield from words(part, language)


def _read_in(question: str, languages: Iterable[str]) -> Iterator[tuple[list[str], str]]:
    """Yield the words of a question as read in each language; most read it alike."""
    read: dict[str, list[str]] = {}
    for language in languages:
        spelling = spelled(question, language)
        if spelling not in read:
            read[spelling] = list(_parted(question, language))
        yield read[spelling], language


def _languages(found: Iterable[str]) -> list[str]:
    return sorted({mark.removeprefix(_MARK) for mark in found} | {FALLBACK})
