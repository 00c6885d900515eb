"""What Word shows as text, in every wrapper that it may stand in."""

# ruff: noqa: E501 - elements of XML stay in one line

from __future__ import annotations

import pytest

from tests.loaders.office.packages import (
    SPACES,
    document,
    documents,
    package,
    paragraph,
    relations,
    word,
)

RUN = "<w:r><w:t>SHOWN</w:t></w:r>"


@pytest.mark.parametrize(
    "inline",
    [
        RUN,
        f"<w:ins>{RUN}</w:ins>",
        f"<w:moveTo>{RUN}</w:moveTo>",
        f"<w:hyperlink>{RUN}</w:hyperlink>",
        f"<w:smartTag><w:smartTag>{RUN}</w:smartTag></w:smartTag>",
        f"<w:customXml>{RUN}</w:customXml>",
        f"<w:sdt><w:sdtContent>{RUN}</w:sdtContent></w:sdt>",
        f'<w:fldSimple w:instr="MERGEFIELD Name">{RUN}</w:fldSimple>',
        f"<w:dir>{RUN}</w:dir>",
        f"<w:ruby><w:rubyBase>{RUN}</w:rubyBase></w:ruby>",
        "<m:oMath><m:r><m:t>SHOWN</m:t></m:r></m:oMath>",
        f"<w:unheardOf>{RUN}</w:unheardOf>",
        f"<mc:AlternateContent><mc:Choice>{RUN}</mc:Choice><mc:Fallback>{RUN}</mc:Fallback></mc:AlternateContent>",
    ],
)
@pytest.mark.parametrize("place", ["paragraph", "cell", "block", "inserted row"])
def test_text_is_read_once_in_every_wrapper_and_place(inline: str, place: str) -> None:
    text = paragraph("before ", inline, " after")
    cell = f"<w:tbl><w:tr><w:tc>{text}</w:tc><w:tc>{paragraph('other')}</w:tc></w:tr></w:tbl>"
    body = {
        "paragraph": text,
        "cell": cell,
        "block": f"<w:sdt><w:sdtContent>{text}</w:sdtContent></w:sdt>",
        "inserted row": cell.replace("<w:tr>", "<w:ins><w:tr>").replace(
            "</w:tr>", "</w:tr></w:ins>"
        ),
    }[place]
    found = document(word(body))
    assert "before SHOWN after" in found.page_content
    assert found.page_content.count("SHOWN") == 1
    assert "unread" not in found.metadata


@pytest.mark.parametrize(
    "inline",
    [
        "<w:del><w:r><w:delText>HIDDEN</w:delText></w:r></w:del>",
        "<w:moveFrom><w:r><w:t>HIDDEN</w:t></w:r></w:moveFrom>",
        "<w:r><w:rPr><w:webHidden/></w:rPr><w:t>HIDDEN</w:t></w:r>",
        "<w:r><w:instrText>HIDDEN</w:instrText></w:r>",
    ],
)
def test_what_word_does_not_show_is_not_read_nor_missed(inline: str) -> None:
    found = document(word(paragraph("one ", inline, "two")))
    assert found.page_content == "one two"
    assert "unread" not in found.metadata


def test_hidden_text_is_not_read_and_remarked() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>HIDDEN</w:t></w:r>"
    found = document(word(paragraph("one ", hidden, "two")))
    assert found.page_content == "one two"
    assert found.metadata["unread"] == ["6 characters of hidden text were not read"]


def test_boxes_and_choices_of_forms() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{}</w:ffData></w:fldChar></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    controls = (
        '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr></w:sdt>'
    )
    body = [
        paragraph(field.format('<w:checkBox><w:checked w:val="1"/></w:checkBox>'), " Yes"),
        paragraph(field.format('<w:checkBox><w:default w:val="0"/></w:checkBox>'), " No"),
        paragraph(
            field.format(
                '<w:ddList><w:result w:val="1"/><w:listEntry w:val="a"/><w:listEntry w:val="b"/></w:ddList>'
            )
        ),
        paragraph(controls, " Agree"),
        paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', " Ticked"),
    ]
    lines = document(word("".join(body))).page_content.split("\n\n")
    assert lines == ["☒ Yes", "☐ No", "b", "☒ Agree", "☑ Ticked"]


