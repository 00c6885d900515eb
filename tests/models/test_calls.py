import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from langchain_core.messages import AIMessage
from langchain_openai import ChatOpenAI

from precis import event_loop
from precis.models.calls.cache import CallCache
from precis.models.calls.delays import watching_delays
from precis.models.calls.errors import BudgetError, CacheError, CallError, ContextLengthError
from precis.models.calls.layer import CallLayer
from precis.models.calls.prices import Price
from precis.models.calls.spending import Allowance, tallied
from tests.fakes.openai_server import ModelServer, model_server

KEY = "sk-secret-of-nobody-0123456789abcdef"


def layer(server: ModelServer, path: Path | None = None, **options: object) -> CallLayer:
    model = ChatOpenAI(
        model="gpt-5.4-mini", base_url=server.url, api_key=lambda: KEY, max_retries=0
    )
    return CallLayer(model, CallCache(path) if path else None, **options)  # type: ignore[arg-type]


def test_a_finished_call_is_never_paid_again(tmp_path: Path) -> None:
    with model_server(reply=lambda _: "Yes.") as server:
        first = layer(server, tmp_path / "calls")
        assert first.invoke("Is it?").text == "Yes."
        second = layer(server, tmp_path / "calls")
        assert second.invoke("Is it?").text == "Yes."
        assert second.invoke("Is it not?").text == "Yes."
        assert (first.usage.calls, second.usage.calls, second.usage.cached_calls) == (1, 1, 1)
        assert len(server.prompts) == 2
        assert server.keys == {f"Bearer {KEY}"}
    content = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert KEY.encode() not in content
    assert b"Is it" not in content


def test_identical_calls_in_flight_are_made_once() -> None:
    async def run(model: CallLayer) -> list[AIMessage]:
        return await asyncio.gather(*(model.ainvoke("Same?") for _ in range(20)))

    with model_server(reply=lambda _: "Yes.", latency=0.05) as server:
        replies = asyncio.run(run(layer(server)))
        assert [reply.text for reply in replies] == ["Yes."] * 20
        assert len(server.prompts) == 1


def test_failures_that_pass_are_waited_out() -> None:
    faults = iter([500, 429, 500])
    with model_server(reply=lambda _: "Yes.", faults=lambda: next(faults, None)) as server:
        assert layer(server).invoke("Is it?").text == "Yes."
        assert server.failed == 3


@pytest.mark.parametrize("streams", [False, True])
def test_who_watches_work_learns_why_it_waits_and_that_it_goes_on(streams: bool) -> None:
    faults, told = iter([500, 429]), list[str]()

    async def ask(model: CallLayer) -> None:
        with watching_delays(told.append):
            if streams:
                assert "".join([it.text async for it in model.astream("Is it?")]) == "Yes."
            else:
                await model.ainvoke("Is it?")
        await model.ainvoke("Is it not?")

    with model_server(reply=lambda _: "Yes.", faults=lambda: next(faults, None)) as server:
        asyncio.run(ask(layer(server)))
    assert told == [
        "gpt-5.4-mini answers with an error: trying again",
        "gpt-5.4-mini takes no more calls for now: trying again",
        "",
    ]


def test_work_with_an_allowance_is_told_what_it_paid_itself() -> None:
    async def ask(model: CallLayer) -> None:
        await model.ainvoke("One?")
        with tallied(Allowance(1, None, names=("its limit of {}", ""))):
            await model.ainvoke("Two?")
            await model.ainvoke("Three?")

    said = "its limit of 1 is reached; 1 paid call is kept"
    with model_server(reply=lambda _: "Yes.") as server, pytest.raises(BudgetError, match=said):
        asyncio.run(ask(layer(server)))


@pytest.mark.parametrize(
    ("status", "kind", "said"),
    [(401, CallError, "HTTP 401"), (400, ContextLengthError, "too long")],
)
def test_failures_that_stay_end_in_one_line(status: int, kind: type[CallError], said: str) -> None:
    with model_server(faults=lambda: status) as server, pytest.raises(kind, match=said) as caught:
        layer(server).invoke("Is it?")
    assert "nothing was paid" in str(caught.value)
    assert KEY not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_limits_stop_before_they_are_passed(tmp_path: Path) -> None:
    with model_server(reply=lambda _: "Yes.") as server:
        model = layer(server, tmp_path / "calls", max_calls=2)
        model.invoke("One?")
        model.invoke("Two?")
        with pytest.raises(BudgetError, match="2 paid calls are kept"):
            model.invoke("Three?")
        assert model.invoke("One?").text == "Yes."
        dear = layer(server, max_cost=0.001, price=Price(1000, 1000))
        with pytest.raises(BudgetError, match="--max-cost"):
            dear.invoke("Four?")
        assert len(server.prompts) == 2


