"""Sync calls of async chains: one event loop for the whole process, on a thread of its own.

One loop and not one a call, because the HTTP clients of chat models keep connections that
belong to the loop which opened them.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine, Iterator
from concurrent.futures import wait as wait_for
from contextvars import Context, copy_context
from functools import cache
from threading import Thread
from typing import Any, TypeVar

Output = TypeVar("Output")

_STOPPING_SECONDS = 0.01
_NOTICED_SECONDS = 1.0
"""A signal that comes just before a lock is waited for is noticed only after the wait."""

_make: list[Callable[[], asyncio.AbstractEventLoop]] = [asyncio.new_event_loop]


def run(coroutine: Coroutine[Any, Any, Output]) -> Output:
    """Run `coroutine` to its end and return its result; an interrupt cancels it.

    It may be called inside a running event loop.
    """
    future = asyncio.run_coroutine_threadsafe(coroutine, _loop())
    try:
        while not future.done():
            wait_for([future], _NOTICED_SECONDS)
        return future.result()
    except BaseException:
        future.cancel()
        raise


def iterate(items: AsyncGenerator[Output, None]) -> Iterator[Output]:
    """Yield what an async generator yields; it runs on while its items are looked at."""
    try:
        while (item := run(_next(items))) is not None:
            yield item
    finally:
        run(_close(items))


async def _close(items: AsyncGenerator[Output, None]) -> None:
    """End an async generator; one that an interrupt has cancelled may still be about to stop."""
    while getattr(items, "ag_running", False):
        await asyncio.sleep(_STOPPING_SECONDS)
    await items.aclose()


async def _next(items: AsyncGenerator[Output, None]) -> Output | None:
    return await anext(items, None)


def made_by(make: Callable[[], asyncio.AbstractEventLoop]) -> None:
    """Have the loop made by `make` if nothing has run in it yet."""
    _make.append(make)


async def wait(coroutine: Coroutine[Any, Any, Output]) -> Output:
    """Run `coroutine` in the loop of the chains and wait for its result in this one."""
    return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(coroutine, _loop()))


def stream(items: AsyncIterator[Output]) -> AsyncGenerator[Output, None]:
    """Yield in this loop what `items` yields in the loop of the chains; raises what it raises.

    `items` runs in the context of this call, and is cancelled when nobody takes from it any more.
    """
    return _streamed(items, copy_context())


async def _streamed(items: AsyncIterator[Output], context: Context) -> AsyncGenerator[Output, None]:
    here = asyncio.get_running_loop()
    made: asyncio.Queue[tuple[Output] | None] = asyncio.Queue()

    async def drive() -> None:
        try:
            async for item in items:
                here.call_soon_threadsafe(made.put_nowait, (item,))
        finally:
            here.call_soon_threadsafe(made.put_nowait, None)

    driven = context.run(asyncio.run_coroutine_threadsafe, drive(), _loop())
    try:
        while (item := await made.get()) is not None:
            yield item[0]
        await asyncio.wrap_future(driven)
    finally:
        driven.cancel()


@cache
def _loop() -> asyncio.AbstractEventLoop:
    loop = _make[-1]()
    Thread(target=loop.run_forever, name="precis-chains", daemon=True).start()
    return loop
