"""The comparison of a question with sentences, over the real readings."""

from functools import cache
from itertools import repeat

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from precis.chains.grounding.answering import Asked, Candidate, PointedAt, compare, shipped
from precis.chains.grounding.pointing import point
from precis.models.answer_reader import AnswerReader, AnswerReaders
from precis.models.embeddings import MiniLM

TEXT = (
    "The mill was built in 1821 by two brothers from Ghent.",
    "It ground rye for the villages along the river.",
    "A fire destroyed the wheel, and Clara Dupont paid for a new one.",
    "The new wheel turns four times a minute.",
)


@cache
def minilm() -> MiniLM:
    return MiniLM()


@cache
def reader(language: str) -> AnswerReader | None:
    return AnswerReaders().of(language)


def compare_with(question: str, *texts: str, read: bool) -> Asked:
    own, *readings = minilm().readings([question, *texts])
    candidates = [Candidate(*one) for one in zip(texts, repeat(0), readings, strict=False)]
    reads = reader("en") if read else None
    pointed = PointedAt.by(reads.name, point(question, candidates, reads)) if reads else None
    return compare(question, own, candidates, "en", pointed)


@pytest.mark.parametrize("read", [False, True])
@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("When was the mill built?", 0),
        ("For which villages did it make rye flour?", 1),
        ("Who paid for the new wheel?", 2),
        ("How many times a minute does the wheel turn?", 3),
    ],
)
def test_the_sentence_that_answers_scores_best(question: str, best: int, *, read: bool) -> None:
    found = compare_with(question, *TEXT, read=read)
    assert int(np.argmax(shipped().judge(found)[0])) == best


def test_what_a_sentence_adds_is_what_the_chosen_lack() -> None:
    found = compare_with("Which fire destroyed the rye?", *TEXT, read=False)
    assert found.adds(1, [2]) > 0
    assert found.adds(2, [2]) == 0
    assert found.adds(0, [2]) == 0


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60), st.lists(st.text(max_size=80), min_size=1, max_size=4), st.booleans())
def test_any_question_and_any_sentences_give_finite_rows(
    question: str, texts: list[str], read: bool
) -> None:
    found = compare_with(question, *texts, read=read)
    scores, any_answers = shipped().judge(found)
    assert np.isfinite(scores).all()
    assert scores.shape == (len(texts),)
    assert np.isfinite(any_answers)
