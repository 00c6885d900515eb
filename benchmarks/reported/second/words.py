"""Word and slides: wrappers, fields, lists and tables that other readers trip over."""

from __future__ import annotations

from benchmarks.reported.case import Case, relations
from benchmarks.reported.sheets import deck, shape
from benchmarks.reported.sheets import run as slide_run
from benchmarks.reported.words import cell, field, paragraph, part, run, word

_ARRIVES, _MARKS, _TABLES, _PACKED = "text arrives", "numbers and marks", "tables", "containers"
_CONTROL = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
_PICTURE = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="1" name="Picture 1"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"/></a:graphic></wp:inline>'
    "</w:drawing></w:r>"
)
_BOX = (
    '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="wps"><w:drawing><wps:txbx xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
    "<w:txbxContent>{0}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
    "<w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def _level(number: int, form: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def _numbering(*levels: str) -> str:
    return part(
        "numbering",
        f'<w:abstractNum w:abstractNumId="1">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>',
    )


def _listed(body: str, *levels: str) -> bytes:
    return word(body, ("r4", "numbering", "numbering.xml"), numbering=_numbering(*levels))


def _item(text: str, level: int = 0) -> str:
    numbers = f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='5'/></w:numPr>"
    return paragraph(text, properties=numbers)


def _word_text() -> list[Case]:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    nested = (
        f'{mark("begin")}<w:r><w:instrText>IF "x" = "x"</w:instrText></w:r>{mark("separate")}'
        f"{run('Dear ')}{field('Ann', 'MERGEFIELD Name')}{mark('end')}"
    )
    open_field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    )
    endnote = (
        '<w:endnote w:id="2"><w:p><w:r><w:t>Measured at low tide.</w:t></w:r></w:p></w:endnote>'
    )
    comment = '<w:comment w:id="0" w:author="Bo"><w:p><w:r><w:t>Is this right?</w:t></w:r></w:p></w:comment>'
    commented = (
        '<w:commentRangeStart w:id="0"/>'
        + run("The pier is 90 m.")
        + '<w:r><w:commentReference w:id="0"/></w:r>'
    )
    header = part("hdr", paragraph("Confidential draft of May"))
    section = '<w:sectPr><w:headerReference w:type="default" r:id="r7"/></w:sectPr>'
    gone = "<w:trPr><w:del w:id='3' w:author='Bo'/></w:trPr>"
    deleted_row = (
        f"<w:tbl><w:tr>{cell(paragraph('Kept row'))}</w:tr><w:tr>{gone}"
        "<w:tc><w:p><w:del w:id='4'><w:r><w:delText>Gone row</w:delText></w:r></w:del></w:p></w:tc></w:tr></w:tbl>"
    )
    fraction = (
        '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>x=</m:t></m:r><m:f>'
        "<m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
    )
    tabbed = "<w:r><w:t>Keeper:</w:t><w:tab/><w:t>Ann</w:t><w:cr/><w:t>Port:</w:t><w:ptab/><w:t>Ostend</w:t></w:r>"
    split = '<w:r><w:t>Ver</w:t></w:r><w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="1" w:name="b"/><w:r><w:t>sion</w:t></w:r>'
    wrapped = (
        f'<w:dir w:val="rtl">{run("Harbour ")}</w:dir><w:bdo w:val="ltr">{run("wall")}</w:bdo>'
    )
    glossary = _CONTROL.format(_CONTROL.format(paragraph("Inner control text.")))
    return [
        Case(_ARRIVES, "picture-before-text.docx", word(paragraph(_PICTURE, "123: A text.")), ("123: A text.",)),
        Case(_ARRIVES, "control-in-box.docx", word(paragraph("Before.", _BOX.format(_CONTROL.format(paragraph("Quoted in a box."))))),
             ("Before.", "Quoted in a box."), ("Quoted in a box. Quoted in a box.",)),
        Case(_ARRIVES, "control-in-control.docx", word(paragraph("One.") + glossary + paragraph("Three.")),
             ("One.", "Inner control text.", "Three.")),
        Case(_ARRIVES, "field-in-field.docx", word(paragraph(nested, " welcome.")), ("Ann", "welcome."), ("MERGEFIELD", "IF ")),
        Case(_ARRIVES, "field-without-end.docx", word(paragraph("Page ", open_field) + paragraph("What follows stays.")),
             ("What follows stays.",), ("PAGE",)),
        Case(_ARRIVES, "endnotes.docx",
             word(paragraph("It rose to 14", '<w:r><w:endnoteReference w:id="2"/></w:r>', " metres."),
                  ("r3", "endnotes", "endnotes.xml"), endnotes=part("endnotes", endnote)),
             ("metres.", "Measured at low tide."), ("142",)),
        Case(_ARRIVES, "comment.docx", word(paragraph(commented), ("r3", "comments", "comments.xml"), comments=part("comments", comment)),
             ("The pier is 90 m.", "Is this right?"), told=("comment",)),
        Case(_ARRIVES, "header.docx", word(paragraph("Body.") + section, ("r7", "header", "header1.xml"), header1=header),
             ("Confidential draft of May",), told=("header",)),
        Case(_ARRIVES, "unseen.docx", word(paragraph("Open ", run("secret ", "<w:vanish/>"), "door")), ("Open door",), ("secret",)),
        Case(_ARRIVES, "deleted-row.docx", word(deleted_row), ("Kept row",), ("Gone row",)),
        Case(_MARKS, "fraction.docx", word(paragraph(fraction, run(" metres"))), ("x=", "metres"), ("x=12", "x= 12")),
        Case(_ARRIVES, "tabs-and-returns.docx", word(paragraph(tabbed)), ("Keeper: Ann", "Port: Ostend")),
        Case(_ARRIVES, "split-word.docx", word(paragraph(split)), ("Version",)),
        Case(_ARRIVES, "directions.docx", word(paragraph(wrapped)), ("Harbour wall",)),
    ]  # fmt: skip


