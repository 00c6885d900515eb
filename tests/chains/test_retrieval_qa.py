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


def library(folder: Path, *texts: str) -> precis.Library:
    usual = {"title": "", "media_type": "text/plain", "pages": []}
    made = precis.Library(folder, model="extractive")
    named = zip("defg", texts, strict=False)
    made.ingest(
        [Document(text, metadata={**usual, "id": n, "source": f"{n}.txt"}) for n, text in named]
    )
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


@pytest.mark.parametrize("text", [TEXTS["sentence"], "Die Mühle brannte 1911 ab."])
def test_models_are_loaded_once_however_many_libraries_are_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    assert library(tmp_path / "one", text).answer("1911?").documents
    for loads in ("onnxruntime.InferenceSession", "tokenizers.Tokenizer"):
        monkeypatch.setattr(loads, None)
    assert library(tmp_path / "other", text).answer("1911?").documents


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


def test_of_documents_that_disagree_the_newest_answers_first(tmp_path: Path) -> None:
    old = "Notice of 1 January 2021\n\nA single ticket for the tram costs 2.40 euros."
    new = "Notice of 1 July 2024\n\nA single ticket for the tram costs 3.10 euros."
    answer = library(tmp_path, old, new).answer("What does a single ticket cost?")
    assert "3.10" in answer.claims[0].text
    assert answer.disagreeing == ("e", "d")
    assert "2024-07-01" in (what_else(answer) or "")


CANAL = """# The canal

The Sorvik Canal has 21 locks. It was dug by soldiers. King Oskar blessed it on 9 June 1834.

In 1962 other canals were closed, but the Sorvik Canal stayed open because the mills used it.

Figure 2: Locks of the Sorvik Canal.

- 4 lock keepers
- 12 boats for the ice

Today the debt is paid. It was 18,250 crowns.
"""


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("How many locks has the Sorvik Canal, and who blessed it?", ["21 locks", "King Oskar"]),
        ("How many lock keepers are there?", ["4 lock keepers"]),
        ("How much was the debt that was paid?", ["18,250"]),
        ("Why did the Sorvik Canal close in 1962?", []),
        ("Sorvik?", ["The Sorvik Canal"]),
    ],
)
def test_each_kind_of_question_gets_what_it_asks_for(
    tmp_path: Path, question: str, shown: list[str]
) -> None:
    answer = library(tmp_path, CANAL).answer(question)
    texts = " ".join(claim.text for claim in answer.claims)
    assert answer.answered == bool(shown)
    assert all(text in texts for text in shown)
    assert "Figure 2" not in texts
