import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.languages.records import labelled_lines, records

WORDS = st.sampled_from("bolt nut seal 6 mm 31.00 USD (large) 9,50 €".split())
LINES = st.builds("{}: {}".format, WORDS.filter(str.isalpha), WORDS)


@given(st.lists(st.lists(LINES, min_size=1, max_size=4), min_size=1, max_size=4))
def test_every_line_stands_at_its_offset(blocks: list[list[str]]) -> None:
    text = "\n\n".join("\n".join(block) for block in blocks)
    runs = list(labelled_lines(text))
    assert [list(run.lines) for run in runs] == [block for block in blocks if len(block) > 1]
    for run in runs:
        assert text[run.start : run.end].split("\n") == list(run.lines)
        assert all(map(text.startswith, run.lines, run.starts))


@pytest.mark.parametrize(
    "text",
    [
        "Ann: The price is fixed.\nBob: It is not.",
        "Size: 6 mm\n\nThe bolt is long.",
        "At 10:30 it rang\nAt 11:30 it stopped",
    ],
)
def test_talk_and_text_have_no_labelled_lines(text: str) -> None:
    assert list(labelled_lines(text)) == []


def test_a_list_of_prices_is_no_record() -> None:
    assert records("Adults (day): 52 €\nDogs: 3 €\n\nParking: 8 €\nLockers: 2 €") == []
