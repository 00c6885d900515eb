"""Documents as HTML: a quote is marked wherever it stands, and nothing of a text is markup."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("fastapi", reason="the extra 'web' is not installed")

from precis.web.page.content.marked import stretch
from tests.fakes.markup import HOSTILE

MARKDOWN = """# The mill

It was *built* in **1850** by `two` brothers. It burned down.

- First, the wheel turned.
- Then it stopped, see [the report](https://example.org/x).

| year | sacks |
|---|---|
| 1866 | 340 |
| 1867 | 347 |

> A miller wrote this.

    code of the mill
"""
BEFORE_LINK = MARKDOWN[: MARKDOWN.index("](")]
META = {"media_type": "text/markdown", "pages": []}
SAFE = {
    *("p", "h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
    *("em", "strong", "code", "pre", "blockquote", "a", "hr", "br", "mark", "span", "div"),
}


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def html_of(text: str, quote: tuple[int, int] | None = None, media_type: str = "") -> str:
    metadata = META | ({"media_type": media_type} if media_type else {})
    return "".join(html for _, html in stretch(text, metadata, quote, 0).pages)


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", unescape(re.sub("<[^>]*>", "", text)))


@given(st.data())
def test_the_words_of_any_quote_are_marked(data: st.DataObject) -> None:
    words = [found.span() for found in re.finditer(r"\w+(?:\.|,)?", BEFORE_LINK)]
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    start, end = words[first][0], words[last][1]
    html = html_of(MARKDOWN, (start, end))
    marked = "".join(letters(it) for it in re.findall(r"<mark>(.*?)</mark>", html, re.DOTALL))
    assert marked == letters(MARKDOWN[start:end])


@pytest.mark.parametrize("start", ["# The mill", "- First", "| 1866", "> A miller", "It was"])
def test_a_quote_that_begins_with_syntax_keeps_it(start: str) -> None:
    at = MARKDOWN.index(start)
    html = html_of(MARKDOWN, (at, at + len(start)))
    plain = html_of(MARKDOWN)
    assert re.sub("</?mark>", "", html) == plain
    assert "<mark>" in html


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("media_type", ["text/markdown", "text/plain"])
def test_nothing_in_a_text_is_markup(text: str, media_type: str) -> None:
    html = html_of(f"{text}\n\nBefore {text} after", (0, 9), media_type)
    for tag, attributes in Tags(html).found:
        assert tag in SAFE
        assert set(attributes) <= {"class", "href", "rel", "target", "start"}
        assert (attributes.get("href") or "http").startswith("http")
    assert "\u202e" not in html


def test_of_a_long_document_the_part_around_the_quote_is_shown() -> None:
    text = "\n\n".join(f"Paragraph {n} of the minutes of the council." for n in range(20_000))
    at = text.index("Paragraph 15000 ")
    shown = stretch(text, META, (at, at + 16), 0)
    assert shown.start < at < shown.end
    assert shown.end - shown.start < 40_000
    assert stretch(text, META, None, shown.end + 2).start == shown.end + 2


def test_pages_have_their_names() -> None:
    pages = [{"page": 1, "start": 0, "end": 10}, {"page": 2, "start": 12, "end": 22}]
    shown = stretch("first page\n\nother page", META | {"pages": pages}, (12, 17), 0)
    assert [name for name, _ in shown.pages if name] == [1, 2]
    assert "<mark>other</mark> page" in shown.pages[-1][1]
