"""Which documents can matter, and their best chunks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.chains.whole_library.candidates import PLACES, candidates
from precis.stores.survey import Touched

WORDS = ("battery", "warranty")


def chunk(document: str, start: int, cosine: float = 0.0, *words: int) -> Touched:
    return Touched(document, start, start + 10, cosine, frozenset(words))


def test_words_and_meaning_make_a_document_matter() -> None:
    found = candidates([chunk("a", 0, 0.1, 0, 1), chunk("b", 0, 0.9), chunk("c", 0, 0.1)], WORDS)
    assert [name for name, each in found.items() if each.can_matter] == ["a", "b"]
    assert found["a"].share == pytest.approx(1.0)


@given(
    st.lists(
        st.builds(
            chunk,
            st.sampled_from("abc"),
            st.integers(0, 50),
            st.floats(-1, 1),
            st.integers(0, 1),
        ),
        max_size=40,
    )
)
def test_places_are_the_best_and_bounded(chunks: list[Touched]) -> None:
    found = candidates(chunks, WORDS)
    assert found.keys() == {each.document_id for each in chunks}
    for each in found.values():
        assert len(each.places) <= PLACES
        assert 0 <= each.share <= 1.0001


def test_other_documents_change_nothing() -> None:
    alone = candidates([chunk("a", 0, 0.3, 0)], WORDS)["a"]
    beside = candidates([chunk("a", 0, 0.3, 0), chunk("b", 5, 0.9, 0, 1)], WORDS)["a"]
    assert alone == beside
