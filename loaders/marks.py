"""Raised, lowered and struck-out text → plain text in which it keeps its meaning.

Every format that has such marks writes them in this way: `10^6`, `the bridge.[1]`, `H2O`, `1st`,
`~~100 dollars~~`.
"""

from __future__ import annotations

import re

_WORDS_MARK = re.compile(r"[^\W\d_]{4,}$|[.!?,;:)\]\"'”’»。！？]$")
_NOTE = re.compile(r"\d{1,3}(?:\s*[,–-]\s*\d{1,3})*")
_SIMPLE = re.compile(r"[+\-−–]?\w+(?:[.,]\w+)*")
_ORDINALS = {"e", "o", "a", "r", "º", "ª"}
_ELEMENT = re.compile(r"(?:[A-Z][a-z]?|[)\]])$")
_SIGNS = re.compile(r"[*†‡§¶®™©°′″]+")


def raised(before: str, text: str) -> str:
    """Return what `text`, raised above the line, adds to `before`, the text that it follows.

    >>> [raised(*pair) for pair in (("10", "6"), ("the bridge.", "1"), ("1", "st"), ("x", "n+1"))]
    ['^6', '[1]', 'st', '^(n+1)']
    """
    mark = text.strip()
    if not mark or not before or before[-1].isspace() or before[-1] in "([{^" or "[" in mark:
        return text
    if _SIGNS.fullmatch(mark):
        return text
    if _NOTE.fullmatch(mark) and _WORDS_MARK.search(before[-8:]):
        return text.replace(mark, f"[{mark}]")
    if mark.isalpha() and (len(mark) > 1 or (before[-1].isdigit() and mark in _ORDINALS)):
        return text
    return text.replace(mark, f"^{mark}" if _SIMPLE.fullmatch(mark) else f"^({mark})")


def lowered(before: str, text: str) -> str:
    """Return what `text`, set below the line, adds to `before`.

    >>> [lowered(*pair) for pair in (("H", "2"), ("10", "2"), ("log", "10"))]
    ['2', '_2', '_10']
    """
    mark = text.strip()
    if not mark or not before or (not before[-1].isalnum() and before[-1] not in ")]"):
        return text
    if _ELEMENT.search(before[-2:]) and mark[0].isdigit():
        return text
    return text.replace(mark, f"_{mark}" if _SIMPLE.fullmatch(mark) else f"_({mark})")


def struck(text: str) -> str:
    """Return struck-out text as Markdown marks it.

    >>> struck(" 100 dollars ")
    ' ~~100 dollars~~ '
    """
    mark = text.strip()
    return text.replace(mark, f"~~{mark}~~") if mark else text
