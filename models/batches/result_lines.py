"""Read the results of a batch, a JSON object a line, whatever else stands between them.

What cannot be read is left out: its request counts as lost, and is sent again.
"""

import re
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import chain
from typing import Any

from precis.json_text import Decoder, read_json
from precis.models.batches.provider import ID

_PREFIX = re.compile(r"^data:\s*")
_DEPTH = 3


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
    """Return the results that a value is or holds, by their custom ids."""
    if isinstance(value, Mapping) and not _id(value):
        if keyed := [(name, it) for name, it in value.items() if ID.fullmatch(name)]:
            return [(name, it) for name, it in keyed if isinstance(it, Mapping)]
        value = next((it for it in value.values() if isinstance(it, list)), [])
    entries = value if isinstance(value, list) else [value]
    named = [(_id(it), it) for it in entries if isinstance(it, Mapping)]
    return [(name, it) for name, it in named if name]


def _id(result: Mapping[str, Any], depth: int = 0) -> str:
    """Return the custom id of a result, in whatever field it stands; "" where it has none."""
    values = list(result.values())
    own = (it for it in values if isinstance(it, str) and ID.fullmatch(it))
    inner = (_id(it, depth + 1) for it in values if isinstance(it, Mapping) and depth < _DEPTH)
    return next(own, "") or next(filter(None, inner), "")


def _parsed(value: Any) -> Any:
    """Return the object or list that a text is in JSON, all else as it is."""
    try:
        found = read_json(value) if isinstance(value, str) else value
    except ValueError:
        return value
    return found if isinstance(found, Mapping | list) else value
