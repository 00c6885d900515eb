"""The events of a run, as an async iterator that ends with its result."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Event = TypeVar("Event")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Written:
    """A piece of the result's text, as the model writes it: not yet checked."""

    text: str


@dataclass(frozen=True)
class Asked:
    """How many of `total` documents a question to all of them has been put to."""

    done: int
    total: int


@dataclass(frozen=True)
class Finished(Generic[Result]):
    """The last event of a run."""

    result: Result


async def events(
    run: Callable[[Callable[[Event], None]], Coroutine[Any, Any, Result]],
) -> AsyncIterator[Event | Finished[Result]]:
    """Yield the events of `run` and, last, `Finished`; raises what `run` raises.

    A run whose events nobody takes any more is cancelled.
    """
    told: asyncio.Queue[Event | None] = asyncio.Queue()
    running = asyncio.create_task(run(told.put_nowait))
    running.add_done_callback(lambda _: told.put_nowait(None))
    try:
        while (event := await told.get()) is not None:
            yield event
        yield Finished(await running)
    finally:
        running.cancel()
        await asyncio.wait([running])
