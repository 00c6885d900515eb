"""Find numbers, codes of digits, times, currencies and addresses, which have several writings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

POINT = "·"

_GROUPED = regex.compile(
    r"(?<![\p{N}.,'’])(?<!\p{N}[ \u00a0\u202f])[1-9]\d{0,2}"
    r"(?:(?P<by>[.,'’ \u00a0\u202f])\d{3}(?:(?P=by)\d{3}){0,5}|(?:,\d\d){1,5},\d{3})"
    r"(?:(?!(?P=by))[.,](?P<rest>\d{1,9}))?(?![\p{N}'’]|[.,]\d)"
)
"""Digits in groups of thousands, or as India groups them: 1,250.00, 1.250,00, 12 500."""

_DECIMAL = regex.compile(r"(?<![\p{N}.,])(\d{1,9}),(\d{1,2}|(?<=0,)\d{3,9})(?![\p{N}]|[.,]\d)")
_WITH_UNIT = regex.compile(r"(?<![\p{L}\p{N}.,_/-])(\d{1,9}(?:\.\d{1,9}){1,3})(?=\p{L})")
_DIGITS = regex.compile(
    r"(?<![\p{L}\p{N}])(?<!\p{N}[-., \u00a0()/])"
    r"\d{1,13}(?:[-. \u00a0()/]{1,2}\d{1,13}){1,8}+(?![-. \u00a0()/]{0,2}\p{N}|\p{L})"
)
_FEWEST, _MOST = 7, 20
"""Digits of a telephone number, an ISBN, the number of a card."""

_ACCOUNT = regex.compile(
    r"(?<![\p{L}\p{N}])[A-Z]{2}\d\d(?: [A-Z\d]{4}){2,7}(?: [A-Z\d]{1,3})?(?![\p{L}\p{N}])"
)
"""An IBAN in groups of four, as ISO 13616 prints it."""

_PAIRS = regex.compile(
    r"(?<![\p{L}\p{N}:])[\dA-F]{2}(?::[\dA-F]{2}){5,7}(?![\p{L}\p{N}:])", regex.I
)
"""The address of a network card."""

_TIME = regex.compile(
    r"(?<![\p{N}:.,])(?P<hour>[01]?\d|2[0-3])(?:(?P<by>[:.h])(?P<minute>[0-5]\d))?(?![\p{N}])"
    r"(?:\s?(?P<half>[ap])\.?m\b)?",
    regex.IGNORECASE,
)
_NOON = 12
_MAIL = regex.compile(r"(?<![\w.+-])[\w.+-]{1,64}+@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_CURRENCIES = {
    "€": "eur", "$": "usd", "£": "gbp", "¥": "jpy", "₹": "inr", "₽": "rub", "₩": "krw", "₺": "try",
    "₴": "uah", "₪": "ils", "₫": "vnd", "₱": "php", "₦": "ngn", "₸": "kzt", "₾": "gel", "฿": "thb",
}  # fmt: skip
"""ISO 4217's codes of signs, in lower case; of a sign of several, that of the most used."""

_CURRENCY = regex.compile(r"([{0}])\s?\d|\d\s?([{0}])".format("".join(_CURRENCIES)))


def numbers(text: str) -> Iterator[str]:
    """Yield what numbers, codes, times, currencies and addresses are, however they are written.

    >>> list(numbers("€1,250.00, 1.250,50 and 0,75kW: (030) 123 45-67 or a.b@c.example"))
    ['1250', '1250·5', '0·75', '0301234567', 'eur', 'a·b·c·example']
    """
    for match in _GROUPED.finditer(text):
        rest = (match["rest"] or "").rstrip("0")
        whole = match[0][: match.start("rest") - match.start()] if match["rest"] else match[0]
        yield _digits(whole) + (POINT + rest if rest else "")
    for match in _DECIMAL.finditer(text):
        yield POINT.join(match.groups())
    for match in _WITH_UNIT.finditer(text):
        yield match[1].replace(".", POINT)
    for match in _DIGITS.finditer(text):
        if _FEWEST <= len(digits := _digits(match[0])) <= _MOST:
            yield digits
    for match in _ACCOUNT.finditer(text):
        yield match[0].replace(" ", "").lower()
    for match in _PAIRS.finditer(text):
        yield match[0].replace(":", "").lower()
    yield from filter(None, map(_time, _TIME.finditer(text)))
    for match in _CURRENCY.finditer(text):
        yield _CURRENCIES[match[1] or match[2]]
    for match in _MAIL.finditer(text) if "@" in text else ():
        yield regex.sub(r"[.@+_-]", POINT, match[0].lower())


def _time(match: regex.Match[str]) -> str | None:
    """Return a time of day as 14h30; a number without a sign of one is none."""
    if not match["half"] and (match["by"] or ".") == ".":
        return None
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % _NOON + (_NOON if match["half"] in "pP" else 0)
    return f"{hour:02}h{match['minute'] or '00'}"


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
