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
