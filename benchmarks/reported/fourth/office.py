"""Texts, slides and sheets of Office and OpenDocument."""

from __future__ import annotations

from benchmarks.reported.case import Case, packed
from benchmarks.reported.sheets import book, deck, rows, shape
from benchmarks.reported.sheets import run as slide_run
from benchmarks.reported.texts import odf
from benchmarks.reported.words import cell, part, run, word
from benchmarks.reported.words import paragraph as p

_ARRIVES, _MARKS, _TABLES, _PACKED = "text arrives", "numbers and marks", "tables", "containers"
_BEGIN, _MIDDLE, _END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)


def _words() -> list[Case]:
    books = (
        p(_BEGIN, "<w:r><w:instrText>BIBLIOGRAPHY</w:instrText></w:r>", _MIDDLE, "Loeliger, J. (2009).")
        + p("Meyer, K. (2010).") + p("Zorn, A. (2011).", _END) + p("After the list.")
    )  # fmt: skip
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    cited = part("footnotes", f'<w:footnote w:id="2"><w:p>{control.format(_BEGIN + "<w:r><w:instrText>ADDIN CitaviPlaceholder{eyIk}</w:instrText></w:r>" + _MIDDLE + run("Kant 1781, p. 4.") + _END)}</w:p></w:footnote>')  # fmt: skip
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    own_mark = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
    storm = part("footnotes", f'<w:footnote w:id="2">{p("By a storm.")}</w:footnote>')
    no_grid = f"<w:tbl><w:tr>{cell(p('SERVICE MODEL'))}</w:tr><w:tr>{cell(p('Question'))}{cell(p('Response'))}{cell(p('Evidence'))}</w:tr><w:tr>{cell(p('q1'))}{cell(p('r1'))}{cell(p('e1'))}</w:tr></w:tbl>"
    item = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='5'/></w:numPr>"
    bullets = part("numbering", '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>')  # fmt: skip
    letters = part("numbering", '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="27"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>')  # fmt: skip
    listed = f"<w:tbl><w:tr>{cell(p('first point', properties=item), p('second point', properties=item))}</w:tr><w:tr>{cell(p('third point', properties=item))}</w:tr></w:tbl>"
    art = '<w:r><w:pict><v:shape><v:textpath string="The annual fair"/></v:shape></w:pict></w:r>'
    kept = '<w:style w:type="character" w:styleId="H"><w:name w:val="Hidden"/><w:rPr><w:vanish/></w:rPr></w:style>'
    gone = f"<w:tbl><w:tr>{cell(p('Port'))}{cell(p('Ships'))}</w:tr><w:tr><w:trPr><w:ins w:id='4'/></w:trPr>{cell(p('Ostend'))}{cell(p('11'))}</w:tr></w:tbl>"
    steps = ('<w:style w:type="paragraph" w:styleId="S"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>')  # fmt: skip
    decimal = part("numbering", '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>')  # fmt: skip
    styled = "<w:pStyle w:val='S'/>"
    fraction = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>'
    face = "<w:r><w:drawing/><w:t>0:04 Good morning to all.</w:t></w:r>"
    old = '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body><w:p><w:r><w:t>Written in 2003.</w:t></w:r></w:p></w:body></w:wordDocument>'
    return [
        Case(_ARRIVES, "books.docx", word(books), ("Loeliger, J. (2009).", "Meyer, K. (2010).", "Zorn, A. (2011).", "After the list."), ("(2009).Meyer", "BIBLIOGRAPHY")),
        Case(_ARRIVES, "cited.docx", word(p("It says so", mark, "."), ("r7", "footnotes", "footnotes.xml"), footnotes=cited), ("It says so", "Kant 1781, p. 4."), ("Citavi", "eyIk")),
        Case(_MARKS, "own-mark.docx", word(p("It fell in 1953", own_mark, "."), ("r7", "footnotes", "footnotes.xml"), footnotes=storm), ("It fell in 1953", "By a storm."), ("19531", "19532")),
        Case(_TABLES, "no-grid.docx", word(no_grid), ("SERVICE MODEL", "Question | Response | Evidence", "q1 | r1 | e1")),
        Case(_ARRIVES, "controls-in-controls.docx", word(p("One.") + control.format(control.format(p("Two."))) + p("Three.")), ("One.", "Two.", "Three.")),
        Case(_TABLES, "lists-in-cells.docx", word(listed, ("r4", "numbering", "numbering.xml"), numbering=bullets), ("first point", "second point", "third point"), ("pointsecond",)),
        Case(_MARKS, "letters-past-z.docx", word(p("early", properties=item) + p("late", properties=item), ("r4", "numbering", "numbering.xml"), numbering=letters), ("aa) early", "bb) late")),
        Case(_ARRIVES, "word-art.docx", word(p(art) + p("It opens at noon.")), ("The annual fair", "It opens at noon.")),
        Case(_ARRIVES, "apart.docx", word(p(run("Left"), "<w:r><w:ptab/></w:r>", run("Right"), "<w:r><w:cr/></w:r>", run("Below"))), ("Left", "Right", "Below"), ("LeftRight", "RightBelow")),
        Case(_ARRIVES, "hidden-by-style.docx", word(p("It is open.", run("Not for readers.", '<w:rStyle w:val="H"/>')), ("r6", "styles", "styles.xml"), styles=part("styles", kept)), ("It is open.",), ("Not for readers",)),
        Case(_TABLES, "row-put-in.docx", word(gone), ("Port | Ships", "Ostend | 11")),
        Case(_MARKS, "numbered-by-style.docx", word(p("Scope", properties=styled) + p("Terms", properties=styled), ("r6", "styles", "styles.xml"), ("r4", "numbering", "numbering.xml"), styles=part("styles", steps), numbering=decimal), ("3 Scope", "4 Terms")),
        Case(_MARKS, "fraction.docx", word(p("The mean is ", fraction, run(" metres."))), ("The mean is", "metres."), ("a+b2", "a+b/2")),
        Case(_ARRIVES, "face-and-words.docx", word(p(face)), ("0:04 Good morning to all.",)),
        Case(_PACKED, "of-2003.xml", old.encode(), ("Written in 2003.",), ("wordml",)),
    ]  # fmt: skip


