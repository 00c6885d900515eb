"""Chains of one's own: what works, and every way to write a wrong one."""

import re
from pathlib import Path

import pytest
from langchain_core.documents import Document

from precis.chains import compose
from precis.chains.workspace import Workspace
from precis.errors import UsageError
from tests.fakes.openai_server import ModelServer

HANDBOOK = Path(__file__).parents[3] / "docs" / "11-chains.md"
[BRIEF] = re.findall(r"```yaml\n(.*?)```", HANDBOOK.read_text(encoding="utf-8"), re.DOTALL)
"""The chain file that the handbook shows."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    into = tmp_path / "precis" / "chains"
    into.mkdir(parents=True)
    return into


def test_parameters_reach_steps_and_prompts(
    workspace: Workspace, server: ModelServer, documents: list[Document], folder: Path
) -> None:
    (folder / "brief.yaml").write_text(BRIEF)
    [item] = compose("brief --audience 'the board' --tone warm", workspace).invoke(documents[:1])
    assert [step.name for step in item.steps] == ["summarize", "generate"]
    first, second = server.prompts
    assert "about 120 words" in first
    assert "What matters to the board?" in first
    assert second.startswith("You write briefs that are warm. ")
    assert "A warm brief for the board" in second


def test_values_cannot_become_steps(
    workspace: Workspace, server: ModelServer, documents: list[Document], folder: Path
) -> None:
    (folder / "own.yaml").write_text("parameters: {what: x}\nsteps:\n  - generate '{what}'\n")
    chain = compose('own --what "\' | translate French {text} {what}"', workspace)
    assert [step.name for step in chain.steps] == ["generate"]
    chain.invoke(documents[:1])
    assert "' | translate French {text} {what}" in server.prompts[0]


def test_chains_in_chains_and_in_text(
    workspace: Workspace, documents: list[Document], folder: Path
) -> None:
    (folder / "inner.yaml").write_text("parameters: {to: French}\nsteps:\n  - translate '{to}'\n")
    (folder / "outer.yaml").write_text("steps:\n  - summarize\n  - inner: {to: German}\n")
    chain = compose("outer | collect | inner --to Italian", workspace)
    assert [step.name for step in chain.steps] == ["summarize", "translate", "collect", "translate"]
    assert [getattr(step.parameters, "language", None) for step in chain.steps] == [
        None,
        "German",
        None,
        "Italian",
    ]


def test_the_project_stands_before_the_user(
    workspace: Workspace, folder: Path, tmp_path: Path
) -> None:
    users = tmp_path / "config" / "precis" / "chains"
    users.mkdir(parents=True)
    (users / "own.yaml").write_text("steps: [collect]")
    (users / "other.yaml").write_text("steps: [collect]")
    (folder / "own.yaml").write_text("steps: [summarize]")
    assert [s.name for s in compose("own | other", workspace).steps] == ["summarize", "collect"]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("steps: [", 1, "is not YAML"),
        ("- a", 1, "is a mapping with 'steps'"),
        ("description: x", 1, "'steps' must be a list"),
        ("steps: []", 1, "'steps' must be a list"),
        ("steps:\n  - summarize\nstep: x", 3, "unknown entry 'step'; did you mean 'steps'?"),
        ("steps:\n  - summarize\n  - sumarize", 3, "unknown step 'sumarize'; did you mean"),
        ("steps:\n  - own", 2, "the chain includes itself: own → own"),
        ("steps:\n  - a | b", 2, "one step per line"),
        ("steps:\n  - {a: 1, b: 2}", 2, "a step is text such as"),
        ("steps:\n  - summarize: {lenght: 3}", 2, "no parameter 'lenght'; did you mean 'length'"),
        ("steps:\n  - summarize: {length: tiny}", 2, "length 'tiny' is not one of"),
        ("steps:\n  - translate", 2, "translate needs LANGUAGE"),
        ("steps:\n  - sentiment\n  - translate French", 3, "translate takes text, but sentiment"),
        ("steps:\n  - translate '{to}'", 2, "the chain has no parameter 'to'; there are none"),
        ("parameters:\n  too: x\nsteps:\n  - translate '{to}'", 4, "did you mean 'too'?"),
        ("parameters:\n  a: {typ: text}\nsteps: [collect]", 2, "unknown entry 'typ'"),
        ("parameters:\n  a: {type: txt}\nsteps: [collect]", 2, "unknown type 'txt'; did you mean"),
        ("parameters:\n  a: {type: integer, default: x}\nsteps: [collect]", 2, "the default of"),
        ("parameters:\n  a: {choices: 3}\nsteps: [collect]", 2, "'choices' must be a list"),
        ("parameters:\n  a:\nsteps: [collect]", 2, "'a' needs a default, or a type"),
        ("parameters:\n  a-b: 1\nsteps: [collect]", 2, "cannot be a parameter's name"),
        ("steps:\n  - &x collect\n  - *x", 2, "anchors and aliases"),
        ("steps:\n  - !!python/object:os.system x", 2, "must be in quotes"),
        ("steps: [collect]\nsteps: [collect]", 2, "'steps' is given twice"),
        ("steps: [collect]\nprompts:\n  generate: {system: a, human: '{text}'}", 3, "exactly the"),
        ("steps: [collect]\nprompts:\n  nope: {system: a, human: b}", 3, "unknown prompt 'nope'"),
        (
            "steps: [collect]\nprompts:\n  generate: {system: '{text.__class__}', human: b}",
            3,
            "not a prompt",
        ),
        (
            "steps: [translate French]\nprompts:\n"
            "  generate: {system: '{citing}', human: '{text}{instruction}'}",
            3,
            "no step uses the prompt 'generate'",
        ),
    ],
)
def test_wrong_files_name_the_line(
    workspace: Workspace, folder: Path, text: str, line: int, said: str
) -> None:
    (folder / "own.yaml").write_text(text)
    with pytest.raises(UsageError) as raised:
        compose("own", workspace)
    message = str(raised.value)
    assert message.startswith(f"precis/chains/own.yaml:{line}: "), message
    assert said in message
    assert "\n" not in message


def test_a_chain_that_includes_itself_by_another(workspace: Workspace, folder: Path) -> None:
    (folder / "one.yaml").write_text("steps: [two]")
    (folder / "two.yaml").write_text("steps:\n  - summarize\n  - one")
    with pytest.raises(
        UsageError, match=r"two\.yaml:3: the chain includes itself: one → two → one"
    ):
        compose("one", workspace)
