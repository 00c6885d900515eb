"""Recognize the months, quarters and weeks of years in a text.

The names of quarters and weeks are those of Unicode's CLDR (Unicode License), as
`benchmarks/extract_periods.py` extracts them.
"""

from __future__ import annotations

import json
import re
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import regex

from precis.languages.identification import language_of
from precis.languages.months import load_months, month_of
from precis.languages.words import stems, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Language = Callable[[], str | None]

PERIODS = Path(__file__).with_name("periods.json")

_YEAR = regex.compile(r"(?<![\p{N}.,_])[12]\d{3}(?!\p{N}|[.,]\d)")
_YEARS = r"(?P<year>[12]\d{3})"
_SHORT_YEARS = r"[ /'’-]{0,2}(?P<year>\d{2}|[12]\d{3})(?!\p{N})"
_NUMERIC = [
    regex.compile(rf"(?<![\p{{L}}\p{{N}}/.,_-]){_YEARS}[-/](?P<month>\d\d?)(?![-/.,]?\p{{N}})"),
    regex.compile(rf"(?<![\p{{L}}\p{{N}}/.,_-])(?P<month>\d\d?)/{_YEARS}(?![-/.,]?\p{{N}})"),
    regex.compile(rf"{_YEARS}\s?[年년]\s?(?P<month>\d\d?)\s?[月월](?!\s?\d)"),
    regex.compile(rf"\btháng\s(?P<month>\d\d?)(?:/|,?\s(?:năm\s)?){_YEARS}"),
    regex.compile(rf"{_YEARS}\s?[년年]\s?第?(?P<quarter>[1-4一二三四])(?:四半期|季|분기)"),
    regex.compile(rf"(?<!\p{{N}}){_YEARS}[ /-]?[QT](?P<quarter>[1-4])(?![\p{{L}}\p{{N}}])"),
    regex.compile(rf"(?<![\p{{L}}\p{{N}}])[QT](?P<quarter>[1-4]){_SHORT_YEARS}"),
    regex.compile(rf"(?<!\p{{N}})(?P<quarter>[1-4])Q{_SHORT_YEARS}"),
    regex.compile(rf"(?<!\p{{N}}){_YEARS}-?W(?P<week>[0-5]\d)(?!\d\d)"),
]
"""Forms of numbers; T is a quarter's sign in French, Spanish, Portuguese and Italian."""

_MAY_HOLD = re.compile(r"[12]\d{3}|Q[1-4]|[1-4]Q")
_BEFORE, _AFTER, _MOST_WORDS = 40, 40, 4
_DIGIT = regex.compile(r"([1-4])\p{L}{0,4}")
_LINE = regex.compile(r"[\n|;]")
_YEAR_WORDS = frozenset({"g", "m"})
"""Short words for year in Latvian and Lithuanian, behind its number."""

_HAN = "一二三四"
_LAST_MONTH, _LAST_WEEK, _CENTURY = 12, 53, "20"
_WEEKS = "kw wk vk sem uge vecka settimana semana"
"""Short words for week, and those of languages whose unit is another word."""

_ORDINALS = (
    "first 1st i premier primer primero primo primeiro erste erstes ersten eerste första første "
    "первый первом першому první pierwszy pierwszym ilk birinci",
    "second 2nd ii deuxieme second segundo secondo zweite zweites zweiten tweede andra andet "
    "второй втором другому druhy drugi drugim ikinci",
    "third 3rd iii troisieme tercer tercero terzo terceiro dritte drittes dritten derde tredje "
    "третий третьем третьому treti trzeci trzecim ucuncu",
    "fourth 4th iv quatrieme cuarto quarto vierte viertes vierten vierde fjarde fjerde "
    "четвертый четвертом четвертому ctvrty czwarty czwartym dorduncu",
)


class _Names(NamedTuple):
    """The number of each quarter by name, ordinals, and the words for quarter and week."""

    quarters: Mapping[str, int]
    ordinals: Mapping[str, int]
    quarter: frozenset[str]
    week: frozenset[str]


