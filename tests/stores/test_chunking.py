"""The windows of a chunk that are embedded."""

from hypothesis import given
from hypothesis import strategies as st

from precis.stores.chunking import WINDOW_CHARACTERS, windows


@given(st.lists(st.text("abcé", min_size=1, max_size=12), min_size=1, max_size=700))
def test_windows_are_few_of_like_size_and_hold_every_word(words: list[str]) -> None:
    text = " ".join(words)
    found = list(windows(text).values())
    assert len(found) <= -(-len(text) // WINDOW_CHARACTERS)
    assert set(" ".join(found).split()) == set(words)
    if len(found) > 1:
        assert max(map(len, found)) - min(map(len, found)) < 40


def test_a_word_longer_than_a_window_is_cut() -> None:
    found = windows("x" * 1500 + "y" * 1500)
    assert list(found.values()) == ["x" * 1000, "x" * 500 + "y" * 500, "y" * 1000]
