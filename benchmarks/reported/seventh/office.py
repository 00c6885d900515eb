"""Texts, slides and sheets, written with python-docx, openpyxl, XlsxWriter and python-pptx."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any, Protocol
from zipfile import ZIP_STORED, ZipFile

from benchmarks.reported.case import Case, packed
from benchmarks.reported.second.pages import epub
from benchmarks.reported.texts import odf

if TYPE_CHECKING:
    from collections.abc import Iterable

_ARRIVES, _MARKS, _TABLES, _PACKED = "text arrives", "numbers and marks", "tables", "containers"
_STRICT = (
    ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"),
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships"),
)  # fmt: skip


class _Saved(Protocol):
    def save(self, target: Any) -> Any: ...


def saved(document: _Saved) -> bytes:
    """Return what a document of a library writes."""
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _rewritten(data: bytes, *changes: tuple[str, str], only: str = "") -> bytes:
    with ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return packed(
        {name: _changed(part, changes) if only in name else part for name, part in parts.items()}
    )


def _changed(part: bytes, changes: Iterable[tuple[str, str]]) -> bytes:
    for old, new in changes:
        part = part.replace(old.encode(), new.encode())
    return part


class _Pipe(BytesIO):
    def seekable(self) -> bool:
        return False

    def seek(self, *_: int) -> int:
        raise OSError("a pipe")


def _streamed(data: bytes) -> bytes:
    """Return the same package as a program writes it that cannot seek."""
    out = _Pipe()
    with ZipFile(BytesIO(data)) as archive, ZipFile(out, "w", ZIP_STORED) as copy:
        for name in archive.namelist():
            copy.writestr(name, archive.read(name))
    return out.getvalue()


def _texts() -> list[Case]:
    from docx import Document
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    def plain(*lines: str) -> Any:
        document = Document()
        for line in lines:
            document.add_paragraph(line)
        return document

    simple = saved(plain("The gate is open at noon."))
    power = plain()
    runs = power.add_paragraph("About 10")
    runs.add_run("6").font.superscript = True
    runs.add_run(" grains and CO")
    runs.add_run("2").font.subscript = True
    runs.add_run(" and ")
    runs.add_run("100").font.double_strike = True
    runs.add_run(" 120 boats.")
    merged = Document()
    table = merged.add_table(3, 3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"r{row}c{column}"
    block = table.cell(0, 0).merge(table.cell(1, 1))
    block.text = "both ways"
    nested = Document()
    outer = nested.add_table(1, 2)
    outer.cell(0, 0).text = "outer left"
    inner = outer.cell(0, 1).add_table(2, 2)
    for n, word in enumerate(("Port", "Ships", "Ostend", "11")):
        inner.cell(n // 2, n % 2).text = word
    controlled = Document()
    grid = controlled.add_table(2, 2)
    for n, word in enumerate(("Port", "Ships", "Ostend", "11")):
        grid.cell(n // 2, n % 2).text = word
    row = grid.rows[1]._tr
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent/></w:sdt>")
    row.addprevious(control)
    control[1].append(row)
    moved = plain()
    moved.element.body.insert(0, parse_xml(
        f"<w:p {nsdecls('w')}><w:r><w:t xml:space='preserve'>Kept </w:t></w:r><w:moveFrom w:id='1' w:author='A'><w:r><w:t>gone elsewhere</w:t></w:r></w:moveFrom>"
        "<w:smartTag w:element='place'><w:r><w:t xml:space='preserve'>in Ostend </w:t></w:r></w:smartTag><w:customXml w:element='x'><w:r><w:t>by the lock</w:t></w:r></w:customXml>"
        "<w:moveTo w:id='2' w:author='A'><w:r><w:t xml:space='preserve'> brought here</w:t></w:r></w:moveTo><w:bdo w:val='ltr'><w:r><w:t> at noon</w:t></w:r></w:bdo></w:p>"
    ))  # fmt: skip
    holders = Document()
    holders.add_heading("The wall", 1)
    holders.add_paragraph("first step", style="List Number")
    holders.add_paragraph("second step", style="List Number")
    holders.sections[0].footer.paragraphs[0].text = "Harbour Works Ltd"
    holders.sections[0].different_first_page_header_footer = True
    holders.sections[0].first_page_header.paragraphs[0].text = "Draft of May"
    macro = _rewritten(
        simple,
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "application/vnd.ms-word.document.macroEnabled.main+xml"),
    )  # fmt: skip
    return [
        Case(_PACKED, "streamed.docx", _streamed(simple), ("The gate is open at noon.",)),
        Case(_PACKED, "strict.docx", _rewritten(simple, *_STRICT), ("The gate is open at noon.",)),
        Case(_PACKED, "macro.docm", macro, ("The gate is open at noon.",)),
        Case(_MARKS, "raised-run.docx", saved(power), ("About 10", "grains and CO", "~~100~~", "120 boats."), ("106 ", "100 120")),
        Case(_TABLES, "merged-block.docx", saved(merged), ("both ways", "r0c2", "both ways", "r1c2", "r2c0", "r2c1", "r2c2")),
        Case(_TABLES, "table-in-cell.docx", saved(nested), ("outer left", "Port", "Ships", "Ostend", "11"), ("PortShips",)),
        Case(_ARRIVES, "controlled-row.docx", saved(controlled), ("Port | Ships", "Ostend | 11")),
        Case(_ARRIVES, "moved.docx", saved(moved), ("Kept", "in Ostend by the lock brought here at noon"), ("gone elsewhere",)),
        Case(_ARRIVES, "first-page.docx", saved(holders), ("The wall", "1. first step", "2. second step"), told=("header",)),
        Case(_ARRIVES, "first-page-head.docx", saved(holders), ("Draft of May",), told=("header",)),
    ]  # fmt: skip


def _slides() -> list[Case]:
    from pptx import Presentation
    from pptx.util import Inches

    def box(shapes: Any, text: str, top: float = 1) -> Any:
        shape = shapes.add_textbox(Inches(1), Inches(top), Inches(4), Inches(1))
        shape.text_frame.text = text
        return shape

    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    group = slide.shapes.add_group_shape()
    box(group.shapes, "Outer words")
    box(group.shapes.add_group_shape().shapes, "Inner words", 2)
    frame = slide.shapes.add_table(2, 2, Inches(1), Inches(4), Inches(4), Inches(1)).table
    for (row, column), text in {(0, 0): "Plan", (0, 1): "Price", (1, 0): "Pier", (1, 1): "4,200"}.items():  # fmt: skip
        frame.cell(row, column).text = text
    slide.notes_slide.notes_text_frame.text = "Say it slowly."
    marks = Presentation()
    page = marks.slides.add_slide(marks.slide_layouts[6])
    raised = box(page.shapes, "About 10").text_frame.paragraphs[0]
    raised.add_run().text = "6"
    raised.runs[1].font._element.set("baseline", "30000")
    raised.add_run().text = " grains"
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    data = CategoryChartData()
    data.categories = ["North", "South"]
    data.add_series("Boats", (19.5, 21.25))
    drawn = Presentation()
    chart = drawn.slides.add_slide(drawn.slide_layouts[5])
    chart.shapes.title.text = "Boats by gate"
    chart.shapes.add_chart(XL_CHART_TYPE.PIE, Inches(1), Inches(2), Inches(4), Inches(3), data)
    rooted = _rewritten(
        saved(deck), ('Target="slides/', 'Target="/ppt/slides/'), only="presentation.xml.rels"
    )
    return [
        Case(_ARRIVES, "groups.pptx", saved(deck), ("Outer words", "Inner words", "Plan | Price", "Pier | 4,200", "Say it slowly.")),
        Case(_MARKS, "raised-run.pptx", saved(marks), ("About 10", "grains"), ("106",)),
        Case(_ARRIVES, "pie.pptx", saved(drawn), ("Boats by gate", "North", "19.5", "South", "21.25")),
        Case(_PACKED, "from-the-root.pptx", rooted, ("Outer words", "Inner words")),
    ]  # fmt: skip


def _sheets() -> list[Case]:
    import xlsxwriter
    from openpyxl import Workbook

    def formatted(*cells: tuple[Any, str]) -> bytes:
        book = Workbook()
        for row, (value, form) in enumerate(cells, 1):
            cell = book.active.cell(row, 1, value)
            cell.number_format = form
        return saved(book)

    out = BytesIO()
    drawn = xlsxwriter.Workbook(out)
    sheet = drawn.add_worksheet("Gates")
    sheet.write_row(0, 0, ["Port", "Ships"])
    sheet.write_row(1, 0, ["Ostend", 11])
    sheet.insert_textbox(4, 0, "Words in a box")
    chart = drawn.add_chart({"type": "line"})
    chart.add_series({"values": "=Gates!$B$2:$B$2", "name": "Ships by year"})
    chart.set_title({"name": "Ships of the harbour"})
    sheet.insert_chart(6, 0, chart)
    sheet.set_column(2, 2, None, None, {"hidden": True})
    sheet.write(0, 2, "Secret price")
    drawn.close()
    strict = Workbook()
    strict.active.append(["Port", "Ships"])
    strict.active.append(["Ostend", 11])
    sums = Workbook()
    sums.active.append(["a", "b"])
    sums.active.append([2, 3])
    sums.active["C2"] = "=A2*B2"
    zips = formatted((501, "00000"), (2312631, "###0"), (3, '0 "days"'))
    return [
        Case(_PACKED, "strict.xlsx", _rewritten(saved(strict), *_STRICT), ("Port", "Ships", "Ostend", "11")),
        Case(_MARKS, "codes.xlsx", zips, ("00501", "2312631", "3"), ("1900", "8231")),
        Case(_MARKS, "hours.xlsx", formatted((timedelta(hours=36), "[h]:mm")), ("36:00",), ("1900",)),
        Case(_MARKS, "noise.xlsx", formatted((0.1 + 0.2, "General"), (1.1 * 3, "0.00")), ("0.3", "3.3"), ("0.30000000000000004", "3.3000000000000003")),
        Case(_ARRIVES, "drawn.xlsx", out.getvalue(), ("Ostend", "11", "Words in a box", "Ships of the harbour")),
        Case(_ARRIVES, "unseen-column.xlsx", out.getvalue(), ("Secret price",), told=("hidden",)),
        Case(_ARRIVES, "product.xlsx", saved(sums), ("A2*B2",), told=("formula",)),
    ]  # fmt: skip


def _open() -> list[Case]:
    def odt(inside: str) -> bytes:
        return odf("text", f"<office:text>{inside}</office:text>")

    changes = "<text:tracked-changes><text:changed-region text:id='c1'><text:deletion><text:p>Old words.</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    spaced = "<text:p>One<text:change text:change-id='c1'/><text:s text:c='3'/>two<text:tab/>three<text:line-break/>four <text:soft-page-break/>five.</text:p>"
    raised = '<text:p>About 10<text:span text:style-name="Up">6</text:span> grains.</text:p>'
    styled = odt(raised).replace(b"", b"")
    with ZipFile(BytesIO(styled)) as archive:
        content = archive.read("content.xml").decode()
        names = {name: archive.read(name) for name in archive.namelist() if name != "content.xml"}
    style = '<office:automatic-styles xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"><style:style style:name="Up" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style></office:automatic-styles><office:body>'
    styled = packed({**names, "content.xml": content.replace("<office:body>", style)})
    sub = "<table:table><table:table-row><table:table-cell><text:p>Port</text:p></table:table-cell><table:table-cell><table:table table:is-sub-table='true'><table:table-row><table:table-cell><text:p>In</text:p></table:table-cell><table:table-cell><text:p>Out</text:p></table:table-cell></table:table-row></table:table></table:table-cell></table:table-row></table:table>"
    with ZipFile(BytesIO(odt("<text:p>Without a type.</text:p>"))) as archive:
        untyped = packed({"content.xml": archive.read("content.xml")})
    notes = odf(
        "presentation",
        "<office:presentation><draw:page draw:name='p1'><draw:frame><draw:text-box><text:p>On the slide.</text:p></draw:text-box></draw:frame><presentation:notes xmlns:presentation='urn:oasis:names:tc:opendocument:xmlns:presentation:1.0'><draw:frame><draw:text-box><text:p>Say it slowly.</text:p></draw:text-box></draw:frame></presentation:notes></draw:page></office:presentation>",
    )
    chapter = '<html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>'
    with ZipFile(
        BytesIO(
            epub(
                {
                    "a.xhtml": chapter.format("<p>Chapter one.</p>"),
                    "b.xhtml": chapter.format("<p>The answers.</p>"),
                }
            )
        )
    ) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    opf = "OEBPS/content.opf"
    parts[opf] = (
        parts[opf]
        .replace('xmlns="http://www.idpf.org/2007/opf"', 'xmlns:opf="http://www.idpf.org/2007/opf"')
        .replace("<", "<opf:")
        .replace("<opf:/", "</opf:")
        .replace('idref="c1"', 'idref="c1" linear="no"')
    )
    return [
        Case(_ARRIVES, "changes.odt", odt(changes + spaced), ("One two three four five.",), ("Old words.", "Onetwo", "threefour")),
        Case(_MARKS, "raised.odt", styled, ("About 10", "grains."), ("106",)),
        Case(_TABLES, "sub-table.odt", odt(sub), ("Port", "In", "Out"), ("InOut",)),
        Case(_PACKED, "untyped.odt", untyped, ("Without a type.",)),
        Case(_ARRIVES, "notes.odp", notes, ("On the slide.", "Say it slowly.")),
        Case(_PACKED, "prefixed.epub", packed(dict(parts)), ("Chapter one.", "The answers.")),
    ]  # fmt: skip


def cases() -> list[Case]:
    """Return the cases of Office, OpenDocument and EPUB."""
    return [*_texts(), *_slides(), *_sheets(), *_open()]
