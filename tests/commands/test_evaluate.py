"""`precis evaluate`: figures with intervals, and the failures."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.chains.evaluation import Figure
from precis.screen import Screen
from tests.conftest import Precis
from tests.fakes.openai_server import ModelServer, model_server

QUESTIONS = [
    {"question": "Who approves every refund?", "answer": "Mrs Alder", "sources": ["refunds.txt"]},
    {"question": "When does the office open?", "answer": "at seven"},
    {"question": "What does a helicopter cost in Peru?", "answered": False},
]


@pytest.fixture
def folder(precis: Precis, tmp_path: Path) -> Path:
    text = "Mrs Alder approves every refund herself. The office opens at nine."
    (tmp_path / "refunds.txt").write_text(text)
    assert precis("ingest", tmp_path / "refunds.txt", "--collection", "work").code == 0
    return tmp_path


def test_figures_and_failures(precis: Precis, folder: Path) -> None:
    (folder / "q.jsonl").write_text("\n".join(map(json.dumps, QUESTIONS)))
    command = ["evaluate", folder / "q.jsonl", "--collection", "work", "--model", "extractive"]
    run = precis(*command, "--json")
    assert run.code == 0, run.err
    result = json.loads(run.out)
    figures = result["figures"]
    assert (figures["recall"]["value"], figures["recall"]["count"]) == (1.0, 1)
    assert (figures["right"]["value"], figures["right"]["count"]) == (0.5, 2)
    assert figures["silent"]["count"] == 1
    assert figures["right"]["low"] < 0.5 < figures["right"]["high"]
    [failed] = [it for it in result["failures"] if "office" in it["question"]]
    assert failed["expected"] == {"answer": "at seven"}
    shown = precis(*command)
    assert "right" in shown.out
    assert "When does the office open?" in shown.out


def test_csv_is_the_same(precis: Precis, folder: Path) -> None:
    lines = ["question,answer,sources,answered"]
    lines += ["Who approves every refund?,Mrs Alder,refunds.txt;other.txt,"]
    lines += ["What does a helicopter cost in Peru?,,,false"]
    (folder / "q.csv").write_text("\n".join(lines))
    run = precis(
        "evaluate", folder / "q.csv", "--collection", "work", "--model", "extractive", "--json"
    )
    assert run.code == 0, run.err
    assert json.loads(run.out)["figures"]["recall"]["value"] == 1.0


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("no JSON", "q.jsonl:1: this is not JSON"),
        ('{"question": "Who?"}', "q.jsonl:1: it needs an answer"),
        ('{"question": " ", "answer": "x"}', "the question is empty"),
        ('{"question": "Who?", "anser": "x"}', "q.jsonl:1: anser"),
        ('{"question": "Who?", "answer": "x", "answered": false}', "neither an answer nor"),
        ("[" * 100_000, "q.jsonl:1"),
        ("", "has no question"),
    ],
)
def test_bad_questions(precis: Precis, folder: Path, line: str, told: str) -> None:
    (folder / "q.jsonl").write_text(line)
    run = precis("evaluate", folder / "q.jsonl", "--model", "extractive")
    assert (run.code, told in run.err) == (2, True), run.err


@given(st.lists(st.booleans(), max_size=50))
def test_an_interval_holds_its_share(cases: list[bool]) -> None:
    figure = Figure.of(cases)
    assert 0 <= figure.low <= figure.value + 1e-4
    assert figure.value - 1e-4 <= figure.high <= 1


def drafting(prompt: str) -> str:
    """Ask about the opening; of the text about pets, give an answer that it does not have."""
    if "Dogs" in prompt:
        return json.dumps({"question": "Who brings cats?", "answer": "Mr Nobody"})
    return json.dumps({"question": "When does the office open?", "answer": "at nine"})


@pytest.fixture
def model(folder: Path, precis: Precis, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    (folder / "pets.txt").write_text("Dogs may come on Fridays.")
    assert precis("ingest", folder / "pets.txt", "--collection", "work").code == 0
    monkeypatch.setenv("OPENAI_API_KEY", "key")
    with model_server(reply=drafting) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        yield server


def test_drafts_are_questions_only_when_somebody_confirmed_them(
    precis: Precis, folder: Path, model: ModelServer
) -> None:
    file = folder / "made.jsonl"
    command = ["evaluate", file, "--collection", "work", "--model", "openai:simulated"]
    run = precis(*command, "--make", "2", "--json")
    assert run.code == 0, run.err
    assert json.loads(run.out) == {"questions": str(file), "added": 1}
    [made] = map(json.loads, file.read_text().splitlines())
    source = str(folder / "refunds.txt")
    assert made == {
        "question": "When does the office open?",
        "answer": "at nine",
        "sources": [source],
        "draft": True,
    }
    refused = precis(*command)
    assert (refused.code, "has only drafts" in refused.err) == (2, True)
    again = precis(*command, "--make", "2", "--json")
    assert json.loads(again.out)["added"] == 0
    del made["draft"]
    file.write_text(json.dumps(made) + "\n")
    measured = precis(*command, "--json", "--model", "extractive")
    assert json.loads(measured.out)["figures"]["right"]["value"] == 1.0


def test_somebody_at_the_terminal_confirms_each_draft(
    precis: Precis, folder: Path, model: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = folder / "made.jsonl"
    command = ["evaluate", file, "--collection", "work", "--model", "openai:simulated"]
    monkeypatch.setattr(Screen, "can_ask", True)
    for kept in (False, True):
        monkeypatch.setattr(Screen, "confirm", lambda *_, kept=kept: kept)
        assert precis(*command, "--make", "1").code == 0
        assert len(file.read_text().splitlines()) == kept
    assert "draft" not in file.read_text()


def test_drafts_cost_what_a_dry_run_says_and_need_a_model(
    precis: Precis, folder: Path, model: ModelServer
) -> None:
    file = folder / "made.jsonl"
    command = ["evaluate", file, "--collection", "work", "--make", "1"]
    dry = precis(*command, "--model", "openai:simulated", "--dry-run")
    assert "2 calls to make" in dry.out
    assert not file.exists()
    assert not model.prompts
    none = precis(*command, "--model", "extractive")
    assert (none.code, "with a chat model" in none.err) == (2, True)
    csv = precis("evaluate", folder / "q.csv", "--make", "1", "--model", "openai:simulated")
    assert (csv.code, "writes JSONL" in csv.err) == (2, True)
