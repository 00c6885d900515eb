from hypothesis import given
from hypothesis import strategies as st

from precis.loaders.canonical import canonical, paginate


@given(st.text())
def test_canonical_text_is_canonical(text: str) -> None:
    once = canonical(text)
    assert canonical(once) == once
    once.encode()


def test_what_shows_nothing_is_gone_and_what_shapes_letters_stays() -> None:
    hidden = "a\u202eb\u2066c\u200bd\u00ade\ufefff\0g\U000e0041h"
    assert canonical(hidden) == "abcdefgh"
    persian = "می\u200cخواهم"
    family = "👩\u200d👧"
    assert canonical(persian + family) == persian + family


@given(st.lists(st.tuples(st.integers() | st.text(max_size=5), st.text())))
def test_page_ranges_are_exact(parts: list[tuple[int | str, str]]) -> None:
    text, pages = paginate(parts)
    assert [(page["page"], text[page["start"] : page["end"]]) for page in pages] == [
        (page, canonical(part)) for page, part in parts
    ]
    assert canonical(text) == text
