"""`ask --hops`: parts of a question, and what an answer names, looked up with all evidence."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from precis.web.schemas import AnswerShown
from tests.conftest import Precis
from tests.fakes.openai_server import ModelServer, model_server

FACTS = {
    "report": "The Harbour Report of 1931 was written by Konrad Alder. It has ninety pages.",
    "alder": "Konrad Alder was born in the town of Ulm. He never married.",
    "ulm": "The mayor of Ulm is Berta Birch. She was elected twice.",
    "ferry": "The ferry across the lake costs four euros. It runs on Sundays.",
    "salt": "Salt was sold in the market. The price of salt was fixed by the council.",
}
QUESTION = "Who is the mayor of the town in which the author of the Harbour Report was born?"
CHAIN = {
    "": "Who wrote the Harbour Report?",
    "Konrad Alder": "Where was Konrad Alder born?",
    "Ulm": "Who is the mayor of Ulm?",
    "Berta Birch": "DONE",
}
ANSWERS = {"wrote": "written by", "Where": "born in", "mayor of Ulm": "mayor of Ulm"}


def planning(prompt: str) -> str:
    """Name what is to be looked up next, and answer by the sentences that say it."""
    question = prompt.rpartition("Question: ")[2]
    if "You plan look-ups" in prompt:
        notes = "".join(re.findall("Found: (.*)", prompt))
        known = [name for name in CHAIN if name in notes]
        return CHAIN[known[-1]]
    said = re.findall(r"^(\d+) (.+)$", prompt, re.MULTILINE)
    wanted = [words for key, words in ANSWERS.items() if key in question]
    wanted = wanted or (list(ANSWERS.values()) if "author" in question else [])
    found = [f"{text} [{number}]" for number, text in said if any(w in text for w in wanted)]
    return "\n".join(found) or "The documents do not say. [0]"


@pytest.fixture
def facts(precis: Precis, tmp_path: Path) -> Path:
    folder = tmp_path / "facts"
    folder.mkdir()
    for name, text in FACTS.items():
        (folder / f"{name}.txt").write_text(text)
    assert precis("ingest", folder).code == 0
    return folder


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    with model_server(reply=planning) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("OPENAI_API_KEY", "key")
        yield server


def ask(precis: Precis, question: str, *options: str, model: str) -> dict[str, Any]:
    run = precis("ask", question, "--json", "--model", model, *options)
    assert run.code == 0, run.err
    answer: dict[str, Any] = json.loads(run.out)
    assert AnswerShown.model_validate(answer).model_dump(exclude_unset=True) == answer
    claims = [*answer["answer"], *(claim for hop in answer["hops"] for claim in hop["answer"])]
    for cited in (citation for claim in claims for citation in claim["citations"]):
        text = Path(cited["source"]).read_text()
        assert cited["quote"] == text[cited["start"] : cited["end"]]
    return answer


def test_what_an_answer_names_is_looked_up(
    precis: Precis, facts: Path, server: ModelServer
) -> None:
    options = ["-k", "1"]
    answer = ask(precis, QUESTION, "--hops", "5", *options, model="openai:simulated")
    assert [hop["question"] for hop in answer["hops"]] == list(CHAIN.values())[:3]
    assert all(hop["answered"] for hop in answer["hops"])
    assert "Berta Birch" in " ".join(claim["text"] for claim in answer["answer"])
    sources = {Path(c["source"]).stem for claim in answer["answer"] for c in claim["citations"]}
    assert sources == {"report", "alder", "ulm"}
    assert answer["usage"]["calls"] == 2 * 3 + 2
    again = ask(precis, QUESTION, "--hops", "5", *options, model="openai:simulated")
    assert again["usage"]["calls"] == 0
    without = precis("ask", QUESTION, "--json", "--model", "openai:simulated", *options)
    assert "Berta Birch" not in json.loads(without.out)["answer"]


def test_look_ups_are_bounded_and_their_cost_comes_first(
    precis: Precis, facts: Path, server: ModelServer
) -> None:
    command = ["--hops", "2", "-k", "1"]
    run = precis("ask", QUESTION, *command, "--model", "openai:simulated", "--dry-run")
    assert "5 calls to make" in run.out
    assert not server.prompts
    answer = ask(precis, QUESTION, *command, model="openai:simulated")
    assert len(answer["hops"]) == 2
    assert answer["usage"]["calls"] == 2 * 2 + 1


def test_a_model_that_names_the_same_again_is_stopped(
    precis: Precis, facts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "key")
    with model_server(reply=lambda _: "What does the ferry cost?") as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        answer = ask(precis, "The ferry?", "--hops", "9", model="openai:simulated")
    assert [hop["question"] for hop in answer["hops"]] == ["What does the ferry cost?"]


def test_a_plain_question_takes_one_look_up(
    precis: Precis, facts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "key")
    with model_server(reply=lambda _: "DONE") as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        answer = ask(precis, "What is said of salt?", "--hops", "3", model="openai:simulated")
    assert len(answer["hops"]) == 1
    assert answer["usage"]["calls"] == 2


def test_parts_are_answered_by_a_sentence_each(precis: Precis, facts: Path) -> None:
    question = "Who wrote the Harbour Report and what does the ferry cost?"
    answer = ask(precis, question, "--hops", "3", model="extractive")
    assert [claim["text"] for claim in answer["answer"]] == [
        FACTS["report"].partition(". ")[0] + ".",
        FACTS["ferry"].partition(". ")[0] + ".",
    ]
    assert [len(hop["answer"]) for hop in answer["hops"]] == [1, 1]
    command = ["ask", question, "--model", "extractive"]
    assert "`precis ask --hops 2` looks up each" in precis(*command).err
    shown = precis(*command, "--hops", "3")
    assert "looks up each" not in shown.err
    assert "What does the ferry cost?" in shown.out
    assert shown.out.count("four euros") == 2


def test_a_part_that_documents_do_not_say_is_named(precis: Precis, facts: Path) -> None:
    question = "Who wrote the Harbour Report and how many violins did Mozart own?"
    answer = ask(precis, question, "--hops", "3", model="extractive")
    assert [hop["answered"] for hop in answer["hops"]] == [True, False]
    shown = precis("ask", question, "--hops", "3", "--model", "extractive").out
    assert "How many violins did Mozart own? The documents do not say" in shown


def test_no_part_is_dropped_where_there_are_more_than_look_ups(precis: Precis, facts: Path) -> None:
    parts = ["Who wrote the Harbour Report?", "What does the ferry cost?", "Who sold salt?"]
    answer = ask(precis, " ".join(parts), "--hops", "2", model="extractive")
    assert [hop["question"] for hop in answer["hops"]] == [parts[0], f"{parts[1]} {parts[2]}"]


def test_a_model_that_refuses_to_plan_answers_the_question_as_it_is(
    precis: Precis, facts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "key")
    with model_server(reply=planning, taboo="You plan look-ups") as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        question = "Who wrote the Harbour Report?"
        answer = ask(precis, question, "--hops", "2", model="openai:simulated")
    assert [hop["question"] for hop in answer["hops"]] == [question]
    assert answer["answered"]


def test_hops_and_all_are_two_ways(precis: Precis, facts: Path) -> None:
    run = precis("ask", "Who?", "--hops", "2", "--all")
    assert run.code == 2
    assert "cannot be combined" in run.err
    assert precis("ask", "Who?", "--hops", "11").code == 2
