"""Whether passages answer, judged by the weights shipped over real embeddings."""

import asyncio

import pytest
from langchain_core.documents import Document

from precis.chains.grounding.answerable import Likeness, names_something
from precis.chains.grounding.lexical import terms
from precis.chains.grounding.rarity import rarity
from precis.chains.writers.answers import subject
from precis.chains.writers.extractive import ExtractiveWriter
from precis.models.embeddings import MiniLM

PASSAGES = [
    "Mrs Alder keeps the lighthouse at Cape Wren. She trims the lamp at dusk and at midnight.",
    "The supply boat comes on Fridays. It brings oil for the lamp and letters for the keeper.",
    "In the great storm of 1911 the gallery railing was torn away and never found.",
]


@pytest.fixture(scope="module")
def writer() -> ExtractiveWriter:
    return ExtractiveWriter(MiniLM())


def passages() -> list[Document]:
    starts = [sum(map(len, PASSAGES[:n])) for n in range(len(PASSAGES))]
    return [
        Document(
            text,
            metadata={"document_id": "d", "start_index": at, "end_index": at + len(text)},
        )
        for at, text in zip(starts, PASSAGES, strict=True)
    ]


def likeness(question: str) -> Likeness:
    return subject(question, passages(), MiniLM())


@pytest.mark.parametrize(
    "question",
    [
        "Who keeps the lighthouse at Cape Wren?",
        "What does the supply boat bring?",
        "What happened to the gallery railing in the great storm?",
        "When does the boat come?",
        "Why was the gallery railing torn away?",
    ],
)
def test_what_the_passages_say_is_answered(writer: ExtractiveWriter, question: str) -> None:
    assert asyncio.run(writer.answer(question, passages()))


@pytest.mark.parametrize(
    "question",
    [
        "Who is Ann Clotilde, and what happens to her on the asteroid?",
        "What did the committee decide about teacher training?",
        "How is cosine similarity computed?",
        "Which keeper drowned in the shipwreck of the Minerva?",
        "Why was the lamp sold?",
        "How does the keeper heat the lighthouse?",
        "How did Mrs Alder learn her trade?",
    ],
)
def test_what_they_do_not_say_is_declined(writer: ExtractiveWriter, question: str) -> None:
    assert asyncio.run(writer.answer(question, passages())) == []


def test_shares_of_the_words_of_a_question() -> None:
    all_there = likeness("Which letters does the supply boat bring the keeper?")
    assert (all_there.together, all_there.missing_names) == (1.0, 0.0)
    half_there = likeness("Does the boat carry Zebedee?")
    assert half_there.together == pytest.approx(1 / 3)
    assert half_there.missing_names == 1.0
    assert half_there.spread < 1 / 9  # the one word found stands in one passage and is a common one


def test_pairs_are_neighbouring_words_that_one_sentence_has() -> None:
    assert likeness("Is there a supply boat?").pairs == 1.0
    assert likeness("Is the boat torn?").pairs == 0.0
    assert likeness("Is there a lamp?").pairs == 1.0
    assert likeness("Who is it?").pairs == 0.0


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Describe the setting of the story.", False),
        ("Where does the story take place?", False),
        ("What happens?", False),
        ("Describe the setting of the story, Snaddra.", True),
        ("What is the role of the egg in the story?", True),
        ("灯台はどこですか", True),
    ],
)
def test_questions_that_suit_every_text_name_nothing(question: str, *, names: bool) -> None:
    assert names_something(terms(question)) == names


def test_rarity_follows_the_frequency_of_words() -> None:
    assert 0 < rarity("stori") < rarity("lighthous") < rarity("zebedee") == rarity("qwrtz")
