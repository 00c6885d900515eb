"""Tell a full stop that ends a sentence from those of short forms, initials, ordinals and dates."""

from __future__ import annotations

import regex

from precis.languages.months import load_months, month_key
from precis.languages.words import without_accents

FALLBACK = "en"
FIRST_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]++")
_INITIAL = regex.compile(r"(?:\A|[\s.(\[«„“\"-])\p{Lu}\.\s*\Z")
_WITHOUT_CAPITALS = regex.compile(
    r"(?:\A|[\s.(\[«„“-]|(?<!\p{L})\")[[\p{L}\p{Georgian}]--[\p{Latin}\p{Greek}\p{Cyrillic}\p{Armenian}"
    r"\p{Han}\p{Hangul}\p{Hiragana}\p{Katakana}]]\u200d?\.\s*\Z",
    regex.VERSION1,
)
"""A single letter of a script without capitals is an initial or a title: د. أحمد"""

_SHORT_IN_THAI = regex.compile(r"[\p{Thai}\p{Lao}]\.\s*\Z")
"""Full stops end no sentence there."""

_BEFORE_AMOUNT = regex.compile(r"\b(?:approx|avg|est|excl|incl)\.\s*\Z")
_AMOUNT = regex.compile(r"[\p{N}\p{Sc}]")
_ORDINAL = regex.compile(r"(?:\A|[\s(–-])\d{1,2}\.\s*\Z")
_FIRST_NUMERAL = regex.compile(r"(?:\A|[.!?…]\s+)[IVXLC]{2,7}\.\s*\Z")
"""The ordinal of a ruler or a chapter, with which a sentence begins: III. Selim."""

_LONE_INITIAL = regex.compile(r"(?:\A|[.!?…]\s+)\p{Lu}\.\s*\Z")
"""A capital letter is no sentence: prof. G. Rossi."""

_WITHIN_SHORT_FORM = regex.compile(r"(?:\A|[^\p{L}\p{M}])[\p{L}]\p{M}*\u200d?\.\Z")
"""A single letter, with no blank before the next one: 300 a.C."""

_NUMBERED = regex.compile(r"(?:(?<=\p{L}\.)|\bklo)\s\d{1,2}\.\s*\Z")
"""A number that a short word counts with is no ordinal: kl. 9. Then a capital begins a sentence,
but in German, whose nouns have them."""

_CAPITAL = regex.compile(r"\p{Lu}")
_PART_OF_DATE = regex.compile(r"(?:\A|[\s(–-])(?:\d{1,2}|[12]\d{3})\.\s*\Z")
_NEXT_PART = regex.compile(r"\d{1,2}\.")
_AFTER_CLOSING = regex.compile(r"""[.!?…。！？]["'”’“»›)\]}」』]+\s*\Z""")
_GOES_ON = regex.compile(r" ?\p{Ll}|\p{Hangul}|(?<=[」』])(?:と|って|なんて)")
"""Japanese says that something was said, and how, with a particle behind the quotation."""

_ORDINALS = frozenset("bs cs da de et eu fi hr hu is ko lt lv nb no pl sk sl sr tr".split())
"""Languages that write ordinals with a full stop, `3. Oktober`, or end few sentences with a number.
"""

_LAST_WORD = regex.compile(r"(?r)(?:(\d)\s+)?((?:[\p{L}\p{M}]+\.)*[\p{L}\p{M}\p{N}-]+)\.\s*\Z")
_LONGEST_WORD = 40
_LONGEST_ABBREVIATION = 4
_BEFORE_NUMBERS = 3
_IN_LOWER_CASE = regex.compile(r"(?!\p{Georgian})\p{Ll}+\Z")
"""Georgian begins sentences so too."""

_TITLE = regex.compile(r"[BCDFGHJKLMNPQRSTVWXZ]?[bcdfghjklłmnpqrstvwxz]{1,3}|[вгдмс]")
"""Without accents. Capitals alone are a name: HTML."""

