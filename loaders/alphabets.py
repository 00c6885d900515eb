"""Choose a single-byte encoding by the alphabets of languages and letter case.

Bytes beyond ASCII mean another character in each encoding. Read in the right one they are letters
of one language, in words that are in small letters, in capitals or begin with one capital.
"""

from __future__ import annotations

import re
from collections import Counter

LATIN = (
    "cp1252",
    "cp1254",
    "cp1250",
    "iso8859_2",
    "cp1257",
    "iso8859_4",
    "mac_roman",
    "cp850",
    "cp852",
    "mac_latin2",
)
"""In the order in which they are preferred where several fit alike, as the next ones."""

_CYRILLIC = ("cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "mac_cyrillic")

_ALPHABETS = {
    "da no": "æøåéèêóòôüö",
    "de": "äöüßéà",
    "es ca gl": "áéíñóúüïçàèò",
    "fi sv et": "äöåõšžéüà",
    "fr": "àâæçéèêëîïôœùûüÿñö",
    "hu": "áéíóöőúüű",
    "is fo": "áðéíóúýþæöø",
    "it": "àèéìíîòóùú",
    "nl": "áéëèïíöóüúê",
    "pt": "áâãàçéêíóôõúüïèñ",
    "cs sk": "áäčďéěíĺľňóôŕřšťúůýžöü",
    "pl": "ąćęłńóśźżéäöü",
    "hr sl sr": "čćđšžáéëöü",
    "ro": "ăâîșțşţ",
    "tr az": "çğıİöşüâîûə",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūž",
    "sq": "ëç",
    "cy": "âêîôûŵŷáéóÿïöä",
    "several": "äöüßàâæçéèêëîïôœùûÿáíñóúìòãõåø",
    "ru bg": "абвгдежзийклмнопрстуфхцчшщъыьэюяё",
    "uk be": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяўъыэё",
    "sr mk": "абвгдђѓежзѕијклљмнњопрстћќуфхцчџш",
}
_LETTERS = [frozenset(letters) | frozenset(letters.upper()) for letters in _ALPHABETS.values()]
_MARKS = frozenset("\xa0“”„‘’‚‹›«»–—…•·€£§©®°™¿¡№±×½¼¾²³µªº†‡")
_FREQUENT_CYRILLIC = frozenset("оеаинтсрвл")
_WORD = re.compile(r"[^\W\d_]+")
_INSIDE_A_WORD = re.compile(
    r"(?<=[^\W\d_])[^\w\s’·\x00-\x7f](?=[^\W\d_])|(?<!\w)[€£§®°™¡±×½¼¾²³†‡](?=[^\W\d_])"
)
_HEBREW = "cp1255"
_HEBREW_WORD = re.compile("[\u05d0-\u05ea]{2,}")
_LAST_FORMS, _OTHER_FORMS = "ךםןףץ", "כמנפצ"
_ENOUGH = 0.95
_FREQUENT = 0.45
"""The share of the ten most frequent letters in Russian is 0.6, in Ukrainian 0.55."""

_SAMPLE = 20_000


def by_alphabet(data: bytes) -> str | None:
    """Return the text of bytes in the encoding whose letters fit, None where none does."""
    sample = data[:_SAMPLE]
    if _is_hebrew(sample):
        return data.decode(_HEBREW, errors="replace")
    scored = [
        (fit, -place, encoding)
        for encodings in (LATIN, _CYRILLIC)
        for place, encoding in enumerate(encodings)
        if (fit := _fit(sample, encoding)) >= _ENOUGH
    ]
    for _, _, encoding in sorted(scored, reverse=True):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _fit(sample: bytes, encoding: str) -> float:
    """Return the share of characters beyond ASCII that one language has where they stand."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    total = sum(not character.isascii() for character in text)
    signs = Counter(character for character in text if character in _MARKS)
    wrong = len(_INSIDE_A_WORD.findall(text))
    letters: Counter[str] = Counter()
    for word in _WORD.findall(text):
        if word.islower() or word.isupper() or word[1:].islower():
            letters.update(character for character in word if not character.isascii())
    if encoding in _CYRILLIC and not _is_cyrillic(letters):
        return 0.0
    fitting = max(
        sum(count for letter, count in letters.items() if letter in alphabet)
        for alphabet in _LETTERS
    )
    return (fitting + signs.total() - wrong) / total if total else 0.0


def _is_hebrew(sample: bytes) -> bool:
    """Return whether letters have their last forms at the ends of words and nowhere else.

    Capitals of KOI8-R are letters of Hebrew too, in words that end in any of them.
    """
    text = sample.decode(_HEBREW, errors="replace")
    others = sum(not sign.isascii() for sign in text)
    words = _HEBREW_WORD.findall(text)
    last = sum(word[-1] in _LAST_FORMS for word in words)
    wrong = sum(
        word[-1] in _OTHER_FORMS or any(sign in _LAST_FORMS for sign in word[:-1]) for word in words
    )
    return last > 2 * wrong and sum(map(len, words)) > _ENOUGH * others


def _is_cyrillic(letters: Counter[str]) -> bool:
    small: Counter[str] = Counter()
    for letter, count in letters.items():
        small[letter.lower()] += count
    frequent = sum(small[letter] for letter in _FREQUENT_CYRILLIC)
    return small.total() > 0 and frequent >= _FREQUENT * small.total()
