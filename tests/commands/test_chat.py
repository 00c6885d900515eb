import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Precis, Run
from tests.fakes.openai_server import model_server

ALDER = "Clara Alder of the finance team approves every refund."
TRAVEL = "\n\n".join(f"Train {n} leaves from platform {n} at noon." for n in range(40))


@pytest.fixture
def handbook(tmp_path: Path) -> Path:
    file = tmp_path / "handbook.txt"
    file.write_text(f"{ALDER} She has worked in Zagreb since 1999.\n\n{TRAVEL}")
    return file


def answers(run: Run) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run.out.splitlines()]


def test_a_follow_up_understands_what_was_said(precis: Precis, handbook: Path) -> None:
    lines = b"Who approves a refund?\nAnd since when has she worked there?\n/quit\nUnread?\n"
    run = precis("chat", "--in", handbook, "--json", stdin=lines)
    assert run.code == 0, run.err
    first, second = answers(run)
    assert "Alder" in first["answer"][0]["text"]
    assert second["question"] == "And since when has she worked there?"
    assert any("1999" in claim["text"] for claim in second["answer"])
    assert "asked: And since when has she worked there? (" in run.err


def test_sources_stand_under_every_answer(precis: Precis, handbook: Path) -> None:
    run = precis("chat", "--in", handbook, stdin=b"Who approves a refund?\n/sources\n")
    assert f"“{ALDER}”" in run.out
    assert run.out.count("handbook.txt") >= 2


def test_piped_questions_stand_above_their_answers(precis: Precis, handbook: Path) -> None:
    run = precis("chat", "--in", handbook, stdin=b"Who approves a refund?\nWho sells fish?\n")
    of_both = [run.out.index(text) for text in ("Who approves", ALDER[:20], "Who sells fish?")]
    assert of_both == sorted(of_both)


def test_a_conversation_is_kept_and_gone_on_with(
    precis: Precis, handbook: Path, tmp_path: Path
) -> None:
    kept, saved = tmp_path / "talk.json", tmp_path / "saved.json"
    lines = f"Who approves a refund?\n/save {saved}\n".encode()
    precis("chat", "--in", handbook, "--history", kept, stdin=lines)
    assert kept.read_text() == saved.read_text()
    run = precis("chat", "--in", handbook, "--history", kept, stdin=b"Where has she worked?\n")
    assert "refund" in run.err.partition("asked: ")[2]
    assert len(json.loads(kept.read_text())) == 2
    assert len(json.loads(saved.read_text())) == 1


def test_a_mistake_does_not_end_the_conversation(precis: Precis, handbook: Path) -> None:
    lines = b"/bogus\n\n/save\nWho approves a refund?\n"
    run = precis("chat", "--in", handbook, "--json", stdin=lines)
    assert run.code == 1
    assert "no command '/bogus': /sources" in run.err
    assert len(answers(run)) == 1


def test_what_is_no_conversation_is_refused(precis: Precis, handbook: Path) -> None:
    run = precis("chat", "--in", handbook, "--history", handbook, stdin=b"Who?\n")
    assert run.code == 2
    assert "cannot read a conversation" in run.err


def test_a_model_rewrites_follow_ups(
    precis: Precis, handbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reply(prompt: str) -> str:
        if "<conversation>" in prompt:
            assert "Question: Who approves a refund?\nAnswer: " in prompt
            return "Where has Clara Alder worked since 1999?"
        return f"{ALDER} [1]"

    monkeypatch.setenv("OPENAI_API_KEY", "sk-test")
    with model_server(reply=reply) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        lines = b"Who approves a refund?\nWhere has she worked?\n"
        run = precis("chat", "--in", handbook, "--json", stdin=lines)
    assert run.code == 0, run.err
    assert [answer["answered"] for answer in answers(run)] == [True, True]
    assert "asked: Where has Clara Alder worked since 1999?" in run.err
    assert len(server.prompts) == 3
    assert "Question: Where has Clara Alder worked since 1999?" in server.prompts[-1]
    assert answers(run)[1]["usage"]["calls"] == 2
