"""Find what must match as a whole: part numbers, versions, names in code, dates."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import regex

from precis.languages.dates import WRITTEN_APART, dates
from precis.languages.numbers import POINT, numbers
from precis.languages.periods import periods
from precis.languages.plain_text import plain
from precis.languages.signed_names import signed_names
from precis.languages.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGN = f"[{WRITTEN_APART}]"
_COMPOUND = regex.compile(
    rf"(?<!{_SIGN}){_SIGN}{{1,40}}+(?:[-._/]{_SIGN}{{1,40}}+){{1,8}}+(?!{_SIGN})"
)
_PART_NUMBER = regex.compile(
    rf"(?<!{_SIGN})(?:(?!\p{{N}}){_SIGN}){{1,8}}\d{_SIGN}{{0,30}}(?!{_SIGN})"
)
_VERSION = regex.compile(r"v?(\d+(?:\.\d+)+)", regex.IGNORECASE)
_MARKED = re.compile(r"[\d_²³¹⁰⁴-⁹₀-₉]")
"""What identifiers have and few other words."""

UNDERSCORE = "＿"
"""What begins the term of a name in code, open_gate, and makes it another one than a word."""

_RUN = regex.compile(r"\d+|\D+")
_LOOKALIKES = str.maketrans("авекмнорстухαβεηικμνορτυχζ", "abekmhopctyxabehikmnoptyxz")
"""Letters of Cyrillic and Greek whose capitals look like Latin ones: ВХ-2401А is typed in both."""


def identifiers(text: str) -> list[str]:
    """Return the identifiers, part numbers, versions, numbers, amounts and dates of `text`.

    Separators do not count, but in numbers: BX-2401A is BX2401A, and 2.1 is not 21. A day also has
    its month, and version 3.2.1 is also one of 3.2.

    >>> identifiers("Fit the BX-2401A with v2.1 on 15 March 2024")
    ['bx2401a', '2·1', '2024·03·15', '2024·03']
    """
    text = _plain(text)
    days = list(dates(text))
    months = (day[: len("2024-03")] for day in days)
    named = (it.replace("-", POINT) for it in dict.fromkeys([*days, *months, *periods(text)]))
    counted = dict.fromkeys([*numbers(text), *signed_names(text)])
    return [*_compounds(text), *counted, *named]


def names_others(text: str, asked: str) -> bool:
    """Return whether `text` names things of the kind that `asked` names, and none of those.

    Identifiers are of one kind if their letters and digits alternate alike; so are all versions.

    >>> names_others("The BX-2401C is new.", "What is the BX-2401A?")
    True
    """
    wanted, found = _kinds(_plain(asked)), _kinds(_plain(text))
    return wanted.keys().isdisjoint(found) and not set(wanted.values()).isdisjoint(found.values())


def names_same(text: str, asked: str) -> bool:
    """Return whether `text` names one of the things that `asked` names.

    >>> names_same("Removed: support for Python 3.8.", "Is Python 3.8 supported?")
    True
    """
    return not _kinds(_plain(asked)).keys().isdisjoint(_kinds(_plain(text)))


def _plain(text: str) -> str:
    return plain(unicodedata.normalize("NFC", text))


def _kinds(text: str) -> dict[str, str]:
    """Return the identifiers of a text, each with its kind."""
    simple = (
        _as_latin(match[0].lower()) for match in _PART_NUMBER.finditer(_COMPOUND.sub(" ", text))
    )
    kinds = {each: "".join(_sort(run) for run in _RUN.findall(each)) for each in simple}
    for match in _COMPOUND.finditer(text):
        if joint := _joint(match[0]):
            runs = "".join(map(_sort, _RUN.findall(joint)))
            kinds[joint] = "version" if _VERSION.fullmatch(match[0]) else runs
    return kinds


def _sort(run: str) -> str:
    return "9" if run[0].isdigit() else POINT if run == POINT else "a"


def _compounds(text: str) -> Iterator[str]:
    text = " ".join(filter(_MARKED.search, text.split()))
    for match in _COMPOUND.finditer(text):
        if joint := _joint(match[0]):
            yield joint
            if _VERSION.fullmatch(match[0]):
                numbered = joint.split(POINT)
                yield from (POINT.join(numbered[:end]) for end in range(2, len(numbered)))
    for match in _PART_NUMBER.finditer(text):
        if match[0].lower() != (latin := _as_latin(match[0].lower())):
            yield latin


def _joint(whole: str) -> str | None:
    if version := _VERSION.fullmatch(whole):
        return version[1].replace(".", POINT)
    has_digits = any(character.isdigit() for character in whole)
    if "_" not in whole and not has_digits:
        return None
    parts = words(regex.sub("[-._/]", " ", whole))
    if not has_digits:
        return UNDERSCORE + "".join(parts)
    return _as_latin((POINT if all(part.isdigit() for part in parts) else "").join(parts))


def _as_latin(name: str) -> str:
    """Return a name in Latin letters if each of its letters looks like one, else as it is."""
    latin = name.translate(_LOOKALIKES)
    return latin if latin.isascii() else name
