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


TRAM = "Car 12 was built in 1906 and has forty seats. Car 47 was built in 1921. The line is long."
PRICES = """Prices of the baths

Adults (two hours): 9 euros
Youths (under 17): 6 euros
Families: 28 euros

The baths close in July for three weeks, because the pools are cleaned. A locker costs two euros.
"""
BOARD = """Board of the club, 4 June 2023

1. Boat shed. The board accepted the offer of Haas, who can begin in August.

2. Mooring fees. A rise of four percent was proposed. It was rejected, as the season was poor.

3. Members. Either side may end the lease with a month's notice. Fires are allowed only in May.
"""
CHAT = """[09:02] Ann: is the show still on thursday?
[09:03] Bob: no, they moved it to friday
[09:05] Ann: who presents it?
[09:06] Bob: Priya does, i am away
[09:10] Eve: room 7 is booked, i took the hall
"""


@pytest.mark.parametrize(
    "correction",
    [
        "Erratum: the year in which Car 12 was built should read 1909.",
        "Correction: Car 12 was built in 1909, not in 1906.",
        "## Errata\n\nCar 12 was built in 1909.",
        "An earlier version of this page gave 1906 for the year Car 12 was built. It was in 1909.",
    ],
)
def test_a_correction_stands_first_with_what_it_corrects(correction: str, minilm: MiniLM) -> None:
    found = answers("When was Car 12 built?", f"{TRAM}\n\n{correction}\n", minilm)
    new = next(at for at, text in enumerate(found) if "1909" in text or "It was in" in text)
    assert all("forty seats" not in text for text in found[:new])
    about_another = answers("When was Car 47 built?", f"{TRAM}\n\n{correction}\n", minilm)
    assert about_another[0] == "Car 47 was built in 1921."


@pytest.mark.parametrize(
    ("text", "question", "first"),
    [
        (PRICES, "youths?", "Youths (under 17): 6 euros"),
        (PRICES, "families?", "Families: 28 euros"),
        (BOARD, "Were the mooring fees raised?", "A rise of four percent was proposed."),
        (CHAT, "Who is away?", "[09:06] Bob: Priya does, i am away"),
        (CHAT, "hall?", "[09:10] Eve: room 7 is booked, i took the hall"),
    ],
)
def test_lines_of_lists_minutes_and_chats_answer(
    text: str, question: str, first: str, minilm: MiniLM
) -> None:
    assert answers(question, text, minilm)[0] == first


@pytest.mark.parametrize(
    "question", ["Why did the side end the lease?", "Why are fires allowed in June?"]
)
def test_what_may_be_done_or_only_in_part_gives_no_reason(question: str, minilm: MiniLM) -> None:
    assert answers(question, BOARD, minilm) == []


def test_of_dated_statements_the_newest_stands_first(minilm: MiniLM) -> None:
    text = "## 2.1 (May 2022)\n\nThe limit of an upload is now 200 MB.\n\n"
    text += "## 2.2 (June 2024)\n\nThe limit of an upload is now 500 MB.\n"
    found = answers("What is the limit of an upload?", text, minilm)
    assert ["500" in one for one in found] == [True, False]
