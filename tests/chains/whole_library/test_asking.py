"""`ask --all`: lists, counts and themes over all documents, with their evidence."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from precis import event_loop
from precis.chains.events import Asked
from precis.chains.requests import AskOptions, CallOptions
from precis.chains.whole_library.asking import answering
from precis.chains.workspace import Workspace
from precis.web.schemas import AnswerShown
from tests.conftest import Precis
from tests.fakes.openai_server import ModelServer, model_server

COMPLAINTS = {
    "ames": "The battery of my lamp died after one week. I want a new one.",
    "bell": "The parcel came late. Nobody answered my calls.",
    "cole": "Your lamp is fine. Still, its battery does not last an evening.",
    "dunn": "The colour is not what I ordered. Please take the lamp back.",
}


def judging(prompt: str) -> str:
    """State the first sentence with a battery in it; of notes, merge the first two."""
    asked = prompt.rpartition("Looked for:")[2]
    found = re.findall(r"^(\d+) (.+)$", prompt, re.MULTILINE)
    if not asked.strip() or "Looked for:" not in prompt:
        return "\n".join(f"{text} [{number}]" for number, text in found[:2])
    said = [f"{text} [{number}]" for number, text in found if "battery" in text]
    return said[0] if said else "The documents do not say. [0]"


@pytest.fixture
def complaints(precis: Precis, tmp_path: Path) -> Path:
    """A folder of complaints, ingested into the collection `mail`."""
    folder = tmp_path / "mail"
    folder.mkdir()
    for name, text in COMPLAINTS.items():
        (folder / f"{name}.txt").write_text(text)
    assert precis("ingest", folder, "--collection", "mail").code == 0
    return folder


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    """A chat model that answers about batteries."""
    with model_server(reply=judging) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("OPENAI_API_KEY", "key")
        yield server


def ask(precis: Precis, question: str, *options: str) -> dict[str, Any]:
    run = precis("ask", question, "--collection", "mail", "--json", *options)
    assert run.code == 0, run.err
    answer: dict[str, Any] = json.loads(run.out)
    assert AnswerShown.model_validate(answer).model_dump(exclude_unset=True) == answer
    for claim in answer["answer"]:
        for cited in claim["citations"]:
            text = Path(cited["source"]).read_text()
            assert cited["quote"] == text[cited["start"] : cited["end"]]
    return answer


def titles(answer: dict[str, Any]) -> set[str]:
    return {Path(finding["source"]).stem for finding in answer["all"]["findings"]}


def test_sentences_list_and_count(precis: Precis, complaints: Path) -> None:
    extractive = ["--all", "--model", "extractive"]
    counted = ask(precis, "How many complaints mention the battery?", *extractive)
    assert titles(counted) == {"ames", "cole"}
    assert counted["all"]["count"] == 2
    assert counted["answer"][0]["text"] == "2 of 4 documents."
    assert len(counted["answer"][0]["citations"]) == 2
    listed = ask(precis, "Which complaints mention the battery?", *extractive)
    assert listed["all"]["findings"] == counted["all"]["findings"]
    nothing = ask(precis, "Which complaints mention a giraffe?", *extractive)
    assert (nothing["answered"], nothing["all"]["count"]) == (False, 0)


def test_calls_are_one_a_document_and_paid_once(
    precis: Precis, complaints: Path, server: ModelServer
) -> None:
    model = ["--all", "--model", "openai:simulated"]
    question = "How many complaints mention the battery?"
    first = ask(precis, question, *model)
    assert titles(first) == {"ames", "cole"}
    assert first["usage"]["calls"] == first["all"]["asked"] == len(server.prompts)
    again = ask(precis, question, *model)
    assert again["usage"]["calls"] == 0
    assert ask(precis, "Which complaints mention the battery?", *model)["usage"]["calls"] == 0
    (complaints / "east.txt").write_text("One battery leaked over the table.")
    assert precis("ingest", complaints, "--collection", "mail").code == 0
    grown = ask(precis, question, *model)
    assert grown["usage"]["calls"] == 1
    assert grown["all"]["count"] == 3
    every = ask(precis, question, *model, "--unfiltered")
    assert every["all"]["asked"] == every["all"]["documents"] == 5


def test_the_cost_comes_first_and_limits_hold(
    precis: Precis, complaints: Path, server: ModelServer
) -> None:
    command = ["ask", "How many complaints mention the battery?", "--collection", "mail", "--all"]
    command += ["--model", "openai:simulated"]
    planned = precis(*command, "--dry-run", "--json")
    assert planned.code == 0, planned.err
    assert json.loads(planned.out)["usage"]["calls"] == 2
    assert server.prompts == []
    run = precis(*command, "--max-calls", "1")
    assert (run.code, len(server.prompts)) == (1, 1), run.err
    assert "about 2 calls" in run.err
    assert precis(*command).code == 0
    assert len(server.prompts) == 2


def test_themes_are_merged_and_grouped(
    precis: Precis, complaints: Path, server: ModelServer
) -> None:
    answer = ask(precis, "What themes come up?", "--all", "--model", "openai:simulated")
    assert answer["all"]["form"] == "themes"
    assert answer["usage"]["calls"] == len(COMPLAINTS) + 1
    assert {len(group["documents"]) for group in answer["all"]["groups"]} == {1}


def test_all_is_offered_and_chosen_where_a_question_wants_it(
    precis: Precis, complaints: Path
) -> None:
    command = ["--collection", "mail", "--model", "extractive"]
    question = "How many complaints mention the battery?"
    assert "precis ask --all" in precis("ask", question, *command).err
    assert "precis ask --all" not in precis("ask", "Who called?", *command).err
    assert "2 of 4 documents." in precis("ask", question, *command, "--all-auto").out
    assert "all" not in ask(precis, "Who came late?", "--all-auto", "--model", "extractive")


def test_bad_input(precis: Precis, complaints: Path, server: ModelServer) -> None:
    run = precis("ask", "How many?", "--all", "--collection", "none", "--model", "extractive")
    assert (run.code, "no collection 'none'" in run.err) == (2, True)
    (complaints / "long.txt").write_text("The battery failed. " + "It was a long day. " * 5000)
    assert precis("ingest", complaints, "--collection", "mail").code == 0
    model = ["--model", "openai:simulated", "--context", "4000"]
    answer = ask(precis, "Which complaints mention the battery?", "--all", *model)
    in_part = {Path(it["source"]).stem for it in answer["all"]["findings"] if it["in_part"]}
    assert in_part == {"long"}
    assert titles(answer) == {"ames", "cole", "long"}


def test_documents_are_compared_side_by_side(precis: Precis, complaints: Path) -> None:
    question = "Compare what Ames and Cole say about the battery"
    answer = ask(precis, question, "--all", "--model", "extractive")
    assert [Path(it["source"]).stem for it in answer["all"]["findings"]] == ["ames", "cole"]
    assert answer["answer"][0]["text"].startswith("ames: The battery")
    assert (answer["all"]["form"], answer["all"]["asked"]) == ("compare", 2)
    wrong = question.replace("Cole", "Zoe")
    run = precis("ask", wrong, "--all", "--collection", "mail", "--model", "extractive")
    assert (run.code, "no document named 'Zoe'" in run.err) == (2, True)


def test_only_what_is_new_is_asked(precis: Precis, complaints: Path) -> None:
    question, options = "How many complaints mention the battery?", ["--model", "extractive"]
    day = ["--since", "2020-01-31"]
    assert ask(precis, question, "--all", *day, *options)["all"]["documents"] == 4
    run = precis("ask", question, "--since", "2999-01-01", "--collection", "mail", *options)
    assert (run.code, "was added or changed since" in run.err) == (1, True)
    run = precis("ask", question, "--since", "soon", "--collection", "mail", *options)
    assert (run.code, "is not a day" in run.err) == (2, True)


def test_themes_without_a_model_are_phrases_that_documents_share(
    precis: Precis, complaints: Path
) -> None:
    answer = ask(precis, "What themes come up?", "--all", "--model", "extractive")
    groups = {group["label"]: len(group["documents"]) for group in answer["all"]["groups"]}
    assert groups == {"lamp": 3, "battery": 2}
    for claim in answer["answer"]:
        assert all(claim["text"] in cited["quote"] for cited in claim["citations"])


def test_an_emptied_collection_says_so(precis: Precis, complaints: Path) -> None:
    assert precis("sources", "remove", complaints, "--collection", "mail").code == 0
    run = precis("ask", "How many are there?", "--all", "--collection", "mail")
    assert (run.code, "'mail' is empty" in run.err) == (1, True)


@pytest.mark.parametrize("model", ["extractive", "openai:simulated"])
def test_how_many_were_asked_is_told_while_they_are(
    model: str, complaints: Path, server: ModelServer, tmp_path: Path
) -> None:
    workspace = Workspace(tmp_path / "library", CallOptions(), model=model)
    chain = answering(workspace, AskOptions(collection="mail", all=True))

    async def told() -> list[Asked]:
        events = chain.events("Which complaints mention the battery?")
        return [event async for event in events if isinstance(event, Asked)]

    found = event_loop.run(told())
    assert found[0].done == 0
    assert found[-1].done == found[-1].total == 2
    assert [each.done for each in found] == sorted(each.done for each in found)
