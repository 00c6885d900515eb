"""Text → words, as people and search engines count them, and their stems by language."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Protocol, cast

import regex

from precis.languages.plain_text import well_formed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from opencc import OpenCC


class _Stemmer(Protocol):
    def stemWords(self, words: Sequence[str]) -> list[str]: ...  # noqa: N802 - PyStemmer's name


_DICTIONARY = r"\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}"
"""Scripts without spaces between words, whose words ICU knows."""

_IDEOGRAPHIC = r"\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー"
"""Scripts without spaces between words, in which pairs of characters find more than words do."""

_WORD = regex.compile(
    rf"(?P<dictionary>[{_DICTIONARY}][{_DICTIONARY}\p{{M}}]*)"
    rf"|(?P<pairs>[{_IDEOGRAPHIC}][{_IDEOGRAPHIC}\p{{M}}]*)"
    rf"|[[\p{{L}}\p{{N}}]--[{_DICTIONARY}{_IDEOGRAPHIC}]]"
    rf"[[\p{{L}}\p{{N}}\p{{M}}\u200c\u200d]--[{_DICTIONARY}{_IDEOGRAPHIC}]]*",
    regex.VERSION1,
)
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_UNSPACED = regex.compile(rf"[{_DICTIONARY}{_IDEOGRAPHIC}]")
_OMITTED = regex.compile(
    r"[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    r"\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u02b9-\u02bf"
    rf"[\p{{Default_Ignorable_Code_Point}}--\u200b]]+|(?<![{_DICTIONARY}\p{{M}}])\u200b+",
    regex.VERSION1,
)
"""Vowel points of Hebrew and Arabic, stretched strokes, raised commas and invisible characters, all
optional. A zero-width space separates words where nothing else does."""

_WITHIN_WORDS = frozenset({"be", "uk"})
"""Languages in which an apostrophe is a letter, which may also be a raised comma: м'ята."""

_APOSTROPHE = regex.compile(r"(?<=[\p{L}\p{N}])['’](?=\p{L})")
_DIGIT = regex.compile(r"[\p{Nd}--[0-9]]", regex.VERSION1)
_EXPONENT = regex.compile(r"(?<=\p{Nd})(?=[⁰¹²³⁴-⁹])")
"""Before a power or the mark of a note, which is no part of the number: 10⁶."""

_WITHOUT_STROKES = str.maketrans(
    dict(zip("ıłøđħŧðŋ", "ilodhtdn", strict=True)) | {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
)
"""Latin letters that are no letter with a mark, and what is written where they are not at hand."""

_ACCENT = regex.compile(r"(?<=[\p{Latin}\p{Greek}\p{Cyrillic}]\p{M}*)\p{Mn}")

_GRAM, _SYLLABLES, _BORDER = 4, 2, "¦"
"""Characters of a run, those of a run of Hangul, each of which is a syllable, and what stands for
the border of a word. Runs of four find most in most languages of Europe: McNamee and Mayfield,
Character N-Gram Tokenization for European Language Text Retrieval (2004)."""

_HANGUL = regex.compile(r"\p{Script=Hangul}")
_LATIN = regex.compile(r"\p{Latin}+")
_OF_PERSIAN = str.maketrans(
    "\u064a\u0649\u0643\u06c0\u0629\u0671", "\u06cc\u06cc\u06a9\u0647\u0647\u0627"
)
_OF_ARABIC = str.maketrans("\u06cc\u06a9\u0671", "\u064a\u0643\u0627")
_ARABIC = regex.compile(r"\p{Script=Arabic}")
_COMMAS = str.maketrans("şţ", "șț")
"""Romanian has commas below where older keyboards have cedillas."""

_LIKE_SERBIAN = frozenset({"hr", "sr"})
"""Languages with the same Latin spelling; Serbian is also written in Cyrillic."""

_LATIN_OF_SERBIAN = str.maketrans(
    dict(zip("абвгдђежзијклмнопрстћуфхцчш", "abvgdđežzijklmnoprstćufhcčš", strict=True))
    | {"љ": "lj", "њ": "nj", "џ": "dž"}
)
_LIKE_PERSIAN = frozenset({"fa", "ps", "ur", "ug"})
"""Languages whose yeh and kaf have code points of their own, which are often typed as Arabic's."""

_KEPT_ACCENTS = frozenset({"vi"})
"""Languages whose accents tell words apart that have nothing to do with each other."""

_SYLLABIC = frozenset({"vi"})
"""Languages written with spaces between syllables, of which most words have two."""

_DOTLESS = frozenset({"tr", "az"})
"""Languages in which the capital of i is İ, and that of ı is I."""

_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german",
    "el": "greek", "en": "english", "eo": "esperanto", "es": "spanish", "et": "estonian",
    "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish",
    "hi": "hindi", "hr": "serbian", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian", "ne": "nepali", "nl": "dutch", "no": "norwegian", "pl": "polish",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish",
    "ta": "tamil", "tr": "turkish",
}  # fmt: skip
"""The names of Snowball's stemmers by ISO 639-1 code."""