def run(text: str, *properties: str) -> str:
    return f'<w:r><w:rPr>{"".join(properties)}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_raised_lowered_and_struck_text_keeps_its_meaning() -> None:
    high, low = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
    body = [
        paragraph("held 10", run("−", high), run("6", high), " cells"),
        paragraph("H", run("2", low), "O in base 10", run("2", low)),
        paragraph("on the 1", run("st", high), " of May.", run("3", high)),
        paragraph(run("100 ", "<w:strike/>"), run("dollars", "<w:dstrike/>"), " 200 dollars"),
        paragraph(run("kept", '<w:strike w:val="0"/>')),
    ]
    lines = document(word("".join(body))).page_content.split("\n\n")
    assert lines == [
        "held 10^−6 cells",
        "H2O in base 10_2",
        "on the 1st of May.[3]",
        "~~100 dollars~~ 200 dollars",
        "kept",
    ]


NUMBERING = f"""<w:numbering {SPACES}>
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="Article %1"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/><w:isLgl/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
</w:numbering>"""
STYLES = f"""<w:styles {SPACES}>
<w:style w:type="paragraph" w:styleId="Clause"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Sub"><w:basedOn w:val="Clause"/></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
</w:styles>"""


def test_paragraphs_keep_the_numbers_that_word_shows() -> None:
    def numbered(text: str, depth: int, number: int = 1) -> str:
        properties = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
        return paragraph(text, properties=properties)

    def styled(text: str, style: str) -> str:
        return paragraph(text, properties=f'<w:pStyle w:val="{style}"/>')

    body = [
        styled("Scope", "H1"),
        styled("first", "Clause"),
        numbered("deep", 2),
        paragraph("Between."),
        numbered("deeper", 2),
        styled("second", "Sub"),
        numbered("again", 2),
        styled("Terms", "H1"),
        styled("third", "Clause"),
        numbered("Anew", 0, 2),
    ]
    data = word(
        "".join(body),
        {"word/numbering.xml": NUMBERING, "word/styles.xml": STYLES},
        rId1="numbering:numbering.xml",
        rId2="styles:styles.xml",
    )
    lines = [line.strip() for line in document(data).page_content.split("\n") if line]
    assert lines == [
        "# Article I Scope",
        "1.1 first",
        "(a) deep",
        "Between.",
        "(b) deeper",
        "1.2 second",
        "(a) again",
        "# Article II Terms",
        "2.1 third",
        "Article V Anew",
    ]


def test_merged_cells_keep_their_columns() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    rows = [
        [cell("Year", '<w:vMerge w:val="restart"/>'), cell("Sales", '<w:gridSpan w:val="2"/>')],
        [cell("", "<w:vMerge/>"), cell("North"), cell("South")],
        [cell("2023"), cell("1"), cell("2")],
    ]
    body = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    assert document(word(f"<w:tbl>{body}</w:tbl>")).page_content == (
        "| Year | Sales |  |\n| --- | --- | --- |\n| Year | North | South |\n| 2023 | 1 | 2 |"
    )


def test_formulas_are_linear_text() -> None:
    def r(text: str) -> str:
        return f"<m:r><m:t>{text}</m:t></m:r>"

    fraction = f"<m:f><m:num>{r('a+b')}</m:num><m:den>{r('c')}</m:den></m:f>"
    power = f"<m:sSup><m:e>{r('x')}</m:e><m:sup>{r('n+1')}</m:sup></m:sSup>"
    root = f"<m:rad><m:deg/><m:e>{r('y')}</m:e></m:rad>"
    total = (
        '<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr>'
        f"<m:sub>{r('i')}</m:sub><m:sup>{r('n')}</m:sup><m:e>{r('i')}</m:e></m:nary>"
    )
    body = paragraph("So ", f"<m:oMath>{fraction}{r('=')}{power}{root}{total}</m:oMath>", " holds.")
    assert document(word(body)).page_content == "So (a+b)/c=x^(n+1)√(y)∑_i^n i holds."


