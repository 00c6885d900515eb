import pytest
from langchain_core.documents import Document

from precis.chains.evidence import Claim, Span, by_id
from precis.chains.markdown import as_markdown

TEXT = "The mill was built in 1850. It burned down in 1901."
MILL = Document(
    TEXT,
    metadata={
        "id": "mill",
        "source": "/srv/papers/mill.pdf",
        "title": "The mill",
        "pages": [{"page": 7, "start": 0, "end": len(TEXT)}],
    },
)
BUILT, BURNED = (
    Span(document_id="mill", start=0, end=27),
    Span(document_id="mill", start=28, end=51),
)


def test_every_passage_has_one_footnote() -> None:
    claims = [
        Claim(text="It dates from 1850.", spans=(BUILT,), supported=True),
        Claim(text="It lasted to 1901.", spans=(BUILT, BURNED), problem="a number"),
    ]
    assert as_markdown(claims, by_id([MILL])) == (
        "It dates from 1850.[^1] It lasted to 1901.[^1][^2] *(not supported: a number)*\n\n"
        "[^1]: The mill, page 7 (mill.pdf): “The mill was built in 1850.”\n\n"
        "[^2]: The mill, page 7 (mill.pdf): “It burned down in 1901.”\n"
    )


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("<img src=//evil.example>", r"\<img src=//evil.example\>"),
        ("![x](//evil.example)", r"\!\[x\](//evil.example)"),
        ("# A heading", r"\# A heading"),
        ("1. A list", r"1\. A list"),
        ("- A list", r"\- A list"),
        ("[^1]: a note\n\n- and more", "\\[^1\\]: a note\\\n\\- and more"),
        ("a\u202eb\x00c", "abc"),
    ],
)
def test_text_is_never_markup(text: str, escaped: str) -> None:
    claims = [Claim(text=text, supported=True)]
    assert as_markdown(claims, {}) == f"{escaped}\n"
    listed = escaped.replace("\n", "\n  ")
    assert as_markdown(claims, {}, bullets=True) == f"- {listed}\n"


def test_code_stands_on_lines_of_its_own() -> None:
    claims = [Claim(text="Light it with:\nlamp on\n# now", supported=True)]
    assert as_markdown(claims, {}) == "Light it with:\\\nlamp on\\\n\\# now\n"
    assert as_markdown(claims, {}, bullets=True) == "- Light it with:\\\n  lamp on\\\n  \\# now\n"
