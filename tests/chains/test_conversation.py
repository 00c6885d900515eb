from pathlib import Path

import pytest

from precis.chains.conversation import Turn, carried_over, read_conversation, write_conversation
from precis.errors import UsageError

ASKED = "Who approves a refund?"
BEFORE = [Turn(ASKED, ASKED, "Every refund is approved by Clara Alder.\nBob Birch books trains.")]


@pytest.mark.parametrize(
    ("question", "carried"),
    [
        ("And how long does it take?", {"approves", "refund", "Clara", "Alder"}),
        ("When was she born?", {"approves", "refund", "Clara", "Alder"}),
        ("Why?", {"approves", "refund", "Clara", "Alder"}),
        ("Does Alder decide this alone?", {"approves", "refund", "Clara"}),
        ("Which desk books the trains?", set()),
        ("What is the capital of France?", set()),
    ],
)
def test_what_a_follow_up_refers_to_is_carried_over(question: str, carried: set[str]) -> None:
    whole = carried_over(question, BEFORE)
    assert whole.startswith(question)
    assert set(whole.removeprefix(question).strip(" ()").split()) == carried


def test_what_was_carried_over_is_carried_on() -> None:
    second = carried_over("And how long does it take?", BEFORE)
    third = carried_over("Why?", [*BEFORE, Turn("And how long does it take?", second, "")])
    assert {"refund", "Alder"} <= set(third.strip("()").replace("(", "").split())


def test_the_first_question_stands_alone() -> None:
    assert carried_over("Why is it so?", []) == "Why is it so?"


def test_a_conversation_is_read_as_it_was_written(tmp_path: Path) -> None:
    file = tmp_path / "talk.json"
    assert read_conversation(file) == []
    write_conversation(BEFORE * 2, file)
    assert read_conversation(file) == BEFORE * 2
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("content", ["", "[1]", '[{"question": "x"}]', "{", '{"a": 1}', "\xff"])
def test_a_file_of_something_else_is_told_and_kept(tmp_path: Path, content: str) -> None:
    file = tmp_path / "thesis.json"
    file.write_bytes(content.encode("latin-1"))
    with pytest.raises(UsageError, match=r"cannot read a conversation from .*thesis\.json"):
        read_conversation(file)
    assert file.read_bytes() == content.encode("latin-1")


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot write the conversation"):
        write_conversation(BEFORE, tmp_path / "nowhere" / "talk.json")
