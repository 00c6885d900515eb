from hypothesis import given
from hypothesis import strategies as st

from precis.loaders.typography import _PLAIN, Typography

PAGES = st.lists(st.text("ab-—–\"“”'’", min_size=1, max_size=6), max_size=20)


@given(PAGES)
def test_what_is_read_in_order_is_restored(words: list[str]) -> None:
    page = " ".join(words)
    assert Typography(zip(words, words, strict=True)).restore(page.translate(_PLAIN)) == page


def test_words_that_the_page_does_not_have_stay() -> None:
    spelled = Typography([("don’t", "don’t")])
    assert spelled.restore("'other' don't don't") == "'other' don’t don’t"
