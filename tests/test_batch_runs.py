"""`--batch` from the command line, also killed and run again."""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Precis
from tests.fakes.batch_servers import Batch, BatchServer, openai_batches, until
from tests.processes import PrecisProcess

MODEL = "openai:gpt-5.4-mini"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A text of several chunks, which takes maps and a reduce."""
    words = "harbour bridge council money ships grain wool trade river mayor school train".split()
    sentences = [
        " ".join(words[(number * step) % len(words)] for step in range(1, 13)).capitalize()
        + f" in {1500 + number}."
        for number in range(200)
    ]
    path = tmp_path / "long.txt"
    path.write_text("\n\n".join(" ".join(sentences[at : at + 8]) for at in range(0, 200, 8)))
    return path


def environment(server: BatchServer) -> dict[str, str]:
    return {"OPENAI_BASE_URL": server.url, "OPENAI_API_KEY": "k"}


@pytest.fixture
def answers(precis: Precis, monkeypatch: pytest.MonkeyPatch) -> Any:
    def run(server: BatchServer, *arguments: str | Path) -> dict[str, Any]:
        for name, value in environment(server).items():
            monkeypatch.setenv(name, value)
        ended = precis(*arguments, "--model", MODEL, "--json")
        assert ended.code == 0, ended.err
        found: dict[str, Any] = json.loads(ended.out)
        return found

    return run


def test_a_batch_gives_what_live_calls_give(
    answers: Any, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with openai_batches() as server:
        live = answers(server, "summarize", source)
        monkeypatch.setenv("PRECIS_LIBRARY", str(tmp_path / "other"))
        plan = answers(server, "summarize", source, "--batch", "--dry-run")
        asked = len(server.live)
        batched = answers(server, "summarize", source, "--batch", "--live-reduces")
        assert batched["summary"] == live["summary"]
        assert batched["usage"]["calls"] == live["usage"]["calls"] == plan["usage"]["calls"]
        assert len(server.live) > asked
        assert len(server.batches) == 1
        assert batched["usage"]["cost_usd"] < live["usage"]["cost_usd"]
        again = answers(server, "summarize", source, "--batch")
        assert again["usage"]["calls"] == 0
        assert again["summary"] == live["summary"]


@pytest.mark.timeout(600)
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("named", [True, False], ids=["under way", "before its name is known"])
def test_a_killed_run_is_picked_up_and_nothing_is_paid_twice(
    answers: Any, source: Path, monkeypatch: pytest.MonkeyPatch, *, named: bool
) -> None:
    killed = threading.Event()

    def hold(_: Batch) -> None:
        """Keep the answer back until the process that asked is dead."""
        if not named:
            killed.wait(400)

    with openai_batches(polls=10_000, on_batch=hold) as server:
        for name, value in environment(server).items():
            monkeypatch.setenv(name, value)
        process = PrecisProcess("summarize", source, "--model", MODEL, "--batch")
        until(lambda: server.batches and (not named or server.batches[0].polls), 300)
        process.kill()
        process.communicate()
        killed.set()
        server.polls = 0
        calls = answers(server, "summarize", source, "--batch")["usage"]["calls"]
        assert len(server.answered) == calls
        assert not server.live


def test_chains_go_in_batches(
    tmp_path: Path, precis: Precis, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(f"The bridge number {number} opened in 1932.")
    with openai_batches() as server:
        files = [tmp_path / f"{number}.txt" for number in range(5)]
        for name, value in environment(server).items():
            monkeypatch.setenv(name, value)
        run = precis("run", "summarize", *files, "--model", MODEL, "--batch", "--json")
        assert run.code == 0, run.err
        assert len(run.out.splitlines()) == 5
        assert len(server.batches) == 1
        assert not server.live


def test_bad_use_is_told_in_one_line(precis: Precis, source: Path) -> None:
    run = precis("summarize", source, "--batch", "--model", "extractive")
    assert (run.code, len(run.err.splitlines())) == (2, 1)
    assert "--batch" in run.err
    run = precis("summarize", source, "--live-reduces", "--model", "extractive")
    assert (run.code, len(run.err.splitlines())) == (2, 1)
    assert "live-reduces needs" in run.err


def test_a_server_without_batches_is_told(
    precis: Precis, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with openai_batches(faults=lambda method, path: 404) as server:
        for name, value in environment(server).items():
            monkeypatch.setenv(name, value)
        run = precis("summarize", source, "--batch", "--model", MODEL)
    assert run.code == 1
    assert [line for line in run.err.splitlines() if "no batch endpoint" in line]
    assert not run.out
