"""Read what a reply took, as servers that speak OpenAI's protocol say it: under other names, deeper
in the reply, as text, or not at all.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

_READ = re.compile(r"(?:num)?(?:prompt|input)(?:eval)?(?:tokens?)?(?:count)?")
_WRITTEN = re.compile(
    r"(?:num)?(?:completion|output|generated|candidates|response)(?:tokens?)?(?:count)?|evalcount"
)
_CACHED = re.compile(r"cachedtokens|promptcachehittokens")
_TEXT = {"message", "delta", "content", "logprobs"}
_DEPTH = 5


def usage_of(reply: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the usage in a reply, or in a chunk of one, by OpenAI's names.

    A count that is missing is 0; None where there is neither of them.
    """
    found: dict[str, int] = {}
    for name, count in _counts(reply):
        found.setdefault(name, count)
    read, written = _first(found, _READ), _first(found, _WRITTEN)
    if not (read or written):
        return None
    thought, total = found.get("reasoningtokens", 0), found.get("totaltokens", 0)
    if thought and total == read + written + thought:
        written += thought
    return {
        "prompt_tokens": read,
        "completion_tokens": written,
        "total_tokens": read + written,
        "prompt_tokens_details": {
            "cached_tokens": _first(found, _CACHED),
            "cache_write_tokens": found.get("cachewritetokens", 0),
        },
        "completion_tokens_details": {"reasoning_tokens": thought},
    }


def _counts(value: Any, depth: int = 0) -> Iterator[tuple[str, int]]:
    """Yield the counts in a reply by the letters of their names, the outermost first."""
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        for one in value:
            yield from _counts(one, depth + 1)
    if not isinstance(value, Mapping):
        return
    for name, inner in value.items():
        if (count := _count(inner)) is not None:
            yield re.sub(r"[^a-z]", "", str(name).lower()), count
    for name, inner in value.items():
        if name not in _TEXT:
            yield from _counts(inner, depth + 1)


def _count(value: Any) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        count = int(float(value))
    except (ValueError, OverflowError):
        return None
    return count if count >= 0 else None


def _first(found: Mapping[str, int], names: re.Pattern[str]) -> int:
    return next((found[name] for name in found if names.fullmatch(name) and found[name]), 0)
