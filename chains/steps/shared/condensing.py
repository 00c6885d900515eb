"""Condense text beyond one call's capacity to notes, with the map-reduce engine."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from precis.chains.composition.reading import Reading
from precis.chains.requests import MAX_WORDS, SummarizeOptions
from precis.models.calls.errors import ContextLengthError

if TYPE_CHECKING:
    from precis.chains.workspace import Workspace

_TOKENS_PER_WORD = 4
"""Room for each word of the notes: models write more than they are asked for."""

_LEAST_TOKENS = 200

Made = TypeVar("Made")


@dataclass
class _Room:
    """How many tokens a step may show its model: None, what the model can read; and did show."""

    tokens: int | None = None
    shown: int = 0


_room: ContextVar[_Room | None] = ContextVar("room", default=None)


async def shrinking(run: Callable[[], Awaitable[Made]]) -> Made:
    """Return what `run` makes; while its prompt is too long, `fitting` gives it half as much.

    Raises ContextLengthError where that is no text any more.
    """
    room = _Room()
    token = _room.set(room)
    try:
        while True:
            try:
                return await run()
            except ContextLengthError:
                room.tokens = min(room.tokens or room.shown, room.shown) // 2
                if room.tokens < _LEAST_TOKENS:
                    raise
    finally:
        _room.reset(token)


async def fitting(reading: Reading, focus: str, workspace: Workspace, *, share: int = 1) -> Reading:
    """Return `reading`, or notes on what matters to `focus` where it does not fit a call.

    With `share` it is one of this many texts in one call. Raises what `Summarize` does.
    """
    asker, room = workspace.asker, _room.get() or _Room()
    budget = min(asker.budget, room.tokens or asker.budget) // share
    if _tokens(reading, workspace) > budget:
        words = min(MAX_WORDS, budget // _TOKENS_PER_WORD)
        options = SummarizeOptions(length=words, focus=focus)
        notes = await workspace.summarize(options).ainvoke(list(reading.documents.values()))
        reading = Reading.of_claims(reading.resolved(notes.claims))
    room.shown = max(room.shown, share * _tokens(reading, workspace))
    return reading


def _tokens(reading: Reading, workspace: Workspace) -> int:
    return workspace.asker.tokens([text for text, _ in reading.sentences()])
