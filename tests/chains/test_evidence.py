from hypothesis import given
from hypothesis import strategies as st
from langchain_core.documents import Document

from precis.chains.evidence import (
    NOT_ANSWERED,
    Claim,
    Span,
    Summary,
    Usage,
    by_id,
    citation,
    declined,
    page_at,
)

TEXT = "One page. Another page. The last page."


def paged() -> Document:
    pages = [{"page": 1, "start": 0, "end": 10}, {"page": 2, "start": 10, "end": len(TEXT)}]
    metadata = {"id": "d", "source": "/a.pdf", "title": "A", "media_type": "x", "pages": pages}
    return Document(page_content=TEXT, metadata=metadata)


def test_page_at_finds_the_page_and_knows_none_without_pages() -> None:
    document = paged()
    assert [page_at(document, offset) for offset in (0, 9, 10, 37)] == [1, 1, 2, 2]
    document.metadata["pages"] = []
    assert page_at(document, 0) is None


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_a_quote_is_the_text_between_start_and_end(first: int, second: int) -> None:
    start, end = sorted((first, second))
    found = citation(Span(document_id="d", start=start, end=end), by_id([paged()]))
    assert found["quote"] == TEXT[found["start"] : found["end"]]


def test_a_summary_as_json_has_the_promised_fields() -> None:
    claim = Claim(text="X.", spans=(Span(document_id="d", start=0, end=9),), support=0.5)
    summary = Summary(claims=(claim,), documents=by_id([paged()]), model="m")
    record = summary.as_json()
    assert set(record) == {
        "summary",
        "unsupported",
        "left_out",
        "absent",
        "headings",
        "sources",
        "model",
        "usage",
    }
    assert record["sources"] == [{"id": "d", "source": "/a.pdf", "title": "A"}]
    (shown,) = record["summary"]
    assert set(shown) == {
        "text",
        "support",
        "supported",
        "unsure",
        "judge",
        "problem",
        "citations",
    }
    assert set(shown["citations"][0]) == {"document_id", "source", "page", "start", "end", "quote"}


def test_usage_adds_up_and_an_unknown_price_stays_unknown() -> None:
    one, two = Usage(calls=1, cost_usd=0.5), Usage(calls=2, input_tokens=7, cost_usd=0.25)
    assert one + two == Usage(calls=3, input_tokens=7, cost_usd=0.75)
    assert (one + Usage(cost_usd=None)).cost_usd is None


def test_a_declined_question_names_languages_that_differ() -> None:
    assert declined(()) == NOT_ANSWERED
    said = declined(("de", "en"))
    assert said.startswith(NOT_ANSWERED)
    assert "'de'" in said
    assert "'en'" in said
