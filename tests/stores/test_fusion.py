"""How meaning and words become one score."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.stores.chunk_index import QuestionTerms
from precis.stores.fusion import fused

cosines = st.dictionaries(st.integers(0, 30), st.floats(-1, 1), max_size=20)
bm25 = st.dictionaries(st.integers(0, 30), st.floats(0, 40), max_size=20)
questions = st.builds(
    QuestionTerms,
    terms=st.just([]),
    known=st.floats(0, 1),
    foreign=st.floats(0, 1),
    english=st.booleans(),
)
embeddings = pytest.mark.parametrize("embeddings", ["minilm", "multilingual"])


@embeddings
@given(meaning=cosines, words=bm25, asked=questions)
def test_scores_stay_in_their_range(
    embeddings: str, meaning: dict[int, float], words: dict[int, float], asked: QuestionTerms
) -> None:
    scores = fused(meaning, words, asked, embeddings)
    assert scores.keys() == meaning.keys()
    assert all(0 <= score <= 1 + 1e-9 for score in scores.values())


@embeddings
@given(meaning=cosines, words=bm25, asked=questions)
def test_what_is_better_in_both_is_better(
    embeddings: str, meaning: dict[int, float], words: dict[int, float], asked: QuestionTerms
) -> None:
    scores = fused(meaning, words, asked, embeddings)
    for one, cosine in meaning.items():
        for other, less in meaning.items():
            if cosine >= less and words.get(one, 0) >= words.get(other, 0):
                assert scores[one] >= scores[other] - 1e-9


def test_words_tell_little_where_most_of_the_question_is_unknown() -> None:
    meaning, words = {1: 0.9, 2: 0.8, 3: 0.7}, {3: 5.0}
    assert fused(meaning, words, QuestionTerms([], 0.02, 0, True), "multilingual")[1] > 0.9
    alike = fused(
        {1: 0.9, 2: 0.89, 3: 0.7}, {2: 5.0}, QuestionTerms([], 1.0, 0, True), "multilingual"
    )
    assert max(alike, key=lambda number: alike[number]) == 2


def test_nothing_in_common_is_no_score() -> None:
    assert set(
        fused({1: -0.2, 2: 0.0}, {}, QuestionTerms([], 0.0, 0, True), "minilm").values()
    ) == {0.0}


@pytest.mark.parametrize(
    ("foreign", "english", "first"), [(0.0, True, 1), (1.0, True, 2), (0.5, False, 2)]
)
def test_minilm_counts_for_little_in_languages_that_it_does_not_read(
    foreign: float, english: bool, first: int
) -> None:
    meaning, words = {1: 0.9, 2: 0.6}, {2: 5.0, 1: 4.0}
    scores = fused(meaning, words, QuestionTerms([], 1.0, foreign, english), "minilm")
    assert max(scores, key=scores.__getitem__) == first


def test_unknown_words_make_minilm_read_no_other_language() -> None:
    meaning, words = {1: 0.9, 2: 0.6}, {2: 5.0, 1: 4.0}
    scores = fused(meaning, words, QuestionTerms([], 0.01, 0.5, english=False), "minilm")
    assert max(scores, key=scores.__getitem__) == 2


@embeddings
def test_words_decide_where_the_question_names_something(embeddings: str) -> None:
    meaning, words = {1: 0.9, 2: 0.1}, {2: 5.0, 1: 4.0}
    scores = fused(meaning, words, QuestionTerms([], 1.0, 0.0, True, named=0.9), embeddings)
    assert max(scores, key=scores.__getitem__) == 2
