import asyncio
import time
from collections.abc import AsyncGenerator
from contextvars import ContextVar

import pytest

from precis import event_loop

who: ContextVar[str] = ContextVar("who", default="nobody")


async def double(value: int) -> int:
    await asyncio.sleep(0)
    if value < 0:
        raise ValueError(value)
    return value * 2


async def greet(greeting: str) -> str:
    return f"{greeting} {who.get()}"


def test_it_runs_without_and_inside_an_event_loop() -> None:
    async def inside() -> int:
        return event_loop.run(double(4))

    assert event_loop.run(double(3)) == 6
    assert asyncio.run(inside()) == 8


def test_an_error_reaches_the_caller() -> None:
    with pytest.raises(ValueError, match="-1"):
        event_loop.run(double(-1))


def test_context_variables_of_the_caller_are_seen() -> None:
    token = who.set("Ada")
    try:
        assert event_loop.run(greet("hello")) == "hello Ada"
    finally:
        who.reset(token)


def test_an_interrupt_while_items_are_made_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = []

    async def items() -> AsyncGenerator[int, None]:
        try:
            yield 1
            await asyncio.sleep(60)
        finally:
            await asyncio.sleep(0.1)
            ended.append(True)

    def interrupted(*_: object) -> None:
        monkeypatch.undo()
        time.sleep(0.1)
        raise KeyboardInterrupt

    taken = event_loop.iterate(items())
    assert next(taken) == 1
    monkeypatch.setattr(event_loop, "wait_for", interrupted)
    with pytest.raises(KeyboardInterrupt):
        next(taken)
    assert ended == [True]
