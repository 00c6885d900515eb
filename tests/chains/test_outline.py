"""An outline follows the headings of its sources."""

import asyncio
from pathlib import Path

import pytest
from langchain_core.documents import Document

from precis.chains.evidence import Claim, Span, Summary
from precis.chains.outline import outlined, summary_blocks
from precis.chains.requests import CallOptions, SummarizeOptions
from precis.chains.workspace import Workspace

SECTIONS = {
    "Harbour": "The harbour of Lisbon was rebuilt after the great earthquake of 1755.",
    "Tax": "A tax on imported sugar paid for most of the works over eleven years.",
    "Museum": "The old customs house became a museum of navigation and maps.",
}
TEXT = "\n\n".join(f"## {title}\n\n{said}" for title, said in SECTIONS.items())
UNDERLINED = "\n\n".join(f"{title}\n-------\n\n{said}" for title, said in SECTIONS.items())


def document(text: str, name: str = "d") -> Document:
    return Document(text, metadata={"id": name, "source": f"{name}.md", "title": name})


def claim(text: str, source: Document) -> Claim:
    start = source.page_content.index(text)
    span = Span(document_id=source.metadata["id"], start=start, end=start + len(text))
    return Claim(text=text, spans=(span,), support=1.0, supported=True)


def summarize(library: Path, *documents: Document) -> Summary:
    chain = Workspace(library, CallOptions(), model="extractive").summarize(
        SummarizeOptions(style="outline", length="40")
    )
    return asyncio.run(chain.ainvoke(documents))


@pytest.mark.parametrize("text", [TEXT, UNDERLINED])
def test_each_section_has_its_sentence_below_its_heading(text: str, tmp_path: Path) -> None:
    summary = summarize(tmp_path, document(text))
    blocks = summary_blocks(summary, bullets=False)
    assert {block.heading: block.claims[0].text for block in blocks} == SECTIONS
    assert summary.as_json()["headings"] == [*SECTIONS]


def test_of_several_documents_a_heading_begins_with_the_title() -> None:
    one, other = document(TEXT, "one"), document("A tide came in. It left.", "other")
    claims = [claim("A tide came in.", other), claim(SECTIONS["Tax"], one)]
    made = outlined(claims, {"one": one, "other": other})
    assert made.claims == (claims[1], claims[0])
    assert made.headings == ("one: Tax", "other")


def test_a_claim_without_evidence_stands_last_and_below_none() -> None:
    source, bare = document(TEXT), Claim(text="It is so.", spans=(), support=0.0, supported=False)
    made = outlined([bare, claim(SECTIONS["Tax"], source)], {"d": source})
    assert made.headings == ("Tax", "")
    assert made.claims[-1] == bare


def test_a_text_without_headings_is_one_block(tmp_path: Path) -> None:
    summary = summarize(tmp_path, document(" ".join(SECTIONS.values())))
    assert [block.heading for block in summary_blocks(summary, bullets=False)] == [""]


FAQ = """## What was the harbour of Lisbon rebuilt after, and who paid for all of the works in it?

The harbour of Lisbon was rebuilt after the great earthquake of 1755.

Note

The tide of the harbour is low in summer:

```
# The tide of the harbour, by month

tide --low
```

## What is the customs house of the harbour now?

The old customs house became a museum of navigation and maps.
"""


def test_only_marked_lines_are_headings_where_there_are_some() -> None:
    said = ("The harbour of Lisbon", "The old customs house", "The tide of the harbour is low")
    source = document(FAQ)
    made = outlined([claim(text, source) for text in said], {"d": source})
    first, second = (line.strip("# ") for line in FAQ.splitlines() if line.startswith("## "))
    assert made.headings == (first, first, second)


def test_the_sections_of_a_summary_are_those_of_marked_lines(tmp_path: Path) -> None:
    summary = summarize(tmp_path, document(FAQ))
    assert [claim.text[:15] for claim in summary.claims] == ["The harbour of ", "The old customs"]
