"""`precis evaluate`: figures with intervals, and the failures."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.chains.evaluation import Figure
from tests.conftest import Precis

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
