"""Runs as a person has them: rehearsed, watched, interrupted, killed, gone on with."""

import json
import os
import pty
import re
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from precis.models.calls.cache import CallCache
from precis.models.calls.layer import MAX_CONCURRENCY
from tests.conftest import Precis
from tests.fakes.openai_server import ModelServer, model_server
from tests.processes import PrecisProcess

KILLS = 2


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A text of some twenty chunks."""
    parts = (
        f"In {1700 + n % 300} the bridge number {n} was opened by town {n}." for n in range(1400)
    )
    path = tmp_path / "book.txt"
    path.write_text("\n\n".join(parts), encoding="utf-8")
    return path


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    with model_server() as running:
        monkeypatch.setenv("OPENAI_API_KEY", "sk-test")
        monkeypatch.setenv("OPENAI_BASE_URL", running.url)
        yield running


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_rehearsal_tells_the_calls_and_makes_none(
    precis: Precis, book: Path, server: ModelServer
) -> None:
    before = json.loads(precis("summarize", book, "--dry-run", "--json", "--price", "1/2").out)
    assert server.prompts == []
    real = json.loads(precis("summarize", book, "--json").out)
    after = json.loads(precis("summarize", book, "--dry-run", "--json").out)
    assert before["usage"]["calls"] == pytest.approx(real["usage"]["calls"], rel=0.1)
    assert before["usage"]["cost_usd"] > 0
    assert after["usage"]["calls"] == 0
    assert after["usage"]["cached_calls"] == real["usage"]["calls"] == len(server.prompts)
    told = precis("summarize", book, "--dry-run", "--focus", "Which towns?").out
    assert "calls to make" in told


def test_an_answer_can_be_rehearsed(precis: Precis, book: Path, server: ModelServer) -> None:
    book.write_text(book.read_text(encoding="utf-8")[:10_000], encoding="utf-8")
    run = precis("ask", "Who opened bridge 7?", "--in", book, "--dry-run", "--json")
    assert json.loads(run.out)["usage"]["calls"] == 1
    assert server.prompts == []


def test_a_limit_stops_before_it_and_the_next_run_goes_on(
    precis: Precis, book: Path, server: ModelServer
) -> None:
    stopped = precis("summarize", book, "--max-calls", "10")
    assert (stopped.code, len(server.prompts)) == (1, 10)
    assert "--max-calls 10 is reached; 10 paid calls are kept" in stopped.err
    real = json.loads(precis("summarize", book, "--json").out)
    assert real["usage"]["cached_calls"] == 10
    assert len(server.prompts) == len(set(server.prompts))


def test_killed_runs_pay_only_once(book: Path, server: ModelServer, tmp_path: Path) -> None:
    """A call is in flight from being sent to being on disk; only those may be paid again."""
    server.latency = 0.2
    cache = CallCache(tmp_path / "library" / "calls.sqlite")
    kept = 0
    for _ in range(KILLS):
        run = PrecisProcess("summarize", book)
        wait_until(lambda least=kept + 5: sum(cache.info().calls.values()) >= least)  # type: ignore[misc]
        run.kill()
        run.communicate()
        wait_until(lambda: not server.running)
        kept = sum(cache.info().calls.values())
        assert len(server.prompts) - len(again(server)) - kept <= MAX_CONCURRENCY
    out, _ = PrecisProcess("summarize", book, "--json").communicate()
    assert json.loads(out)["usage"]["cached_calls"] == kept
    assert len(again(server)) <= KILLS * MAX_CONCURRENCY


def again(server: ModelServer) -> list[str]:
    """Return the prompts that were answered before."""
    return list((Counter(server.prompts) - Counter(set(server.prompts))).elements())


def test_an_interrupted_run_stops_and_says_how_to_go_on(book: Path, server: ModelServer) -> None:
    server.latency = 20
    run = PrecisProcess("summarize", book)
    wait_until(lambda: server.running > 0)
    run.send_signal(signal.SIGINT)
    _, err = run.communicate(timeout=15)
    assert run.returncode == 130
    assert err.splitlines()[-1] == "precis: stopped; rerun the same command to resume"


def test_a_terminal_shows_how_far_it_is_and_what_is_written(
    book: Path, server: ModelServer
) -> None:
    server.latency = 0.2
    terminal, screen = pty.openpty()
    run = PrecisProcess("summarize", book, stderr=screen)
    os.close(screen)
    shown = b"".join(iter(lambda: _read(terminal), b"")).decode()
    out, _ = run.communicate()
    assert run.returncode == 0
    assert re.search(r"\d+/\d+ chunks", shown)
    assert "running" in shown
    assert "tokens" in shown
    assert "In 1700 the bridge number 0 was opened by town 0. [1]" in shown
    assert "\x1b" not in out


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""
