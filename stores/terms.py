"""Text → the terms of the keyword index, the same for chunks and for questions."""

import re
import unicodedata
from functools import cache
from typing import Protocol, cast

_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f"
"""Kana, Han and Thai: scripts that put no space between words."""

_TERM = re.compile(rf"[{_UNSPACED}]+|[^\W_{_UNSPACED}]+")
_MARK = re.compile("[\u0300-\u036f]+")


class _Stemmer(Protocol):
    def stemWords(self, words: list[str]) -> list[str]: ...  # noqa: N802


def terms(text: str) -> list[str]:
    """Return the terms of `text` in order: lower case, without accents, English stems.

    Unspaced scripts give their pairs of neighbouring characters.

    >>> terms("The Café's refunds, 日本語")
    ['the', 'cafe', 's', 'refund', '日本', '本語']
    """
    plain = _MARK.sub("", unicodedata.normalize("NFKD", text.lower()))
    plain = unicodedata.normalize("NFC", plain)
    found: list[str] = []
    for word in _TERM.findall(plain):
        found += (
            _pairs(word) if word[0] > "\u0dff" and re.match(f"[{_UNSPACED}]", word) else (word,)
        )
    return _stemmer().stemWords(found)


def _unspaced(word: str) -> bool:
    return not word.isascii() and re.match(f"[{_UNSPACED}]", word) is not None


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(max(len(run) - 1, 1))]


@cache
def _stemmer() -> _Stemmer:
    from Stemmer import Stemmer

    return cast("_Stemmer", Stemmer("english"))
