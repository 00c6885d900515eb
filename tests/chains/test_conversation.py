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
        ("When does the work begin?", set()),
        ("Who wrote the second page?", set()),
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


BOATS = ("How many boats passed in 1869?", "Traffic was greatest in 1869, with 11,400 boats.")
MAYOR = ("Who is the mayor of Oslo?", "Anne Lind is the mayor of Oslo.")


@pytest.mark.parametrize(
    ("before", "question", "whole"),
    [
        (BOATS, "And in 1962?", "How many boats passed in 1962?"),
        (BOATS, "What about 1962?", "How many boats passed in 1962?"),
        (BOATS, "And trains?", "And trains? (boats passed 1869)"),
        (BOATS, "What about trains in 1962?", "What about trains in 1962? (boats passed)"),
        (BOATS, "Why?", "Why? (boats passed 1869)"),
        (BOATS, "And what does a day ticket cost?", None),
        (BOATS, "Is there a fee?", None),
        (BOATS, "How many documents are there?", None),
        (BOATS, "How much is one ticket?", None),
        (BOATS, "Which lamp that broke was repaired?", None),
        (BOATS, "When did Ilse lose her watch?", None),
        (MAYOR, "And of Bergen?", "Who is the mayor of Bergen?"),
        (MAYOR, "Does the mayor like her job?", None),
        (MAYOR, "What does she earn?", "What does she earn? (mayor Oslo Lind)"),
        (
            ("Combien de bateaux sont passés en 1869 ?", "11 400 bateaux."),
            "Et en 1962 ?",
            "Combien de bateaux sont passés en 1962 ?",
        ),
        (
            ("Wie hoch ist der Turm?", "Der Turm ist 30 Meter hoch."),
            "Und wann wurde er gebaut?",
            "Und wann wurde er gebaut? (Turm)",
        ),
        (("桥有多长?", "桥长62米。"), "它什么时候建的?", "它什么时候建的? (桥)"),
        (("桥有多长?", "桥长62米。"), "门票多少钱?", None),
        (("Summarize the paper.", ""), "Why?", None),
    ],
)
def test_only_what_is_referred_to_is_carried_over(
    before: tuple[str, str], question: str, whole: str | None
) -> None:
    asked, answer = before
    assert carried_over(question, [Turn(asked, asked, answer)]) == (whole or question)


def test_a_task_of_the_library_is_no_topic() -> None:
    asked, answer = BOATS
    turns = [Turn(asked, asked, answer), Turn("List all documents", "List all documents", "")]
    assert carried_over("And in 1962?", turns) == "How many boats passed in 1962?"


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
