"""What a question to a whole library wants."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.chains.whole_library.form import is_about_all, read_question, task_of

FORMS = [
    ("Which contracts can be ended within 60 days?", "list"),
    ("In which meetings is the battery discussed?", "list"),
    ("List all letters that mention a refund", "list"),
    ("How many complaints mention the battery?", "count"),
    ("In how many reports is a loss shown?", "count"),
    ("What themes come up?", "themes"),
    ("Which topics are covered?", "themes"),
    ("Wie viele Verträge haben eine Frist von 60 Tagen?", "count"),
    ("Welche Berichte nennen Verluste?", "list"),
    ("Combien de contrats mentionnent la garantie ?", "count"),
    ("¿", "answer"),
    ("Who approves a refund?", "answer"),
    ("What is the notice period?", "answer"),
    ("", "answer"),
    ("Which", "answer"),
]


@pytest.mark.parametrize(("question", "form"), FORMS)
def test_forms(question: str, form: str) -> None:
    assert read_question(question).form == form


def test_a_list_and_a_count_ask_the_same_of_a_document() -> None:
    of_list = read_question("Which complaints mention the battery?")
    of_count = read_question("How many of the complaints mention the battery?")
    assert of_list.condition == of_count.condition
    assert of_list.words == of_count.words == ("battery",)


@pytest.mark.parametrize(
    ("question", "about_all"),
    [
        ("How many complaints mention the battery?", True),
        ("Which of the contracts can be ended?", True),
        ("What themes come up?", True),
        ("How many moons does Jupiter have?", False),
        ("Which year was the bridge opened?", False),
        ("Who approves a refund?", False),
    ],
)
def test_what_is_offered(question: str, about_all: bool) -> None:
    assert is_about_all(question) is about_all


@given(st.text(max_size=200))
def test_any_text_can_be_asked(question: str) -> None:
    found = read_question(question)
    assert found.condition in " ".join(question.split()) or found.form in {"themes", "answer"}
    is_about_all(question)


@pytest.mark.parametrize(
    ("question", "sides", "condition"),
    [
        (
            "Compare what the lease and the offer say about liability",
            ("the lease", "the offer"),
            "liability",
        ),
        ("Compare what A, B and C say on pets?", ("A, B", "C"), "pets"),
        ("Vergleiche was Alt und Neu sagen über Haftung", ("Alt", "Neu"), "Haftung"),
        ("Compare apples and oranges", (), "Compare apples and oranges"),
        ("Compare what they say", (), "Compare what they say"),
    ],
)
def test_comparisons(question: str, sides: tuple[str, ...], condition: str) -> None:
    found = read_question(question)
    assert (found.sides, found.condition) == (sides, condition)
    assert (found.form == "compare") is bool(sides)


@pytest.mark.parametrize(
    ("question", "task"),
    [
        ("How many documents are there?", "list"),
        ("How many files do you have in the library?", "list"),
        ("List all documents", "list"),
        ("Which sources are in this collection?", "list"),
        ("Wie viele Dokumente gibt es?", "list"),
        ("Combien de documents y a-t-il ?", "list"),
        ("¿Cuántos documentos hay?", "list"),
        ("Сколько документов в библиотеке?", "list"),
        ("Summarize the handbook", "summarize"),
        ("Please summarise chapter 3.", "summarize"),
        ("Can you give me a summary of all of it?", "summarize"),
        ("Fasse den Vertrag zusammen", "summarize"),
        ("Compare the two contracts", "compare"),
        ("Vergleiche A und B", "compare"),
        ("Compare what A and B say about liability", None),
        ("How many documents mention the battery?", None),
        ("How many documents were lost in the fire?", None),
        ("How many files does the archive of the city hold?", None),
        ("Which documents do applicants need?", None),
        ("What does the summary say?", None),
        ("Who summarized the report?", None),
        ("How do the two summaries compare?", None),
        ("How many contracts are there?", None),
        ("What files do you have?", "list"),
        ("Show me the list of documents", "list"),
        ("Gib mir eine Liste aller Dateien", "list"),
        ("Quels documents avez-vous ?", "list"),
        ("文档有多少个？", "list"),
        ("这里有哪些文件？", "list"),
        ("ドキュメントはいくつありますか？", "list"),
        ("What is this document about?", "summarize"),
        ("What does the report say?", "summarize"),
        ("Can you tell me what this paper is about?", "summarize"),
        ("Worum geht es in diesem Text?", "summarize"),
        ("De quoi parle ce document ?", "summarize"),
        ("¿De qué trata el documento?", "summarize"),
        ("О чём говорится в этом документе?", "summarize"),
        ("tl;dr", "summarize"),
        ("总结一下这份文件", "summarize"),
        ("把文件总结一下", "summarize"),
        ("この文書を要約してください", "summarize"),
        ("这份文件讲什么？", "summarize"),
        ("이 문서를 요약해 주세요", "summarize"),
        ("Den Vertrag bitte zusammenfassen", "summarize"),
        ("比较两份合同", "compare"),
        ("谁写了总结？", None),
        ("文件里有多少页？", None),
        ("What does the report say about the dam?", None),
        ("What is this song about?", None),
        ("Who wrote this document?", None),
        ("Where is the list of documents?", "list"),
        ("What is the document?", None),
        ("", None),
    ],
)
def test_what_no_passage_can_answer(question: str, task: str | None) -> None:
    assert task_of(question) == task


@given(st.text())
def test_any_text_has_a_task_or_none(question: str) -> None:
    assert task_of(question) in {None, "list", "summarize", "compare"}
