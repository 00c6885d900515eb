"""Rows of tables answer by what stands in them, above them, and in the title."""

import pytest
from langchain_core.documents import Document

from precis.chains.writers.rows import of_another_year, rows_that_answer
from precis.chains.writers.sentences import read_sentences

TABLE = """# Boats

## Rates for 2026

| Boat | Berths | Price per night | Skipper |
|---|---|---|---|
| Heron | 2 | €126 | Ann |
| Otter | 4 | €171 | Ann |
| Tern | 6 | €240 | Ben |
"""
PASSAGE = Document(
    TABLE,
    metadata={"document_id": "a", "start_index": 0, "title": "Boats", "source": "rates.md"},
)


def answered(question: str) -> list[str]:
    rows = rows_that_answer(question, [read_sentences(PASSAGE)], [PASSAGE])
    return [row.text.split(";")[0].removeprefix("Boat: ") for row in rows]


@pytest.mark.parametrize(
    ("question", "boats"),
    [
        ("What is the price of the Heron?", ["Heron"]),
        ("What are the rates for the Tern?", ["Tern"]),
        ("What does a night in the Otter cost?", ["Otter"]),
        ("How many berths does the Otter have?", ["Otter"]),
        ("Which boat has 6 berths?", ["Tern"]),
        ("Which boats have Ann as skipper?", ["Heron", "Otter"]),
        ("What is the price of a boat?", []),
        ("What is the price of the Gannet?", []),
        ("How many cabins does the Heron have in Norway?", []),
        ("What did the Heron cost in 2019?", []),
    ],
)
def test_a_row_answers_with_its_cells_columns_and_titles(question: str, boats: list[str]) -> None:
    assert answered(question) == boats


def test_a_year_that_nothing_names_is_another() -> None:
    [row, *_] = [each for each in read_sentences(PASSAGE) if each.row]
    assert of_another_year("What did it cost in 2019?", row, [PASSAGE])
    assert not of_another_year("What does it cost in 2026?", row, [PASSAGE])
    assert not of_another_year("Which sleeps more than 1500?", row, [PASSAGE])
