"""Questions with answers and lists with introductions, read as a reader does."""

import asyncio

import pytest
from langchain_core.documents import Document

from precis.chains.writers.answers import candidates
from precis.chains.writers.extractive import ExtractiveWriter
from precis.models.embeddings import MiniLM

FAQ = """## F1. How can I ring the bell in fog?

First pull the brass chain twice. The horn answers on its own.

## F2. Why does the lamp flicker at night?

Water in the oil is the usual reason. Drain the tank before you fill it.

## F3. Who may climb the tower on Sundays?

Only visitors with a blue ticket, and none under six years.

## F4. What does "Lamp out of reach" mean?

The ladder is missing from the hook. Bring it back from the yard.
"""
LISTS = """The new lamp was fitted in spring. Its advantages are:

- It burns half the oil of the old one.
- Ships see it from twenty miles.

But it also has drawbacks:

- The glass must be cleaned every day.
- Spare wicks come from abroad.

The keeper is content with it. He wrote so in May.
"""


@pytest.fixture(scope="module")
def minilm() -> MiniLM:
    return MiniLM()


def passage(text: str) -> Document:
    metadata = {"document_id": "d", "start_index": 0, "end_index": len(text)}
    return Document(text, metadata=metadata)


def answers(question: str, text: str, minilm: MiniLM) -> list[str]:
    found = asyncio.run(ExtractiveWriter(minilm).answer(question, [passage(text)]))
    return [claim.text for claim in found]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How can I ring the bell in fog?", "First pull the brass chain twice."),
        ("Why does the lamp flicker at night?", "Water in the oil is the usual reason."),
        ("Who may climb the tower on Sundays?", "Only visitors with a blue ticket"),
        ('What does "Lamp out of reach" mean?', "The ladder is missing from the hook."),
    ],
)
def test_the_answer_to_a_listed_question_is_what_follows_it(
    minilm: MiniLM, question: str, answer: str
) -> None:
    found = answers(question, FAQ, minilm)
    assert found[0].startswith(answer)
    assert not any(text.endswith("?") for text in found)


def test_entries_of_a_list_are_read_after_its_introduction(minilm: MiniLM) -> None:
    read = [candidate.text for candidate in candidates([passage(LISTS)], minilm)]
    assert "Its advantages are: - Ships see it from twenty miles." in read
    assert "But it also has drawbacks: - Spare wicks come from abroad." in read
    assert "The keeper is content with it." in read


def test_a_quoted_question_can_answer(minilm: MiniLM) -> None:
    text = (
        "The keeper asked the captain of the schooner: “Where is the oil for the lamp?” He laughed."
    )
    read = [candidate.text for candidate in candidates([passage(text)], minilm)]
    assert any("Where is the oil" in sentence for sentence in read)


def test_a_passage_of_questions_answers_nothing(minilm: MiniLM) -> None:
    text = "## F1. How can I ring the bell in fog?\n\n## F2. Why does the lamp flicker?\n"
    assert answers("How can I ring the bell in fog?", text, minilm) == []