def _word_structure() -> list[Case]:
    no_level = paragraph("first point", properties="<w:numPr><w:numId w:val='5'/></w:numPr>")
    styled = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="5"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    heads = "".join(
        paragraph(text, properties=f"<w:pStyle w:val='{style}'/>")
        for text, style in (("Aim", "H1"), ("Means", "H1"), ("Scope", "H2"))
    )
    inner = paragraph("Core of it.")
    for _ in range(60):
        inner = f"<w:tbl><w:tr>{cell(inner, paragraph(''))}</w:tr></w:tbl>"
    begins, goes_on = "<w:vMerge w:val='restart'/>", "<w:vMerge/>"
    wide = "<w:gridSpan w:val='2'/>"
    spans = (
        f"<w:tbl><w:tr>{cell(paragraph('Port'))}{cell(paragraph('2023'), properties=wide)}</w:tr>"
        f"<w:tr>{cell(paragraph('Ostend'), properties=begins)}{cell(paragraph('in'))}{cell(paragraph('11'))}</w:tr>"
        f"<w:tr>{cell(paragraph(''), properties=goes_on)}{cell(paragraph('out'))}{cell(paragraph('12'))}</w:tr></w:tbl>"
    )
    in_cell = (
        f"<w:tbl><w:tr>{cell(_item('wash'), _item('dry'))}{cell(paragraph('a|b'))}</w:tr></w:tbl>"
    )
    template = word(paragraph("A template's words."))
    return [
        Case(_MARKS, "no-level.docx", _listed(no_level, _level(0, "lowerLetter", "%1)")), ("a) first point",)),
        Case(_MARKS, "numbered-headings.docx",
             word(heads, ("r4", "numbering", "numbering.xml"), ("r5", "styles", "styles.xml"), styles=part("styles", styled),
                  numbering=_numbering(_level(0, "decimal", "%1."), _level(1, "decimal", "%1.%2"))),
             ("# 1. Aim", "# 2. Means", "## 2.1 Scope")),
        Case(_MARKS, "symbol-bullets.docx", _listed(_item("dry stone"), _level(0, "bullet", "\uf0b7")), ("dry stone",), ("\uf0b7",)),
        Case(_MARKS, "upper-roman.docx", _listed(_item("one") + _item("two") + _item("deep", 1), _level(0, "upperRoman", "%1."),
                                                _level(1, "upperLetter", "%2)")), ("I. one", "II. two", "A) deep")),
        Case(_MARKS, "legal-zeros.docx", _listed(_item("one") + _item("two"), _level(0, "decimalZero", "§ %1")), ("§ 01 one", "§ 02 two")),
        Case("nothing hangs", "tables-in-tables.docx", word(inner), ("Core of it.",)),
        Case(_TABLES, "spans.docx", word(spans), ("| Ostend | in | 11 |", "| Ostend | out | 12 |")),
        Case(_TABLES, "list-in-cell.docx", _listed(in_cell, _level(0, "decimal", "%1.")), ("1. wash", "2. dry", "a\\|b")),
        Case(_PACKED, "template.dotx", template, ("A template's words.",)),
    ]  # fmt: skip


