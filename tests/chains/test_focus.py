"""What of a focus no source mentions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.documents import Document

from precis.chains.focus import absent_words

HARBOUR = Document("The harbour of Lisbon was rebuilt in 1755. Its quays cost 40 million reis.")
RIVER = Document("河流在冬天结冰。 Die Brücke wurde gebaut.")


@pytest.mark.parametrize(
    ("focus", "absent"),
    [
        (None, ()),
        ("", ()),
        ("Who rebuilt the harbour?", ()),
        ("What did the quay cost?", ()),
        ("What do penguins eat?", ("penguins", "eat")),
        ("PENGUINS, penguins?", ("PENGUINS",)),
        ("What is this about?", ()),
        ("冬天", ()),
        ("Brücken", ()),
    ],
)
def test_words_of_a_focus_that_stand_nowhere(focus: str | None, absent: tuple[str, ...]) -> None:
    assert absent_words(focus, [HARBOUR, RIVER]) == absent


@given(st.lists(st.sampled_from(HARBOUR.page_content.replace(".", "").split()), min_size=1))
def test_a_focus_of_the_source_s_own_words_is_there(words: list[str]) -> None:
    assert absent_words(" ".join(words), [HARBOUR]) == ()


def test_no_source_has_every_word_absent() -> None:
    assert absent_words("penguins", []) == ("penguins",)
