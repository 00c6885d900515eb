import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from precis.models.calls.stalls import Patience, hedged


def answer(text: str, seconds: float = 0.0) -> Callable[[], Coroutine[Any, Any, str]]:
    async def call() -> str:
        await asyncio.sleep(seconds)
        if text == "error":
            raise ConnectionError
        return text

    return call


def told(limit: float | None, *calls: Callable[[], Coroutine[Any, Any, str]]) -> str:
    return asyncio.run(hedged(calls[0], calls[1], lambda: limit))


def test_a_call_that_stalls_is_made_once_more() -> None:
    assert told(0.2, answer("stalled", 30), answer("second")) == "second"


def test_a_call_in_time_is_made_once() -> None:
    assert told(5, answer("first", 0.3), answer("error")) == "first"
    assert told(None, answer("first", 0.3), answer("error")) == "first"


def test_an_error_counts_when_no_other_try_is_left() -> None:
    assert told(0.2, answer("first", 0.6), answer("error")) == "first"
    with pytest.raises(ConnectionError):
        told(0.2, answer("error", 0.4), answer("error"))


def test_longer_replies_are_waited_for_longer() -> None:
    patience = Patience()
    assert patience.seconds(100) is None
    for _ in range(20):
        patience.record(4.0, 100)
    short, long = patience.seconds(100), patience.seconds(500)
    assert short == 6.0
    assert long == 30.0
