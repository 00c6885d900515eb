"""Characters beyond the first plane, which layout drops, and figures that a font itself raises."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.loaders import load
from precis.loaders.pdf.glyphs import Word
from precis.loaders.pdf.symbols import with_symbols

FILES = Path(__file__).parent.parent / "files"
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


def read(name: str) -> str:
    [document] = load([str(FILES / name)])
    return str(document.page_content)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("formula.pdf", "Let 𝑓(𝑥) = 𝑎𝑥^2 + 𝑏 be it."),
        ("formula.pdf", "About 10^6 grains lie in it."),
        ("powers.pdf", "About 10^6 grains lie in it."),
        ("powers.pdf", "So 𝐸 = 𝑚𝑐^2 holds for all."),
    ],
)
def test_a_formula_in_a_sentence_is_whole(name: str, text: str) -> None:
    assert text in read(name)


@pytest.mark.parametrize("year", ["1953", "2024", "1111"])
def test_a_mark_that_the_font_raises_does_not_join_a_number(year: str) -> None:
    assert re.search(rf"fell in {year}\^[123] and again in {year}\.", read("notes.pdf"))