def periods(text: str) -> Iterator[str]:
    """Yield the months, quarters and weeks of years that `text` names; months as ISO 8601 does.

    >>> list(periods("in March 2024, Q3 2024, the third quarter of 2024, week 11 of 2024"))
    ['2024-03', '2024-q3', '2024-w11']
    """
    if not _MAY_HOLD.search(text):
        return
    language = cache(partial(language_of, text))
    found: dict[int, str] = {}
    for match in _YEAR.finditer(text):
        before = _LINE.split(text[max(0, match.start() - _BEFORE) : match.start()])[-1]
        after = _LINE.split(text[match.end() : match.end() + _AFTER])[0]
        if period := _named(before, language) or _named(after, language, later=True):
            found[match.start()] = f"{match[0]}-{period}"
    for form in _NUMERIC:
        for match in form.finditer(text):
            if match.start("year") not in found and (numbered := _numbered(match)):
                found[match.start("year")] = numbered
    yield from dict.fromkeys(found.values())


def _numbered(match: regex.Match[str]) -> str | None:
    found = match.groupdict()
    year = found["year"] if len(found["year"]) > len(_CENTURY) else _CENTURY + found["year"]
    if quarter := found.get("quarter"):
        return f"{year}-q{_HAN.index(quarter) + 1 if quarter in _HAN else quarter}"
    if (week := found.get("week")) and 1 <= int(week) <= _LAST_WEEK:
        return f"{year}-w{week}"
    if (month := found.get("month")) and 1 <= int(month) <= _LAST_MONTH:
        return f"{year}-{int(month):02}"
    return None


def _named(text: str, language: Language, *, later: bool = False) -> str | None:
    """Return the period whose name stands at the end of `text`, or, `later`, at its beginning."""
    beside = load_months().beside | _YEAR_WORDS
    found = stems(words(text), None)
    while found and found[0 if later else -1] in beside:
        found.pop(0 if later else -1)
    near = found[:_MOST_WORDS] if later else found[-_MOST_WORDS:]
    for count in range(min(len(near), _MOST_WORDS), 0, -1):
        part = near[:count] if later else near[-count:]
        if period := _quarter(part) or _week(part):
            return period
    for part in (near[:1], near[:2]) if later else (near[-1:], near[-2:]):
        month = month_of(" ".join(part), language, dotted=False) if part else None
        if month and not (later and month.english and not text.startswith(".")):
            return f"{month.number:02}"
    return None


def _quarter(part: list[str]) -> str | None:
    names = _load()
    number = names.quarters.get("".join(part))
    word = [it for it in part if it in names.quarter]
    rest = [it for it in part if it not in names.quarter]
    if word and not number and len(rest) == 1:
        digit = _DIGIT.fullmatch(rest[0])
        number = int(digit[1]) if digit else names.ordinals.get(rest[0])
    return f"q{number}" if number else None


def _week(part: list[str]) -> str | None:
    words_of_week = _load().week
    numbers = [it for it in part if it not in words_of_week]
    if len(numbers) != 1 or len(part) != len(numbers) + 1 or not numbers[0].isdecimal():
        return None
    number = int(numbers[0])
    return f"w{number:02}" if 1 <= number <= _LAST_WEEK else None


@cache
def _load() -> _Names:
    read = json.loads(PERIODS.read_text(encoding="utf-8"))
    ordinals = [f"{each} {at}" for at, each in enumerate(_ORDINALS, 1)]
    return _Names(_by_number(read["quarters"]), _by_number(ordinals),
                  frozenset(read["quarter"].split()),
                  frozenset(f"{read['week']} {_WEEKS}".split()))  # fmt: skip


def _by_number(names: list[str]) -> dict[str, int]:
    return {
        "".join(stems(words(each), None)): at
        for at, it in enumerate(names, 1)
        for each in it.split()
    }
