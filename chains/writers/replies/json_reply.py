"""Find the JSON in a reply among other text, also where it is nearly JSON."""

import json
import re
from collections.abc import Iterator
from typing import Any

import yaml

from precis.json_text import Decoder

_STARTS = re.compile(r"[\[{]")
_MOST_STARTS = 20
"""Each may cost the length of the reply."""

_DECODER = Decoder(strict=False)
_CLOSING = {"{": "}", "[": "]"}
_MOST_CHARACTERS = 20_000
"""Of what is read as YAML, which takes longer."""

_MOST_BRACKETS = 2000


def json_of(reply: str) -> Any:
    """Return the longest JSON object or array in `reply`, or the value that the whole of it is.

    An object may be written as in Python or JavaScript, or as a JSON text within a text. Raises
    ValueError where there is none.
    """
    found = list(_found(reply))
    if found:
        return max(found, key=lambda it: it[0])[1]
    return _DECODER.decode(reply.strip())


def values_of(reply: str) -> list[Any]:
    """Return every JSON object and array in `reply`, in their order; none where there is none."""
    return [value for _, value in _found(reply)]


def _found(reply: str) -> Iterator[tuple[int, Any]]:
    """Yield objects and arrays with their lengths."""
    if reply.lstrip().startswith('"') and isinstance(inner := _decoded(reply.strip()), str):
        reply = inner if _STARTS.search(inner) else reply
        if reply.lstrip().startswith('"') and isinstance(again := _decoded(reply.strip()), str):
            reply = again
    position = tries = 0
    failed: int | None = None
    while (start := _STARTS.search(reply, position)) and tries < _MOST_STARTS:
        tries += 1
        position = start.end()
        try:
            value, end = _DECODER.raw_decode(reply, start.start())
        except ValueError:
            if failed is None:
                failed = start.start()
                yield from _loosely(reply[failed:])
            continue
        yield end - start.start(), value
        position = end


def _decoded(text: str) -> Any:
    try:
        return _DECODER.decode(text)
    except ValueError:
        return None


def _loosely(text: str) -> Iterator[tuple[int, Any]]:
    """Yield the object or the list of objects that text begins with in a notation near JSON."""
    text = text[: text.rfind(_CLOSING[text[0]]) + 1]
    if len(text) > _MOST_CHARACTERS or text.count("[") + text.count("{") > _MOST_BRACKETS:
        return
    value = _decoded(escaped) if isinstance(escaped := _decoded(f'"{text}"'), str) else None
    value = _flow(text) if value is None else value
    if _has_fields(value):
        yield len(text), value


def _flow(text: str) -> Any:
    """Read quotes of either kind or none, and commas too many: all of it is YAML."""
    if "&" in text and "*" in text:
        return None  # names of other parts: they may grow without bound
    try:
        return json.loads(json.dumps(yaml.safe_load(text), default=str))
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        return None


def _has_fields(value: Any) -> bool:
    if isinstance(value, list):
        return bool(value) and all(map(_has_fields, value))
    return isinstance(value, dict) and any(it is not None for it in value.values())
