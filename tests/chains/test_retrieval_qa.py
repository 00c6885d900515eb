"""Questions that are answered, and those that are not, without a chat model."""

from pathlib import Path

import pytest
from langchain_core.documents import Document

import precis
from precis.screen.advice import what_else

TEXTS = {
    "sentence": "The mill burned down in 1911.",
    "word": "mill",
    "table": "| Person | Phone |\n|---|---|\n| Omar | 5512 |\n",
    "code": "def grind(grain):\n    return grain + 1\n",
    "blank": " \n ",
}


def library(folder: Path, text: str) -> precis.Library:
    metadata = {"id": "d", "source": "d.txt", "title": "", "media_type": "text/plain", "pages": []}
    made = precis.Library(folder, model="extractive")
    made.ingest([Document(text, metadata=metadata)])
    return made


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize(
    "question", ["Mill?", "Who wrote this?", "Wann brannte die Mühle?", "mill " * 2000 + "?"]
)
def test_any_question_of_any_text_has_an_answer_or_none(
    tmp_path: Path, text: str, question: str
) -> None:
    answer = library(tmp_path, text).answer(question)
    assert answer.answered == bool(answer.claims)
    assert answer.as_json()["brief"] is None


def test_the_name_or_figure_asked_for_comes_with_the_answer(tmp_path: Path) -> None:
    answer = library(tmp_path, TEXTS["sentence"]).answer("When did the mill burn down?")
    assert answer.brief == "1911"


def test_a_wrapped_sentence_is_put_on_one_line_and_quoted_as_it_stands(tmp_path: Path) -> None:
    answer = library(tmp_path, "The mill burned\ndown in 1911.").answer("When did the mill burn?")
    (claim,) = answer.claims
    assert claim.text == "The mill burned down in 1911."
    assert claim.spans[0].quote(answer.documents) == "The mill burned\ndown in 1911."
    assert (claim.support, claim.supported) == (1.0, True)


@pytest.mark.parametrize(
    ("question", "task"),
    [
        ("How many documents are there?", "list"),
        ("Summarize the mill", "summarize"),
        ("Compare the mill and the fire", "compare"),
    ],
)
def test_what_is_wanted_of_the_library_is_no_answer(
    tmp_path: Path, question: str, task: str
) -> None:
    text = "How many documents are there of the mill? There are 20 documents. The mill burned."
    answer = library(tmp_path, text).answer(question)
    assert (answer.answered, answer.as_json()["task"]) == (False, task)


def test_where_nothing_answers_both_languages_are_named(tmp_path: Path) -> None:
    answer = library(tmp_path, TEXTS["sentence"]).answer(
        "In welchem Jahr ist die Mühle abgebrannt?"
    )
    assert (answer.answered, answer.languages) == (False, ("de", "en"))
    assert "ask in 'en'" in (what_else(answer) or "")


@pytest.mark.parametrize("question", ["When was the gate built?", "Mill?"])
def test_no_language_is_named_where_both_are_the_same_or_unknown(
    tmp_path: Path, question: str
) -> None:
    answer = library(tmp_path, TEXTS["sentence"]).answer(question)
    assert answer.languages == ()


@pytest.mark.parametrize("half", ["\ud800", "\udfff\ud800"])
def test_half_a_surrogate_pair_spoils_no_question(tmp_path: Path, half: str) -> None:
    made = library(tmp_path, TEXTS["sentence"])
    asked = f"When did {half} the mill burn down?"
    assert made.answer(asked).brief == "1911"
    assert made.answer(asked, all=True).answered
    assert len(made.search(asked)) == 1
    documents = [Document(TEXTS["sentence"], metadata={"id": "d", "source": "d", "pages": []})]
    [claim] = precis.check(f"The mill {half} burned down in 1911.", documents)
    assert claim.supported