def _slides() -> list[Case]:
    merged = (
        "<p:graphicFrame><a:graphic><a:graphicData uri='http://schemas.openxmlformats.org/drawingml/2006/table'><a:tbl>"
        "{}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )

    def box(text: str, attributes: str = "") -> str:
        return f"<a:tc {attributes}><a:txBody><a:bodyPr/><a:p>{slide_run(text) if text else ''}</a:p></a:txBody></a:tc>"

    table = merged.format(
        f"<a:tr>{box('Port')}{box('2023', 'gridSpan=_2_')}{box('', 'hMerge=_1_')}</a:tr>"
        f"<a:tr>{box('Ostend', 'rowSpan=_2_')}{box('in')}{box('11')}</a:tr>"
        f"<a:tr>{box('', 'vMerge=_1_')}{box('out')}{box('12')}</a:tr>".replace("_", "'")
    )
    numbered = "".join(
        f"<a:p><a:pPr><a:buAutoNum type='arabicPeriod' startAt='3'/></a:pPr>{slide_run(text)}</a:p>" for text in ("third", "fourth")
    )  # fmt: skip
    steps = f"<p:sp><p:nvSpPr><p:cNvPr id='3' name='x'/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/>{numbered}</p:txBody></p:sp>"
    spaces = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    layout = f"<p:sldLayout {spaces}><p:cSld><p:spTree>{shape(slide_run('Click to edit the title'))}</p:spTree></p:cSld></p:sldLayout>"
    notes = f"<p:notes {spaces}><p:cSld><p:spTree>{shape(slide_run('Say this slowly.'))}</p:spTree></p:cSld></p:notes>"
    linked = f"<a:r><a:rPr><a:hlinkClick r:id='r9'/></a:rPr><a:t>the map</a:t></a:r>{slide_run(' of the port')}"
    return [
        Case(_TABLES, "merged-cells.pptx", deck(table), ("| Ostend | in | 11 |", "| Ostend | out | 12 |")),
        Case(_MARKS, "numbered-steps.pptx", deck(steps), ("3. third", "4. fourth")),
        Case(_ARRIVES, "prompt-of-layout.pptx",
             deck(shape(slide_run("Tide tables"), "<p:ph type='title'/>"), **{
                 "slides/_rels/slide1.xml.rels": relations(("r1", "slideLayout", "../slideLayouts/slideLayout1.xml")),
                 "slideLayouts/slideLayout1.xml": layout}), ("Tide tables",), ("Click to edit",)),
        Case(_ARRIVES, "notes.pptx",
             deck(shape(slide_run("Tides")), **{
                 "slides/_rels/slide1.xml.rels": relations(("r1", "notesSlide", "../notesSlides/notesSlide1.xml")),
                 "notesSlides/notesSlide1.xml": notes}), ("Tides", "Say this slowly.")),
        Case(_ARRIVES, "lost-link.pptx", deck(shape(linked)), ("the map of the port",)),
        Case(_PACKED, "lost-notes.pptx",
             deck(shape(slide_run("Tides")), **{
                 "slides/_rels/slide1.xml.rels": relations(("r1", "notesSlide", "../notesSlides/gone.xml"))}), ("Tides",)),
    ]  # fmt: skip


def cases() -> list[Case]:
    """Return the cases of Word and of slides."""
    return [*_word_text(), *_word_structure(), *_slides()]
