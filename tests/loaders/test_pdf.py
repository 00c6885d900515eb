"""PDFs that reportlab writes here, and papers of two columns by typst and WeasyPrint."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from precis.loaders import LimitError, Limits, LoadError, LoadOptions, load

if TYPE_CHECKING:
    from langchain_core.documents import Document

    from tests.loaders.conftest import PdfMaker

FILES = Path(__file__).parent / "files"
PAPERS = ["typst.pdf", "weasyprint.pdf"]
PROSE = [
    line
    for line in (FILES / "paper.md").read_text(encoding="utf-8").split("\n")
    if line and not line.startswith(("#", "|", "-"))
]


def one(path: Path, options: LoadOptions | None = None) -> Document:
    (document,) = load([str(path)], options)
    return document


def test_pages_are_exact(tmp_path: Path, make_pdf: PdfMaker) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(make_pdf("Costs rose.", "", "Plans for\nnext year.", title="The report"))
    document = one(path)
    pages = document.metadata["pages"]
    texts = [document.page_content[page["start"] : page["end"]] for page in pages]
    assert [page["page"] for page in pages] == [1, 2, 3]
    assert texts == ["Costs rose.", "", "Plans for next year."]
    assert document.metadata["title"] == "The report"
    assert document.metadata["media_type"] == "application/pdf"


def test_a_pdf_is_known_by_its_content(tmp_path: Path, make_pdf: PdfMaker) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(make_pdf("Costs rose."))
    document = one(path)
    assert document.page_content == "Costs rose."
    assert document.metadata["pages"] == [{"page": 1, "start": 0, "end": 11}]


@pytest.mark.parametrize("name", PAPERS)
def test_columns_are_read_one_after_the_other_and_words_are_whole(name: str) -> None:
    """The paragraphs are there word for word: nothing broken by a line, a column or a page."""
    text = re.sub(r"\s+", " ", one(FILES / name).page_content)
    sentences = [sentence for line in PROSE for sentence in re.split(r"(?<=\.) ", line)]
    missing = [sentence for sentence in sentences if sentence not in text]
    assert not missing
    assert [text.index(sentence) for sentence in sentences] == sorted(
        text.index(sentence) for sentence in sentences
    )


@pytest.mark.parametrize("name", PAPERS)
def test_running_titles_and_page_numbers_are_dropped(name: str) -> None:
    text = one(FILES / name).page_content
    assert "Studies in Coastal History" not in text
    assert not re.search(r"\bPage \d", text)


@pytest.mark.parametrize("name", PAPERS)
def test_headings_come_from_the_outline(name: str) -> None:
    lines = one(FILES / name).page_content.split("\n")
    written = (FILES / "paper.md").read_text(encoding="utf-8").split("\n")
    headings = [line for line in written if line.startswith("#")]
    assert [line for line in lines if line in headings] == headings


def test_tables_and_lists_are_readable() -> None:
    document = one(FILES / "typst.pdf")
    assert "| Year | Height | Comment |\n| --- | --- | --- |" in document.page_content
    assert "| 1952 | 3.55 | last reading |" in document.page_content
    assert "- The western section followed a year later.\n- The lock" in document.page_content
    assert document.metadata["author"] == "Ann Smith"


def test_a_sentence_goes_on_over_a_page_break(tmp_path: Path, make_pdf: PdfMaker) -> None:
    path = tmp_path / "broken.pdf"
    pages = [
        "The wall was built of gran-",
        "ite, and nobody believed",
        "that it would stand.",
        "End",
    ]
    path.write_bytes(make_pdf(*pages))
    document = one(path)
    whole = "The wall was built of granite, and nobody believed that it would stand.\n\nEnd"
    assert document.page_content == whole
    starts = [page["start"] for page in document.metadata["pages"]]
    assert [whole[start:].split(maxsplit=1)[0] for start in starts] == [
        "The",
        "ite,",
        "that",
        "End",
    ]


def test_a_password_opens(tmp_path: Path, make_pdf: PdfMaker) -> None:
    path = tmp_path / "secret.pdf"
    path.write_bytes(make_pdf("Secret costs.", password="opensesame"))
    assert one(path, LoadOptions(password="opensesame")).page_content == "Secret costs."
    with pytest.raises(LoadError, match="the PDF is encrypted; give its --password"):
        one(path)
    with pytest.raises(LoadError, match="the password is wrong") as error:
        one(path, LoadOptions(password="guessed"))
    assert "guessed" not in str(error.value)


def test_a_pdf_without_text(tmp_path: Path, make_pdf: PdfMaker) -> None:
    path = tmp_path / "empty.pdf"
    path.write_bytes(make_pdf("", ""))
    with pytest.raises(LoadError, match="no text in 2 pages"):
        one(path)


def test_too_many_pages(tmp_path: Path, make_pdf: PdfMaker) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(make_pdf("one", "two", "three"))
    with pytest.raises(LimitError, match="more than 2 pages; raise it with --max-pdf-pages"):
        one(path, LoadOptions(limits=Limits(pdf_pages=2)))


def test_running_titles_of_a_long_book_are_dropped_to_its_last_page(
    tmp_path: Path, make_pdf: PdfMaker
) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(make_pdf(*(f"Chapter {n} tells of {n}." for n in range(101)), header="A book"))
    document = one(path)
    assert len(document.metadata["pages"]) == 101
    assert "A book" not in document.page_content
    assert document.page_content.endswith("Chapter 100 tells of 100.")


@pytest.mark.parametrize("cut", [10, 300, 700])
def test_a_damaged_pdf(tmp_path: Path, make_pdf: PdfMaker, cut: int) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(make_pdf("Costs rose.")[:cut])
    with pytest.raises(LoadError, match="the PDF is damaged"):
        one(path)
