"""Titles of sections, which full stops do not divide."""

from __future__ import annotations

import regex

_NUMBERED = regex.compile(
    r"\s*(?:\p{Lu}?\d{1,4}(?:\.\d{1,4}){0,6}|\p{Lu}(?:\.\d{1,4}){1,6})\.\s*\Z"
)
"""The number of a section, at the beginning of a paragraph."""

_TITLE_LINE = regex.compile(r"[ \t]*#{1,6}[ \t]")
_LONGEST_NUMBER = 40


def is_in_title(text: str, position: int) -> bool:
    """Return whether a border stands within a Markdown heading, or behind a section's number."""
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    if not (text[start:position].strip() and text[position : end if end >= 0 else None].strip()):
        return False
    if _TITLE_LINE.match(text, start):
        return True
    opens = not start or text[max(0, start - 2) : start] == "\n\n"
    return (
        opens
        and position - start <= _LONGEST_NUMBER
        and bool(_NUMBERED.match(text, start, position))
    )
