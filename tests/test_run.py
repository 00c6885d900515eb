"""`precis run`, as a user meets it."""

import json
from pathlib import Path

import pytest

from tests.conftest import Precis
from tests.fakes.openai_server import model_server
from tests.fakes.steps_model import reply

STORY = (
    "The bridge over the Sava was opened in 1932 after four years of work by engineers. "
    "The town paid for all of it with a loan that it took from a bank in Vienna in that year."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    into = tmp_path / "reviews"
    into.mkdir()
    (into / "one.txt").write_text(STORY)
    (into / "two.txt").write_text(STORY.replace("Sava", "Drava"))
    return into


@pytest.fixture(autouse=True)
def remote(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test")


def test_one_object_a_result(precis: Precis, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with model_server(reply=reply) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        run = precis("run", "summarize | translate French", folder, "--json")
        collected = precis("run", "summarize | collect", folder, "--json")
    objects = [json.loads(line) for line in run.out.splitlines()]
    assert [o["sources"][0]["title"] for o in objects] == ["one", "two"]
    assert set(objects[0]) == {"output", "text", "left_out", "sources", "steps", "usage"}
    [claim, *_] = objects[0]["output"]
    assert claim["citations"][0]["quote"] in STORY
    assert [step["name"] for step in objects[0]["steps"]] == ["summarize", "translate"]
    assert objects[0]["usage"]["calls"] == 2
    assert len(collected.out.splitlines()) == 1


def test_the_summary_is_called_summary(precis: Precis, folder: Path) -> None:
    run = precis("run", "summarize", folder / "one.txt", "--json", "--model", "extractive")
    assert json.loads(run.out)["summary"][0]["supported"]


def test_a_dry_run_calls_nothing(
    precis: Precis, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with model_server(reply=reply) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        run = precis("run", "summarize | translate French", folder, "--dry-run", "--json")
    assert not server.prompts
    assert json.loads(run.out)["usage"]["calls"] == 4


def test_limits_hold(precis: Precis, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with model_server(reply=reply) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        run = precis("run", "summarize | translate French", folder, "--max-calls", "1")
    assert run.code == 1
    assert run.err.count("--max-calls 1 is reached") == 1
    assert len(server.prompts) == 1


def test_standard_input_and_its_text(precis: Precis, monkeypatch: pytest.MonkeyPatch) -> None:
    with model_server(reply=reply) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        run = precis("run", "generate 'A verse'", "-", stdin=STORY.encode())
    assert run.code == 0, run.err
    assert run.out.splitlines()[0].startswith("A verse about the bridge [1]")
    assert f"“{STORY[83:]}”" in run.out


def test_bad_chains_are_one_line_before_anything_is_loaded(precis: Precis) -> None:
    run = precis("run", "sumarize", "/nowhere")
    assert (run.code, run.out) == (2, "")
    assert run.err == ("precis: column 1: unknown step 'sumarize'; did you mean 'summarize'?\n")
