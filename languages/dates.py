"""Recognize the dates in a text, in all common forms.

Days of other calendars are read if only their year differs from the Gregorian one, as in Thailand
and in Japan's eras. Days of the lunar and solar Hijri calendars are not.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import date
from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import regex

from precis.languages.identification import language_of
from precis.languages.months import month_of
from precis.languages.plain_text import offsets, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Language = Callable[[], str | None]

_LETTERS = r"\p{Latin}\p{Greek}\p{Cyrillic}\p{Armenian}\p{Georgian}"
WRITTEN_APART = rf"{_LETTERS}\p{{N}}"
"""For a set of characters: of scripts that set names and numbers apart with spaces. Of others
particles and verbs stand right beside them: `BX-2401Cは`, `2024-03-15に`."""

_YEAR = r"(?P<year>[12]\d{3})"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_FROM = r"(?:(?P<first>[0-3]?\d)\.?\s?-\s?)?"
_LATE_DAY = r"(?P<day>1[3-9]|2\d|3[01])"
"""A number that is no month, so that what stands beside it is one."""

_NUMBER = r"(?P<number>0?[1-9]|1[0-2])"
_HAN = r"\d〇零一二三四五六七八九十元"
_RUN = rf"(?:[{_LETTERS}\p{{M}}]++|[[\p{{L}}\p{{M}}]--[{_LETTERS}]]++)"
_WORD = rf"{_RUN}[\s.:'’׳་॰-]{{0,2}}+"
_WORDS = regex.compile(_WORD, regex.VERSION1)
_MONTH = r"(?P<month>[\p{L}\p{M}\s.:,،'’׳״()་॰/-]{1,40}+)"
_SHORT_YEAR = r"(?:\s?[грж]\b\.?)?"
"""The word for year, short, behind its number."""

_YEAR_WORD = r"\.?\s(?:gada|ж|жылғы)\.?\s"
"""The word for year between it and the day."""

_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_ERAS |= dict.fromkeys(("民國", "民国"), 1911)
"""The year before the first of each era of Japan, and of the Republic of China."""

_FIRST_YEAR = 1000
_BUDDHIST, _LEAST_BUDDHIST = 543, 2400
_OF_BUDDHISTS = regex.compile(r"[\p{Thai}\p{Lao}\p{Khmer}]")
_ARABIC = regex.compile(r"\p{Arabic}")
_HIJRI = range(1300, 1600)
"""Numbers of years that are more likely Hijri, of either calendar, where a text in Arabic letters
has the month as a number."""

_OTHER_ERA = regex.compile(
    r"\s?(?:هـ|ه(?!\p{L})|هجري|ق(?!\p{L})|(?:AH|A\.H\.|SH|BS|B\.S\.)(?!\p{L})|ዓ\.?\s?ም|বঙ্গাব্দ|शक)"
)
_SPACE = regex.compile(r",?\s")
"""After a year and before an English month, this means that they are no date: in 2024 May 15 was a
Wednesday.
"""

_LOOK_BACK = 30
_MAY_HOLD = re.compile(r"[12]\d{3}|年")
_AROUND = 80
"""Characters before and after a year that no form of a date is longer than."""


def _form(*parts: str) -> regex.Pattern[str]:
    inner = "".join(parts)
    return regex.compile(
        rf"(?=[{_HAN}{''.join(_ERAS)}])(?<![{WRITTEN_APART}_]){inner}(?:(?![{WRITTEN_APART}_])|(?=T\d\d))",
        regex.IGNORECASE | regex.VERSION1,
    )


_FORMS = [
    _form(r"(?P<year>19\d\d|20\d\d)(?P<number>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])"),
    _form(_YEAR, r"(?P<joint>[-/.])", _NUMBER, r"(?P=joint)", _DAY),
    _form(_YEAR, r"\.\s", _NUMBER, r"\.\s", _DAY),
    _form(_DAY, r"\.\s?", _NUMBER, r"\.\s?", _YEAR, _SHORT_YEAR),
    _form(_LATE_DAY, r"(?P<joint>[-/])", _NUMBER, r"(?P=joint)", _YEAR),
    _form(_NUMBER, r"(?P<joint>[-/])", _LATE_DAY, r"(?P=joint)", _YEAR),
    _form(
        rf"(?<![{_HAN}])(?:(?P<era>{'|'.join(_ERAS)})\s?)?(?P<year>[{_HAN}]{{1,4}})\s?[年년]\s?",
        rf"(?P<number>[{_HAN}]{{1,2}})\s?[月월]\s?(?P<day>[{_HAN}]{{1,3}})\s?[日일号號]?",
    ),
    _form(_DAY, r"\sth(?:á|a\u0301)?n?g\s", _NUMBER, r"(?:,|\sn(?:ă|a\u0306)m)?\s", _YEAR),
    _form(_YEAR, r"\s?оны?\s", _NUMBER, r"(?:-р|\s?дугаар|\s?дүгээр)?\s?сарын?\s", _DAY),
    _form(_FROM, _DAY, _MONTH, _YEAR, _SHORT_YEAR),
    _form(_FROM, _DAY, r"(?:st|nd|rd|th)?[,،.]?\s", _YEAR),
    _form(_YEAR, r"(?P<later>)", _MONTH, _DAY, r"\p{L}{0,4}+(?!\.?,?\s?\d)"),
    _form(_YEAR, rf"(?:{_YEAR_WORD}|\s(?=\d+-))", _DAY, rf"[\s.-]{{1,2}}(?P<month>{_RUN})"),
]


_JOINT = rf"(?:\s?[-—/,]\s?|\s[{_LETTERS}\p{{M}}/]{{1,5}}\s(?:[{_LETTERS}]{{2,3}}\s)?)"
_NAME = r"(?P<month>\b[\p{L}\p{M}]{3,12})"
_FIRST_DAYS = [
    regex.compile(rf"(?<!\p{{N}})(?P<day>\d\d?)\.?\s(?:\p{{L}}\p{{L}}\s)?{_NAME}\.?{_JOINT}\Z"),
    regex.compile(rf"{_NAME}\.?\s(?P<day>\d\d?){_JOINT}\Z"),
]
"""The first day of a range over months, before what leads to the last, which has the year."""

_TO = (
    "to and until through bis und au et al y a e do i и по до та til till og och tot en t/m ja ile "
    "ve până la si și és sa hingga dan đến και έως"
)
_FIRST_DAY = regex.compile(
    rf"(?<!\p{{N}}|\p{{N}}[.,])(?P<day>\d\d?)\.?\s(?:{'|'.join(_TO.split())})\s\Z"
)
"""The first day of a range within a month, before the word that leads to the last."""


class _Day(NamedTuple):
    """A day, as ISO 8601, and where it is named."""

    start: int
    end: int
    iso: str


def dates(text: str) -> Iterator[str]:
    """Yield the days that `text` names, as ISO 8601; 3/4/2024, read in two ways, is left out.

    >>> list(dates("from 15 March 2024 to 2024-03-16; am 3. Oktober 1998"))
    ['2024-03-16', '2024-03-15', '1998-10-03']
    """
    for day in _days(plain(unicodedata.normalize("NFC", text))):
        yield day.iso


def date_spans(text: str) -> list[tuple[int, int]]:
    """Return where in `text` days are named, in order; both days of a range as one."""
    places = offsets(text)
    spans = {(day.start, day.end) for day in _days(plain(text))}
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not found or end > found[-1][1]:
            found.append((start, end))
    return [(places[start], places[end]) for start, end in found]


def _days(text: str) -> Iterator[_Day]:
    stretches = _stretches(text)
    if not stretches:
        return
    language = cache(partial(language_of, text))
    taken = bytearray(len(text))
    for form in _FORMS:
        for match in chain(*(form.finditer(text, *stretch) for stretch in stretches)):
            if not any(taken[slice(*match.span())]):
                read = list(_read(match, language))
                read += _first_of_range(text, read[0], language) if len(read) == 1 else ()
                for day in read:
                    taken[day.start : day.end] = b"\1" * (day.end - day.start)
                    yield day


def _stretches(text: str) -> list[tuple[int, int]]:
    """Return the parts of `text` that dates may be in: around what may be a year."""
    found: list[tuple[int, int]] = []
    for match in _MAY_HOLD.finditer(text):
        start, end = max(match.start() - _AROUND, 0), match.end() + _AROUND
        if found and start <= found[-1][1]:
            start, _ = found.pop()
        found.append((start, end))
    return found


def _first_of_range(text: str, last: _Day, language: Language) -> Iterator[_Day]:
    """Yield the day without a year that a range to `last` begins with: 28 May to 3 June 2024."""
    before = text[max(0, last.start - _LOOK_BACK) : last.start]
    for form in _FIRST_DAYS:
        found = form.search(before)
        month = found and month_of(found["month"], language, dotted=False)
        if found and month:
            start = last.start - len(before) + found.start()
            with suppress(ValueError):
                first = date(int(last.iso[:4]), month.number, int(found["day"]))
                yield _Day(start, last.end, first.isoformat())
            return
    if found := _FIRST_DAY.search(before):
        start = last.start - len(before) + found.start()
        with suppress(ValueError):
            first = date.fromisoformat(last.iso).replace(day=int(found["day"]))
            if first.isoformat() < last.iso:
                yield _Day(start, last.end, first.isoformat())


def _read(match: regex.Match[str], language: Language) -> Iterator[_Day]:
    """Yield the day of a form, or both days of a range."""
    found = match.groupdict()
    start, month = _month(match, language)
    year = _year(match, found.get("era"), numbered=bool(found.get("number")))
    for written in filter(None, (found.get("first"), found["day"])):
        try:
            iso = date(year or 0, month or 0, _value(written)).isoformat()
        except ValueError:
            continue
        yield _Day(start, match.end(), iso)


def _month(match: regex.Match[str], language: Language) -> tuple[int, int | None]:
    """Return where a day begins to be named, and the number of its month, if it is one."""
    found = match.groupdict()
    if found.get("number"):
        return match.start(), _value(found["number"])
    if not found.get("month"):
        return _month_before(match.string, match.start(), language)
    later = found.get("later")
    dotted = match.string.startswith(".", match.end("day"))
    month = month_of(found["month"], language, dotted=dotted)
    if month and month.english and later is not None and _SPACE.match(found["month"]):
        return match.start(), None
    return match.start(), month and month.number


def _month_before(text: str, end: int, language: Language) -> tuple[int, int | None]:
    """Return where the name of a month that ends at `end` begins, and its number."""
    start = end
    for word in reversed(list(_WORDS.finditer(text, max(0, end - _LOOK_BACK), end))):
        if word.end() != start:
            break
        start = word.start()
        if month := month_of(text[start:end], language, dotted=False):
            return start, month.number
    return end, None


def _year(match: regex.Match[str], era: str | None, *, numbered: bool) -> int | None:
    """Return the year of a day in the Gregorian calendar, or None if it is of another one."""
    year = _value(match["year"])
    if era:
        return _ERAS[era] + year
    if year < _FIRST_YEAR or _OTHER_ERA.match(match.string, match.end()):
        return None
    if numbered and year in _HIJRI and _ARABIC.search(match.string):
        return None
    if year >= _LEAST_BUDDHIST and _OF_BUDDHISTS.search(match.string):
        return year - _BUDDHIST
    return year


def _value(written: str) -> int:
    """Return the value of a number in digits or in Han characters."""
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.replace("元", "一").rpartition("十")
    values = ["".join(f"{unicodedata.numeric(sign):.0f}" for sign in part) for part in (tens, ones)]
    return int(values[0] or bool(ten)) * 10 + int(values[1] or 0)
