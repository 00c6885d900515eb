"""Read what became of a request from its line in a file of results, however that is laid out.

A reply is what lists choices, an output or a content, wherever it stands; the status of HTTP beside
it counts as it does live. Without a reply, what is called an error says why.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from typing import Any

from precis.json_text import read_json
from precis.models.batches.provider import Answered, Lapse, Outcome
from precis.models.batches.states import lapse_in

_OK = 200
_ERRORS = range(400, 600)
_SERVER_ERROR = 500
_STATUSES = {
    "invalid_request_error": 400,
    "authentication_error": 401,
    "billing_error": 402,
    "permission_error": 403,
    "not_found_error": 404,
    "request_too_large": 413,
    "rate_limit_error": 429,
    "overloaded_error": 529,
}
"""https://platform.claude.com/docs/en/api/errors; what is of another type is the server's fault."""

_REPLIES = ("choices", "output", "content")
_MARK = re.compile(r"code|status|type", re.IGNORECASE)
_WORDS = {"message", "detail", "reason"}
_DEPTH = 5

Place = Mapping[str, Any]


def outcome_in(line: Place) -> Outcome:
    """Return what a line says: lost where it says nothing."""
    places = list(_places(line))
    reply = next(filter(_is_reply, places), None)
    around = [place for place in places if not _is_reply(place)]
    marks = [str(it) for place in around for name, it in place.items() if _MARK.search(name)]
    status = next((it for it in map(_status, marks) if it in _ERRORS), None)
    if reply is not None:
        return Answered(status or (_SERVER_ERROR if reply.get("error") else _OK), reply)
    lapse = next((it for it in map(lapse_in, marks) if it is not Lapse.LOST), None)
    if lapse:
        return lapse
    error = _error(places)
    if not (status or error):
        return Lapse.LOST
    return Answered(status or _SERVER_ERROR, {"error": error})


def _places(line: Place) -> Iterator[Place]:
    """Yield the objects in a line, the outermost first, but not those in a reply."""
    places = [line]
    for _ in range(_DEPTH):
        yield from places
        inner = [it for place in places if not _is_reply(place) for it in place.values()]
        each = chain.from_iterable(it if isinstance(it, list) else [it] for it in inner)
        places = [it for it in map(_parsed, each) if isinstance(it, Mapping)]


def _is_reply(place: Place) -> bool:
    return any(isinstance(place.get(name), list) for name in _REPLIES)


def _status(mark: str) -> int:
    return int(mark) if len(mark) == len("404") and mark.isdecimal() else _STATUSES.get(mark, 0)


def _error(places: Sequence[Place]) -> Any:
    """Return what is called an error, else what has words for one, else a body without fields."""
    fields = [(name.lower(), it, place) for place in places for name, it in place.items() if it]
    said = [(name, it, place) for name, it, place in fields if isinstance(it, str | Mapping | list)]
    named = (it for name, it, _ in said if "error" in name)
    worded = (place for name, _, place in said if name in _WORDS)
    bare = (it for name, it, _ in said if name == "body" and not isinstance(it, Mapping))
    return next(named, None) or next(worded, None) or next(bare, None)


def _parsed(value: Any) -> Any:
    """Return the object that a text is in JSON, all else as it is."""
    if isinstance(value, str) and value.lstrip().startswith("{"):
        with suppress(ValueError):
            return read_json(value)
    return value
