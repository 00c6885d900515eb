import pytest
from langchain_core.documents import Document

from precis.chains.evidence import Answer, Claim, Passage, SearchResult, Span
from precis.screen import Screen
from precis.screen.results import Results
from precis.stores.catalog import Source


def answer(question: str) -> Answer:
    return Answer(
        question=question, standalone=question, claims=(), passages=(), documents={}, model="m"
    )


def test_each_of_several_questions_stands_above_its_answer(
    capsys: pytest.CaptureFixture[str],
) -> None:
    screen = Results(quiet=True)
    for question in ("Who leads it?", "What does it burn?"):
        screen.answer(answer(question), titled=True)
    printed = capsys.readouterr().out.split("\n")
    said = "The documents do not say."
    assert printed == ["Who leads it?", said, "", "What does it burn?", said, ""]


NAMES = [
    "two\nlines.txt",
    "a\ttab.txt",
    "red\x1b[31m.txt",
    "line\u2028end.txt",
    "turn\u202etxt.exe",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_steers_no_terminal_and_takes_one_line(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    at = {"id": "1", "source": f"/docs/{name}", "title": name, "pages": [], "media_type": "text"}
    document = Document("It stands.", metadata=at)
    span = Span(document_id="1", start=0, end=10)
    claim = Claim(text="It stands.", spans=(span,), support=1.0, supported=True)
    passage = Passage(
        document_id="1",
        source=f"/docs/{name}",
        title=name,
        page=None,
        start=0,
        end=10,
        score=1.0,
        text="It stands.",
    )
    screen = Screen()
    screen.sources([Source("1", f"/docs/{name}", name, "2026-01-01", 1)])
    screen.passages(SearchResult(question="?", unmatched=[], passages=[passage]))
    screen.answer(answer("?").model_copy(update={"claims": (claim,), "documents": {"1": document}}))
    screen.warn(f"precis: no document '{name}'")
    screen.document(document)
    printed = capsys.readouterr()
    lines = [line for line in f"{printed.out}\n{printed.err}".splitlines() if line.strip()]
    assert len(lines) == 9
    assert all(line.isprintable() for line in lines)


def test_json_names_the_question_itself(capsys: pytest.CaptureFixture[str]) -> None:
    Results(json=True).answer(answer("Who leads it?"), titled=True)
    assert capsys.readouterr().out.startswith('{"question": "Who leads it?"')
