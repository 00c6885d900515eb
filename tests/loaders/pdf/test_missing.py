from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from precis.loaders.pdf.hyphens import Hyphens
from precis.loaders.pdf.missing import with_missing
from precis.loaders.pdf.printed import without_gaps

WORDS = st.lists(st.text("abcdefghij", min_size=3, max_size=9), min_size=2, max_size=8)
LINES = st.lists(WORDS.map(" ".join), min_size=2, max_size=8, unique=True)


@settings(max_examples=60)
@given(LINES, st.data())
def test_a_line_that_layout_lost_is_put_back(lines: list[str], data: st.DataObject) -> None:
    lost = data.draw(st.sampled_from(lines))
    text = "\n\n".join(line for line in lines if line != lost)
    found = with_missing(text, lines, [])
    squeezed = "".join(found.split())
    parts = [lost[at : at + 3].replace(" ", "") for at in range(0, len(lost), 3)]
    assert sum(part in squeezed for part in parts) > len(parts) / 2
    assert with_missing("\n\n".join(lines), lines, []) == "\n\n".join(lines)


def test_a_long_line_that_stands_twice_is_put_back_where_it_is_lost() -> None:
    first, second = "The gate was opened at noon, and", "the keeper wrote their names down."
    assert (
        with_missing(f"{second} {first} {second}", [first, second, first, second], []).count(first)
        == 2
    )


def test_the_rest_of_a_sentence_goes_into_it_and_titles_stay_out() -> None:
    lines = ["A book", "It cost 5 million", "euros.", "Then it was over.", "A note"]
    text = "It cost 5 million\n\nThen it was over."
    expected = "It cost 5 million euros.\n\nThen it was over.\n\nA note"
    assert with_missing(text, lines, ["A book"]) == expected


def test_hyphens_stay_where_the_document_or_the_word_has_them() -> None:
    hyphens = Hyphens(["contract", "law", "Cross-border", "information", "however", "how", "ever"])
    parts = {
        ("contract", "law"): "contract-law",
        ("cross", "border"): "cross-border",
        ("infor", "mation,"): "information,",
        ("how", "ever"): "however",
        ("mother-in", "law"): "mother-in-law",
        ("well", "known"): "well-known",
        ("2019", "2020"): "2019-2020",
        ("Anglo", "American"): "Anglo-American",
        ("re", "sult"): "result",
    }
    assert {pair: hyphens.joined(*pair) for pair in parts} == parts


@given(st.lists(st.text("abcdef", min_size=1, max_size=6), min_size=1), st.data())
def test_blanks_in_words_are_taken_out_and_those_between_words_stay(
    words: list[str], data: st.DataObject
) -> None:
    assert without_gaps(" ".join(words), {word: word for word in words}) == " ".join(words)
    numbered = [f"{word}Z{number}" for number, word in enumerate(words)]
    places = [data.draw(st.integers(1, len(word) - 1)) for word in numbered]
    split = [f"{word[:at]} {word[at:]}" for word, at in zip(numbered, places, strict=True)]
    assert set(without_gaps(" ".join(split), {word: word for word in numbered}).split(" ")) == set(
        numbered
    )
