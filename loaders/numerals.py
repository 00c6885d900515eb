"""Counters → numerals of lists, by the names of Office (ECMA-376, part 1, 17.18.59)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_CHINESE = "〇一二三四五六七八九"
_IROHA = (
    "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
)
_AIUEO = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
)
_MOST_CIRCLED = 20
_MOST = 5000
"""Beyond it, other numerals than digits are no longer written."""


def numeral(value: int, style: str) -> str:
    """Return `value` in the style of that name; digits in a style that is not known here.

    >>> [numeral(4, style) for style in ("decimal", "upperRoman", "lowerLetter", "decimalZero")]
    ['4', 'IV', 'd', '04']
    """
    if style == "none":
        return ""
    if not 0 < value < _MOST or style not in _STYLES:
        return str(value)
    return _STYLES[style](value)


def _roman(value: int) -> str:
    written = ""
    for worth, sign in _ROMAN:
        count, value = divmod(value, worth)
        written += sign * count
    return written


def _letters(alphabet: str) -> Callable[[int], str]:
    """After the last letter each is written twice, as Word does."""

    def written(value: int) -> str:
        times, index = divmod(value - 1, len(alphabet))
        return alphabet[index] * (times + 1)

    return written


def _chinese(value: int) -> str:
    written, places = "", ("", "十", "百", "千")
    for place, digit in enumerate(reversed(str(value))):
        if digit != "0":
            written = _CHINESE[int(digit)] + places[place] + written
        elif written and not written.startswith(_CHINESE[0]):
            written = _CHINESE[0] + written
    return written.removeprefix("一") if written.startswith("一十") else written


def _ordinal(value: int) -> str:
    teen = value % 100 in (11, 12, 13)
    return f"{value}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"


def _circled(value: int) -> str:
    return chr(0x245F + value) if value <= _MOST_CIRCLED else str(value)


_STYLES: dict[str, Callable[[int], str]] = {
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "lowerLetter": _letters(_LATIN),
    "upperLetter": _letters(_LATIN.upper()),
    "russianLower": _letters(_RUSSIAN),
    "russianUpper": _letters(_RUSSIAN.upper()),
    "greekLower": _letters(_GREEK),
    "greekUpper": _letters(_GREEK.upper()),
    "iroha": _letters(_IROHA),
    "irohaFullWidth": _letters(_IROHA),
    "aiueo": _letters(_AIUEO),
    "aiueoFullWidth": _letters(_AIUEO),
    "decimalZero": lambda value: f"{value:02}",
    "ordinal": _ordinal,
    "numberInDash": lambda value: f"- {value} -",
    "decimalEnclosedParen": lambda value: f"({value})",
    "decimalEnclosedFullstop": lambda value: f"{value}.",
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "chineseLegalSimplified": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "ideographDigital": lambda value: "".join(_CHINESE[int(digit)] for digit in str(value)),
    "japaneseDigitalTenThousand": lambda value: "".join(_CHINESE[int(d)] for d in str(value)),
}
