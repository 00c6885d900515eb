"""The reader of answers, with its shipped weights."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from precis.models.answer_reader import AnswerReader
from precis.splitters.sentences import sentence_spans

TEXT = (
    "The mill was built in 1821 by two brothers from Ghent. It ground rye for the villages along "
    "the river. A fire destroyed the wheel, and Clara Dupont paid for a new one. The new wheel "
    "turns four times a minute."
)


@cache
def reader() -> AnswerReader:
    return AnswerReader()


def best(question: str, text: str) -> tuple[float, str]:
    [found] = reader().point(question, [text], [sentence_spans(text, "en")])
    score, start, end = max(found)
    return score, text[start:end]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("When was the mill built?", "1821"),
        ("What did the mill grind?", "rye"),
        ("Who paid for the new wheel?", "Clara Dupont"),
        ("What destroyed the wheel?", "fire"),
    ],
)
def test_it_points_to_the_answer_and_less_surely_where_there_is_none(
    question: str, answer: str
) -> None:
    score, found = best(question, TEXT)
    assert answer in found
    spans = sentence_spans(TEXT, "en")
    silent = " ".join(TEXT[a:b] for a, b in spans if answer not in TEXT[a:b])
    assert best(question, silent)[0] < score


def test_an_answer_far_down_a_long_passage_is_found() -> None:
    filler = "The council met in the old hall and spoke of the roads. " * 80
    assert "1821" in best("When was the mill built?", filler + TEXT)[1]


def test_a_question_of_two_thousand_words_is_cut() -> None:
    assert best("When was the mill built? " + "Tell me, please. " * 700, TEXT)[1]


@settings(max_examples=30, deadline=None)
@given(
    st.text(max_size=60),
    st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=4),
)
def test_what_it_points_to_lies_within_the_part(question: str, parts: list[str]) -> None:
    text, spans = "", []
    for part in parts:
        spans.append((len(text), len(text) + len(part)))
        text += part
    [found] = reader().point(question, [text], [spans])
    for one, (start, end) in zip(found, spans, strict=True):
        assert start <= one.start <= one.end <= end
        assert abs(one.score) < 1000
