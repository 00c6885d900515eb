"""Any block in any other: all the text of a page arrives, in order, and nothing is glued."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.loaders.main_text import read_page
from precis.loaders.markup import text_of

BLOCKS = [
    "div",
    "p",
    "blockquote",
    "section",
    "ul li",
    "ol li",
    "dl dd",
    "h3",
    "pre",
    "table tr td",
]
BLOCKS += ["details", "figure figcaption", "address", "table tr th"]
INLINE = ["b", "code", "a", "span", "em"]
_NUMBER = re.compile(r"word(\d+)x")


class Page:
    """Nested markup whose words are numbered."""

    def __init__(self) -> None:
        self.words = 0

    def word(self) -> str:
        self.words += 1
        return f"word{self.words}x"

    def markup(self, shape: object) -> str:
        """Return a block around what is in it, with text before, between and after."""
        if isinstance(shape, str):
            return f"{self.word()} <{shape}>{self.word()}</{shape}> {self.word()}"
        name, inner = shape  # type: ignore[misc]
        tags = name.split()
        parts = " ".join(f"{self.markup(one)} {self.word()} " for one in inner)
        opened = "".join(f"<{tag}>" for tag in tags)
        return f"{opened}{self.word()} {parts}{''.join(f'</{tag}>' for tag in reversed(tags))}"


SHAPES = st.recursive(
    st.sampled_from(INLINE),
    lambda inner: st.tuples(st.sampled_from(BLOCKS), st.lists(inner, max_size=3)),
    max_leaves=12,
)


@given(st.lists(SHAPES, min_size=1, max_size=4))
def test_all_words_arrive_once_in_the_order_of_the_parsed_page(shapes: list[object]) -> None:
    from precis.loaders.markup import tree_of

    page = Page()
    markup = f"<body>{' '.join(page.markup(shape) for shape in shapes)}</body>"
    tree = tree_of(markup)
    assert tree is not None
    expected = _NUMBER.findall(" ".join(tree.itertext()))
    shown = text_of(markup)
    assert sorted(_NUMBER.findall(shown), key=int) == sorted(expected, key=int)
    assert not re.search(r"x\w", shown)


PROSE = "The town lends its tools to everybody who brings them back clean before the winter. " * 3


@pytest.mark.parametrize(
    "name", "related share social cookie menu sidebar footer nav comments promo banner ad".split()
)
@pytest.mark.parametrize("tag", ["section", "div"])
def test_no_name_decides_that_a_section_is_furniture(name: str, tag: str) -> None:
    sections = "".join(
        f"<{tag} id='{one}'><h2>Part {one}</h2><p>Rule {one}. {PROSE}</p></{tag}>"
        for one in ("aim", name, "end", f"{name}-last")
    )
    text = read_page(f"<html><head><title>T</title></head><body>{sections}</body></html>").text
    for one in ("aim", name, "end", f"{name}-last"):
        assert f"Rule {one}." in text


def test_the_extract_is_a_subsequence_of_the_page() -> None:
    markup = (
        f"<body><nav><a href=/>Home</a></nav><main><h1>Shed</h1><p>{PROSE}</p><p>Pay <code>9</code>"
        f" now.</p><ul><li>One <b>two</b></li></ul><p>{PROSE}</p></main><footer>End</footer></body>"
    )
    words = iter(re.findall(r"\w+", re.sub("<[^>]*>", " ", markup)))
    assert all(word in words for word in re.findall(r"\w+", read_page(markup).text))


def test_boxes_labels_and_headings_of_what_is_left_out_are_left_out() -> None:
    links = "".join(f"<li><a href=/{n}>Another story of the town {n}</a></li>" for n in range(5))
    markup = (
        f"<body><form><input type=checkbox checked> Menu</form><article><p>{PROSE}</p>"
        f"<div><h3>More stories</h3><ul>{links}</ul></div><h2>Part</h2>"
        f"<p><input type=checkbox checked> Tools are clean, as the rules of the town say.</p>"
        f"<aside><p>The winter begins in October, and tools must be back by then.</p></aside>"
        f"<p>{PROSE}</p></article><p><input type=checkbox></p></body>"
    )
    text = read_page(markup).text
    assert "[x] Tools are clean" in text
    assert "The winter begins" in text
    assert "More stories" not in text
    assert text.count("[") == 1
    assert "## Part" in text
