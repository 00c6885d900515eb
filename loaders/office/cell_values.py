"""Values of cells as their number formats show them: dates, times and shares of a hundred.

Other formats (ECMA-376, part 1, 18.8.30) leave the number as it is stored, with its unit.
"""

from __future__ import annotations

import datetime
import re
import unicodedata

_BUILT_IN_DATES = {*range(14, 18), 22, *range(27, 37), *range(50, 59)}
_BUILT_IN_TIMES = {*range(18, 22), 45, 46, 47}
_BUILT_IN_SHARES = {9, 10}
_LITERAL = re.compile(r'"[^"]{0,255}"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]{0,255}\]', re.IGNORECASE)
_TOKEN = re.compile(
    r'"([^"]{0,255})"|\\(.)|\[\$([^\]-]{0,9})[^\]]{0,255}\]|\[[^\]]{0,255}\]|[_*].'
    r"|([#0?][#0?,.]*+)|(.)",
    re.DOTALL,
)
"""Quoted text, a quoted sign, a currency, colours and blanks; digits; any other sign."""

_PADDED = re.compile(r"0[0 ()/-]*0")
"""A format of only zeros: the digits of a postcode or another identifier."""

_DAY = 86_400
_FIRST_OF_MARCH_1900 = 60
"""The serial number of 29 February 1900, which never was and which Excel counts."""

_LAST_DAY = 2_958_465
DATE, TIME, SHARE, DURATION = "date", "time", "share", "duration"
_NUMBER = "\0"
"""Where the number stands between the units that a format shows with it."""


def kind_of_format(number: int, code: str | None) -> str:
    """Return the kind of a number format: DATE, TIME, SHARE, DURATION, its zeros, "\\0 km" for a
    unit, or "".
    """
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
    return _shown_as(shown) or _unit(section)


def _unit(section: str) -> str:
    """Return what a format shows with the number, whose digits it does not scale.

    >>> _unit('#,##0.00\\\\ "kr"'), _unit("[$€-407] 0"), _unit('0.0,,"M"'), _unit("#,##0_-")
    ('\\x00 kr', '€ \\x00', '', '')
    """
    around, digits = ["", ""], ""
    for text, one, currency, shown, other in _TOKEN.findall(section):
        if (shown and digits) or other.isalpha() or other in {*"/%@"}:
            return ""
        digits = digits or shown
        around[bool(digits)] += text or one or currency or other
    before, after = around[0].lstrip(), around[1].rstrip()
    is_unit = any(sign.isalpha() or unicodedata.category(sign) == "Sc" for sign in before + after)
    return f"{before}{_NUMBER}{after}" if is_unit and digits and digits[-1] != "," else ""


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
    if kind.startswith("0") and not has_unit(kind) and value >= 0 and value.is_integer():
        return _padded(f"{value:.0f}", kind)
    if kind == SHARE:
        return f"{value * 100:.12g}%"
    if kind == DURATION and 0 <= value < _LAST_DAY:
        hours, rest = divmod(round(value * _DAY), 3600)
        return f"{hours}:{rest // 60:02}:{rest % 60:02}"
    if kind in {DATE, TIME} and 0 <= value < _LAST_DAY:
        return _moment(value, from_1904=from_1904, time_only=kind == TIME and value < 1)
    shown = text if text.isdecimal() else f"{value:.15g}"
    return _with_unit(shown, kind) if has_unit(kind) else shown


def has_unit(kind: str) -> bool:
    """Return whether a kind of number format shows a unit."""
    return _NUMBER in kind


def _with_unit(shown: str, kind: str) -> str:
    """Return a number with its unit; a minus stands before the sign of a currency."""
    if shown.startswith("-") and not kind[0].isalpha():
        return f"-{kind.replace(_NUMBER, shown[1:])}"
    return kind.replace(_NUMBER, shown)


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
