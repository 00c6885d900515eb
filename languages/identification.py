"""Identify the script and the language of a text."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache

import regex

from precis.languages.language_model import identifier
from precis.languages.plain_text import well_formed

_SAMPLES, _SAMPLE = 3, 500
"""How many stretches of a text are looked at, and how many characters each has."""

_LEAST_LETTERS = 12
"""Fewer Latin letters do not identify a language."""

_KANA_SHARE = 0.05
"""Japanese mixes Han characters with at least so many kana; Chinese has none."""

_LETTER = regex.compile(r"\p{L}")
_ENGLISH = regex.compile(r"\b(?:the|and|of|with|that|was)\b", regex.IGNORECASE)
_ENGLISH_SHARE = 0.08
_ENGLISH_LEAST = 3

_SOLE = {
    "GREEK": "el",
    "HEBREW": "he",
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
    "THAI": "th",
    "LAO": "lo",
    "KHMER": "km",
    "MYANMAR": "my",
    "TAMIL": "ta",
    "TELUGU": "te",
    "KANNADA": "kn",
    "MALAYALAM": "ml",
    "SINHALA": "si",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "ORIYA": "or",
    "BENGALI": "bn",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "ETHIOPIC": "am",
    "TIBETAN": "bo",
}
"""Scripts of one language, or nearly so."""

_SHARED = {
    "LATIN": "af az ca cs cy da de en eo es et eu fi fr ga gl hr hu id is it la lt lv ms mt nb nl "
    "no pl pt ro sk sl sq sv sw tr vi",
    "CYRILLIC": "be bg kk mk mn ru sr uk",
    "ARABIC": "ar fa ps ug ur",
    "DEVANAGARI": "hi mr ne sa",
}
"""Scripts of several languages, and those that are distinguished."""

LANGUAGES = sorted({*_SOLE.values(), *" ".join(_SHARED.values()).split()} - {"nb"})
"""The ISO 639-1 codes of all languages that are identified; nb counts as no."""


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the language that `text` is most likely in.

    None where the text is too short, or in a script that is not known here.

    >>> language_of("Das ist ein kurzer Satz in deutscher Sprache."), language_of("42")
    ('de', None)
    """
    return _identified(_sample(text))


@lru_cache(maxsize=1024)
def _identified(sample: str) -> str | None:
    counts = _scripts(sample)
    if not counts:
        return None
    script = max(counts, key=lambda script: (counts[script], script))
    if script == "CJK" and counts["HIRAGANA"] + counts["KATAKANA"] > _KANA_SHARE * counts["CJK"]:
        return "ja"
    if script not in _SHARED:
        return _SOLE.get(script)
    if script == "LATIN" and counts[script] < _LEAST_LETTERS:
        return None
    if script == "LATIN" and _is_english(sample):
        return "en"
    return _ranked(sample, script)


def _is_english(sample: str) -> bool:
    """Return whether a text is surely English, at a hundredth of the identifier's cost."""
    found = len(_ENGLISH.findall(sample))
    return found >= _ENGLISH_LEAST and found >= _ENGLISH_SHARE * (sample.count(" ") + 1)


def _ranked(sample: str, script: str) -> str:
    allowed = _SHARED[script].split()
    ranked = (str(code) for code, _ in identifier().rank(sample))
    code = next((code for code in ranked if code in allowed), allowed[0])
    return "no" if code == "nb" else code


def _sample(text: str) -> str:
    """Return the beginning, middle and end of a long text."""
    if len(text) > _SAMPLES * _SAMPLE:
        last = len(text) - _SAMPLE
        starts = [last * number // (_SAMPLES - 1) for number in range(_SAMPLES)]
        text = " ".join(text[start : start + _SAMPLE] for start in starts)
    return well_formed(text)


def _scripts(sample: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for letter, count in Counter(sample).items():
        if script := _script(letter):
            found[script] += count
    return found


@lru_cache(maxsize=4096)
def _script(letter: str) -> str | None:
    """Return the script of a letter; None of what is none."""
    if not _LETTER.match(letter):
        return None
    return unicodedata.name(unicodedata.normalize("NFKC", letter)[0], "").partition(" ")[0]
