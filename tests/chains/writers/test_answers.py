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
MANUAL = """## Lighting the lamp

The keeper may light the lamp by hand. This is done with the following commands:

```
lamp fill --oil
lamp on
```

The lamp is switched off completely by setting the wick to none:

    wick none

## Signs of fog

The signs of fog at the tower are:

- The yard can no longer be seen from the gallery.
- The bell of the buoy sounds as if it were near.
- The gulls sit on the wall and do not fly.

The keeper writes each of them into his book.
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


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            "How can the lamp be switched off completely?",
            [
                "The lamp is switched off completely by setting the wick to none:\nwick none",
            ],
        ),
        (
            "How may the keeper light the lamp?",
            [
                "The keeper may light the lamp by hand.",
                "This is done with the following commands:\nlamp fill --oil\nlamp on",
            ],
        ),
        (
            "What are the signs of fog at the tower?",
            [
                "The signs of fog at the tower are:\n"
                "- The yard can no longer be seen from the gallery.\n"
                "- The bell of the buoy sounds as if it were near.\n"
                "- The gulls sit on the wall and do not fly.",
            ],
        ),
    ],
)
def test_code_and_lists_are_answers_below_what_introduces_them(
    minilm: MiniLM, question: str, answer: list[str]
) -> None:
    assert answers(question, MANUAL, minilm)[: len(answer)] == answer


def test_one_entry_of_a_list_answers_alone(minilm: MiniLM) -> None:
    found = answers("Where do the gulls sit when there is fog?", MANUAL, minilm)
    assert found[0] == "The gulls sit on the wall and do not fly."
