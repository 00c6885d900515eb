"""The names of months, in the languages that are identified.

They are those of Unicode's CLDR (Unicode License), as `benchmarks/extract_months.py` extracts them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from precis.languages.words import stems, words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MONTHS = Path(__file__).with_name("months.json")

_BESIDE = (
    "of the o a er st nd rd th ngày năm du des من عام سنة لعام لسنة жылғы د évi წლის წ թվականի η "
    "ই লা রা ঠা শে พ ศ ค ឆ្នាំ ခုနှစ် mwezi"
)
"""Words beside months that CLDR does not have."""

_DECLINED = frozenset({"et", "fi", "hy", "ka", "kk", "lv", "mn"})
"""Languages whose months have endings in dates that CLDR does not list."""

_STEM, _ENDING = 4, 4
"""Minimum letters of a name's stem; maximum letters of its ending and the name's last letter."""


class Months(NamedTuple):
    """The number of each month by name and language, the words that stand beside months, and the
    languages in which the day before the month has a full stop.
    """

    names: Mapping[str, Mapping[str, int]]
    beside: frozenset[str]
    dotted: frozenset[str]


class Month(NamedTuple):
    """The number of a month, and whether English has the name that it was found by."""

    number: int
    english: bool


def month_key(text: str) -> str:
    """Return the words of `text` written together, in lower case and without accents."""
    return "".join(stems(words(text), None))


def month_of(text: str, language: Callable[[], str | None], *, dotted: bool) -> Month | None:
    """Return the month that `text` names, if all its other words may stand beside months.

    If the name has several meanings, a `dotted` day and the language decide; `language` returns
    that of the surrounding text.

    >>> month_of(" de març del ", lambda: None, dotted=False)
    Month(number=3, english=False)
    """
    both = text.split("/")
    if len(both) > 1:
        each = {month_of(name, language, dotted=dotted) for name in both}
        return each.pop() if len(each) == 1 else None
    months = load_months()
    found = stems(words(text), None)
    for name in _without(found, months.beside):
        if numbers := months.names.get(name):
            number = _agreed(numbers, language, months.dotted, dotted=dotted)
            return Month(number, "en" in numbers) if number else None
    left = [word for word in found if word not in months.beside]
    return _declined(left[0], language()) if len(left) == 1 else None


def _agreed(
    numbers: Mapping[str, int],
    language: Callable[[], str | None],
    all_dotted: frozenset[str],
    *,
    dotted: bool,
) -> int | None:
    """Return the month on which all languages agree, or that of the text's language."""
    if len(set(numbers.values())) > 1:
        numbers = {code: it for code, it in numbers.items() if (code in all_dotted) == dotted}
    if len(set(numbers.values())) == 1:
        return next(iter(numbers.values()))
    return numbers.get(language() or "")


@cache
def load_months() -> Months:
    """Return all months."""
    read = json.loads(MONTHS.read_text(encoding="utf-8"))
    names: dict[str, dict[str, int]] = defaultdict(dict)
    for language, months in read["months"].items():
        for number, keys in enumerate(months, 1):
            for key in keys.split():
                names[key][language] = number
    beside = frozenset(read["beside"].split()) | {*stems(words(_BESIDE), None)}
    return Months(names, beside, frozenset(read["dotted"].split()))


def _without(found: list[str], beside: frozenset[str]) -> list[str]:
    """Return `found` as one word, then with ever fewer words of `beside` at its ends."""
    parts = [
        (start, end)
        for start in range(len(found))
        for end in range(start + 1, len(found) + 1)
        if beside.issuperset(found[:start]) and beside.issuperset(found[end:])
    ]
    parts.sort(key=lambda part: part[0] - part[1])
    return ["".join(found[start:end]) for start, end in parts]


def _declined(word: str, language: str | None) -> Month | None:
    """Return the month whose name, without its last letter, begins the word."""
    languages = {language} & _DECLINED if language else _DECLINED
    numbers = {
        number
        for name, numbers in (load_months().names.items() if languages else ())
        for code, number in numbers.items()
        if code in languages
        and len(name) > _STEM
        and word.startswith(name[:-1])
        and len(word) < len(name) + _ENDING
    }
    return Month(numbers.pop(), english=False) if len(numbers) == 1 else None
