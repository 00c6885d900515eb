import json
import re
from html.parser import HTMLParser

import pytest
from langchain_core.documents import Document

from precis.chains.evidence import Answer, Claim, Span, Summary, Usage, by_id
from precis.chains.markdown import as_markdown
from precis.chains.tree.engine import Progress
from tests.fakes.markup import HOSTILE

pytest.importorskip("fastapi", reason="the extra 'web' is not installed")

from precis.web.page import render
from precis.web.page.shelf import LoadState

TEXT = "The mill was built in 1850. It burned down in 1901."
BUILT, BURNED = (
    Span(document_id="mill", start=0, end=27),
    Span(document_id="mill", start=28, end=51),
)
MILL = Document(
    TEXT,
    metadata={
        "id": "mill",
        "source": "/srv/papers/mill.pdf",
        "title": "The mill",
        "pages": [
            {"page": 7, "start": 0, "end": 28},
            {"page": "Appendix", "start": 28, "end": len(TEXT)},
        ],
    },
)
CLAIMS = (
    Claim(text="It dates from 1850.", spans=(BUILT,), supported=True, support=0.9),
    Claim(text="It lasted to 1902.", spans=(BUILT, BURNED), problem="a number", support=0.4),
)


class _Seen(HTMLParser):
    """The tags, the attributes and the text of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[dict[str, str | None]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.append(dict(attrs))

    def handle_data(self, data: str) -> None:
        self.text += data


def summary(claims: tuple[Claim, ...] = CLAIMS, document: Document = MILL) -> Summary:
    return Summary(
        claims=claims,
        documents=by_id([document]),
        model="m",
        usage=Usage(calls=3, cached_calls=1, input_tokens=1200, output_tokens=34, cost_usd=0.01),
    )


def test_each_sentence_carries_the_numbers_of_its_spans() -> None:
    seen = _Seen(render.summary(summary(), bullets=False))
    cites = [a for a in seen.attributes if a.get("class") == "cite"]
    numbers = re.findall(r"It (?:dates from 1850|lasted to 1902)\.((?:\u2060\d)+)", seen.text)
    assert [found.replace("\u2060", "") for found in numbers] == ["1", "12"]
    assert {(a["data-document_id"], a["data-start"], a["data-end"]) for a in cites} == {
        ("mill", "0", "27"),
        ("mill", "28", "51"),
    }
    assert "not supported: a number" in seen.text
    assert "1,234 tokens · $0.0100" in " ".join(seen.text.split())


def test_the_exports_are_the_markdown_and_the_json_of_the_summary() -> None:
    html = render.summary(summary(), bullets=True)
    texts = re.findall(r"<textarea[^>]*data-format=\"(\w+)\">(.*?)</textarea>", html, re.DOTALL)
    exports = {name: _Seen(text).text for name, text in texts}
    assert json.loads(exports["json"]) == summary().as_json()
    assert exports["md"].startswith("- It dates from 1850.[^1]\n")


def test_a_long_summary_has_paragraphs_and_every_sentence() -> None:
    claims = tuple(Claim(text=f"Sentence {i}.", spans=(BUILT,), supported=True) for i in range(300))
    seen = _Seen(render.summary(summary(claims), bullets=False))
    assert all(f"Sentence {i}." in seen.text for i in range(300))
    assert seen.tags.count("p") >= 60


def test_an_unsure_sentence_is_not_called_unsupported() -> None:
    claims = (Claim(text="It lasted long.", support=0.4, unsure=True, problem="far away"),)
    html = render.summary(summary(claims), bullets=False)
    assert "unsure: far away" in html
    assert "not supported: far" not in html
    assert "unsure: far away" in as_markdown(claims, by_id([MILL]))


def test_an_answer_that_was_declined_says_so() -> None:
    answer = Answer(
        question="Who?", standalone="Who?", claims=(), passages=(), documents={}, model="m"
    )
    assert "The documents do not say." in render.answer(answer)


@pytest.mark.parametrize(("span", "page"), [(BUILT, "page 7"), (BURNED, "Appendix")])
def test_the_source_marks_exactly_the_quote(span: Span, page: str) -> None:
    html = render.source(MILL, span, "default")
    assert re.findall(r"<mark>(.*?)</mark>", html) == [span.quote(by_id([MILL]))]
    seen = _Seen(html)
    assert page in seen.text
    assert "Page 7The mill was built in 1850. AppendixIt burned down in 1901." in seen.text


def test_of_a_long_source_the_part_around_the_quote_is_shown() -> None:
    text = "x" * 100_000 + " The mill. " + "y" * 100_000
    document = Document(text, metadata=MILL.metadata | {"pages": []})
    html = render.source(document, Span(document_id="mill", start=100_001, end=100_010), "default")
    assert "<mark>The mill.</mark>" in html
    assert "80,001 characters before" in html
    assert len(html) < 45_000


def test_the_colour_of_a_checked_sentence_is_its_support() -> None:
    unsure = Claim(text="Perhaps.", support=0.4, unsure=True)
    html = render.checked([CLAIMS[0], unsure, CLAIMS[1]], by_id([MILL]))
    assert re.findall(r'<li class="(\w+)">', html) == ["high", "middle", "low"]
    assert "40 %: unsure" in html
    assert "1 of 3 sentences are supported" in html


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_anywhere_is_text(text: str) -> None:
    document = Document(
        text * 2,
        metadata={
            "id": "evil",
            "source": f"/srv/{text}",
            "title": text,
            "pages": [{"page": text, "start": 0, "end": len(text) * 2}],
        },
    )
    span = Span(document_id="evil", start=0, end=len(text))
    claims = (Claim(text=text, spans=(span,), problem=text),)
    harmless = (Claim(text="x", spans=(span.model_copy(update={"end": 1}),), problem="x"),)
    plain = document.model_copy(
        update={
            "page_content": "x" * len(text) * 2,
            "metadata": document.metadata
            | {
                "source": "x",
                "title": "x",
                "pages": [{"page": "x", "start": 0, "end": len(text) * 2}],
            },
        }
    )

    def pages(claims: tuple[Claim, ...], document: Document, text: str) -> list[str]:
        return [
            render.summary(summary(claims, document), bullets=False),
            render.checked(claims, by_id([document])),
            render.source(document, span, text),
            render.on_shelf(text, ""),
            render.turn(text, render.problem(text)),
            render.running(Progress(), text, Usage()),
            render.loading({text: LoadState("failed", text)}),
            render.header(text, Usage()),
            render.remark(text),
        ]

    for html, expected in zip(
        pages(claims, document, text), pages(harmless, plain, "x"), strict=True
    ):
        assert _Seen(html).tags == _Seen(expected).tags
        for attributes in _Seen(html).attributes:
            assert not any(name.startswith("on") for name in attributes)
            assert not {"src", "href", "action", "srcdoc", "srcset", "style"} & attributes.keys()
