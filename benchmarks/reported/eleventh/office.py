"""Texts, sheets and slides, by the libraries that write them and by hand; prints of several programs."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from benchmarks.reported.case import Case
from benchmarks.reported.hostile import at, pdf
from benchmarks.reported.seventh.office import saved
from benchmarks.reported.seventh.old import converted
from benchmarks.reported.seventh.prints import typeset
from benchmarks.reported.sheets import deck, shape
from benchmarks.reported.sheets import run as shown
from benchmarks.reported.texts import odf
from benchmarks.reported.words import cell, field, paragraph, run, word

_ARRIVES, _MARKS, _TABLES, _OLD, _TITLES = "text arrives", "numbers and marks", "tables", "old files", "running titles"  # fmt: skip
A = "The lighthouse on the outer reef was lit by whale oil until 1861."
B = "A keeper winds the weight that drives it once every four hours."
_SDT = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"


def _row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def _texts() -> list[Case]:
    from docx import Document

    by_hand = Document()
    by_hand.add_heading("Lamps", 0)
    by_hand.add_paragraph(A, style="Intense Quote")
    for step in ("Fill the tank", "Light the wick"):
        by_hand.add_paragraph(step, style="List Number")
    table = by_hand.add_table(rows=3, cols=3)
    for at_row, texts in enumerate(
        (("Oil", "Hours", ""), ("Whale", "9", "a|b"), ("Seal", "7", "c"))
    ):
        for at_column, text in enumerate(texts):
            table.cell(at_row, at_column).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    by_hand.add_page_break()
    by_hand.add_paragraph("After the break.").add_run(" 10").font.bold = True
    raised = by_hand.paragraphs[-1].add_run("6")
    raised.font.superscript = True
    controls = word(
        _SDT.format(paragraph("Outer paragraph.") + _SDT.format(paragraph("Inner paragraph.")) + paragraph("Outer again."))
        + f"<w:tbl>{_row(cell(paragraph('Part')), cell(paragraph('State')))}{_SDT.format(_row(cell(paragraph('Lens')), cell(_SDT.format(paragraph('done')))))}</w:tbl>"
        + paragraph("By ", '<w:smartTag w:element="place"><w:smartTag w:element="City">' + run("Leith") + "</w:smartTag></w:smartTag>", " and ", "<w:customXml>" + run("Oban") + "</w:customXml>", ".")
    )  # fmt: skip
    gone = '<w:p><w:del w:id="6"><w:r><w:delText>gone row</w:delText></w:r></w:del></w:p>'
    revised = word(
        paragraph("The lamp is ", f'<w:del w:id="1" w:author="x"><w:r><w:delText>out</w:delText></w:r></w:del><w:ins w:id="2" w:author="x">{run("lit")}</w:ins>', ".")
        + f'<w:p><w:pPr><w:rPr><w:del w:id="3" w:author="x"/></w:rPr></w:pPr>{run("First half ")}</w:p>{paragraph("and second half.")}'
        + f"<w:tbl>{_row(cell(paragraph('Oil')), cell(paragraph('Hours')))}<w:tr><w:trPr><w:del w:id='5' w:author='x'/></w:trPr>{cell(paragraph('', properties=''))}{cell(gone)}</w:tr>{_row(cell(paragraph('Whale')), cell(paragraph('9')))}</w:tbl>"
    )  # fmt: skip
    symbols = word(
        paragraph(run("A"), "<w:r><w:tab/></w:r>", run("B"), "<w:r><w:br/></w:r>", run("C"), "<w:r><w:noBreakHyphen/></w:r>", run("D"), "<w:r><w:softHyphen/></w:r>", run("E"), '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', run("F"))
        + paragraph(run("small", "<w:caps/>"), run(" hidden", "<w:vanish/>"), run(" 10"), run("-3", '<w:vertAlign w:val="superscript"/>'), run(" m"))
        + paragraph(field("7", "PAGE"), " of the ", field("Table 2", 'SEQ Table \\* ARABIC'), '<w:fldSimple w:instr=" MERGEFIELD Name ">' + run("«Name»") + "</w:fldSimple>", '<w:hyperlink w:anchor="x">' + run(" linked") + "</w:hyperlink>")
    )  # fmt: skip
    boxed = word(
        paragraph("Before.", '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps"><w:drawing><wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wps:wsp xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:txbx><w:txbxContent>' + paragraph("In the box.") + f"<w:tbl>{_row(cell(paragraph('cell of box')))}</w:tbl>" + '</w:txbxContent></wps:txbx></wps:wsp></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent>' + paragraph("In the box.") + "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>", " After.")
    )  # fmt: skip
    odt = odf("text", f'<office:text><text:h text:outline-level="1">Lamps</text:h><text:p>{A}<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>By a chemist.</text:p></text:note-body></text:note> Two<text:s text:c="3"/>spaces<text:tab/>tab<text:line-break/>line.</text:p><text:list><text:list-item><text:p>fill</text:p><text:list><text:list-item><text:p>slowly</text:p></text:list-item></text:list></text:list-item></text:list><table:table><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>Hours</text:p></table:table-cell><table:covered-table-cell/></table:table-row><table:table-row><table:table-cell><text:p>Whale</text:p></table:table-cell><table:table-cell><text:p>9</text:p></table:table-cell></table:table-row></table:table><text:p><text:bookmark text:name="b"/>{B}</text:p></office:text>')  # fmt: skip
    rtf = rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}{\*\generator hidden;}\pard\b Lamps\b0\par Der W\'e4rter \u8211?\~ma\-ny 10{\super 6} H{\sub 2}O {\strike old} {\v hidden words}\line next line\par{\pntext 1.\tab}Fill\par\trowd\cellx1000\cellx2000\intbl Oil\cell Hours\cell\row\intbl Whale\cell 9\cell\row\pard{\field{\*\fldinst HYPERLINK x}{\fldrslt the site}}{\footnote By a chemist.}\par \u20320\'3f\u22909\'3f}"
    source = saved(by_hand)
    return [
        Case(_ARRIVES, "by-library.docx", source, ("Lamps", A, "1. Fill the tank", "2. Light the wick", "| Oil | Hours | |", "| Whale | 9 | a\\|b |", "After the break. 10^6")),
        Case(_ARRIVES, "controls.docx", controls, ("Outer paragraph.", "Inner paragraph.", "Outer again.", "| Part | State |", "| Lens | done |", "By Leith and Oban.")),
        Case(_MARKS, "revised.docx", revised, ("The lamp is lit.", "First half and second half.", "| Oil | Hours |", "| Whale | 9 |"), ("out", "gone row")),
        Case(_MARKS, "symbols.docx", symbols, ("A B", "C‑D", "E", "F", "10^-3 m", "Table 2", "«Name»", "linked"), ("hidden",)),
        Case(_ARRIVES, "boxed.docx", boxed, ("Before.", "In the box.", "cell of box"), ("In the box. In the box.",)),
        Case(_ARRIVES, "lamps.odt", odt, ("Lamps", A, "spaces", "line.", "fill", "slowly", "| Hours | |", "| Whale | 9 |", B)),
        Case(_ARRIVES, "lamps.rtf", rtf, ("Lamps", "Der Wärter –", "many 10^6 H2O", "next line", "Fill", "| Oil | Hours |", "| Whale | 9 |", "the site", "By a chemist.", "你好"), ("hidden",)),
        Case(_OLD, "by-library.doc", converted(source, "a.docx", "doc:MS Word 97"), ("Lamps", A, "Fill the tank", "Whale", "9", "After the break.")),
        Case(_OLD, "by-library.rtf", converted(source, "a.docx", "rtf"), ("Lamps", A, "Fill the tank", "Whale", "9", "After the break. 10^6")),
        Case(_ARRIVES, "by-library.odt", converted(source, "a.docx", "odt"), ("Lamps", A, "1. Fill the tank", "2. Light the wick", "Whale", "9", "After the break. 10^6")),
        Case(_ARRIVES, "by-library.epub", converted(source, "a.docx", "epub"), ("Lamps", A, "Fill the tank", "Whale", "9", "After the break.")),
        Case(_ARRIVES, "by-library.pdf", converted(source, "a.docx", "pdf"), ("Lamps", A, "Fill the tank", "Whale", "9", "After the break.")),
        Case(_ARRIVES, "by-library.html", converted(source, "a.docx", "html"), (A, "Fill the tank", "Whale", "9", "After the break. 10^6")),
        Case(_ARRIVES, "by-library.fodt", converted(source, "a.docx", "fodt"), ("Lamps", A, "Fill the tank", "Whale", "9")),
    ]  # fmt: skip


def _sheets() -> list[Case]:
    import openpyxl
    import xlsxwriter
    from openpyxl.comments import Comment

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Lamps"
    values: list[tuple[Any, str]] = [(0.475, "0.0%"), (datetime(2014, 5, 25, 10, 9, 15, tzinfo=UTC).replace(tzinfo=None), "dd/mm/yyyy hh:mm:ss"), (date(2024, 3, 5), "d mmm yyyy"), (time(9, 12), "h:mm AM/PM"), (timedelta(hours=30), "[h]:mm"), (1234567.891, "#,##0.00"), (-5, "0;(0)"), (150000, '"$"#,##0'), (0.5, "# ?/?"), ("007", "@"), (True, "General"), (1e21, "General")]  # fmt: skip
    for at_row, (value, code) in enumerate(values, 1):
        sheet.cell(at_row, 1, f"row {at_row}")
        sheet.cell(at_row, 2, value).number_format = code
    sheet.cell(1, 2).comment = Comment("Measured twice.", "Ann")
    merged = openpyxl.Workbook()
    sheet = merged.active
    for line in (
        ["Costs", None, None],
        ["Oil", "TOTAL DIRECT COSTS", None],
        [None, "2023", "2024"],
        ["Whale", 11, 12],
    ):
        sheet.append(line)
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("B2:C2")
    sheet.merge_cells("A2:A3")
    hidden = merged.create_sheet("Secret")
    hidden.append(["hidden value"])
    hidden.sheet_state = "hidden"
    out = BytesIO()
    with xlsxwriter.Workbook(out) as charted:
        page = charted.add_worksheet("Hours")
        page.write_column(0, 0, ["Oil", "Whale", "Seal"])
        page.write_column(0, 1, ["Hours", 9, 7])
        page.write_formula(3, 1, "=SUM(B2:B3)", None, 16)
        page.write_rich_string(4, 0, "10", charted.add_format({"font_script": 1}), "6", " candles")
        page.write_url(5, 0, "https://reef.example", string="The reef")
        page.write_array_formula("C1:C1", "{=A1}", None, "Oil")
        page.add_table(
            "E1:F3",
            {
                "columns": [{"header": "Part"}, {"header": "State"}],
                "data": [["Lens", "done"], ["Wick", "old"]],
            },
        )
        page.insert_textbox("H1", "Mind the mercury.")
        chart = charted.add_chart({"type": "column"})
        chart.add_series(
            {
                "name": "Hours of light",
                "categories": "=Hours!$A$2:$A$3",
                "values": "=Hours!$B$2:$B$3",
            }
        )
        chart.set_title({"name": "Light by oil"})
        page.insert_chart("H5", chart)
    ods = odf("spreadsheet", '<office:spreadsheet><table:table table:name="Lamps"><table:table-row><table:table-cell office:value-type="string"><text:p>Oil</text:p></table:table-cell><table:table-cell office:value-type="string" table:number-columns-spanned="2"><text:p>Hours</text:p></table:table-cell><table:covered-table-cell/></table:table-row><table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string"><text:p>Whale</text:p></table:table-cell><table:table-cell office:value-type="percentage" office:value="0.475"><text:p>47.5%</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2024-03-05"><text:p>05.03.24</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table></office:spreadsheet>')  # fmt: skip
    formats = saved(book)
    return [
        Case(_MARKS, "formats.xlsx", formats, ("47.5%", "2014-05-25 10:09:15", "2024-03-05", "09:12", "30:00", "1234567.891", "-5", "150000", "0.5", "007", "TRUE"), ("41784",)),
        Case(_TABLES, "merged.xlsx", saved(merged), ("Costs", "| Oil | TOTAL DIRECT COSTS | |", "2023", "2024", "| Whale | 11 | 12 |"), told=()),
        Case(_ARRIVES, "charted.xlsx", out.getvalue(), ("Oil", "Hours", "Whale", "9", "16", "10^6 candles", "The reef", "Mind the mercury.")),
        Case(_ARRIVES, "chart-title.xlsx", out.getvalue(), ("Light by oil",)),
        Case(_TABLES, "lamps.ods", ods, ("| Oil | Hours | |", "| Whale | 47.5% | 2024-03-05 |", "| Whale | 47.5% | 2024-03-05 |")),
    ]  # fmt: skip


def _slides() -> list[Case]:
    from pptx import Presentation
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    show = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[1])
    slide.shapes.title.text = "Lamps"
    frame = slide.placeholders[1].text_frame
    frame.text = "Fill the tank"
    deeper = frame.add_paragraph()
    deeper.text, deeper.level = "slowly", 1
    table = slide.shapes.add_table(2, 2, Inches(1), Inches(5), Inches(4), Inches(1)).table
    for n, text in enumerate(("Oil", "Hours", "Whale", "9")):
        table.cell(n // 2, n % 2).text = text
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(0, Inches(6), Inches(1), Inches(1)).text_frame.text = "Grouped words"
    slide.notes_slide.notes_text_frame.text = "Speak of the mercury."
    second = show.slides.add_slide(show.slide_layouts[5])
    second.shapes.title.text = "Hours"
    data = CategoryChartData()
    data.categories = ["Whale", "Seal"]
    data.add_series("Hours of light", (9, 7))
    second.shapes.add_chart(
        XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(2), Inches(4), Inches(3), data
    )
    third = show.slides.add_slide(show.slide_layouts[6])
    third._element.set("show", "0")
    third.shapes.add_textbox(0, 0, Inches(3), Inches(1)).text_frame.text = "Hidden slide words"
    built = saved(show)
    odd = deck(shape('<a:r><a:t>First<a:extLst/></a:t></a:r><a:br/>' + shown("second line") + '<a:fld type="slidenum" id="{1}"><a:t>7</a:t></a:fld>') + shape(shown("10") + shown("6", 'baseline="30000"') + shown(" candles")) + shape(shown("old", 'strike="sngStrike"') + shown(" new")))  # fmt: skip
    return [
        Case(_ARRIVES, "lamps.pptx", built, ("Lamps", "Fill the tank", "slowly", "| Oil | Hours |", "| Whale | 9 |", "Grouped words", "Speak of the mercury.", "Hours", "Hours of light", "Whale", "9", "Seal", "7")),
        Case(_ARRIVES, "hidden-slide.pptx", built, ("Hidden slide words",), told=("hidden",)),
        Case(_OLD, "lamps.ppt", converted(built, "a.pptx", "ppt"), ("Lamps", "Fill the tank", "slowly", "Grouped words")),
        Case(_ARRIVES, "lamps.odp", converted(built, "a.pptx", "odp"), ("Lamps", "Fill the tank", "slowly", "Oil", "Hours", "Whale", "9", "Grouped words", "Speak of the mercury.")),
        Case(_ARRIVES, "lamps-slides.pdf", converted(built, "a.pptx", "pdf"), ("Lamps", "Fill the tank", "slowly")),
        Case(_MARKS, "odd.pptx", odd, ("First", "second line", "10^6 candles", "~~old~~ new")),
    ]  # fmt: skip


def _prints() -> list[Case]:
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import ListFlowable, Paragraph, SimpleDocTemplate, Spacer, Table

    style = getSampleStyleSheet()
    out = BytesIO()
    grid = Table([["Oil", "Hours", "Price"], ["Whale", "9", "1,250.00"], ["Seal", "7", "(80.00)"]], style=[("GRID", (0, 0), (-1, -1), 1, colors.black)])  # fmt: skip
    SimpleDocTemplate(out, pagesize=landscape(A4)).build([Paragraph("Lamps", style["Title"]), Paragraph(A, style["BodyText"]), grid, Spacer(1, 20), ListFlowable([Paragraph(t, style["BodyText"]) for t in ("Fill the tank", "Light the wick")], bulletType="1"), Paragraph(B, style["BodyText"])])  # fmt: skip
    spaced = BytesIO()
    canvas = Canvas(spaced)
    text = canvas.beginText(72, 720)
    text.setCharSpace(6)
    text.textLine("LAMPS")
    text.setCharSpace(0)
    text.textLine("The lamp is lit by whale oil.")
    canvas.drawText(text)
    canvas.showPage()
    canvas.setPageRotation(90)
    canvas.saveState()
    canvas.translate(300, 100)
    canvas.rotate(90)
    canvas.drawString(0, 0, "Turned page one line.")
    canvas.drawString(0, -20, "Turned page two line.")
    canvas.restoreState()
    canvas.showPage()
    canvas.save()
    twice = pdf(
        at(72, 700, "Bold by two strokes") + at(72.3, 700, "Bold by two strokes") + at(72, 670, A)
    )
    columns = typeset(f"#set page(width: 20cm, height: 12cm, columns: 2, header: [Reef Review #h(1fr) Vol. 12])\n#set par(justify: true)\n= One\n{(A + ' ' + B + ' ') * 8}\n= Two\n{(B + ' ') * 10}\n#pagebreak()\n= Three\n{(A + ' ') * 6}\n#pagebreak()\n= Four\n{(B + ' ') * 6}")  # fmt: skip
    invoice = typeset("#set page(width: 16cm, height: 14cm)\n*Invoice 2024-017*\n#grid(columns: (1fr, 1fr), [Reef Lamps Ltd\\ 84 George Street], align(right)[Date: 5 March 2024\\ Due: 4 April 2024])\n#v(1cm)\n#table(columns: (3fr, 1fr, 1fr), stroke: none, table.hline(), [Item], [Qty], [Amount], table.hline(), [Whale oil, barrel], [2], [£120.00], [Wick], [10], [£5.50], table.hline(), [], [Total], [£125.50])")  # fmt: skip
    statute = typeset("#set page(width: 14cm, height: 16cm)\n#align(center)[*CHAPTER 3*]\n§ 12. Lamps. (a) A lamp shall be lit at dusk.\n\n#pad(left: 1cm)[(1) Oil of whales; or]\n\n#pad(left: 1cm)[(2) paraffin.]\n\n(b) No lamp shall be moved.")  # fmt: skip
    code = typeset('#set page(width: 14cm, height: 12cm)\nRun it:\n```yaml\nlamp:\n  oil: whale\n  hours: 9\n```\nThen wait. #link("https://reef.example/a/very/long/path/to/the/lamp")')  # fmt: skip
    quote = typeset("#set page(width: 14cm, height: 14cm)\nHe wrote:\n#quote(block: true)[Nobody sleeps in a gale.]\nand left.\n\n$ E = m c^2 $ <e>\nwhere $c$ is 299#sym.space.thin;792#sym.space.thin;458 m/s.")  # fmt: skip
    dotted = typeset(
        "#set page(width: 14cm, height: 14cm)\n#outline()\n= Lamps\n#lorem(10)\n== Oil\n#lorem(10)\n= Fog\n#lorem(10)"
    )
    return [
        Case(_TABLES, "grid.pdf", out.getvalue(), ("Lamps", A, "Oil", "Hours", "Price", "Whale", "9", "1,250.00", "Seal", "7", "(80.00)", "1", "Fill the tank", "2", "Light the wick", B)),
        Case(_ARRIVES, "spaced.pdf", spaced.getvalue(), ("LAMPS", "The lamp is lit by whale oil.", "Turned page one line.", "Turned page two line.")),
        Case(_ARRIVES, "twice.pdf", twice, ("Bold by two strokes", A), ("strokes Bold", "BBoolldd")),
        Case(_TITLES, "review.pdf", columns, ("One", A, "Two", "Three", "Four"), ("Vol. 12",)),
        Case(_TABLES, "invoice.pdf", invoice, ("Invoice 2024-017", "Reef Lamps Ltd", "84 George Street", "Item", "Qty", "Amount", "Whale oil, barrel", "2", "£120.00", "Wick", "10", "£5.50", "Total", "£125.50")),
        Case(_ARRIVES, "statute.pdf", statute, ("CHAPTER 3", "§ 12. Lamps. (a) A lamp shall be lit at dusk.", "(1) Oil of whales; or", "(2) paraffin.", "(b) No lamp shall be moved.")),
        Case(_ARRIVES, "yaml.pdf", code, ("Run it:", "lamp:\n  oil: whale\n  hours: 9", "Then wait. https://reef.example/a/very/long/path/to/the/lamp")),
        Case(_MARKS, "quote.pdf", quote, ("He wrote:", "Nobody sleeps in a gale.", "and left.", "where")),
        Case(_ARRIVES, "outline.pdf", dotted, ("Lamps", "Oil", "Fog", "Lorem ipsum"), (". . . .", ".....")),
    ]  # fmt: skip


def cases() -> list[Case]:
    """Return the cases of Office and PDF files."""
    return [*_texts(), *_sheets(), *_slides(), *_prints()]
