"""Files that pandoc and LibreOffice wrote from `book.md`, `slides.md` and `costs.csv`.

`make_files.py` tells how. Here is also what python-docx and openpyxl write.
"""

from __future__ import annotations

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pptx
import pytest
from langchain_core.documents import Document

from precis.loaders import LoadError, load

FILES = Path(__file__).parent / "files"
BOOKS = [
    *("pandoc.docx", "pandoc.odt", "pandoc.rtf", "pandoc.epub", "pandoc.rst", "pandoc.ipynb"),
    *("pandoc.xml", "libreoffice.docx", "libreoffice.odt", "libreoffice.rtf", "libreoffice.pdf"),
]
SLIDES = ["pandoc.pptx", "libreoffice.pptx", "libreoffice.odp"]
SHEETS = ["libreoffice.xlsx", "libreoffice.ods", "libreoffice.xls"]
SENTENCES = [
    "places on 31 January 1953.",
    "five metres high,",
    "Then the masons came.",
    "We shall not be drowned twice, said the mayor.",
    "def build(wall):",
    "Łukasz; her motto is 水滴石穿.",
]


def one(name: str) -> Document:
    (document,) = load([str(FILES / name)])
    return document


@pytest.mark.parametrize("name", BOOKS)
def test_a_book_keeps_its_sentences(name: str) -> None:
    text = one(name).page_content
    missing = [sentence for sentence in SENTENCES if sentence not in text]
    assert not missing
    assert text.index("The storm") < text.index("The wall") < text.index("The lock")


@pytest.mark.parametrize(
    "name", ["pandoc.docx", "pandoc.odt", "libreoffice.docx", "libreoffice.odt"]
)
def test_a_text_document_keeps_its_structure(name: str) -> None:
    text = one(name).page_content
    for line in ("# The storm", "- two miles long.", "| Year | Cost (million) |", "| 1955 | 17 |"):
        assert line in text.split("\n")
    assert "The parish register says eight." in text


@pytest.mark.parametrize("name", ["pandoc.docx", "pandoc.epub", "pandoc.odt"])
def test_a_document_says_who_wrote_it(name: str) -> None:
    metadata = one(name).metadata
    assert (metadata["title"], metadata["author"]) == ("The harbour of Ostrand", "Ann Smith")
    assert metadata["language"] == "en"


def test_a_document_without_a_title_has_that_of_its_first_heading(tmp_path: Path) -> None:
    written, shown = docx.Document(), pptx.Presentation()
    written.add_heading("Storms", level=0)
    shown.slides.add_slide(shown.slide_layouts[0]).shapes.title.text = "Walls"
    for made, name in ((written, "a.docx"), (shown, "a.pptx")):
        made.core_properties.title = ""
        made.save(str(tmp_path / name))
    titles = [document.metadata["title"] for document in load([str(tmp_path)])]
    assert titles == ["Storms", "Walls"]


def test_chapters_of_a_book_are_pages() -> None:
    document = one("pandoc.epub")
    pages = {page["page"]: page for page in document.metadata["pages"]}
    assert list(pages) == ["The harbour of Ostrand", "The storm", "The wall", "The lock"]
    lock = pages["The lock"]
    chapter = document.page_content[lock["start"] : lock["end"]]
    assert chapter.startswith("# The lock\n\nThe lock still opens")
    assert chapter.endswith("水滴石穿.")
    assert document.metadata["date"] == "2024-05-06"


@pytest.mark.parametrize("name", SLIDES)
def test_slides_are_pages_with_their_notes(name: str) -> None:
    document = one(name)
    pages = document.metadata["pages"]
    texts = [document.page_content[page["start"] : page["end"]] for page in pages]
    assert [page["page"] for page in pages] == [1, 2, 3]
    assert texts[1].startswith("# What it cost\n\n")
    assert "Twelve million in 1954" in texts[1]
    assert texts[1].endswith("Notes: Say that nobody had asked for the money back.")
    assert "| State | 80 % |\n| Town | 20 % |" in texts[2]


@pytest.mark.parametrize("name", SHEETS)
def test_sheets_are_pages_named_by_their_range(name: str) -> None:
    document = one(name)
    assert document.page_content == (
        "# costs\n\n| Year | Item | Cost |\n| --- | --- | --- |\n"
        "| 1954 | Stones, granite | 12.5 |\n| 1955 | Masons | 17 |"
    )
    end = len(document.page_content)
    assert document.metadata["pages"] == [{"page": "costs!A1:C3", "start": 0, "end": end}]


def test_the_table_of_a_csv_file() -> None:
    document = one("costs.csv")
    assert "| 1954 | Stones, granite | 12.5 |" in document.page_content
    assert document.metadata["media_type"] == "text/csv"


