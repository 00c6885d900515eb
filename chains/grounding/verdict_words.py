"""Decide what a word of a judge says: that a claim holds, or that it does not, in any language."""

import json
import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

_TOKEN = re.compile(r"[⺀-鿿가-힣]+|[^\W\d_]+(?:['’][^\W\d_]+)?|[^\w\s]")
_WIDE = "\u2e80"
_DENIED_WITHIN = 3
"""Words after a denial that it still denies, as in "not at all supported"."""

_SHORT = 6


@dataclass(frozen=True, slots=True)
class _Words:
    holds: frozenset[str]
    fails: frozenset[str]
    denies: frozenset[str]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Decisive:
    """A word that decides, and where it stands."""

    start: int
    end: int
    holds: bool


@cache
def _words() -> _Words:
    listed = json.loads(Path(__file__).with_name("verdict_words.json").read_text(encoding="utf-8"))
    return _Words(**{name: frozenset(words.split()) for name, words in listed.items()})


def truth(value: Any, name: str) -> bool | None:
    """Return what the field `name` of a verdict says; None where it says neither.

    What holds in part does not hold. Under names that are not a verdict's, only truth values and
    texts of nothing but such words say anything.

    >>> truth("not fully supported", "verdict"), truth("It rained.", "claim")
    (False, None)
    """
    words = _words()
    named = {token.lower() for token in _TOKEN.findall(name)}
    if isinstance(value, bool):
        return value if not named & words.fails else False if value else None
    verdict = bool(named & words.names)
    if verdict and isinstance(value, int | float) and value in {0, 1}:
        return bool(value)
    if not isinstance(value, str):
        return None
    found = decisive(value)
    tokens = [token.lower() for token in _TOKEN.findall(value) if token.isalnum()]
    if not found or len(tokens) > _SHORT or not (verdict or _says_only_that(tokens)):
        return {"0": False, "1": True}.get(value.strip()) if verdict else None
    return all(it.holds for it in found)


def _says_only_that(tokens: list[str]) -> bool:
    words = _words()
    return all(token in words.holds | words.fails | words.denies for token in tokens)


def is_verdict_name(name: str) -> bool:
    """Return whether a field is called as verdicts are."""
    return any(token.lower() in _words().names for token in _TOKEN.findall(name))


def decisive(text: str) -> list[Decisive]:
    """Return the words of a text that decide, in order."""
    found: list[Decisive] = []
    denied = 0
    for match in _TOKEN.finditer(text):
        holds = _decides(match[0].lower())
        if match[0].lower() in _words().denies:
            denied = _DENIED_WITHIN + 1
            if found and text[found[-1].end : match.start()].isspace():
                found[-1] = replace(found[-1], holds=False)  # "stöds inte"
        if holds is not None:
            found.append(Decisive(match.start(), match.end(), holds and not denied))
        denied = max(0, denied - 1)
    return found


def _decides(token: str) -> bool | None:
    words = _words()
    if token in words.fails:
        return False
    if token in words.holds:
        return True
    if token[0] < _WIDE or not token.isalnum():
        return None
    if any(word in token for word in words.fails | words.denies if word[0] >= _WIDE):
        return False
    held = any(word in token for word in words.holds if word[0] >= _WIDE and len(word) > 1)
    return True if held else None
