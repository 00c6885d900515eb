"""Numbers as values: digits of any script, number words, powers, units, dates, and relations.

`digits` writes a text's numbers in plain digits; `follows` says whether one quantity says no
more than another.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from text_to_num import alpha2digit

from precis.languages.plain_text import well_formed

Relation = Literal["exactly", "about", "above", "below"]

UNITS = {
    "%": r"%|٪|per\s?cent\b|pct\b|percentage\b",
    "$": r"(?:US|A|C)?\$|dollars?\b|usd\b|bucks\b",
    "€": r"€|euros?\b|eur\b",
    "£": r"£|pounds?\b|gbp\b|quid\b",
    "¥": r"¥|yen\b|yuan\b",
}
MONEY = r"(?:US|A|C)?\$|€|£|¥"
_POWERS = {
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "mn": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
}
MEASURES: dict[str, tuple[str, float]] = {
    "second": ("time", 1),
    "minut": ("time", 60),
    "hour": ("time", 3600),
    "day": ("time", 86400),
    "week": ("time", 7 * 86400),
    "fortnight": ("time", 14 * 86400),
    "month": ("years", 1 / 12),
    "year": ("years", 1),
    "decad": ("years", 10),
    "centuri": ("years", 100),
    "mm": ("length", 0.001),
    "cm": ("length", 0.01),
    "meter": ("length", 1),
    "km": ("length", 1000),
    "kilomet": ("length", 1000),
    "gram": ("mass", 1),
    "kg": ("mass", 1000),
    "kilogram": ("mass", 1000),
    "tonn": ("mass", 1e6),
    "dozen": ("count", 12),
    "pair": ("count", 2),
}
"""Stem of a measure → its dimension, and its size in that dimension's base unit."""

_WORDS_FOR = {
    2: "both pair coupl second twice doubl two twin other",
    3: "third tripl",
    12: "dozen",
    0.5: "half",
    50: "half",
    10: "decad",
    100: "centuri",
    25: "quarter",
    0.25: "quarter",
    7: "week",
    365: "year",
    24: "day",
    60: "hour minut",
}
_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_ISO_DATE = re.compile(r"(?<![\d-])([12]\d{3})-(0\d|1[0-2])-([0-3]\d)(?![\d-])")
_DOTTED_DATE = re.compile(r"(?<![\d.])([0-3]?\d)\.(0?\d|1[0-2])\.([12]\d{3})(?!\d)")
_YEARS = re.compile(r"(?<!\d)([12]\d)(\d\d)([–-])(\d\d)(?!\d)")
_SHORT_MONTH = r"(?P<{}>Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)t?\b\.?"
_SHORT = re.compile(
    rf"\b{_SHORT_MONTH.format('before')}(?=\s?\d)|(?<=\d )\b{_SHORT_MONTH.format('after')}"
)
_CLOCK = re.compile(r"(?<![\d:.])(\d{1,2})(?:[:.]([0-5]\d))?\s?([ap])\.?m\b\.?", re.IGNORECASE)
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_SPACED = re.compile(r"(?<![\w.,])(\d{1,3})(?: ?(,) (?=\d{3}(?!\d))|(\.) (?=\d{1,2}(?![\w.,])))")
_POWER = re.compile(
    rf"(\d+(?:[.,]\d+)*)[\s-]?({'|'.join(p for p in _POWERS if len(p) > 1)})s?\b", re.IGNORECASE
)
_HAN_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "兩": 2,
}
_HAN_POWERS = {"十": 10, "百": 100, "千": 1000}
_HAN_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_HAN = re.compile(r"[零〇一二三四五六七八九两兩十百千万萬亿億]{2,12}")
_HAN_MIXED = re.compile(r"(\d+(?:\.\d+)?)([万萬亿億千百])")
_ARABIC_MARKS = str.maketrans("٫٬", ".,")
_OTHER_DIGIT = re.compile(r"[^\W\D0-9]")


def _before(forms: str) -> re.Pattern[str]:
    return re.compile(rf"(?:(?<!\w)|(?<=[一-鿿]))(?:{forms})\s?(?:a\s)?[$€£¥]?\s?$", re.IGNORECASE)


