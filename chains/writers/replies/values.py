"""Find the structured values in a reply: JSON and what is near it, YAML, TOML, and sections.

The one place where replies are read so; what the values mean, their readers know.
"""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from precis.chains.writers.replies.near_json import DEEPEST, NotReadableError, read_near_json
from precis.json_text import Decoder

_DECODER = Decoder(strict=False)
_STARTS = re.compile(r"[\[{]")
_ESCAPED = re.compile(r"[\[{]\s{0,20}(?:[\[{]\s{0,20}){0,5}(?:\\n\s{0,20}){0,3}\\+[\"']")
_BACKSLASHES = re.compile(r"\\+(?=[\"'])|\\n")
_CLOSING = re.compile(r"[\]}]")
_ENTITY = "&quot;"
_TIMES = 4
"""How often the length of a reply is read, at most, for brackets that begin nothing."""

_UNTOLD = 10_000
"""Characters that are read before JSON is too deep, or a number too long: about ten a bracket."""

_TRY = 100
"""What trying costs, in characters read."""

_MOST_CHARACTERS = 20_000
"""Of what is read as YAML, which takes longer."""

_FENCED = re.compile(r"^[ \t]*```[^\n`]*\n(.*?)(?:^[ \t]*```|\Z)", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"(?:^|(?<=[,\[\]{}]))[ \t]*//.*$", re.MULTILINE)
_ALIAS = re.compile(r"(?:^|[\s\[{,])[&*]\w")
TABLE = re.compile(r"^\[\[?[A-Za-z][\w.-]{0,30}\]\]?[ \t]*$", re.MULTILINE)
"""The line above a table of TOML, or a section: [claim]."""

_KEY = re.compile(r"^[ \t]*(?:-\s+)?[\"']?\w[\w -]{0,40}[\"']?:(?:\s|$)", re.MULTILINE)


def values_of(reply: str, *, whole: bool = False) -> list[Any]:
    """Return the objects and lists in `reply`, in their order.

    Of one that is cut off within a part, the other parts, or nothing where it must be `whole`.
    Lists without an object or a text, as citations are, count only beside nothing else. A text
    that is JSON itself is read as such where it is all there is. Takes time in proportion to the
    length of `reply`.

    >>> values_of("I found [2]. Result: {name: 'Rain', sources: [2]}")
    [{'name': 'Rain', 'sources': [2]}]
    """
    if _ENTITY in reply and '"' not in reply:
        reply = html.unescape(reply)
    found = list(_bracketed(_unquoted(reply), whole=whole))
    return [value for value in found if _has_text(value, 0)] or found


def blocks_of(reply: str) -> list[Any]:
    """Return what a reply, or what is fenced in it, says in YAML, TOML, or sections of names."""
    parts = _FENCED.findall(reply) or [reply]
    return [value for part in parts for value in _tables(part) or _yaml(part)]


def with_inner(value: Any, depth: int = 0) -> Any:
    """Return a value of which texts that are objects or lists themselves are read as such."""
    if depth > DEEPEST:
        return value
    if isinstance(value, str) and _STARTS.match(value.strip()):
        try:
            return with_inner(_DECODER.decode(value.strip()), depth + 1)
        except ValueError:
            return value
    if isinstance(value, list):
        return [with_inner(one, depth + 1) for one in value]
    if isinstance(value, dict):
        return {key: with_inner(one, depth + 1) for key, one in value.items()}
    return value


def _unquoted(reply: str) -> str:
    """Return the text that a reply is as a JSON text, perhaps twice over."""
    for _ in range(2):
        if not reply.lstrip().startswith('"'):
            break
        try:
            inner = _DECODER.decode(reply.strip())
        except ValueError:
            break
        if not isinstance(inner, str) or not _STARTS.search(inner):
            break
        reply = inner
    return reply


def _bracketed(reply: str, *, whole: bool) -> Iterator[Any]:
    position, allowed = 0, _TIMES * len(reply) + _UNTOLD
    while allowed > 0 and (start := _STARTS.search(reply, position)):
        at = start.start()
        if _ESCAPED.match(reply, at):
            yield from _bracketed(_BACKSLASHES.sub(_bare, reply[at:]), whole=whole)
            return
        try:
            value, position = _DECODER.raw_decode(reply, at)
        except json.JSONDecodeError as error:
            allowed -= (error.pos - at) or _UNTOLD
        else:
            yield value
            continue
        try:
            value, position, is_whole = read_near_json(reply, at)
        except NotReadableError as error:
            position = at + 1
            allowed -= error.position - at + _TRY
        else:
            if (is_whole or not whole) and _has_text(value, 0):
                yield value


def _bare(match: re.Match[str]) -> str:
    return "\n" if match[0] == "\\n" else ""


def _has_text(value: Any, depth: int) -> bool:
    """Return whether a value has an object that is not empty, or a text."""
    match value:
        case str() | dict():
            return bool(value)
        case list():
            return depth < DEEPEST and any(_has_text(one, depth + 1) for one in value)
        case _:
            return False


def _yaml(text: str) -> list[Any]:
    if len(text) > _MOST_CHARACTERS or _ALIAS.search(text) or not _KEY.search(text):
        return []  # aliases may grow without bound
    import yaml

    try:
        value = yaml.safe_load(_COMMENT.sub("", text))
        value = json.loads(json.dumps(value, default=str))
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        return []
    return [value] if isinstance(value, dict | list) and _has_text(value, 0) else []


def _tables(text: str) -> list[Any]:
    begins = TABLE.search(text)
    if begins is None:
        return []
    import tomllib

    text = text[begins.start() :]
    try:
        return [tomllib.loads(text)]
    except (tomllib.TOMLDecodeError, RecursionError):
        return list(_sections(text))


def _sections(text: str) -> Iterator[dict[str, str]]:
    from configparser import Error, RawConfigParser

    parser = RawConfigParser(strict=False)
    try:
        parser.read_string(text)
    except Error:
        return
    yield from (dict(parser[name]) for name in parser.sections())
