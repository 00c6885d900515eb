"""Make a value of a reply fit a JSON Schema where nothing but its writing is wrong."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from precis.chains.writers.replies.near_json import DEEPEST
from precis.chains.writers.replies.values import blocks_of, values_of
from precis.json_text import read_json

_NUMBER = re.compile(r"[+-]?\d{1,300}(?:\.\d{1,300})?")
_TRUTH = {"true": True, "false": False}
_WRAPPED = 5
"""Objects around a value that are taken off: of a tool call, or of a name of the model's own."""


def candidates(reply: str, schema: Mapping[str, Any]) -> Iterator[Any]:
    """Yield what `reply` may mean, made to fit `schema` as far as it can be: the last said first.

    >>> schema = {"type": "object", "properties": {"year": {"type": "integer"}}}
    >>> next(candidates('{"Year": "1932"}', schema))
    {'year': 1932}
    """
    for value in reversed(values_of(reply, whole=True)):
        yield from _unwrapped(value, schema, _WRAPPED)
    for value in blocks_of(reply):
        yield from _unwrapped(value, schema, _WRAPPED)
    try:
        yield fitted(read_json(reply.strip()), schema)
    except ValueError:
        return


def _unwrapped(value: Any, schema: Mapping[str, Any], depth: int) -> Iterator[Any]:
    """Yield a value, and those within it that have more of the names of the schema."""
    yield fitted(value, schema)
    if not depth or not isinstance(value, dict | list):
        return
    listed = schema.get("type") == "array"
    parts = value.values() if isinstance(value, dict) else value if len(value) == 1 else ()
    for part in parts:
        inner = next(iter(values_of(part)), None) if isinstance(part, str) else part
        within = isinstance(inner, list) and listed and isinstance(value, dict)
        if within or _known(inner, schema) > _known(value, schema):
            yield fitted(inner, schema)
        elif isinstance(inner, dict | list) and not _known(value, schema):
            yield from _unwrapped(inner, schema, depth - 1)


def _known(value: Any, schema: Mapping[str, Any]) -> int:
    """Return how many names of a schema an object has."""
    parts = schema.get("properties")
    if not (isinstance(value, dict) and isinstance(parts, Mapping)):
        return 0
    return len({*map(_plain, parts)} & {*map(_plain, value)})


def fitted(value: Any, schema: Mapping[str, Any], depth: int = 0) -> Any:
    """Return a value in the types and with the names of its schema, where it says the same.

    Names may differ in case and signs; numbers, truth and objects may be written as texts; a list
    of one may be without its brackets.
    """
    if depth > DEEPEST or not isinstance(schema, Mapping):
        return value
    named = schema.get("type")
    kinds = {named} if isinstance(named, str) else set(named or ())
    value = _typed(value, kinds)
    if isinstance(value, dict) and isinstance(parts := schema.get("properties"), Mapping):
        renamed = _renamed(value, parts)
        return {name: fitted(it, parts.get(name, {}), depth + 1) for name, it in renamed.items()}
    if kinds == {"array"} and not isinstance(value, list) and value is not None:
        value = [value]
    if isinstance(value, list):
        return [fitted(it, schema.get("items", {}), depth + 1) for it in value]
    return value


def _typed(value: Any, kinds: set[str]) -> Any:
    if isinstance(value, float) and value.is_integer() and kinds == {"integer"}:
        return int(value)
    if not isinstance(value, str) or "string" in kinds or not kinds:
        return value
    said = value.strip()
    if "boolean" in kinds and said.lower() in _TRUTH:
        return _TRUTH[said.lower()]
    if kinds & {"integer", "number"} and _NUMBER.fullmatch(said):
        return int(said) if said.lstrip("+-").isdecimal() else float(said)
    if kinds & {"object", "array"} and said[:1] in {"[", "{"} and said[-1:] in {"]", "}"}:
        return next(iter(values_of(said)), value)
    return value


def _renamed(value: dict[str, Any], parts: Mapping[str, Any]) -> dict[str, Any]:
    missing = {_plain(name): name for name in parts if name not in value}
    return {
        name if name in parts else missing.pop(_plain(name), name): it for name, it in value.items()
    }


def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))
