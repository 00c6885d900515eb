from hypothesis import given
from hypothesis import strategies as st

from precis.loaders.typography import _PLAIN, Typography

PAGES = st.lists(st.text("ab-—–\"“”'’ \n", max_size=6).map(str.split), max_size=20).map(
    lambda lines: " ".join(token for line in lines for token in line)
)


@given(PAGES)
def test_what_is_read_in_order_is_restored(page: str) -> None:
    assert Typography(page).restore(page.translate(_PLAIN)) == page


def test_words_that_the_page_does_not_have_stay() -> None:
    assert Typography("don’t").restore("'other' don't don't") == "'other' don’t don’t"
