import pytest

from precis.chains.evidence import Answer
from precis.screen.results import Results


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


def test_json_names_the_question_itself(capsys: pytest.CaptureFixture[str]) -> None:
    Results(json=True).answer(answer("Who leads it?"), titled=True)
    assert capsys.readouterr().out.startswith('{"question": "Who leads it?"')
