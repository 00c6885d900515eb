"""Find the verdicts in a judge's reply, however they are laid out.

The marks of claims are known to nobody else: what names one is a verdict on it.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from precis.chains.writers.replies.json_reply import values_of

_TRUTH = TypeAdapter(bool)
_NUMBER = re.compile(r"\d{1,3}(?:\.0)?(?!\d)")
_DEPTH = 6


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of the claim with a mark: `sentences` are numbers from 1."""

    claim: str
    supported: bool
    sentences: tuple[int, ...]


def verdicts_in(reply: str, marks: Collection[str]) -> Iterator[Said]:
    """Yield every verdict that a reply has on a claim with one of `marks`."""
    for value in values_of(reply):
        yield from _verdicts(value, marks, _DEPTH)


def _verdicts(value: Any, marks: Collection[str], depth: int) -> Iterator[Said]:
    if not depth:
        return
    if isinstance(value, str):
        value = values_of(value)
    if isinstance(value, Mapping):
        own = [mark for it in value.values() if (mark := _mark(it)) in marks]
        if len(own) == 1 and (said := _said(own[0], value)):
            yield said
            return
        for name, it in value.items():
            if (mark := _mark(name)) in marks and (said := _said(mark, it)):
                yield said
            else:
                yield from _verdicts(it, marks, depth - 1)
    elif isinstance(value, list):
        for it in value:
            yield from _verdicts(it, marks, depth - 1)


def _mark(value: Any) -> str:
    return value.strip("[]<>#\"' ") if isinstance(value, str) else ""


def _said(mark: str, value: Any) -> Said | None:
    """Return what the fields of an object say of a claim; None where they do not say."""
    if not isinstance(value, Mapping):
        return None
    inner = [it for it in value.values() if isinstance(it, Mapping)]
    fields = {str(name).lower(): it for one in [value, *inner] for name, it in one.items()}
    try:
        supported = _TRUTH.validate_python(fields["supported"])
    except (KeyError, ValidationError):
        return None
    numbers = _NUMBER.findall(str(fields.get("sentences")))
    return Said(mark, supported, tuple(int(float(number)) for number in numbers))
