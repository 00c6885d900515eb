"""Normalize text before identifiers and dates are read: ASCII digits, no invisible characters."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import regex

_SIGNS = (
    dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2212\ufe63"), "-")
    | {0x066B: ".", 0x066C: ","}
    | {sign: chr(sign - 0xFEE0) for sign in range(0xFF01, 0xFF5F)}
    | {0x3000: " "}
)
"""Non-breaking hyphens, short dashes and minus signs; decimal marks of Arabic; full-width
characters."""

_DIGIT = regex.compile(r"[\p{Nd}--[0-9]]", regex.VERSION1)
_INVISIBLE = regex.compile(r"\p{Default_Ignorable_Code_Point}+")


def well_formed(text: str) -> str:
    """Return `text` with a question mark for each half of a surrogate pair, which has no UTF-8.

    Undecodable bytes of a command line and `\\ud800` in JSON are such.

    >>> well_formed("a \\ud800 b")
    'a ? b'
    """
    return text.encode(errors="replace").decode()


@lru_cache(maxsize=8)
def plain(text: str) -> str:
    """Return `text` with plain hyphens, and digits and Latin letters as ASCII has them.

    >>> plain("ＢＸ\\u2011２４０１ ٢٫١")
    'BX-2401 2.1'
    """
    if text.isascii():
        return text
    text = _INVISIBLE.sub("", text).translate(_SIGNS)
    return _DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), text)


def offsets(text: str) -> list[int]:
    """Return the offset in `text` of each character of `plain(text)`, and of its end."""
    unseen = {at for match in _INVISIBLE.finditer(text) for at in range(*match.span())}
    return [at for at in range(len(text) + 1) if at not in unseen]
