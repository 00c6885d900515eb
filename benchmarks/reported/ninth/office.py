"""Texts, sheets, slides and books, by hand and with python-docx, openpyxl, XlsxWriter, python-pptx."""

from __future__ import annotations

from datetime import date, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from benchmarks.reported.case import Case
from benchmarks.reported.second.pages import epub
from benchmarks.reported.seventh.office import saved
from benchmarks.reported.seventh.old import converted
from benchmarks.reported.sheets import book, deck, shape
from benchmarks.reported.texts import odf
from benchmarks.reported.words import cell, field, paragraph, run, word

if TYPE_CHECKING:
    from collections.abc import Callable

_ARRIVES, _MARKS, _TABLES, _OLD = "text arrives", "numbers and marks", "tables", "old files"


def _row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def _texts() -> list[Case]:
    lone_head = word(
        f"<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid>{_row(cell(paragraph('SERVICES')))}{_row(*(cell(paragraph(t)) for t in ('Port', 'Ships', 'Depth')))}{_row(*(cell(paragraph(t)) for t in ('Ostend', '11', '4.5')))}</w:tbl>"
    )
    skipped = word(
        f"<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/><w:gridCol/></w:tblGrid>{_row(*(cell(paragraph(t)) for t in ('Port', 'Ships', 'Depth')))}<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{cell(paragraph('11'))}{cell(paragraph('4.5'))}</w:tr></w:tbl>"
    )
    picker = word(
        paragraph(
            "Sails on ",
            '<w:sdt><w:sdtPr><w:date w:fullDate="2024-03-05T00:00:00Z"><w:dateFormat w:val="d MMMM yyyy"/></w:date></w:sdtPr><w:sdtContent>'
            + run("5 March 2024")
            + "</w:sdtContent></w:sdt>",
            " at noon.",
        )
    )
    bound = word(
        paragraph(
            "<w:sdt><w:sdtPr><w:repeatingSection/></w:sdtPr><w:sdtContent>"
            + run("Carrier: ")
            + "<w:sdt><w:sdtContent>"
            + run("Ferry Ltd")
            + "</w:sdtContent></w:sdt></w:sdtContent></w:sdt>"
        )
    )
    index = word(
        paragraph(field("Ferry\t3", 'TOC \\o "1-3"'))
        + paragraph(
            run("The ferry"),
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> XE "hidden entry" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
            " sails.",
        )
    )
    sums = word(
        paragraph(
            "Total: ",
            field("115.50", "=SUM(ABOVE)"),
            " EUR, see ",
            field("Table 2", "REF _Ref1 \\h"),
            ".",
        )
    )
    fonts = word(
        paragraph(
            "Tick: ",
            '<w:r><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>',
            " paid, ",
            '<w:r><w:sym w:font="Symbol" w:char="F06D"/></w:r>',
            "m.",
        )
    )
    positions = word(
        paragraph(
            "CO",
            run("2", '<w:position w:val="-6"/><w:sz w:val="14"/>'),
            " and 10",
            run("6", '<w:vertAlign w:val="superscript"/>'),
            " grains.",
        )
    )
    math = word(
        paragraph(
            "Drag is ",
            '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub><m:r><m:t>i=1</m:t></m:r></m:sub><m:sup><m:r><m:t>n</m:t></m:r></m:sup><m:e><m:sSup><m:e><m:r><m:t>v</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:e></m:nary><m:m><m:mr><m:e><m:r><m:t>a</m:t></m:r></m:e><m:e><m:r><m:t>b</m:t></m:r></m:e></m:mr></m:m></m:oMath>',
            " in all.",
        )
    )
    bidi = word(
        paragraph(
            '<w:bdo w:val="rtl">' + run("שלום") + "</w:bdo>",
            '<w:dir w:val="ltr">' + run(" and hello") + "</w:dir>",
            '<w:smartTag w:uri="x" w:element="place">' + run(" in Oslo") + "</w:smartTag>",
        )
    )
    frames = word(
        paragraph("Beside it.", properties='<w:framePr w:w="2000" w:wrap="around"/>')
        + paragraph("The text goes on.")
    )
    cover = word(
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Cover Pages'/></w:docPartObj></w:sdtPr><w:sdtContent>"
        + paragraph(
            '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wpg"><w:drawing><wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="x"><wpg:wgp xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"><wps:wsp xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:txbx><w:txbxContent>'
            + paragraph("Annual report")
            + "</w:txbxContent></wps:txbx></wps:wsp></wpg:wgp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
            + "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
        + "</w:sdtContent></w:sdt>"
        + paragraph("Body text.")
    )

    from docx import Document

    made: Any = Document()
    made.add_heading("The ferry", 0)
    made.add_paragraph("First quote.", style="Intense Quote")
    made.add_paragraph("North", style="List Bullet")
    made.add_paragraph("Deep north", style="List Bullet 2")
    made.add_paragraph("Cast off", style="List Number")
    made.add_paragraph("Turn", style="List Number")
    grid = made.add_table(3, 3)
    for n, text in enumerate(("Quay", "Ships", "", "", "cars", "bikes", "North", "11", "40")):
        grid.cell(n // 3, n % 3).text = text
    grid.cell(0, 0).merge(grid.cell(1, 0))
    grid.cell(0, 1).merge(grid.cell(0, 2))
    made.sections[0].header.paragraphs[0].text = "Internal use"
    made.add_section()
    made.sections[1].header.is_linked_to_previous = False
    made.sections[1].header.paragraphs[0].text = "Annex"
    made.add_paragraph("After the break.")
    data = saved(made)
    return [
        Case(_TABLES, "lone-head.docx", lone_head, ("SERVICES", "Port", "Ships", "Depth", "| Ostend | 11 | 4.5 |")),
        Case(_TABLES, "skipped.docx", skipped, ("| Port | Ships | Depth |", "| | 11 | 4.5 |")),
        Case(_ARRIVES, "picker.docx", picker, ("Sails on 5 March 2024 at noon.",)),
        Case(_ARRIVES, "bound.docx", bound, ("Carrier: Ferry Ltd",)),
        Case(_ARRIVES, "index.docx", index, ("The ferry sails.",), ("hidden entry",)),
        Case(_MARKS, "sums.docx", sums, ("Total: 115.50 EUR, see Table 2.",), ("SUM", "_Ref1")),
        Case(_MARKS, "fonts.docx", fonts, ("Tick:", "paid,", "μm."), ("\uf0fe",)),
        Case(_MARKS, "positions.docx", positions, ("CO", "and 10", "grains."), ("106 ",)),
        Case(_MARKS, "math.docx", math, ("Drag is", "∑", "i=1", "n", "v", "a", "b", "in all."), ("v2",)),
        Case(_ARRIVES, "bidi.docx", bidi, ("שלום and hello in Oslo",)),
        Case(_ARRIVES, "frames.docx", frames, ("Beside it.", "The text goes on.")),
        Case(_ARRIVES, "cover.docx", cover, ("Annual report", "Body text.")),
        Case(_ARRIVES, "made.docx", data, ("The ferry", "First quote.", "North", "Deep north", "1. Cast off", "2. Turn", "Quay", "Ships", "cars", "bikes", "North", "11", "40", "After the break.")),
        Case(_ARRIVES, "made.odt", converted(data, "a.docx", "odt"), ("The ferry", "First quote.", "North", "Deep north", "1. Cast off", "2. Turn", "Quay", "cars", "bikes", "11", "40", "After the break.")),
        Case(_OLD, "made.doc", converted(data, "a.docx", "doc"), ("The ferry", "First quote.", "North", "Deep north", "Cast off", "Turn", "Quay", "cars", "bikes", "11", "40", "After the break.")),
        Case(_OLD, "made.rtf", converted(data, "a.docx", "rtf"), ("The ferry", "First quote.", "North", "Deep north", "Cast off", "Turn", "Quay", "cars", "bikes", "11", "40", "After the break.")),
        Case(_OLD, "made.fodt", converted(data, "a.docx", "fodt"), ("The ferry", "Cast off", "Turn", "cars", "bikes", "After the break.")),
    ]  # fmt: skip


def _written(fill: Callable[[Any], None]) -> bytes:
    import xlsxwriter

    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        fill(workbook)
    return out.getvalue()


def _sheets() -> list[Case]:
    def several(workbook: Any) -> None:
        sheet = workbook.add_worksheet("Plan")
        for row, values in enumerate(
            (
                ("Ports", None, None),
                ("Name", "Ships", "Depth"),
                ("Ostend", 11, 4.5),
                None,
                None,
                ("Crew", None, None),
                ("Name", "Role"),
                ("Ada", "captain"),
            )
        ):
            for column, value in enumerate(values or ()):
                if value is not None:
                    sheet.write(row, column, value)
        for row, values in enumerate((("Month", "Trips"), ("May", 310), ("June", 330))):
            for column, value in enumerate(values):
                sheet.write(row, column + 6, value)

    def formats(workbook: Any) -> None:
        sheet = workbook.add_worksheet("Fares")
        for row, (value, code) in enumerate(
            (
                (1234.5, '#,##0.00 "kr"'),
                (0.075, "0.0%"),
                (-12, "0;(0)"),
                (date(2024, 3, 5), "d mmm yyyy"),
                (time(7, 32), "hh:mm"),
                (1500000, '0.0,,"M"'),
                (5, '"Grade "0'),
                (0.5, "# ?/?"),
            )
        ):
            (sheet.write_datetime if isinstance(value, (date, time)) else sheet.write_number)(
                row, 0, value, workbook.add_format({"num_format": code})
            )
        sheet.write_boolean(8, 0, True)
        sheet.write_formula(9, 0, "=1/0", None, "#DIV/0!")
        sheet.write_rich_string(
            10, 0, "10", workbook.add_format({"font_script": 1}), "6", " grains"
        )
        sheet.write_url(11, 0, "https://a.example/gate", string="The gate")
        sheet.write_comment(12, 0, "Ask Ada")
        sheet.write(12, 0, "Berth 4")

    def tables(workbook: Any) -> None:
        sheet = workbook.add_worksheet("Data")
        sheet.add_table(
            1,
            1,
            4,
            3,
            {
                "data": [["Ostend", 11, 5], ["Bruges", 12, 6]],
                "total_row": True,
                "columns": [
                    {"header": "Port", "total_string": "Sum"},
                    {"header": "Cars", "total_function": "sum", "total_value": 23},
                    {"header": "Bikes"},
                ],
            },
        )
        sheet.merge_range("F1:H1", "Summer season")
        sheet.insert_textbox("J2", "Ice until April.")
        chart = workbook.add_chart({"type": "column"})
        chart.add_series(
            {"name": "Cars", "categories": "=Data!$B$3:$B$4", "values": "=Data!$C$3:$C$4"}
        )
        chart.set_title({"name": "Cars by port"})
        sheet.insert_chart("L2", chart)
        pie = workbook.add_chart({"type": "pie"})
        pie.add_series({"values": "=Data!$C$3:$C$4"})
        workbook.add_chartsheet("Chart").set_chart(pie)

    from openpyxl import Workbook
    from openpyxl.comments import Comment
    from openpyxl.worksheet.datavalidation import DataValidation

    built = Workbook()
    sheet: Any = built.active
    sheet.title = "Orders & co"
    sheet.append(["Id", "Item", "Note"])
    sheet.append(["007", "Rope\nblue", "Line one\nLine two"])
    sheet["A3"] = "=A2&B2"
    sheet["A2"].comment = Comment("Checked", "Ada")
    choice = DataValidation(type="list", formula1='"open,shut"')
    sheet.add_data_validation(choice)
    sheet.row_dimensions[2].hidden = False
    built.create_sheet("Empty")
    built.create_sheet("Late")["C5"] = "Far cell"
    plain = saved(built)
    inline = book(
        '<sheetData><row><c t="inlineStr"><is><t>Port</t></is></c><c t="inlineStr"><is><t>Ships</t></is></c></row><row><c t="inlineStr"><is><t>Ostend</t></is></c><c><v>11</v></c></row></sheetData>'
    )
    phonetic = book(
        '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>',
        "<si><t>渡船</t><rPh sb='0' eb='2'><t>わたしぶね</t></rPh></si>",
    )
    sums: Any = Workbook()
    sums.active.append(["Port", "Ships"])
    sums.active.append(["Ostend", 11])
    sums.active.append(["All", "=SUM(B2:B2)"])
    return [
        Case(_TABLES, "several.xlsx", _written(several), ("Ports", "Name", "Ships", "Depth", "Ostend", "11", "4.5", "Crew", "Role", "Ada", "captain")),
        Case(_MARKS, "formats.xlsx", _written(formats), ("1234.5 kr", "7.5%", "-12", "2024-03-05", "07:32", "1500000", "Grade 5", "0.5", "TRUE", "#DIV/0!", "grains", "The gate", "Berth 4"), ("106 ", "45356")),
        Case(_TABLES, "tables.xlsx", _written(tables), ("Port", "Cars", "Bikes", "Ostend", "11", "5", "Bruges", "12", "6", "Sum", "23", "Ice until April."), told=("chart",)),
        Case(_ARRIVES, "orders.xlsx", plain, ("Orders & co", "007", "Rope", "blue", "Line one", "Line two", "A2&B2", "Late", "Far cell")),
        Case(_ARRIVES, "unaddressed.xlsx", inline, ("| Port | Ships |", "| Ostend | 11 |")),
        Case(_MARKS, "reading.xlsx", phonetic, ("渡船",), ("わたしぶね",)),
        Case(_OLD, "ports.dif", b'TABLE\r\n0,1\r\n"EXCEL"\r\nVECTORS\r\n0,2\r\n""\r\nTUPLES\r\n0,2\r\n""\r\nDATA\r\n0,0\r\n""\r\n-1,0\r\nBOT\r\n1,0\r\n"Port"\r\n1,0\r\n"Ships"\r\n-1,0\r\nBOT\r\n1,0\r\n"Ostend"\r\n0,11\r\nV\r\n-1,0\r\nEOD\r\n', ("Port", "Ships", "Ostend", "11"), told=("DIF", "dif")),
        Case(_OLD, "ports.slk", b'ID;PWXL;N;E\r\nB;Y2;X2\r\nC;Y1;X1;K"Port"\r\nC;X2;K"Ships"\r\nC;Y2;X1;K"Ostend"\r\nC;X2;K11\r\nE\r\n', ("Port", "Ships", "Ostend", "11"), told=("SYLK", "sylk")),
        Case(_ARRIVES, "sums.xlsx", saved(sums), ("Port", "Ships", "Ostend", "11", "All", "SUM(B2:B2)")),
    ]  # fmt: skip


def _slides() -> list[Case]:
    from pptx import Presentation
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    made: Any = Presentation()
    first = made.slides.add_slide(made.slide_layouts[0])
    first.shapes.title.text, first.placeholders[1].text = "Ferry", "Annual meeting"
    second = made.slides.add_slide(made.slide_layouts[5])
    second.shapes.title.text = "Boats by gate"
    grid = second.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(4), Inches(1)).table
    for n, text in enumerate(("Gate", "Boats", "North", "11")):
        grid.cell(n // 2, n % 2).text = text
    box = second.shapes.add_textbox(Inches(1), Inches(5), Inches(3), Inches(1)).text_frame
    box.text = "See"
    link = box.paragraphs[0].add_run()
    link.text, link.hyperlink.address = " the map", "https://a.example/map"
    second.notes_slide.notes_text_frame.text = "Say it slowly."
    third = made.slides.add_slide(made.slide_layouts[6])
    numbers = CategoryChartData()
    numbers.categories = ["May", "June"]
    numbers.add_series("Trips", (310, 330))
    third.shapes.add_chart(
        XL_CHART_TYPE.BAR_CLUSTERED, Inches(1), Inches(1), Inches(4), Inches(3), numbers
    )
    fourth = made.slides.add_slide(made.slide_layouts[3])
    fourth.shapes.title.text = "Two halves"
    fourth.placeholders[1].text, fourth.placeholders[2].text = "Left half", "Right half"
    data = saved(made)
    levels = deck(
        shape(
            "<p:txBody><a:bodyPr/><a:p><a:pPr lvl='0'/><a:r><a:t>Gates</a:t></a:r></a:p><a:p><a:pPr lvl='1'/><a:r><a:t>North</a:t></a:r><a:br/><a:r><a:t>by the mill</a:t></a:r></a:p><a:p><a:r><a:rPr strike='sngStrike'/><a:t>100</a:t></a:r><a:r><a:t> 120 boats, 10</a:t></a:r><a:r><a:rPr baseline='30000'/><a:t>6</a:t></a:r><a:r><a:t> grains</a:t></a:r></a:p></p:txBody>"
        )
    )
    return [
        Case(_ARRIVES, "made.pptx", data, ("Ferry", "Annual meeting", "Boats by gate", "Gate", "North", "11", "See the map", "Say it slowly.", "May", "310", "Two halves", "Left half", "Right half")),
        Case(_MARKS, "levels.pptx", levels, ("Gates", "North", "by the mill", "~~100~~ 120 boats, 10", "grains"), ("106 ",)),
        Case(_ARRIVES, "made.odp", converted(data, "a.pptx", "odp"), ("Ferry", "Annual meeting", "Boats by gate", "Gate", "North", "11", "See the map", "Two halves", "Left half", "Right half")),
        Case(_OLD, "made.ppt", converted(data, "a.pptx", "ppt"), ("Ferry", "Annual meeting", "Boats by gate", "See the map", "Two halves", "Left half", "Right half")),
    ]  # fmt: skip


def _books() -> list[Case]:
    chapter = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>x</title></head><body>{}</body></html>'
    calibre = epub(
        {
            "index_split_000.html": chapter.format(
                '<p class="calibre1"><span class="bold">CHAPTER ONE</span></p><p class="calibre2"><span class="dropcaps">T</span>he ferry sails.<a id="p3" class="pagebreak" epub:type="pagebreak" title="3"/></p>'
            ),
            "index_split_001.html": chapter.format(
                '<p>It goes <i>on</i>.<a epub:type="noteref" href="#fn1">1</a></p><aside epub:type="footnote" id="fn1"><p>By night.</p></aside><ol type="I"><li value="4">Fourth</li></ol><table><tr><td>Port</td><td>Ships</td></tr></table><ruby>渡<rp>(</rp><rt>わた</rt><rp>)</rp></ruby>し'
            ),
        }
    )
    ruby = odf(
        "text",
        '<office:text><text:p>Line<text:line-break/>two<text:s text:c="3"/>far<text:tab/>end</text:p><text:list><text:list-item><text:p>North</text:p><text:list><text:list-item><text:p>Deep north</text:p></text:list-item></text:list></text:list-item></text:list><text:p><text:span text:style-name="S">100</text:span> 120 boats<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>In May.</text:p></text:note-body></text:note>.</text:p><table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Port</text:p></table:table-cell><table:table-cell><text:p>Ships</text:p></table:table-cell></table:table-row></table:table-header-rows><table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>Ostend</text:p></table:table-cell><table:table-cell><text:p>11</text:p></table:table-cell></table:table-row><table:table-row><table:covered-table-cell/><table:table-cell><text:p>12</text:p></table:table-cell></table:table-row></table:table></office:text>',
    )
    return [
        Case(_ARRIVES, "calibre.epub", calibre, ("CHAPTER ONE", "The ferry sails.", "It goes", "on", "By night.", "Fourth", "Port", "Ships", "渡"), ("sails.3",)),
        Case(_ARRIVES, "lines.odt", ruby, ("Line", "two", "far", "end", "North", "Deep north", "~~100~~ 120 boats", "Port", "Ships", "Ostend", "11", "12"), ("boats1",)),
    ]  # fmt: skip


def cases() -> list[Case]:
    """Return the cases of office documents."""
    return [*_texts(), *_sheets(), *_slides(), *_books()]
