"""Remove advice about the command line from errors: users of a server cannot follow it."""

from __future__ import annotations

import re
from typing import Any

REWORDED = (
    (re.compile(r"rerun the same command to resume"), "try again to continue"),
    (re.compile(r"fill it with `precis ingest SOURCE`"), "add documents first"),
    (re.compile(r"`precis sources` lists [a-z ]+"), "list the documents of the collection"),
)
"""Advice that a server words differently."""

_BETWEEN = re.compile(r"(: |; |, or | or )")
_ADVICE = re.compile(
    r"(?<![\w'-])--[a-z]|`precis |\b(?:uv sync|pip install)\b|\bthe same command\b"
)
_OPTION = re.compile(r"(?<![\w'-])--(?=[a-z])")


def without_advice(line: str) -> str:
    """Return an error without the clauses that name commands and options.

    The first clause says what is wrong: it stays, with the names of options as plain words.

    >>> without_advice("the prompt is too long for m: shorten it, or see --context")
    'the prompt is too long for m: shorten it'
    """
    for advice, here in REWORDED:
        line = advice.sub(here, line)
    first, *rest = _BETWEEN.split(line)
    kept, before = _OPTION.sub("", first), ""
    for between, clause in zip(rest[::2], rest[1::2], strict=True):
        before = before or between
        if not _ADVICE.search(clause):
            kept, before = kept + before + clause, ""
    return kept


def result_without_advice(result: Any) -> Any:
    """Return a result whose errors are without advice, at any depth."""
    if isinstance(result, list):
        return [result_without_advice(it) for it in result]
    if isinstance(result, dict):
        return {
            name: without_advice(it)
            if name == "error" and isinstance(it, str)
            else result_without_advice(it)
            for name, it in result.items()
        }
    return result
