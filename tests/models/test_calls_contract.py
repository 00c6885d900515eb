"""What every store of finished calls keeps to, and what processes that share one pay."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Thread

import pytest

from precis.models.calls.cache import CallCache
from precis.models.calls.contract import Calls
from precis.models.calls.kept_calls import open_calls
from precis.models.calls.layer import CallLayer
from tests.fakes.openai_server import ModelServer, model_server
from tests.fakes.paying import noted, pay
from tests.processes import PROCESSES, answer_apart

Opened = Callable[..., Calls]
KEY = b"k" * 32


@pytest.fixture(params=["file", "database"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where finished calls are kept: a file, or the address of a database."""
    if request.param == "database":
        return str(request.getfixturevalue("database_url"))
    return str(tmp_path / "calls.sqlite")


@pytest.fixture
def opened(place: str) -> Opened:
    """Open one store, once more at every call, as another process does."""

    def opened(lease: float = 6.0) -> Calls:
        calls = open_calls(place)
        calls.lease = lease
        return calls

    return opened


@pytest.mark.parametrize("reply", ["", "Füße 猫 🙂", "a\0b", "\ud800", "x" * 300_000])
def test_every_reply_is_kept_as_it_was_written(opened: Opened, reply: str) -> None:
    if "\ud800" in reply and isinstance(opened(), CallCache):
        pytest.skip("SQLite keeps no half of a surrogate pair, and no reply that was read has one")
    assert opened().put(KEY, "m", reply) == reply
    assert opened().get(KEY) == reply


def test_replies_that_were_used_are_written_down(opened: Opened) -> None:
    calls = opened()
    for number in range(300):
        key = number.to_bytes(32, "big")
        calls.put(key, "m", "reply")
        assert calls.get(key) == "reply"
    calls.flush()
    calls.close()
    assert calls.get(KEY) is None
    assert opened().info().calls == {"m": 300}
    assert opened().info().size_bytes > 0


def test_the_first_reply_to_a_call_counts(opened: Opened) -> None:
    first, second = opened(), opened()
    assert first.get(KEY) is None
    assert (first.put(KEY, "m", "one"), second.put(KEY, "m", "two")) == ("one", "one")
    assert second.get(KEY) == "one"
    assert second.info().calls == {"m": 1}
    assert (second.clear(), first.get(KEY)) == (1, None)


def test_a_call_is_claimed_by_one_until_it_is_released_or_answered(opened: Opened) -> None:
    first, second = opened(), opened()
    assert first.claim(KEY, "a")
    assert not first.claim(KEY, "a")
    assert not second.claim(KEY, "b")
    second.release(KEY, "b")
    assert not second.claim(KEY, "b")
    first.release(KEY, "a")
    assert second.claim(KEY, "b")
    second.put(KEY, "m", "reply")
    assert not first.claim(KEY, "a")
    first.clear()
    assert first.claim(KEY, "a")


def test_a_claim_lapses_unless_it_is_renewed(opened: Opened) -> None:
    first, second = opened(0.3), opened(0.3)
    assert first.claim(KEY, "a")
    for _ in range(5):
        time.sleep(0.1)
        first.renew([KEY], "a")
        assert not second.claim(KEY, "b")
    time.sleep(0.35)
    assert second.claim(KEY, "b")
    first.renew([KEY], "a")
    first.release(KEY, "a")
    assert not first.claim(KEY, "a")


def test_of_many_claims_at_once_one_is_good(opened: Opened) -> None:
    keys = [bytes([n]) * 32 for n in range(20)]
    together, won = Barrier(4), Counter[bytes]()

    def claim(holder: str) -> None:
        calls = opened()
        together.wait()
        won.update(key for key in keys if calls.claim(key, holder))

    threads = [Thread(target=claim, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert won == dict.fromkeys(keys, 1)


def layer(server: ModelServer, calls: Calls) -> CallLayer:
    from langchain_openai import ChatOpenAI

    model = ChatOpenAI(
        model="m", base_url=server.url, api_key=lambda: "sk-test", max_retries=0, streaming=False
    )
    return CallLayer(model, calls)


def test_two_callers_pay_once_and_both_have_the_reply(opened: Opened) -> None:
    async def ask(first: CallLayer, second: CallLayer) -> list[str]:
        async def streamed() -> str:
            return "".join([chunk.text async for chunk in second.astream("Streamed?")])

        asked = [first.ainvoke("One?"), second.ainvoke("One?"), first.ainvoke("Streamed?")]
        *replies, whole = await asyncio.gather(*asked, streamed())
        return [*(reply.text for reply in replies), whole]  # type: ignore[union-attr]

    with model_server(reply=lambda _: "Yes.", latency=0.2) as server:
        layers = layer(server, opened()), layer(server, opened())
        assert asyncio.run(ask(*layers)) == ["Yes."] * 4
        assert len(server.prompts) == 2
        assert sum(it.usage.calls for it in layers) == 2
        assert sum(it.usage.cached_calls for it in layers) == 2


def test_a_call_that_fails_or_is_cancelled_is_free_for_others_at_once(opened: Opened) -> None:
    async def cancelled(model: CallLayer) -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(model.ainvoke("One?"), 0.3)

    statuses = iter([401])
    calls = opened(60)
    with model_server(reply=lambda _: "Yes.", latency=1, faults=lambda: next(statuses, None)) as it:
        with pytest.raises(Exception, match="401"):
            layer(it, calls).invoke("One?")
        asyncio.run(cancelled(layer(it, calls)))
        it.latency = 0
        assert layer(it, opened(60)).invoke("One?").text == "Yes."
    assert calls.claim(KEY, "a")


def test_processes_pay_each_call_once_also_when_one_is_killed(place: str, tmp_path: Path) -> None:
    wanted = 24
    logs = tmp_path / "doomed", tmp_path / "other"
    doomed = PROCESSES.Process(target=pay, args=(place, logs[0], wanted))
    doomed.start()
    with ThreadPoolExecutor(1) as thread:
        other = thread.submit(answer_apart, pay, place, logs[1], wanted)
        while sum(len(noted(log, "paid")) for log in logs) < wanted // 4:
            time.sleep(0.01)
        doomed.kill()
        doomed.join()
        assert other.result()[0] == wanted
    paid = [line for log in logs for line in noted(log, "paid")]
    assert set(paid) == {f"paid {n}" for n in range(wanted)}
    in_flight = len(noted(logs[0], "paid")) - len(noted(logs[0], "kept"))
    assert len(paid) <= wanted + in_flight
    assert answer_apart(pay, place, tmp_path / "again", wanted) == (wanted, wanted)