def test_a_reply_is_on_disk_before_it_is_used(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys\nfrom pathlib import Path\n"
        "from precis.models.calls.cache import CallCache\n"
        "cache = CallCache(Path(sys.argv[1]))\n"
        "for n in range(100):\n"
        "    cache.put(b'key%d' % n, 'm', 'reply %d' % n)\n    print(n, flush=True)\n"
        "    if n == 57: os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    path = tmp_path / "calls"
    root = Path(__file__).parents[2]
    run = subprocess.run([sys.executable, "-c", script, path], check=False, cwd=root)
    assert run.returncode == -signal.SIGKILL
    cache = CallCache(path)
    assert [cache.get(b"key%d" % n) for n in range(59)] == [
        *(f"reply {n}" for n in range(58)),
        None,
    ]


def test_two_processes_share_a_cache(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom pathlib import Path\n"
        "from precis.models.calls.cache import CallCache\n"
        "cache = CallCache(Path(sys.argv[1]))\n"
        "for n in range(50): cache.put(f'{sys.argv[2]}{n}'.encode(), 'm', 'reply')\n"
    )
    path, root = tmp_path / "calls", Path(__file__).parents[2]
    runs = [subprocess.Popen([sys.executable, "-c", script, path, name], cwd=root) for name in "ab"]
    assert [run.wait(60) for run in runs] == [0, 0]
    assert CallCache(path).info().calls == {"m": 100}


def test_the_least_recently_used_goes_first(tmp_path: Path) -> None:
    cache = CallCache(tmp_path / "calls", max_bytes=200_000)
    for n in range(30):
        cache.put(b"%d" % n, "m", "x" * 10_000)
        assert cache.get(b"0")
    assert cache.info().size_bytes <= 200_000
    assert cache.get(b"0")
    assert cache.get(b"29")
    assert cache.get(b"1") is None


def test_a_damaged_cache_is_named(tmp_path: Path) -> None:
    (tmp_path / "calls").write_bytes(b"this is no database" * 1000)
    with pytest.raises(CacheError, match="damaged: move it away"):
        CallCache(tmp_path / "calls").put(b"key", "m", "reply")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_cache_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(CacheError, match="choose another folder"):
        CallCache(tmp_path / "calls").put(b"key", "m", "reply")


def test_streams_are_kept_too(tmp_path: Path) -> None:
    with model_server(reply=lambda _: "One two three.") as server:
        model = layer(server, tmp_path / "calls")
        assert "".join(chunk.text for chunk in model.stream("Count.")) == "One two three."
        assert "".join(chunk.text for chunk in model.stream("Count.")) == "One two three."
        assert len(server.prompts) == 1


def streamed(model: CallLayer) -> list[str]:
    async def read() -> list[str]:
        return [chunk.text async for chunk in model.astream("Count.")]

    return event_loop.run(read())


def test_a_stream_that_broke_goes_on_where_it_ended(tmp_path: Path) -> None:
    broken = iter([True, False])
    with model_server(reply=lambda _: "One two three four.", breaks=lambda: next(broken)) as server:
        pieces = streamed(layer(server, tmp_path / "calls"))
        assert "".join(pieces) == "One two three four."
        assert pieces[0] == "One "
        assert len(server.prompts) == 2


def test_a_stream_that_goes_on_as_another_reply_is_an_error(tmp_path: Path) -> None:
    broken, replies = iter([True, False]), iter(["One two three four.", "Uno dos tres."])
    with model_server(reply=lambda _: next(replies), breaks=lambda: next(broken)) as server:
        model = layer(server, tmp_path / "calls")
        with pytest.raises(CallError, match="does not continue as it began"):
            streamed(model)


def test_of_two_replies_to_one_call_the_first_counts(tmp_path: Path) -> None:
    first, second = CallCache(tmp_path / "calls"), CallCache(tmp_path / "calls")
    assert first.put(b"key", "m", "one") == "one"
    assert second.put(b"key", "m", "two") == "one"
    assert first.get(b"key") == "one"


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:
    script = (
        "import resource, sys\nfrom pathlib import Path\n"
        "from precis.models.calls.cache import CallCache\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))\n"
        "cache = CallCache(Path(sys.argv[1]))\n"
        "for n in range(100):\n"
        "    cache.put(b'%d' % n, 'm', 'x' * 10_000)\n    print(n, flush=True)\n"
    )
    path, root = tmp_path / "calls", Path(__file__).parents[2]
    command = [sys.executable, "-c", script, path]
    run = subprocess.run(command, check=False, cwd=root, capture_output=True, text=True)
    assert "free space on the disk and try again" in run.stderr
    kept = len(run.stdout.split())
    assert kept > 5
    cache = CallCache(path)
    assert all(cache.get(b"%d" % n) for n in range(kept))
    assert cache.put(b"more", "m", "reply") == "reply"


def test_an_error_tells_what_is_paid_when_it_is_read() -> None:
    async def run(model: CallLayer) -> list[object]:
        questions = ("One?", "Two?", "Three?")
        return await asyncio.gather(*map(model.ainvoke, questions), return_exceptions=True)

    with model_server(reply=lambda _: "Yes.", latency=0.1) as server:
        *_, error = asyncio.run(run(layer(server, max_calls=2)))
        assert str(error).startswith("--max-calls 2 is reached; 2 paid calls are kept")
