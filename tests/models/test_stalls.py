import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from precis.models.calls.stalls import Stalls, hedge


def answer(text: str, seconds: float = 0.0) -> Callable[[], Coroutine[Any, Any, str]]:
    async def call() -> str:
        await asyncio.sleep(seconds)
        if text == "error":
            raise ConnectionError
        return text

    return call


def notes_of(limit: float | None, *calls: Callable[[], Coroutine[Any, Any, str]]) -> str:
    return asyncio.run(hedge(calls[0], calls[1], lambda s: limit is not None and s >= limit))


def test_a_call_that_stalls_is_made_once_more() -> None:
    assert notes_of(0.2, answer("stalled", 30), answer("second")) == "second"


def test_a_call_in_time_is_made_once() -> None:
    assert notes_of(5, answer("first", 0.3), answer("error")) == "first"
    assert notes_of(None, answer("first", 0.3), answer("error")) == "first"


def test_an_error_counts_when_no_other_try_is_left() -> None:
    assert notes_of(0.2, answer("first", 0.6), answer("error")) == "first"
    with pytest.raises(ConnectionError):
        notes_of(0.2, answer("error", 0.4), answer("error"))


def answer_calls(stalls: Stalls, seconds: float, count: int) -> None:
    for _ in range(count):
        stalls.end(stalls.send(100), seconds)


def test_longer_replies_are_waited_for_longer() -> None:
    stalls = Stalls()
    assert stalls.seconds(100) is None
    answer_calls(stalls, 4.0, 20)
    assert stalls.seconds(100) == 6.0
    assert stalls.seconds(500) == 30.0


def test_a_call_that_others_overtake_is_sent_once_more() -> None:
    stalls = Stalls()
    answer_calls(stalls, 4.0, 20)
    slow = stalls.send(100)
    answer_calls(stalls, 4.0, 5)
    assert not stalls.stalled(slow, 5.0)
    assert stalls.stalled(slow, 6.5)


def test_calls_in_a_queue_are_not_sent_twice() -> None:
    stalls = Stalls()
    answer_calls(stalls, 0.1, 20)
    queue = [stalls.send(100) for _ in range(8)]
    assert not any(stalls.stalled(call, 100.0) for call in queue)


def test_few_calls_are_sent_twice_however_many_stall() -> None:
    stalls = Stalls()
    answer_calls(stalls, 4.0, 20)
    hanging = [stalls.send(100) for _ in range(30)]
    answer_calls(stalls, 4.0, 20)
    assert sum(stalls.stalled(call, 100.0) for call in hanging) == 3