def words(text: str, language: str | None = None) -> list[str]:
    """Return the words of `text` in order: lower case, compatible forms as one, ASCII digits.

    Combining marks stay with their letters. Thai, Lao, Khmer and Burmese words are found by a
    dictionary; Han and kana give their pairs of neighbouring characters.

    >>> words("The Café's ２ लोग, 日本語")
    ['the', 'café', 's', '2', 'लोग', '日本', '本語']
    """
    plain = spelled(text, language)
    if plain.isascii():
        return _ASCII_WORD.findall(plain)
    found: list[str] = []
    for match in _WORD.finditer(plain):
        if match["dictionary"]:
            found += _by_dictionary(match[0])
        elif match["pairs"]:
            found += _pairs(match[0])
        else:
            found.append(match[0])
    return found


def word_count(text: str) -> int:
    """Return the number of words of `text`; don't is one, Chinese and Japanese as ICU parts them.

    >>> word_count("Don't, 日本語です")
    3
    """
    plain = _APOSTROPHE.sub("", spelled(text, None))
    if plain.isascii():
        return len(_ASCII_WORD.findall(plain))
    return sum(
        len(_by_dictionary(match[0])) if _UNSPACED.match(match[0]) else 1
        for match in _WORD.finditer(plain)
    )


def stems(found: Iterable[str], language: str | None) -> list[str]:
    """Return the stem of each of `words`, without accents where they are often left out.

    Words of a language without a stemmer are only rid of their accents.

    >>> stems(["refunds", "cafés"], "en")
    ['refund', 'cafe']
    """
    every = list(found)
    if language in _STEMMERS:
        every = _stemmer(_STEMMERS[language]).stemWords(every)
    return every if language in _KEPT_ACCENTS else [without_accents(word) for word in every]


def grams(text: str, language: str | None) -> list[str]:
    """Return every run of four characters of each word, without accents as stems are.

    Borders count as characters; of Hangul it is two. Shorter words, those with digits, Han and kana
    have none; Thai, Lao, Khmer and Burmese are taken as they are written, without words. Forms of a
    word, the parts of compounds, and words that a dictionary parts in several ways share runs.
    Of Vietnamese, written in syllables, it is their pairs.

    >>> grams("Häuser am B52c", "de")
    ['¦hau', 'haus', 'ause', 'user', 'ser¦']
    """
    if language in _SYLLABIC:
        beside = pairwise(words(text, language))
        return [_BORDER.join(pair) for pair in beside if all(map(_LATIN.fullmatch, pair))]
    found: list[str] = []
    plain = spelled(text, language)
    if plain.isascii():
        return list(chain.from_iterable(map(_grams, _ASCII_WORD.findall(plain))))
    for match in _WORD.finditer(plain):
        if match["dictionary"]:
            found += _runs(match[0], _GRAM)
        elif not match["pairs"]:
            found += _grams(without_accents(match[0]))
    return found


def terms(text: str, language: str | None) -> list[str]:
    """Return the stems of the words of `text`, in order.

    >>> terms("Die Häuser der Stadt", "de")
    ['die', 'haus', 'der', 'stadt']
    """
    return stems(words(text, language), language)


def word_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield `(start, end)` of every run of `text` between borders of words, white space too.

    Unlike `words`, nothing is normalized, so that offsets are those of `text`.
    """
    from icu4py.breakers import WordBreaker

    start = 0
    for run in WordBreaker(well_formed(text), "en"):
        yield start, start + len(run)
        start += len(run)


@lru_cache(maxsize=2)
def spelled(text: str, language: str | None) -> str:
    """Return a text as its words are read, which words and runs are in turn."""
    plain = well_formed(text)
    if plain.isascii() and language not in _DOTLESS:
        return plain.lower()
    plain = unicodedata.normalize("NFKC", _EXPONENT.sub(" ", plain))
    if language in _DOTLESS:
        plain = plain.replace("İ", "i").replace("I", "ı")
    plain = plain.replace("İ", "i").lower().replace("ς", "σ")
    plain = _OMITTED.sub("", plain)
    if _ARABIC.search(plain):
        plain = plain.translate(_OF_PERSIAN if language in _LIKE_PERSIAN else _OF_ARABIC)
    if language == "ro":
        plain = plain.translate(_COMMAS)
    elif language == "zh":
        plain = _simplified(plain)
    elif language in _LIKE_SERBIAN:
        plain = plain.translate(_LATIN_OF_SERBIAN)
    elif language in _WITHIN_WORDS:
        plain = _APOSTROPHE.sub("", plain)
    return _DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), plain)


def _simplified(text: str) -> str:
    """Return Chinese text in simplified characters; several traditional ones may become one."""
    simplified: str = _converter().convert(text)
    return simplified


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(max(len(run) - 1, 1))]


def _by_dictionary(run: str) -> list[str]:
    return [run[start:end] for start, end in word_spans(run)]


@lru_cache(maxsize=1 << 16)
def without_accents(word: str) -> str:
    """Return a Latin, Greek or Cyrillic word as it is written without accents.

    >>> without_accents("straße"), without_accents("łódź")
    ('strasse', 'lodz')
    """
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFD", word.translate(_WITHOUT_STROKES))
    return unicodedata.normalize("NFC", _ACCENT.sub("", apart))


@lru_cache(maxsize=1 << 16)
def _grams(word: str) -> list[str]:
    size = _SYLLABLES if _HANGUL.match(word) else _GRAM
    if len(word) < size or any(map(str.isdigit, word)):
        return []
    return _runs(f"{_BORDER}{word}{_BORDER}", size)


def _runs(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(len(text) - size + 1)]


@cache
def _stemmer(name: str) -> _Stemmer:
    from Stemmer import Stemmer

    return cast("_Stemmer", Stemmer(name))
