"""Estimate the tokens of a text without any model's vocabulary."""

import re

_LATIN_SET, _EAST_ASIAN_SET, _OTHER_SET, _FAR_SET = (
    r"A-Za-z\u00c0-\u02ff",
    r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af",
    r"\u0300-\u1fff",
    r"\U00010000-\U0010ffff",
)
_LISTED = _LATIN_SET + _EAST_ASIAN_SET + _OTHER_SET + _FAR_SET
_LATIN = re.compile(f"[{_LATIN_SET}]+")
_DIGITS = re.compile("[0-9]+")
_EAST_ASIAN = re.compile(f"[{_EAST_ASIAN_SET}]+")
_OTHER_SCRIPT = re.compile(f"[{_OTHER_SET}]+")
_SYMBOLS = re.compile(rf"(?:[^\w\s{_LISTED}]|_)+")
_SINGLE = re.compile(rf"\n+|[^\W0-9_{_LISTED}]|[{_FAR_SET}]")
"""No character is of two kinds, so that each kind can be counted at once."""

_LONG_WORD = 8


def estimate_tokens(text: str) -> int:
    """Estimate the tokens of `text` for the vocabularies of today's large models.

    The constants are rounded from OpenAI's o200k_base. Measured against it, true count = 1: 0.97
    to 1.03 on English stories, 0.94 to 1.06 on meeting transcripts, 0.75 to 1.26 on sentences of
    news in ten other languages.

    >>> estimate_tokens("It was the best of times.")
    7
    """
    words, symbols = _LATIN.findall(text), _SYMBOLS.findall(text)
    tokens = (
        len(words) + sum(len(word) - _LONG_WORD for word in words if len(word) > _LONG_WORD) / 8
    )
    tokens += len(symbols) * 2 / 3 + sum(map(len, symbols)) / 3
    tokens += sum(-(-len(digits) // 3) for digits in _DIGITS.findall(text))
    tokens += len(_SINGLE.findall(text)) + sum(map(len, _EAST_ASIAN.findall(text))) * 0.75
    return round(tokens + sum(max(1, len(it) / 3.5) for it in _OTHER_SCRIPT.findall(text)))
