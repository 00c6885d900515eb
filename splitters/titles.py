"""Titles of sections, which full stops do not divide."""

from __future__ import annotations

import re

import regex

_NUMBERED = regex.compile(
    r"\s*(?:\p{Lu}?\d{1,4}(?:\.\d{1,4}){0,6}|\p{Lu}(?:\.\d{1,4}){1,6})\.\s*\Z"
)
"""The number of a section, at the beginning of a paragraph."""

_TITLE_LINE = re.compile(r"[ \t]*#{1,6}[ \t]")
_LONGEST_NUMBER = 40


def is_in_title(text: str, position: int) -> bool:
    """Return whether a border stands within a Markdown heading, or behind a section's number."""
    start = text.rfind("\n", 0, position) + 1
    heading = _TITLE_LINE.match(text, start)
    if not (heading or _ends_number(text, start, position)):
        return False
    end = text.find("\n", position)
    return bool(text[start:position].strip() and text[position : end if end >= 0 else None].strip())


def _ends_number(text: str, start: int, position: int) -> bool:
    """Return whether the number of a section, which begins a paragraph, ends before a border."""
    opens = not start or text[max(0, start - 2) : start] == "\n\n"
    near = position - start <= _LONGEST_NUMBER
    return opens and near and bool(_NUMBERED.match(text, start, position))