_BEFORE: dict[Relation, re.Pattern[str]] = {
    "below": _before(
        "less than|fewer than|under|below|at most|up to|no more than|not more than|maximum of"
        r"|max\.|just short of|[<≤]=?|menos de|weniger als|moins de|менее|أقل من|不到|至多"
    ),
    "above": _before(
        "more than|over|at least|above|upwards? of|in excess of|exceed(?:s|ed|ing)?"
        r"|no (?:less|fewer) than|greater than|minimum of|min\.|[>≥]=?"
        "|más de|mehr als|plus de|mais de|более|свыше|أكثر من|超过|超過|至少"
    ),
    "about": _before(
        r"about|around|roughly|approximately|approx\.?|nearly|almost|close to|circa|ca?\.|some"
        "|an estimated|[~≈≃]|unos|unas|etwa|rund|environ|около|حوالي|约|約|大约"
    ),
}
_AFTER: dict[Relation, re.Pattern[str]] = {
    "above": re.compile(r"\+|\s?or more\b"),
    "below": re.compile(r"\s?or (?:less|fewer)\b"),
    "about": re.compile(r"\s?or so\b"),
}
_NEAR = 0.1
_ROUNDED = 0.05
_BEYOND = 2.0
_EXACT = 1e-9
_LARGE = 1000
_LOOK_BACK = 24


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with its relation, its unit ("" where none stands beside it), and its measure.

    `measure` is the stem of the word after it.
    """

    value: float
    relation: Relation
    unit: str
    measure: str


def digits(text: str) -> str:
    """Write the numbers of a text in ASCII digits; English number words above one too."""
    text = _OTHER_DIGIT.sub(lambda match: str(unicodedata.digit(match[0], match[0])), text)
    text = text.translate(_ARABIC_MARKS)
    text = _HAN_MIXED.sub(_scaled_han, _HAN.sub(_han, text))
    text = _ISO_DATE.sub(lambda m: f"{int(m[3])} {_MONTHS[int(m[2]) - 1]} {m[1]}", text)
    text = _YEARS.sub(_years, _SHORT.sub(_month, _DOTTED_DATE.sub(_dotted, text)))
    text = _CLOCK.sub(_clock, _SPACED.sub(r"\1\2\3", text))
    powered = _POWER.sub(
        lambda match: f"{value_of(match[1]) * _POWERS[match[2].lower()]:.0f}", text
    )
    converted: str = alpha2digit(well_formed(_HYPHEN.sub(" ", powered)), "en", 1.0)
    return converted


def value_of(written: str, power: str = "") -> float:
    """Read 1,000.5 and 3,5 and 1.000.000, times a power such as k, m or bn.

    A lone point or comma before other than three digits is a decimal one.
    """
    plain = re.sub(r",(?=\d{3}(?!\d))", "", written).replace(",", ".")
    value = float(plain.replace(".", "") if re.search(r"\..*\.", plain) else plain)
    return value * _POWERS.get(power, 1)


def unit_of(form: str) -> str:
    """Return the sign of a unit in any of its forms."""
    return next(unit for unit, forms in UNITS.items() if re.fullmatch(forms, form, re.IGNORECASE))


def relation(before: str, after: str) -> Relation:
    """Return what the text around a number says of it."""
    near = before[-_LOOK_BACK:]
    if told := next((name for name, forms in _BEFORE.items() if forms.search(near)), None):
        return told
    return next((name for name, forms in _AFTER.items() if forms.match(after)), "exactly")


def follows(claimed: Quantity, said: Iterable[Quantity], words: frozenset[str]) -> bool:
    """Return whether a quantity follows from one of those said, or from words that count.

    "Both" says two and "half" 50 %; one, of a thing, says no more than "a".
    """
    if claimed.value == 1 and claimed.relation == "exactly" and not claimed.unit:
        return True
    counts = claimed.measure not in MEASURES
    if counts and not words.isdisjoint(_WORDS_FOR.get(claimed.value, "").split()):
        return True
    return any(_follows(claimed, quantity) for quantity in said)


def _follows(claimed: Quantity, said: Quantity) -> bool:
    """Return whether a quantity says no more; in the same relation, only a rounder value does."""
    relations = {claimed.relation, said.relation}
    if claimed.unit not in {"", said.unit} or relations == {"above", "below"}:
        return False
    scale = _scale(claimed, said)
    if scale is None:
        return False
    value, other = claimed.value, said.value * scale
    if abs(value - other) <= _EXACT * max(1.0, abs(other)):
        return said.relation != "about" or claimed.relation in {"about", "exactly"}
    rounder = len(_figures(value)) < len(_figures(other))
    return (rounder or claimed.relation != said.relation) and _allows(claimed, other, rounder)


def _allows(claimed: Quantity, value: float, rounder: bool) -> bool:
    """Return whether a quantity can stand for another value, as 3 million can for 2,987,654."""
    match claimed.relation:
        case "above":
            return claimed.value < value <= _BEYOND * claimed.value
        case "below":
            return claimed.value / _BEYOND <= value < claimed.value
        case "about":
            return abs(claimed.value - value) <= _NEAR * value
        case "exactly":
            large = claimed.value >= _LARGE
            return rounder and large and abs(claimed.value - value) <= _ROUNDED * value


def _figures(value: float) -> str:
    return f"{value:.15g}".replace(".", "").rstrip("0")


def _scale(claimed: Quantity, said: Quantity) -> float | None:
    """Return how many of the one's measure the other's is; None where it is of another kind."""
    one, other = MEASURES.get(claimed.measure), MEASURES.get(said.measure)
    if one is None or other is None:
        return 1.0
    return other[1] / one[1] if one[0] == other[0] else None


def _dotted(match: re.Match[str]) -> str:
    return f"{int(match[1])} {_MONTHS[int(match[2]) - 1]} {match[3]}" if int(match[2]) else match[0]


def _years(match: re.Match[str]) -> str:
    """Write 2018–19 as 2018–2019."""
    century, first, dash, last = match.groups()
    return f"{century}{first}{dash}{century}{last}" if last > first else match[0]


def _month(match: re.Match[str]) -> str:
    short = (match["before"] or match["after"]).lower()
    return next(month.title() for month in _MONTHS if month.startswith(short))


def _clock(match: re.Match[str]) -> str:
    hour = int(match[1]) % 12 + (12 if match[3].lower() == "p" else 0)
    return f"{hour}:{match[2] or '00'}"


def _han(match: re.Match[str]) -> str:
    signs = match[0]
    if all(sign in _HAN_DIGITS for sign in signs):
        return "".join(str(_HAN_DIGITS[sign]) for sign in signs)
    total = section = number = 0
    for sign in signs:
        if sign in _HAN_DIGITS:
            number = _HAN_DIGITS[sign]
        elif sign in _HAN_POWERS:
            section += (number or 1) * _HAN_POWERS[sign]
            number = 0
        else:
            total = (total + section + number) * _HAN_MYRIADS[sign]
            section = number = 0
    return str(total + section + number) if total + section + number else signs


def _scaled_han(match: re.Match[str]) -> str:
    power = (_HAN_POWERS | _HAN_MYRIADS)[match[2]]
    return f"{float(match[1]) * power:.15g}"
