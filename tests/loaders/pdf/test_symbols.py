"""Characters beyond the first plane, which layout drops, and figures that a font itself raises."""

from __future__ import annotations

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from precis.loaders.pdf.glyphs import Word
from precis.loaders.pdf.symbols import with_symbols
from tests.loaders.office.packages import document

WORDS = st.sampled_from(["gate", "lock", "pier", "wall", "=", "+", "2", "𝑥", "𝑓(𝑥)", "𝑎𝑥2", "𝟙"])


def lost(word: str) -> str:
    """Return what layout leaves of a word."""
    return "".join(sign for sign in word if sign <= "\uffff")


@given(st.lists(WORDS, min_size=1, max_size=40).filter(lambda words: any(map(str.isalpha, words))))
def test_every_symbol_comes_back_once_where_its_neighbours_are_known(words: list[str]) -> None:
    text = " ".join(filter(None, map(lost, words)))
    found = with_symbols(text, [Word(word, word) for word in words])
    assert found.split() == words or _is_ambiguous(words)
    assert sum(sign > "\uffff" for sign in found) <= sum(sign > "\uffff" for sign in "".join(words))


def _is_ambiguous(words: list[str]) -> bool:
    """Return whether runs stand between the same two words."""
    plain = [word for word in words if word.isalpha() and word <= "\uffff"]
    return len(set(plain)) < len(plain)


@given(st.lists(st.sampled_from(["gate", "lock", "12", "x^2", "é"]), max_size=30))
def test_text_without_such_characters_stays(words: list[str]) -> None:
    text = "\n\n".join(words)
    assert with_symbols(text, [Word(word, word) for word in words]) == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Let $f(x) = a x^2 + b$ be it.", "Let 𝑓(𝑥) = 𝑎𝑥^2 + 𝑏 be it."),
        ("About $10^6$ grains lie in it.", "About 10^6 grains lie in it."),
        ("So $E = m c^2$ holds for all.", "So 𝐸 = 𝑚𝑐^2 holds for all."),
    ],
)
def test_a_formula_in_a_sentence_is_whole(source: str, text: str) -> None:
    assert document(bytes(typst.compile(source.encode())), "a.pdf").page_content == text


@pytest.mark.parametrize("year", ["1953", "2024", "1111"])
def test_a_mark_that_the_font_raises_does_not_join_a_number(year: str) -> None:
    source = f"The wall fell in {year}#footnote[By a storm.] and again in {year}."
    text = document(bytes(typst.compile(source.encode())), "a.pdf").page_content
    assert f"fell in {year}^1 and again in {year}." in text
