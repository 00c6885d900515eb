from hypothesis import given
from hypothesis import strategies as st
from langchain_core.documents import Document

from precis.chains.evidence import Span
from precis.chains.grounding.source_sentences import SourceSentences

TEXTS = {
    "a": "One is first. Two follows it. Three is last.",
    "b": "",
    "c": "Only one sentence here",
}
SOURCE = SourceSentences.of(Document(text, metadata={"id": name}) for name, text in TEXTS.items())

ids = st.sampled_from([*TEXTS, "unknown"])
spans = st.builds(
    lambda name, start, length: Span(document_id=name, start=start, end=start + length),
    ids,
    st.integers(0, 60),
    st.integers(0, 60),
)


@given(st.lists(spans, max_size=3))
def test_sentences_that_overlap_spans_are_found(wanted: list[Span]) -> None:
    overlapping = tuple(
        index
        for index, own in enumerate(SOURCE.spans)
        if any(
            own.document_id == span.document_id and own.start < span.end and span.start < own.end
            for span in wanted
        )
    )
    assert SOURCE.covering(wanted) == overlapping
