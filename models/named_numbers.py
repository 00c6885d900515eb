"""Read the numbers in what a server says, whatever it calls them and however deep they stand."""

import math
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

_NUMBER = re.compile(
    r"(\d[\d,_]{0,19}(?:\.\d{1,9})?)\s{0,3}(k|m)?(?:\s{1,3}tokens)?", re.IGNORECASE
)
_THOUSANDS = {"": 1, "k": 1000, "m": 1_000_000}
_NOT_LETTERS = re.compile(r"[^a-z]")
_TEXTS = {"message", "delta", "content", "logprobs"}
_DEPTH = 5


def named_numbers(value: object, field: str = "", depth: int = 0) -> Iterator[tuple[str, int]]:
    """Yield the positive numbers in `value` by the letters of their names, the outermost first.

    Those within are left out where a number outside has the name. A number may stand beside its
    name: {"name": "context_window", "value": "24000"}, or behind it among the words of a command.
    """
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        for one in value:
            yield from named_numbers(one, field, depth + 1)
        for name, said in pairwise(value):
            if isinstance(name, str) and (number := _number(said)):
                yield _letters(name), number
    if not isinstance(value, dict):
        return
    outer = {_letters(name): number for name, it in value.items() if (number := _number(it))}
    if "value" in outer:
        names = [field, *(it for it in value.values() if isinstance(it, str))]
        yield from ((_letters(name), outer["value"]) for name in names)
    yield from outer.items()
    for name, inner in value.items():
        if name not in _TEXTS:
            within = named_numbers(inner, str(name), depth + 1)
            yield from ((it, number) for it, number in within if it not in outer)


def outermost_numbers(value: object) -> dict[str, int]:
    """Return the first number of each name."""
    found: dict[str, int] = {}
    for name, number in named_numbers(value):
        found.setdefault(name, number)
    return found


def first_number(found: Mapping[str, int], names: re.Pattern[str]) -> int:
    """Return the first number whose name matches, else 0."""
    return next((number for name, number in found.items() if names.fullmatch(name)), 0)


def _letters(name: object) -> str:
    return _NOT_LETTERS.sub("", str(name).lower())


def _number(value: object) -> int:
    """Return the positive whole number that a value is or says, else 0."""
    if isinstance(value, str) and (said := _NUMBER.fullmatch(value.strip())):
        digits = said[1].replace(",", "").replace("_", "")
        return int(float(digits) * _THOUSANDS[(said[2] or "").lower()])
    if isinstance(value, float):
        value = int(value) if math.isfinite(value) else 0
    return max(0, value) if isinstance(value, int) and not isinstance(value, bool) else 0
