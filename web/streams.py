"""Server-sent events: how they are written, and how a stream ends when the server stops."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any, TypeVar

import anyio
from sse_starlette import EventSourceResponse, ServerSentEvent

from precis.web.problems import ProblemError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator

T = TypeVar("T")

EVENTS = "text/event-stream"

_SEND_SECONDS = 30
"""A client that reads nothing of a stream for this long is disconnected."""

_PING_SECONDS = 10
_RETRY_MS = 2000
GRACE_SECONDS = 3.0
"""How long a stopping server continues an answer that is being streamed."""


class StoppingError(ProblemError):
    """The server is stopping before a stream has ended."""

    def __init__(self) -> None:
        super().__init__(503, "the server is stopping: try again in a moment", {"retry-after": "2"})


def streamed(events: AsyncIterator[ServerSentEvent]) -> EventSourceResponse:
    """Return events as a response; they must end by themselves when the server stops."""
    return EventSourceResponse(
        events,
        send_timeout=_SEND_SECONDS,
        ping=_PING_SECONDS,
        shutdown_event=anyio.Event(),
        shutdown_grace_period=GRACE_SECONDS + 1,
    )


def event(kind: str, value: Any, event_id: str | None = None) -> ServerSentEvent:
    """Return an event whose data is JSON."""
    return ServerSentEvent(json.dumps(value, ensure_ascii=False), event=kind, id=event_id)


def stopping_event() -> ServerSentEvent:
    """Return the last event of a stream that can be resumed after the restart."""
    value = json.dumps({"retry_after": _RETRY_MS / 1000})
    return ServerSentEvent(value, event="stopping", retry=_RETRY_MS)


async def until(
    stopping: asyncio.Event, items: AsyncGenerator[T], grace: float = 0.0
) -> AsyncGenerator[T]:
    """Yield `items`; raises StoppingError `grace` seconds after the server began to stop."""
    over = asyncio.create_task(_over(stopping, grace))
    following: asyncio.Future[T] | None = None
    try:
        while True:
            following = asyncio.ensure_future(anext(items))
            await asyncio.wait((following, over), return_when=asyncio.FIRST_COMPLETED)
            if not following.done():
                raise StoppingError
            try:
                item = following.result()
            except StopAsyncIteration:
                return
            yield item
    finally:
        over.cancel()
        if following and following.cancel():  # `items` cannot be closed while it runs
            await asyncio.wait([following])
        await items.aclose()


async def _over(stopping: asyncio.Event, grace: float) -> None:
    await stopping.wait()
    await asyncio.sleep(grace)
