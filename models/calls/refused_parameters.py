"""Which parameters of a request a server refuses, by its fields or its words."""

import re
from collections.abc import Collection
from functools import cache

from precis.models.calls.server_words import ServerWords

_BY_WORDS = {400, 416, 422}
_OK = 200
_SERVER_ERRORS = range(500, 600)
_INVALID = re.compile(
    r"invalid|unsupported|not supported|(?:must|has to|have to|should) be|out of range",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[`'\"]([\w.]{2,40})[`'\"]")
_STREAM_ONLY = re.compile(
    r"(?:only|must|requires?|enable|non)\b[\w ,'\"`-]{0,40}?stream|stream\w* (?:is )?required",
    re.IGNORECASE,
)


def refused_parameters(said: ServerWords, sent: Collection[str]) -> tuple[str, ...]:
    """Return which of the parameters `sent` the server names as wrong."""
    by_words = said.status in _BY_WORDS or (
        said.status in {_OK, None} and _INVALID.search(said.full)
    )
    if by_words and "no_stream" in sent and _STREAM_ONLY.search(said.full):
        return ("no_stream",)
    named = [name for name in sent if any(_same(name, other) for other in said.parameters)]
    if not named and said.status in _SERVER_ERRORS and _INVALID.search(said.full):
        quoted = _QUOTED.findall(said.full)
        named = [name for name in sent if any(_same(name, other) for other in quoted)]
    if not named and by_words:
        named = [name for name in sent if _wording(name).search(said.full)]
    return tuple(named)


def _same(name: str, other: str) -> bool:
    wording = _wording(name)
    return any(wording.fullmatch(part) for part in (other, other.split(".", maxsplit=1)[0]))


@cache
def _wording(name: str) -> re.Pattern[str]:
    """Return what servers call a parameter: they join its words in their own way."""
    words = r"[._ -]?".join(map(re.escape, name.split("_")))
    ending = "(?:ing|ed|s)?" if name == "stream" else ""
    other = _OTHER_NAMES.get(name, "")
    return re.compile(rf"(?<![^\W_])(?:{words}{ending}{other})(?![^\W_])", re.IGNORECASE)


_OTHER_NAMES = {
    "reasoning": "|think(?:ing)?",
    "reasoning_effort": "|think(?:ing)?|effort|reasoning",
    "thinking_budget": "|budget|thinking",
}
"""What some servers say for a parameter that the model package has another name for."""