_TITLES = frozenset(
    "ड डॉ डा प्रो प्रा श्री सौ कु पं মো ড ডা প্রফ ડૉ ડો ડા પ્રો શ્રી ਡਾ ਪ੍ਰੋ ਸ ਸ਼੍ਰੀ ଡ ଡା ଶ୍ରୀ "
    "டாக்டர் டாக் முனைவர் திரு திருமதி பேரா டா డా శ్రీ ప్రొ ಡಾ ಶ್ರೀ ಪ್ರೊ ഡോ ശ്രീ പ്രൊഫ დრ დოქტ პროფ "
    "එස් බී ඒ සී ඩී ඊ එෆ් ජී එච් අයි ජේ කේ එල් එම් එන් ඕ පී ආර් ටී යූ වී கி மு பி "
    "д-р проф праф инж ул вул бул οδ κ prof hab tri ThS PGS GS TS TP mevr dna cad sok küç ul rr Av "
    "ing avv arch dott kl M MM Mme Mmes Mlle R Al Trav Parch tOll tUas Uas s-ro s-ino".split()
)
"""Titles, and what streets and towns are introduced by, in the languages whose abbreviations
`sentencex` does not have."""


def is_abbreviated(text: str, position: int, language: str) -> bool:
    """Return whether the full stop before `position` ends an initial or an ordinal, or goes on."""
    before = text[max(0, position - 8) : position]
    if "\n" in before[len(before.rstrip()) :]:
        return False
    if not before.rstrip().endswith("."):
        return bool(_AFTER_CLOSING.search(before) and _GOES_ON.match(text, position))
    if _is_lone_letter(text, position) or _is_ordinal(text, position, language):
        return True
    if language == FALLBACK and _BEFORE_AMOUNT.search(text, max(0, position - 16), position):
        return _AMOUNT.match(text, position) is not None
    if language != FALLBACK and _is_short_form(text, position):
        return True
    return not before.isascii() and _is_foreign_initial(before)


def _is_lone_letter(text: str, position: int) -> bool:
    """Return whether a hyphen follows, or the letter before the full stop cannot end a sentence."""
    before, after = text[max(0, position - 8) : position], text[position : position + 1]
    is_within = after.isalpha() and _WITHIN_SHORT_FORM.search(before)
    return after == "-" or bool(is_within or _LONE_INITIAL.search(before))


def _is_foreign_initial(before: str) -> bool:
    """Return whether a text ends with an initial that is no letter of English, or so in Thai."""
    if _SHORT_IN_THAI.search(before) or _WITHOUT_CAPITALS.search(before):
        return True
    return bool(_INITIAL.search(before)) and not before.rstrip()[-2:-1].isascii()


def _is_ordinal(text: str, position: int, language: str) -> bool:
    """Return whether the number before a full stop is an ordinal or a part of a date."""
    before = text[max(0, position - 8) : position]
    if _PART_OF_DATE.search(before) and _NEXT_PART.match(text, position):
        return True
    if language not in _ORDINALS or not _ORDINAL.search(before):
        return language in _ORDINALS and _FIRST_NUMERAL.search(before) is not None
    counted = language != "de" and _NUMBERED.search(text, max(0, position - 16), position)
    return not (counted and _CAPITAL.match(text, position))


def _is_short_form(text: str, position: int) -> bool:
    """Return whether the word before a full stop is short for another: by what follows, or a title.

    For English `sentencex` has a list that is complete.
    """
    found = _LAST_WORD.search(text, max(0, position - _LONGEST_WORD), position)
    following = FIRST_WORD.match(text, position)
    if found is None or following is None:
        return False
    number, word = found.groups()
    if _IN_LOWER_CASE.match(following[0]):
        return len(word) <= _LONGEST_ABBREVIATION or "." in word
    plain = without_accents(word)
    if not _TITLES.isdisjoint({each for one in (word, plain) for each in _by_first_letter(one)}):
        return True
    if following[0][0].isdecimal():
        is_short = len(word) <= _LONGEST_ABBREVIATION
        if (number or is_short) and month_key(word) in load_months().names:
            return True
        return word.isalpha() and len(word) <= _BEFORE_NUMBERS and not number
    return not number and _TITLE.fullmatch(plain) is not None


def _by_first_letter(word: str) -> set[str]:
    """Return a word as it is, and beginning with a small and with a capital letter."""
    return {word, word[0].lower() + word[1:], word[0].upper() + word[1:]}
