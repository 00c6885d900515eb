"""Values of cells as their number formats show them: dates, times and shares of a hundred.

Other formats (ECMA-376, part 1, 18.8.30) leave the number as it is stored.
"""

from __future__ import annotations

import datetime
import re

_BUILT_IN_DATES = {*range(14, 18), 22, *range(27, 37), *range(50, 59)}
_BUILT_IN_TIMES = {*range(18, 22), 45, 46, 47}
_BUILT_IN_SHARES = {9, 10}
_LITERAL = re.compile(r'"[^"]{0,255}"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]{0,255}\]', re.IGNORECASE)
_PADDED = re.compile(r"0[0 ()/-]*0")
"""A format of only zeros: the digits of a postcode or another identifier."""

_DAY = 86_400
_FIRST_OF_MARCH_1900 = 60
"""The serial number of 29 February 1900, which never was and which Excel counts."""

_LAST_DAY = 2_958_465
DATE, TIME, SHARE, DURATION = "date", "time", "share", "duration"


def kind_of_format(number: int, code: str | None) -> str:
    """Return the kind of a number format: DATE, TIME, SHARE, DURATION, its zeros or ""."""
    if code is None:
        built_in = ((DATE, _BUILT_IN_DATES), (TIME, _BUILT_IN_TIMES), (SHARE, _BUILT_IN_SHARES))
        return next((kind for kind, numbers in built_in if number in numbers), "")
    section = code.partition(";")[0]
    zeros = section.replace("\\", "").replace('"', "")
    shown = _LITERAL.sub("", section).lower()
    if _PADDED.fullmatch(zeros):
        return zeros
    if shown in {"general", "@", ""}:
        return ""
    return _shown_as(shown)


def _shown_as(shown: str) -> str:
    if "[" in shown:
        return DURATION
    if "d" in shown or "y" in shown or ("m" in shown.replace("am/pm", "") and "h" not in shown):
        return DATE if not ("s" in shown and "d" not in shown) else TIME
    if "h" in shown or "s" in shown:
        return TIME
    return SHARE if "%" in shown else ""


def number(text: str, kind: str, *, from_1904: bool) -> str:
    """Return a stored number as its format shows it.

    >>> number("45415", DATE, from_1904=False), number("0.256", SHARE, from_1904=False)
    ('2024-05-03', '25.6%')
    """
    try:
        value = float(text)
    except ValueError:
        return text
    if kind.startswith("0") and value >= 0 and value.is_integer():
        return _padded(f"{value:.0f}", kind)
    if kind == SHARE:
        return f"{value * 100:.12g}%"
    if kind == DURATION and 0 <= value < _LAST_DAY:
        hours, rest = divmod(round(value * _DAY), 3600)
        return f"{hours}:{rest // 60:02}:{rest % 60:02}"
    if kind in {DATE, TIME} and 0 <= value < _LAST_DAY:
        return _moment(value, from_1904=from_1904, time_only=kind == TIME and value < 1)
    return text if text.isdecimal() else f"{value:.15g}"


def _padded(digits: str, zeros: str) -> str:
    """Return digits padded like a format of zeros.

    >>> _padded("1234", "00000"), _padded("123456789", "000-00-0000")
    ('01234', '123-45-6789')
    """
    left = list(digits.zfill(zeros.count("0")))
    filled = [left.pop() if sign == "0" else sign for sign in reversed(zeros)]
    return "".join([*left, *reversed(filled)])


def _moment(value: float, *, from_1904: bool, time_only: bool) -> str:
    first = datetime.datetime(1904, 1, 1) if from_1904 else datetime.datetime(1899, 12, 30)  # noqa: DTZ001 - cells have no zone
    if not from_1904 and value < _FIRST_OF_MARCH_1900:
        value += 1
        value -= time_only
    moment = first + datetime.timedelta(seconds=round(value * _DAY))
    if time_only:
        return moment.time().isoformat()
    return moment.isoformat(" ").removesuffix(" 00:00:00")