def test_drawings_notes_headers_and_comments() -> None:
    chart = (
        f"<c:chartSpace {SPACES}><c:chart><c:plotArea><c:barChart><c:ser><c:idx/>"
        "<c:tx><c:strRef><c:strCache><c:pt idx='0'><c:v>Cost</c:v></c:pt></c:strCache></c:strRef></c:tx>"
        "<c:cat><c:strCache><c:pt idx='0'><c:v>1954</c:v></c:pt></c:strCache></c:cat>"
        "<c:val><c:numCache><c:pt idx='0'><c:v>19.199999999999999</c:v></c:pt></c:numCache></c:val>"
        "</c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>"
    )
    smart = f"<dgm:dataModel {SPACES}><dgm:pt><dgm:t><a:p><a:r><a:t>Plan</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:dataModel>"
    note = f'<w:footnotes {SPACES}><w:footnote w:id="2">{paragraph("The note.")}</w:footnote></w:footnotes>'
    header = f"<w:hdr {SPACES}>{paragraph('Contract No. 4711')}</w:hdr>"
    drawing = "<w:r><w:drawing><wp:inline>{}</wp:inline></w:drawing></w:r>"
    body = [
        paragraph(
            "Text",
            '<w:r><w:footnoteReference w:id="2"/></w:r>',
            '<w:r><w:commentReference w:id="0"/></w:r>',
        ),
        paragraph(drawing.format('<c:chart r:id="rId1"/>')),
        paragraph(drawing.format('<dgm:relIds r:dm="rId2"/>')),
        paragraph(
            f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph('Boxed')}</w:txbxContent></v:textbox></w:pict></w:r>"
        ),
        paragraph(drawing.format('<c:chart r:id="rId9"/>')),
        '<w:sectPr><w:headerReference r:id="rId3"/></w:sectPr>',
    ]
    data = word(
        "".join(body),
        {
            "word/chart1.xml": chart,
            "word/data1.xml": smart,
            "word/header1.xml": header,
            "word/footnotes.xml": note,
        },
        rId1="chart:chart1.xml",
        rId2="diagramData:data1.xml",
        rId3="header:header1.xml",
        rId4="footnotes:footnotes.xml",
    )
    found = document(data)
    assert found.page_content == (
        "Text[1]\n\n|  | Cost |\n| --- | --- |\n| 1954 | 19.2 |\n\n- Plan\n\nBoxed\n\n"
        "[1] The note.\n\nHeader: Contract No. 4711"
    )
    assert found.metadata["unread"] == [
        "1 comment was not read",
        "1 chart was not read",
        "to read comments, use --comments",
    ]


def test_embedded_and_inserted_documents() -> None:
    inner = word(paragraph("Inside."))
    body = [
        paragraph(
            '<w:r><w:object><o:OLEObject ProgID="Word.Document.12" r:id="rId1"/></w:object></w:r>',
            "Outside.",
        ),
        '<w:altChunk r:id="rId2"/>',
        '<w:altChunk r:id="rId3"/>',
    ]
    data = word(
        "".join(body),
        {
            "word/embeddings/a.docx": inner,
            "word/chunk.docx": inner,
            "word/chunk.html": "<html><p>Page.</p></html>",
        },
        rId1="package:embeddings/a.docx",
        rId2="aFChunk:chunk.docx",
        rId3="aFChunk:chunk.html",
    )
    outer, embedded = documents(data, "outer.docx")
    assert outer.page_content == "Outside.\n\nInside.\n\nPage."
    assert (embedded.page_content, embedded.metadata["source"]) == ("Inside.", "outer.docx/a.docx")


@pytest.mark.parametrize(
    "main", ["word/document2.xml", "word\\document.xml", "Word/Document.XML", "main.xml"]
)
def test_a_document_is_found_by_its_relations(main: str) -> None:
    data = package(
        {
            "_rels/.rels": relations(rId7=f"officeDocument:/{main}"),
            main: f"<w:document {SPACES}><w:body>{paragraph('Found.')}</w:body></w:document>",
        }
    )
    assert document(data).page_content == "Found."


@pytest.mark.parametrize("broken", ["<w:styles", "", f"<w:styles {SPACES}><w:style/></w:styles>"])
def test_a_broken_part_costs_itself(broken: str) -> None:
    parts: dict[str, str | bytes] = {"word/styles.xml": broken, "docProps/core.xml": "<broken"}
    data = word(paragraph("Sound."), parts, rId1="styles:styles.xml", rId2="footnotes:gone.xml")
    assert document(data).page_content == "Sound."


def test_notes_that_nothing_refers_to_are_counted() -> None:
    line = '<w:footnote w:id="0" w:type="separator"><w:p><w:r><w:t>-</w:t></w:r></w:p></w:footnote>'
    said = "".join(
        f'<w:footnote w:id="{key}">{paragraph(text)}</w:footnote>'
        for key, text in ((2, "Read."), (40, "Astray."), (41, ""))
    )
    data = word(
        paragraph("Text", '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        {"word/footnotes.xml": f"<w:footnotes {SPACES}>{line}{said}</w:footnotes>"},
        rId1="footnotes:footnotes.xml",
    )
    found = document(data)
    assert found.page_content == "Text[1]\n\n[1] Read."
    assert found.metadata["unread"] == ["1 note that nothing refers to was not read"]
