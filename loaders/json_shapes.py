"""Shapes of JSON that are read as what they mean: transcripts, feeds, messages, drawing boards."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

from precis.loaders.cues import clock
from precis.loaders.markup import text_of
from precis.loaders.tags import is_of_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from precis.loaders.timed_text import Timed

Value = Any
_PLACES = frozenset(
    "id x y width height color fromNode fromSide fromEnd toNode toSide toEnd".split()
)
"""Where things lie on a board (JSON Canvas 1.0) and what connects them."""


_SLACK_LINK = re.compile(r"<[^<>|\s]{1,2000}\|([^<>|]{1,500})>")
_SAID = ("text", "body", "transcript")
_WORDS = {"word", "punctuated_word"}
_STARTS = ("start", "startTime", "start_time")
_ENDS = {"end", "endTime", "end_time", "duration"}
"""What transcripts call a text and its times, in seconds: Whisper, podcasts, recognizers."""


class Pairs(list[tuple[str, "Value"]]):
    """An object, its names in order, each as often as it is there."""


def transcript(value: Value) -> list[Timed]:
    """Return the cues of a transcript, [] for what is none.

    They are a list with the times of each text, as Whisper and its like write, or YouTube's
    `events`.
    """
    fields = _fields(value)
    for said in (value, *fields.values()):
        cues = [_cue(_fields(one)) for one in _items(said)]
        if cues and all(cues):
            return [cue for cue in cues if cue]
    events = [_fields(one) for one in _items(fields.get("events"))]
    if any("segs" in one for one in events):
        return [
            (_seconds(one.get("tStartMs", 0), 1000), "".join(_spoken(one)).split("\n"))
            for one in events
        ]
    return []


def _cue(fields: Mapping[str, Value]) -> Timed | None:
    text = next((fields[name] for name in _SAID if name in fields), None)
    offsets = _fields(fields.get("offsets"))
    if not isinstance(text, str):
        return None
    if {"from", "to"} <= offsets.keys():
        return _seconds(offsets["from"], 1000), [text]
    start = next((fields[name] for name in _STARTS if name in fields), None)
    return (_seconds(start), [text]) if start is not None and _ENDS & fields.keys() else None


def meaning(value: Value) -> Value:
    """Return a value with the text of its HTML, of runs of text, and of a drawing board."""
    if isinstance(value, Pairs):
        unshown = _PLACES if _is_board(_fields(value)) else frozenset[str]()
        if {"type", "ts", "text"} <= _fields(value).keys():
            value = Pairs((n, _as_shown(it) if n == "text" else it) for n, it in value)
        said = any(isinstance(_fields(value).get(name), str) for name in _SAID)
        return Pairs(
            (name, _named(name, _without(it, unshown)))
            for name, it in value
            if not (said and _are_timed_words(it))
        )
    if not isinstance(value, list):
        return value
    runs = [it if isinstance(it, str) else _fields(it).get("text") for it in value]
    is_run = all(isinstance(it, str) or "type" in _fields(it) for it in value)
    if is_run and len(set(map(type, value))) > 1 and all(isinstance(run, str) for run in runs):
        return "".join(map(str, runs))
    return [meaning(it) for it in value]


def _as_shown(value: Value) -> Value:
    """Return the text of a message of Slack without its markup of links and its entities."""
    return unescape(_SLACK_LINK.sub(r"\1", value)) if isinstance(value, str) else value


def _named(name: str, value: Value) -> Value:
    if isinstance(value, str) and (is_of_page(value) or _is_called_html(name, value)):
        return text_of(value)
    return meaning(value)


def _is_called_html(name: str, value: str) -> bool:
    return "<" in value and name.lower().endswith("html")


def _are_timed_words(value: Value) -> bool:
    """Return whether a value has each word of a text with its time, as recognizers write."""
    words = [_fields(one) for one in _items(value)]
    return bool(words) and all(
        _WORDS & word.keys() and any(name in word for name in _STARTS) for word in words
    )


def _is_board(fields: Mapping[str, Value]) -> bool:
    nodes = [_fields(one) for one in _items(fields.get("nodes"))]
    return any({"id", "type", "x", "y"} <= one.keys() for one in nodes)


def _without(value: Value, names: frozenset[str]) -> Value:
    if not names or not isinstance(value, list) or isinstance(value, Pairs):
        return value
    return [
        Pairs(p for p in it if p[0] not in names) if isinstance(it, Pairs) else it for it in value
    ]


def _fields(value: Value) -> dict[str, Value]:
    return dict(value) if isinstance(value, Pairs) else {}


def _items(value: Value) -> list[Value]:
    return value if isinstance(value, list) and not isinstance(value, Pairs) else []


def _spoken(event: Mapping[str, Value]) -> Iterator[str]:
    for part in _items(event.get("segs")):
        yield str(_fields(part).get("utf8", ""))


def _seconds(value: Value, unit: int = 1) -> str:
    try:
        return clock(float(value) / unit)
    except (TypeError, ValueError, OverflowError):
        return clock(0)
