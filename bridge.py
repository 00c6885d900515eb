"""Sync calls of async chains: one event loop for the whole process, on a thread of its own.

One loop and not one a call, because the HTTP clients of chat models keep connections that
belong to the loop which opened them.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterator
from functools import cache
from threading import Thread
from typing import Any, TypeVar

Input = TypeVar("Input")
Output = TypeVar("Output")


def from_async(
    function: Callable[[Input], Coroutine[Any, Any, Output]],
) -> Callable[[Input], Output]:
    """Return a function that runs `function` to its end; also inside a running event loop."""

    def call(value: Input) -> Output:
        return run(function(value))

    return call


def run(coroutine: Coroutine[Any, Any, Output]) -> Output:
    """Run `coroutine` to its end and return its result; an interrupt cancels it."""
    future = asyncio.run_coroutine_threadsafe(coroutine, _loop())
    try:
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
        run(items.aclose())


async def _next(items: AsyncGenerator[Output, None]) -> Output | None:
    return await anext(items, None)


@cache
def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    Thread(target=loop.run_forever, name="precis-chains", daemon=True).start()
    return loop
