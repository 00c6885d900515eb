import asyncio

import pytest

from precis.models.calls import silence
from precis.models.calls.delays import watching_delays
from precis.models.calls.silence import Silence


async def _after(seconds: float) -> str:
    await asyncio.sleep(seconds)
    return "heard"


def test_a_server_that_is_silent_for_too_long_is_given_up_and_its_call_cancelled() -> None:
    cancelled = []

    async def never() -> str:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            cancelled.append(True)
            raise
        return ""

    with pytest.raises(TimeoutError, match=r"0\.05 seconds"):
        asyncio.run(Silence(0.05).watch(never()))
    assert cancelled


def test_a_long_silence_is_told_once_and_the_answer_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(silence, "_TOLD_AFTER_SECONDS", 0.1)
    monkeypatch.setattr(silence, "_JUDGED_EVERY_SECONDS", 0.05)
    told: list[str] = []

    async def wait() -> list[str]:
        watch = Silence(60, told.append)
        return await asyncio.gather(watch.watch(_after(0.4)), watch.watch(_after(0.4)))

    assert asyncio.run(wait()) == ["heard", "heard"]
    assert told == ["no answer for 0 seconds: waiting for up to 60 (--timeout SECONDS)"]


def test_who_watches_work_learns_of_a_silence_and_of_its_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(silence, "_NOTED_AFTER_SECONDS", 0.1)
    monkeypatch.setattr(silence, "_JUDGED_EVERY_SECONDS", 0.05)
    told: list[str] = []

    async def wait() -> None:
        watch = Silence(60, model="gpt")
        with watching_delays(told.append):
            await watch.watch(_after(0))
            await watch.watch(_after(0.3))

    asyncio.run(wait())
    assert told == ["gpt has not answered yet", ""]


def test_an_answer_in_time_is_given_back_and_an_error_raised() -> None:
    assert asyncio.run(Silence(60).watch(_after(0))) == "heard"

    async def fails() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        asyncio.run(Silence(60).watch(fails()))


def test_while_a_server_answers_others_nobody_is_given_up() -> None:
    async def queue() -> list[str]:
        watch = Silence(0.4)
        waits = (watch.watch(_after(0.2 * place)) for place in range(1, 6))
        return await asyncio.gather(*waits)

    assert asyncio.run(queue()) == ["heard"] * 5
