"""Streams as servers and gateways put them on the wire: fields, comments, ends of lines, parts of
events, and chunks that carry no text.
"""

# A table: its rows are not broken up.

import json
from collections.abc import Callable, Iterable
from typing import Any

from tests.fakes.habits.vocabulary import *

Chunk = dict[str, Any]
_WIDE = "Der Brückenbau begann 1932 [1]. Он открыт для всех [2]."


def events(*values: Chunk | str) -> str:
    texts = (it if isinstance(it, str) else json.dumps(it, ensure_ascii=False) for it in values)
    return "".join(f"data: {text}\n\n" for text in texts)


def chunk(delta: Chunk | None = None, ends: str | None = None, **more: Any) -> Chunk:
    choice = {"index": 0, "delta": delta or {}, "finish_reason": ends}
    base = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    return {**base, "choices": [choice], **more}


def pieces(text: str) -> list[Chunk]:
    return [chunk({"content": piece}) for piece in words(text)]


def words(text: str) -> Iterable[str]:
    """Split a text into words that keep the blanks behind them."""
    parts = text.split(" ")
    return [f"{part} " for part in parts[:-1]] + parts[-1:]


FIRST, END = chunk({"role": "assistant", "content": ""}), chunk({}, "stop")
SPENT = {"prompt_tokens": 100, "completion_tokens": 11, "total_tokens": 111}
USAGE = chunk() | {"choices": [], "usage": SPENT}
SAYS = pieces(GOOD)
WHOLE = events(FIRST, *SAYS, END, USAGE, "[DONE]")


def _stream(name: str, text: str, **more: Any) -> Habit:
    def does(asked: Asked) -> Said | Raw:
        return Raw(text, kind="text/event-stream") if asked.stream else Said(GOOD)

    return odd("any", f"a stream, {name}", does, **more)


def _in_parts(size: int) -> Habit:
    """Send so many bytes at once: within characters of several bytes too."""
    text = events(FIRST, *pieces(_WIDE), END, USAGE, "[DONE]")

    def does(asked: Asked) -> Said | Raw:
        if not asked.stream:
            return Said(_WIDE)
        return Raw(text, kind="text/event-stream", at_once=size)

    return odd("any", f"a stream, {size} bytes at once", does, gives=_WIDE)


def _laid(change: Callable[[str], str], values: Iterable[Chunk]) -> str:
    return "".join(change(json.dumps(it)) for it in values)


STREAM_HABITS = [
    # mnfst/llm-gateway #2053
    _stream("comments", ": PROCESSING\n\n" + events(FIRST) + ": ping\n\n" + events(*SAYS) + ":\n\n" + events(END, USAGE, "[DONE]")),
    _stream("a comment as data", events(": PROCESSING") + WHOLE, calls=2),
    _stream("a comment within an event", events(FIRST) + ": hi\n" + events(*SAYS, END, USAGE, "[DONE]")),
    _stream("CRLF", WHOLE.replace("\n", "\r\n")),
    _stream("CR", WHOLE.replace("\n", "\r")),
    _stream("two kinds of line ends", events(FIRST, *SAYS[:3]).replace("\n", "\r\n") + events(*SAYS[3:], END, USAGE, "[DONE]")),
    _stream("no blank", WHOLE.replace("data: ", "data:")),
    _stream("a tab", WHOLE.replace("data: ", "data:\t")),
    _stream("several lines of data", events(FIRST) + _laid(lambda it: f"data: {it[:9]}\ndata: {it[9:]}\n\n", SAYS) + events(END, "[DONE]")),
    _stream("ids and names", "retry: 3000\n\n" + _laid(lambda it: f"id: 1\nevent: message\ndata: {it}\n\n", [FIRST, *SAYS, END, USAGE]) + events("[DONE]")),
    _stream("another field", "DATA: x\n\n" + WHOLE),
    _stream("lines between", WHOLE.replace("\n\n", "\n\n\n\n")),
    _stream("no DONE", events(FIRST, *SAYS, END, USAGE)),
    _stream("blanks around DONE", events(FIRST, *SAYS, END, USAGE) + "data:  [DONE] \n\n"),
    _stream("no end of the last line", WHOLE.rstrip()),
    _stream("a mark of the byte order", "\ufeff" + WHOLE),
    _stream("usage first", events(USAGE, FIRST, *SAYS, END, "[DONE]")),
    _stream("usage and choices of null", events(FIRST, *SAYS, END, USAGE | {"choices": None}, "[DONE]"), calls=2),
    _stream("usage without choices", events(FIRST, *SAYS, END, {"id": "c", "usage": SPENT}, "[DONE]"), calls=2),
    _stream("an empty object", events(FIRST, *SAYS[:3], {}, *SAYS[3:], END, USAGE, "[DONE]"), calls=2),
    _stream("an object that is no chunk", events(FIRST, *SAYS[:3], {"type": "ping"}, *SAYS[3:], END, USAGE, "[DONE]"), calls=2),
    _stream("a last delta of null", events(FIRST, *SAYS, chunk() | {"choices": [{"index": 0, "delta": None, "finish_reason": "stop"}]}, USAGE, "[DONE]"), calls=2),
    _stream("last content of null", events(FIRST, *SAYS, chunk({"content": None}, "stop"), USAGE, "[DONE]")),
    _stream("content in blocks", events(FIRST, *(chunk({"content": [{"type": "text", "text": it}]}) for it in words(GOOD)), END, USAGE, "[DONE]"), calls=2),
    _stream("the end beside text", events(FIRST, *SAYS[:-1], chunk({"content": "[2]."}, "stop"), USAGE, "[DONE]")),
    _stream("two ends", events(FIRST, *SAYS, END, END, USAGE, "[DONE]")),
    _stream("what a filter says first", events({"choices": [], "prompt_filter_results": [{"prompt_index": 0}]}) + WHOLE, model=AZURE),
    _stream("an error behind the end", events(FIRST, *SAYS, END) + "event: error\n" + events(error("Internal error", code=500)), calls=2),
    _stream("the role in each", events(*(chunk({"role": "assistant", "content": it}) for it in words(GOOD)), END, USAGE, "[DONE]")),
    _stream("times behind the end", events(FIRST, *SAYS, END, USAGE) + "event: timings\n" + events({"predicted_ms": 5}, "[DONE]"), calls=2),
    *map(_in_parts, (1, 3, 61)),
    passes("rate or credit", "any", "misdirected", 421, {"message": "Misdirected Request"}),
    passes("rate or credit", "any", "misdirected, a page", 421, PAGE),
]  # fmt: skip