def test_a_sheet_of_every_kind_of_cell(tmp_path: Path) -> None:
    import datetime

    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Kinds"
    sheet.cell(3, 28, "when")
    sheet.cell(4, 28, datetime.datetime(2024, 5, 6))  # noqa: DTZ001
    sheet.cell(5, 28, datetime.datetime(2024, 5, 6, 7, 8))  # noqa: DTZ001
    sheet.cell(6, 28, True)
    sheet.cell(7, 28, 0.1)
    sheet.cell(8, 28, 12_000_000)
    sheet.cell(9, 28, "two\nlines")
    workbook.create_sheet("Empty")
    workbook.save(tmp_path / "kinds.xlsx")
    (document,) = load([str(tmp_path / "kinds.xlsx")])
    rows = document.page_content.split("\n")[4:]
    expected = ["2024-05-06", "2024-05-06 07:08:00", "TRUE", "0.1", "12000000", "two lines"]
    assert [row.strip("| ") for row in rows] == expected
    assert [page["page"] for page in document.metadata["pages"]] == ["Kinds!AB3:AB9"]


def test_a_document_written_by_python_docx(tmp_path: Path) -> None:
    from docx import Document as Word

    word = Word()
    word.add_heading("Minutes", 1)
    word.add_paragraph("Costs rose.")
    word.add_paragraph("First point", style="List Bullet")
    word.core_properties.author = "Ben"
    word.save(str(tmp_path / "minutes.bin"))
    (document,) = load([str(tmp_path / "minutes.bin")])
    assert document.page_content == "# Minutes\n\nCosts rose.\n\n- First point"
    assert document.metadata["author"] == "Ben"


@pytest.mark.parametrize("path", sorted(FILES.iterdir()), ids=lambda path: path.name)
def test_every_format_is_known_by_its_content(path: Path, tmp_path: Path) -> None:
    kind = one(path.name).metadata["media_type"]
    (tmp_path / "noname").write_bytes(path.read_bytes())
    (document,) = load([str(tmp_path / "noname")])
    assert document.metadata["media_type"] == kind


def repacked(source: str, path: Path, old: bytes, new: bytes) -> None:
    """Write a package again, with another type in the part that tells it."""
    with ZipFile(FILES / source) as package, ZipFile(path, "w", ZIP_DEFLATED) as out:
        for name in package.namelist():
            data = package.read(name)
            tells = name in {"mimetype", "[Content_Types].xml"}
            out.writestr(name, data.replace(old, new) if tells else data)


@pytest.mark.parametrize("name", ["libreoffice.odt", "libreoffice.odp", "libreoffice.ods"])
def test_a_template_is_read_as_what_it_makes(name: str, tmp_path: Path) -> None:
    kind = {"odt": b".text", "odp": b".presentation", "ods": b".spreadsheet"}[name[-3:]]
    repacked(name, tmp_path / "template", kind, kind + b"-template")
    (document,) = load([str(tmp_path / "template")])
    assert document.page_content == one(name).page_content


@pytest.mark.parametrize("kind", [b"slideshow", b"template"])
def test_a_slide_show_is_a_presentation(kind: bytes, tmp_path: Path) -> None:
    repacked("pandoc.pptx", tmp_path / "show.ppsx", b"presentation.main", kind + b".main")
    (document,) = load([str(tmp_path / "show.ppsx")])
    assert document.page_content == one("pandoc.pptx").page_content


def test_other_packages_are_not_read_as_archives(tmp_path: Path) -> None:
    repacked("libreoffice.odt", tmp_path / "plan.odf", b".text", b".formula")
    with pytest.raises(LoadError, match="its format is not known here"):
        list(load([str(tmp_path / "plan.odf")]))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Year,Item\n1954,Stones\n1955,Masons\n", "text/csv"),
        ("Year\tItem\n1954\tStones\n1955\tMasons\n", "text/tab-separated-values"),
        ("The storm came. It was the worst ever.\n\nThen the masons came.\n", "text/plain"),
    ],
)
def test_text_without_a_name_is_known_by_how_it_looks(text: str, kind: str, tmp_path: Path) -> None:
    (tmp_path / "noname").write_text(text)
    (document,) = load([str(tmp_path / "noname")])
    assert document.metadata["media_type"] == kind


def test_what_is_said_of_pictures_in_a_book_is_read(tmp_path: Path) -> None:
    pictures = '<img src="a.png" alt="The port from the sea"/><p>Press <img alt="Enter"/> now.</p>'
    pictures += '<img src="b.png" alt=""/><img src="c.png"/>'
    with ZipFile(FILES / "pandoc.epub") as book, ZipFile(tmp_path / "a.epub", "w") as packed:
        for name in book.namelist():
            data = book.read(name)
            if name.endswith("ch001.xhtml"):
                data = data.replace(b"</body>", pictures.encode() + b"</body>")
            packed.writestr(name, data)
    (document,) = load([str(tmp_path / "a.epub")])
    assert "Picture: The port from the sea\n\nPress Enter now." in document.page_content
    assert "1 picture was not read" in document.metadata["unread"]
