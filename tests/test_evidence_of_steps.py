"""Whatever a remote model replies to a step or in a chat, nothing passes as supported that is not.

The replies are those of `fakes/harsh_replies.py`; summaries and answers are in
`test_evidence_end_to_end.py`.
"""

import json
from itertools import count
from pathlib import Path

import pytest

from tests.conftest import Precis
from tests.fakes.harsh_replies import HARSH, lying
from tests.fakes.openai_server import model_server
from tests.test_evidence_end_to_end import (
    MODES,
    STORY,
    check_claims,
    check_screen,
    load_texts,
)

SCHEMA = json.dumps(
    {
        "type": "object",
        "properties": {"opened": {"type": "integer"}, "made_of": {"type": "string"}},
    }
)
FREE = (
    "translate French",
    "generate 'A verse'",
    "summarize | translate German",
    "generate 'A verse' | translate Italian",
)
STRUCTURED = (
    "keywords",
    "sentiment",
    "classify evil good",
    f"extract '{SCHEMA}'",
    "compare",
    "filter 'It is made of cheese'",
    "keywords | collect",
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """As many stories as there are replies."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test-key-of-nobody")
    into = tmp_path / "stories"
    into.mkdir()
    for number in range(len(HARSH)):
        (into / f"{number:02}.txt").write_text(f"{STORY}It is story {number}.", encoding="utf-8")
    return into


def claims_of(result: object) -> list[dict[str, object]]:
    """Return every claim in a result, wherever it is."""
    if isinstance(result, list):
        return [claim for value in result for claim in claims_of(value)]
    if not isinstance(result, dict):
        return []
    if "citations" in result:
        return [result]
    return [claim for value in result.values() for claim in claims_of(value)]


@pytest.mark.parametrize("chain", FREE + STRUCTURED)
def test_whatever_a_remote_model_writes_in_a_step(
    precis: Precis, folder: Path, monkeypatch: pytest.MonkeyPatch, chain: str
) -> None:
    texts = load_texts(precis, folder)
    replies, turn = list(HARSH.values()), count()

    def reply(prompt: str) -> str:
        harsh = replies[next(turn) % len(replies)]
        return lying(prompt) if "Schema: " in prompt and next(turn) % 3 else harsh

    with model_server(reply=reply) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        for unsupported in MODES if "generate" in chain else ("mark",):
            run = precis("run", chain, folder, "--json", "--unsupported", unsupported)
            assert run.code in {0, 1}
            assert "unexpected" not in run.err
            for line in run.out.splitlines():
                check_claims(claims_of(json.loads(line)), texts, unsupported)
        shown = precis("run", chain, folder, "--unsupported", "mark")
        check_screen(shown.out, "mark")


def test_whatever_a_remote_model_writes_in_a_chat(
    precis: Precis, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = load_texts(precis, folder)
    replies = iter(list(HARSH.values()) * 4 * len(MODES))
    questions = "\n".join(["When did it open?", "What did it cost?"] * (len(HARSH) // 2))
    with model_server(reply=lambda _: next(replies)) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        for unsupported in MODES:
            options = ("--json", "--unsupported", unsupported)
            run = precis("chat", "--in", folder, *options, stdin=questions.encode())
            assert run.code == 0, run.err
            for line in run.out.splitlines():
                check_claims(json.loads(line)["answer"], texts, unsupported)