def _slides() -> list[Case]:
    choice = (
        '<mc:AlternateContent><mc:Choice xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main" Requires="a14">'
        + shape(slide_run("Flow of 500-7,000 litres a day."))
        + "</mc:Choice><mc:Fallback><p:sp><p:nvSpPr><p:cNvPr id='9' name='y'/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:txBody><a:p><a:r><a:t> </a:t></a:r></a:p></p:txBody></p:sp></mc:Fallback></mc:AlternateContent>"
    )
    counted = "<p:sp><p:nvSpPr><p:cNvPr id='3' name='x'/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:txBody>" + "".join(
        f'<a:p><a:pPr><a:buAutoNum type="arabicPeriod" startAt="3"/></a:pPr>{slide_run(text)}</a:p>' for text in ("wash the gate", "dry the lock")
    ) + "</p:txBody></p:sp>"  # fmt: skip
    day = '<a:fld id="{1}" type="datetime1"><a:t>3/5/2024</a:t></a:fld>'
    return [
        Case(_ARRIVES, "choice.pptx", deck(choice), ("Flow of 500-7,000 litres a day.",)),
        Case(_MARKS, "counted.pptx", deck(counted), ("3. wash the gate", "4. dry the lock")),
        Case(_ARRIVES, "day.pptx", deck(shape(slide_run("Held on ") + day)), ("Held on 3/5/2024",)),
        Case(_ARRIVES, "lines.pptx", deck(shape(slide_run("The harbour_x000B_of the town"))), ("The harbour of the town",), ("_x000B_", "harbourof")),
    ]  # fmt: skip


