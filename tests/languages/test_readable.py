"""Marks are left out of what is read, and words are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.languages.readable import readable

PIECES = [*"<td> </tr> ** ` [3]_ :pep:`8` \\emph{ } _ uh".split(), "# ", "- ", " "]


@pytest.mark.parametrize("text", ["<table> <tr> </tr> <td> </td> </table>", "[3]_", "** **", "uh"])
def test_what_has_no_word_besides_its_marks_stays(text: str) -> None:
    assert readable(text) == text


@given(st.lists(st.sampled_from([*PIECES, "word"]), min_size=1, max_size=12).map("".join))
def test_what_is_not_blank_is_never_read_as_nothing(text: str) -> None:
    assert bool(readable(text)) == bool(text.split())


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (">> Type the name.", "Type the name."),
        ("> Type the name.", "Type the name."),
        ("The `run' (`mh-run') starts `it'.", "The run (mh-run) starts it."),
        ("A `name` that isn't `it`.", "A name that isn't it."),
        ("Type <DEL> or <INS> here.", "Type <DEL> or <INS> here."),
        ("The <DEL>old</DEL> word.", "The old word."),
    ],
)
def test_what_a_manual_quotes_is_read_as_it_is_meant(written: str, read: str) -> None:
    assert readable(written) == read
