"""Read the results of a batch, a JSON object a line, whatever else stands between them.

What cannot be read is left out: its request counts as lost, and is sent again.
"""

import re
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import chain
from typing import Any

from precis.json_text import Decoder, read_json
from precis.models.batches.provider import Answered, Lapse, Outcome

_PREFIX = re.compile(r"^data:\s*")
_OK = 200
_BAD_REQUEST = 400
_SERVER_ERROR = 500


async def results_in(chunks: AsyncIterator[bytes]) -> AsyncIterator[tuple[str, Mapping[str, Any]]]:
    """Yield the custom id and all else of each result in a body that comes in `chunks`.

    Lines end at "\\n" alone: JSON may have other separators of lines inside its strings. A result
    may also take several lines.
    """
    unread: list[str] = []
    async for line in _lines(chunks):
        text = _PREFIX.sub("", line.decode("utf-8-sig", "replace"))
        found = _results(_parsed(text))
        for named in found:
            yield named
        if not found:
            unread.append(text)
    for value in _values(unread):
        for named in _results(value):
            yield named


async def _lines(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    pieces: list[bytes] = []
    async for chunk in chunks:
        first, *others = chunk.split(b"\n")
        pieces.append(first)
        for other in others:
            yield b"".join(pieces)
            pieces = [other]
    yield b"".join(pieces)


def answer(status: Any, body: Any, error: Any = None) -> Outcome:
    """Return what a server answered, in whatever form it says so: lost where it says nothing."""
    body = _parsed(body) or error
    failed = not isinstance(body, Mapping) or bool(body.get("error"))
    told = int(status) if str(status or "").isdecimal() else 0
    if not body and told < _BAD_REQUEST:
        return Lapse.LOST
    code = told or (_SERVER_ERROR if failed else _OK)
    return Answered(code, body if isinstance(body, Mapping | list) else {"error": body})


def _values(lines: Iterable[str]) -> Iterator[Any]:
    """Yield the objects and lists of JSON that begin where a line does, each before the next."""
    block: list[str] = []
    for line in chain(lines, "{"):
        if line.startswith(("{", "[")):
            with suppress(ValueError):
                yield Decoder().raw_decode("\n".join(block))[0]
            block.clear()
        block.append(line)


def _results(value: Any) -> list[tuple[str, Mapping[str, Any]]]:
    """Return the results that a value is or holds."""
    if isinstance(value, Mapping) and not isinstance(value.get("custom_id"), str):
        value = next((it for it in value.values() if isinstance(it, list)), [])
    entries = value if isinstance(value, list) else [value]
    named = [it for it in entries if isinstance(it, Mapping)]
    return [(it["custom_id"], it) for it in named if isinstance(it.get("custom_id"), str)]


def _parsed(value: Any) -> Any:
    """Return the object or list that a text is in JSON, all else as it is."""
    try:
        found = read_json(value) if isinstance(value, str) else value
    except ValueError:
        return value
    return found if isinstance(found, Mapping | list) else value