def _sheets() -> list[Case]:
    text = "t='inlineStr'><is><t>{}</t></is>".format
    days = ('<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="170" formatCode="#,##0;[Red]\\(#,##0\\)"/></numFmts>'
            '<cellXfs><xf numFmtId="0"/><xf numFmtId="31"/><xf numFmtId="57"/><xf numFmtId="10"/><xf numFmtId="170"/></cellXfs></styleSheet>')  # fmt: skip
    short = "<dimension ref='A1'/>" + rows(text("first"), text("second"), text("third"))
    rich = "t='inlineStr'><is><r><t xml:space='preserve'>two </t></r><r><t>parts</t></r></is>"
    group = "<table:table-header-rows><table:table-row><table:table-cell><text:p>jour</text:p></table:table-cell><table:table-cell><text:p>32</text:p></table:table-cell></table:table-row></table:table-header-rows>"
    inner = "<table:table-row-group><table:table-row-group><table:table-row><table:table-cell><text:p>nuit</text:p></table:table-cell><table:table-cell><text:p>7</text:p></table:table-cell></table:table-row></table:table-row-group></table:table-row-group>"
    twice = "<table:table-row><table:table-cell table:number-columns-repeated='2'><text:p>same</text:p></table:table-cell><table:table-cell><text:p>other</text:p></table:table-cell></table:table-row>"
    bare = "<table:table-row><table:table-cell office:value-type='float' office:value='12.5'/><table:table-cell office:value-type='date' office:date-value='2024-03-05'/><table:table-cell office:value-type='boolean' office:boolean-value='true'/></table:table-row>"
    noted = "<table:table-row><table:table-cell office:value-type='string'><office:annotation><text:p>Without tax.</text:p></office:annotation><text:p>Total</text:p></table:table-cell><table:table-cell><text:p>one</text:p><text:p>two</text:p></table:table-cell></table:table-row>"

    def ods(inside: str) -> bytes:
        return odf("spreadsheet", f"<office:spreadsheet><table:table table:name='S'>{inside}</table:table></office:spreadsheet>")  # fmt: skip

    return [
        Case(_MARKS, "escapes.xlsx", book(rows(text("_x0033_40.00"), text("0x005F_FFFF"))), ("340.00", "0x005F_FFFF"), ("_x0033_",)),
        Case(_MARKS, "days-of-the-east.xlsx", book(rows("s='1'><v>44185</v>", "s='2'><v>44186</v>"), **{"styles.xml": days}), ("2020", "2020"), ("44185", "44186")),
        Case(_MARKS, "shares.xlsx", book(rows(f"s='3' {text('n/a')}", "s='3'><v>0.255</v>", "><v>0.94899999999999995</v>"), **{"styles.xml": days}), ("n/a", "25.5", "0.949"), ("0.94899",)),
        Case(_MARKS, "below-zero.xlsx", book(rows("s='4'><v>-1234</v>"), **{"styles.xml": days}), ("234",), ("| 1234 |", "| 1,234 |")),
        Case(_ARRIVES, "wrong-size.xlsx", book(short), ("first", "second", "third")),
        Case(_ARRIVES, "rich-in-line.xlsx", book(rows(rich)), ("two parts",)),
        Case(_TABLES, "groups-of-rows.ods", ods(group + inner), ("jour | 32", "nuit | 7")),
        Case(_TABLES, "same-beside.ods", ods(twice), ("same | same | other",)),
        Case(_ARRIVES, "bare-values.ods", ods(bare), ("12.5", "2024", "TRUE"), told=()),
        Case(_TABLES, "note-in-cell.ods", ods(noted), ("Total", "one", "two"), ("tax.Total", "onetwo", "Without tax. Total")),
        Case(_PACKED, "page.xls", b"<html><head><meta charset=utf-8></head><body><table><tr><th>Port</th><th>Ships</th></tr><tr><td>Ostend</td><td>11</td></tr></table></body></html>", ("| Port | Ships |", "| Ostend | 11 |")),
        Case(_PACKED, "tabs.xls", b"Port\tShips\r\nOstend\t11\r\n", ("Port", "Ships", "Ostend", "11")),
        Case(_PACKED, "main-in-root.ods", packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml": "<x/>"}), told=("damaged", "content.xml", "no text", "broken")),
    ]  # fmt: skip


def _texts() -> list[Case]:
    def odt(inside: str) -> bytes:
        return odf("text", f"<office:text>{inside}</office:text>")

    listed = "<text:list><text:list-header><text:p>Without a number.</text:p></text:list-header><text:list-item><text:p>Numbered.</text:p></text:list-item></text:list>"
    celled = "<table:table><table:table-row><table:table-cell><text:list><text:list-item><text:h text:outline-level='1'>Engineer <text:span>INSA</text:span></text:h></text:list-item></text:list><text:p>Since 2001.</text:p></table:table-cell></table:table-row></table:table>"
    framed = "<text:p>See <draw:frame><draw:text-box><text:section><text:p>Boxed words.</text:p></text:section></draw:text-box></draw:frame> here.</text:p>"
    heads = packed({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:p>Body words.</text:p></office:text></office:body></office:document-content>',
        "styles.xml": '<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:master-styles><style:master-page><style:header><text:p>Harbour Works Ltd</text:p></style:header></style:master-page></office:master-styles></office:document-styles>',
    })  # fmt: skip
    fields = "<text:p>On <text:date>5 March</text:date> <text:author-name>Ann</text:author-name> saw <text:bookmark-ref>gate 4</text:bookmark-ref> and <text:placeholder>the lock</text:placeholder>.</text:p>"
    return [
        Case(_ARRIVES, "list-head.odt", odt(listed), ("Without a number.", "Numbered.")),
        Case(_TABLES, "list-in-cell.odt", odt(celled), ("Engineer INSA", "Since 2001.")),
        Case(_ARRIVES, "section-in-box.odt", odt(framed), ("See", "Boxed words.")),
        Case(_ARRIVES, "page-heads.odt", heads, ("Body words.", "Harbour Works Ltd")),
        Case(_ARRIVES, "fields.odt", odt(fields), ("On 5 March Ann saw gate 4 and the lock.",)),
        Case(_ARRIVES, "one-slide.odp", odf("presentation", "<office:presentation><draw:page><draw:g><draw:custom-shape><text:p>In a group.</text:p></draw:custom-shape></draw:g><draw:frame><table:table><table:table-row><table:table-cell><text:p>cell</text:p></table:table-cell></table:table-row></table:table></draw:frame></draw:page></office:presentation>"), ("In a group.", "cell")),
    ]  # fmt: skip


def cases() -> list[Case]:
    """Return the cases of Office and OpenDocument."""
    return [*_words(), *_slides(), *_sheets(), *_texts()]
