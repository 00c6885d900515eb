"""Inputs of the kinds that public bug reports tell of, written before it was tried what comes of
them: what a reader sees arrives in its order, what is no text of theirs does not, and what was
not read is told.
"""

# A table: its rows are not broken up. Over 300 lines for the same reason.
# ruff: noqa: E501

from __future__ import annotations

import json
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest

from precis.loaders import LoadError, load
from tests.loaders.office.packages import SPACES, package, paragraph, relations, word

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True)
class Case:
    """A file that `shows` texts in this order and nothing of what it `hides`; or one that is
    `told` of, in any of these words.
    """

    name: str
    file: str
    made: Callable[[], bytes | str]
    shows: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


def shortfalls(case: Case, folder: Path) -> list[str]:
    made = case.made()
    path = folder / case.file
    path.write_bytes(made if isinstance(made, bytes) else made.encode())
    remarks: list[str] = []
    try:
        documents = list(load([str(path)], on_error=lambda error: remarks.append(str(error))))
    except LoadError as error:
        documents, remarks = [], [str(error)]
    text = " ".join("\n".join(one.page_content for one in documents).split())
    remarks += [str(one) for it in documents for one in it.metadata.get("unread", [])]
    if case.told and any(word in " ".join(remarks).lower() for word in case.told):
        return []
    found, at = [], 0
    for shown in case.shows:
        place = text.find(shown, at)
        if place < 0:
            found.append(f"{'out of order' if shown in text else 'missing'}: {shown!r}")
        at = max(at, place)
    found += [f"shown: {one!r}" for one in case.hides if one in text]
    if case.told and not case.shows:
        found.append("nothing told")
    return [*found, f"text: {text[:600]!r}", f"remarks: {remarks}"] if found else []


def docx(body: str, **more: Any) -> Callable[[], bytes]:
    return lambda: word(body, **more)


def note(kind: str, number: int, text: str) -> str:
    return f'<w:{kind} w:id="{number}">{paragraph(text)}</w:{kind}>'


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def field(instruction: str, result: str) -> str:
    marks = [
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    ]
    said = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return f"{marks[0]}{said}{marks[1]}<w:r><w:t>{result}</w:t></w:r>{marks[2]}"


STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def _word() -> list[Case]:
    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    styled = '<w:r><w:rPr>{}</w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
    rows = f"<w:tr>{cell('Town')}{cell('Bridges')}</w:tr>"
    return [
        Case("row within a content control", "a.docx", docx(f"<w:tbl>{rows}<w:sdt><w:sdtContent><w:tr>{cell('Ulm')}{cell('7')}</w:tr></w:sdtContent></w:sdt></w:tbl>"), ("Town | Bridges", "Ulm | 7")),
        Case("cell within a content control", "a.docx", docx(f"<w:tbl>{rows}<w:tr>{cell('Ulm')}<w:sdt><w:sdtContent>{cell('7')}</w:sdtContent></w:sdt></w:tr></w:tbl>"), ("Ulm | 7",)),
        Case("smart tags and custom XML", "a.docx", docx("<w:customXml>" + paragraph("We met in ", f'<w:smartTag>{run.format("Ulm")}</w:smartTag>', " twice.") + "</w:customXml>"), ("We met in Ulm twice.",)),
        Case("runs of another direction", "a.docx", docx(paragraph("It says ", f'<w:bdo w:val="rtl">{run.format("shalom")}</w:bdo>', " and ", f'<w:dir w:val="rtl">{run.format("salam")}</w:dir>', ".")), ("It says shalom and salam.",)),
        Case("a footnote behind a year", "a.docx", docx(paragraph("It opened in 2019", '<w:r><w:footnoteReference w:id="4"/></w:r>', "."), parts={"word/footnotes.xml": f"<w:footnotes {SPACES}>{note('footnote', 4, 'By the mayor.')}</w:footnotes>"}, rId1="footnotes:footnotes.xml"), ("It opened in 2019", "By the mayor."), ("20194", "20191")),
        Case("hyphens that are marks", "a.docx", docx(paragraph("The part A", "<w:r><w:noBreakHyphen/></w:r>", "7 was re", "<w:r><w:softHyphen/></w:r>", "placed.")), ("7 was replaced.",)),
        Case("hidden text", "a.docx", docx(paragraph("It is open.", styled.format("<w:vanish/>", "Not for readers."))), ("It is open.",), ("Not for readers",)),
        Case("text that moved", "a.docx", docx(paragraph('<w:moveFrom w:id="1"><w:r><w:t>The mayor spoke.</w:t></w:r></w:moveFrom>', "First.") + paragraph('<w:moveTo w:id="2"><w:r><w:t>The mayor spoke.</w:t></w:r></w:moveTo>')), ("First.", "The mayor spoke.")),
        Case("a row that was deleted", "a.docx", docx(f"<w:tbl>{rows}<w:tr><w:trPr><w:del w:id='1'/></w:trPr>{cell('Bonn')}{cell('3')}</w:tr><w:tr>{cell('Ulm')}{cell('7')}</w:tr></w:tbl>"), ("Ulm | 7",), ("Bonn",)),
        Case("fields within fields", "a.docx", docx(paragraph("See ", field('HYPERLINK "https://a.example"', "the " + "plan"), " on page ", field("PAGEREF _Toc1", "12"), ".")), ("See the plan on page 12.",), ("PAGEREF", "HYPERLINK")),
        Case("a table in a cell", "a.docx", docx(f"<w:tbl><w:tr><w:tc>{paragraph('Outer')}<w:tbl><w:tr>{cell('inner one')}{cell('inner two')}</w:tr></w:tbl>{paragraph('After')}</w:tc>{cell('Beside')}</w:tr></w:tbl>"), ("Outer", "inner one", "inner two", "After", "Beside")),
        Case("strict namespaces", "a.docx", lambda: package({"_rels/.rels": relations(rId1="officeDocument:word/document.xml").replace("http://schemas.openxmlformats.org/officeDocument/2006/relationships/", "http://purl.oclc.org/ooxml/officeDocument/relationships/"), "word/document.xml": f'<w:document xmlns:w="{STRICT}"><w:body><w:p><w:r><w:t>Strict and well.</w:t></w:r></w:p></w:body></w:document>'}), ("Strict and well.",)),
        Case("signs of symbol fonts", "a.docx", docx(paragraph("Done: ", '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', " yes")), ("Done:", "yes"), ("\uf0fc",)),
    ]  # fmt: skip


def slides(build: Callable[[Any], None]) -> Callable[[], bytes]:
    def made() -> bytes:
        from pptx import Presentation

        shown = Presentation()
        build(shown.slides.add_slide(shown.slide_layouts[6]))
        out = BytesIO()
        shown.save(out)
        return out.getvalue()

    return made


def _slides() -> list[Case]:
    def groups(slide: Any) -> None:
        inner = slide.shapes.add_group_shape().shapes.add_group_shape()
        inner.shapes.add_textbox(0, 0, 10**6, 10**6).text_frame.text = "Deep in two groups."

    def breaks(slide: Any) -> None:
        slide.shapes.add_textbox(0, 0, 10**6, 10**6).text_frame.text = "The bridge\vopened in 1932."

    def table(slide: Any) -> None:
        cells = slide.shapes.add_table(3, 3, 0, 0, 10**6, 10**6).table
        for at, text in enumerate(["Year", "Sales", "", "", "North", "South", "2020", "7", "9"]):
            cells.cell(at // 3, at % 3).text = text
        cells.cell(0, 1).merge(cells.cell(0, 2))
        cells.cell(0, 0).merge(cells.cell(1, 0))

    def hidden(slide: Any) -> None:
        slide.element.set("show", "0")
        slide.shapes.add_textbox(0, 0, 10**6, 10**6).text_frame.text = "A slide kept back."

    return [
        Case("groups in groups", "a.pptx", slides(groups), ("Deep in two groups.",)),
        Case("a break within a line", "a.pptx", slides(breaks), ("The bridge opened in 1932.",)),
        Case("merged cells", "a.pptx", slides(table), ("Sales", "North | South", "2020 | 7 | 9")),
        Case("a hidden slide", "a.pptx", slides(hidden), ("A slide kept back.",), told=("hidden",)),
    ]


def workbook(build: Callable[[Any, Any], None], **options: Any) -> Callable[[], bytes]:
    def made() -> bytes:
        from xlsxwriter import Workbook

        out = BytesIO()
        book = Workbook(out, options)
        build(book, book.add_worksheet("Data"))
        book.close()
        return out.getvalue()

    return made


def _workbooks() -> list[Case]:
    def formats(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["Share", "Day", "Time", "Price"])
        for at, (value, shape) in enumerate(
            [
                (0.256, "0.0%"),
                (45000, "[$-409]d. mmm yyyy;@"),
                (1.5, "[h]:mm"),
                (1234.5, '#,##0.00 "EUR"'),
            ]
        ):
            sheet.write_number(1, at, value, book.add_format({"num_format": shape}))

    def since_1904(book: Any, sheet: Any) -> None:
        sheet.write_number(0, 0, 43538, book.add_format({"num_format": "yyyy-mm-dd"}))

    def hidden(book: Any, sheet: Any) -> None:
        sheet.write(0, 0, "Seen.")
        other = book.add_worksheet("Back")
        other.write(0, 0, "Kept back.")
        other.very_hidden()

    def raw(sheet: str, strings: str = "") -> Callable[[], bytes]:
        main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
        return lambda: package(
            {
                "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
                "_rels/.rels": relations(rId1="officeDocument:/xl/workbook.xml"),
                "xl/workbook.xml": f'<workbook {main}><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
                "xl/_rels/workbook.xml.rels": relations(
                    rId1="worksheet:/xl/worksheets/sheet1.xml",
                    rId2="sharedStrings:/xl/sharedStrings.xml",
                ),
                "xl/worksheets/sheet1.xml": f"<worksheet {main}><sheetData>{sheet}</sheetData></worksheet>",
                "xl/sharedStrings.xml": f"<sst {main}>{strings}</sst>",
            }
        )

    strings = "<si><t>visible</t></si><si><t/></si><si><r><t>two </t></r><r><t>parts</t></r><rPh sb='0' eb='1'><t>kana</t></rPh></si><si><t>one_x000D_\ntwo</t></si>"
    return [
        Case("numbers as they are formatted", "a.xlsx", workbook(formats), (("25.6%"), "2023", "36:00", "1234.5")),
        Case("days since 1904", "a.xlsx", workbook(since_1904, date_1904=True), ("2023-03-15",)),
        Case("a sheet that is very hidden", "a.xlsx", workbook(hidden), ("Seen.", "Kept back."), told=("hidden",)),
        Case("shared strings of all kinds", "a.xlsx", raw("<row><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c r='C1' t='s'><v>2</v></c><c r='D1' t='s'><v>3</v></c></row>", strings), ("visible", "two parts", "one"), ("kana", "_x000D_", "| 1 |")),
        Case("cells without addresses", "a.xlsx", raw("<row><c t='inlineStr'><is><t>first</t></is></c><c><v>7</v></c><c t='b'><v>1</v></c><c t='e'><v>#DIV/0!</v></c></row>"), ("first", "7", "TRUE", "#DIV/0!")),
    ]  # fmt: skip


def page(body: str, head: str = "") -> Callable[[], str]:
    filler = "".join(
        f"<p>The harbour of the town number {n} was built by the people who lived beside it for long years.</p>"
        for n in range(3)
    )
    return lambda: (
        f"<!doctype html><html><head><title>Harbours</title>{head}</head><body><main><h1>Harbours</h1>{filler}{body}</main></body></html>"
    )


def _pages() -> list[Case]:
    katex = '<span class="katex"><span class="katex-mathml"><math><semantics><mrow><mi>E</mi><mo>=</mo><mi>m</mi></mrow><annotation encoding="application/x-tex">E=m</annotation></semantics></math></span><span class="katex-html" aria-hidden="true"><span class="mord">E</span><span>=</span><span>m</span></span></span>'
    gutter = '<figure class="highlight"><table><tr><td class="gutter"><pre><span class="line">1</span><br><span class="line">2</span></pre></td><td class="code"><pre><span class="line">first = one</span><br><span class="line">second = two</span></pre></td></tr></table></figure>'
    return [
        Case("details that are closed", "a.html", page("<details><summary>Who paid?</summary><p>A lottery paid for the pier.</p></details>"), ("Who paid?", "A lottery paid for the pier.")),
        Case("what scripts and templates hold", "a.html", page("<template><p>Not yet there.</p></template><script>var a = 'no text';</script><p>There.</p>"), ("There.",), ("Not yet there", "no text")),
        Case("words that may be broken", "a.html", page("<p>The Donau&shy;dampf<wbr>schiff came.</p>"), ("Donaudampfschiff came.",)),
        Case("a formula that is there twice", "a.html", page(f"<p>They say {katex} holds.</p>"), ("They say", "E", "holds."), ("E=mE=m", "E=m E=m", "E = m E=m")),
        Case("formulas of MathJax", "a.html", page('<p>They say <script type="math/tex">x^2 + 1</script> holds.</p>'), ("They say", "x^2 + 1", "holds.")),
        Case("lines with numbers beside", "a.html", page(gutter), ("first = one", "second = two"), ("1 2 first",)),
        Case("hidden parts", "a.html", page("<p hidden>Not shown one.</p><p style='display: none'>Not shown two.</p><p>Shown.</p>"), ("Shown.",), ("Not shown one", "Not shown two")),
        Case("terms and what they mean", "a.html", page("<dl><dt>Quay</dt><dd>A wall.</dd><dt>Pier</dt><dd>A jetty.</dd></dl>"), ("Quay", "A wall.", "Pier", "A jetty.")),
        Case("ruby", "a.html", page("<p>The sign <ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby> is old.</p>"), ("港",), ("港みなと",)),
        Case("a page within a form", "a.html", lambda: "<html><body><form id='aspnetForm'>" + page("<p>All is within a form.</p>")().partition("<main>")[2].partition("</main>")[0] + "<input type='hidden' value='abc'></form></body></html>", ("The harbour of the town number 0", "All is within a form.")),
        Case("a thread of equal posts", "a.html", lambda: "<html><body>" + "".join(f"<div class='post'><div class='author'>ann{n}</div><div class='content'><p>In my view the pier number {n} was the best of all that the town has built in many years.</p></div></div>" for n in range(6)) + "</body></html>", tuple(f"the pier number {n} was" for n in range(6))),
        Case("pictures that are words", "a.html", page("<p>Press <img src='x.png' alt='Ctrl'> and wait.</p>"), ("Press", "Ctrl", "and wait.")),
        Case("rows that end with another", "a.html", page("<table><thead><tr><th>Year<th>Sum</thead><tfoot><tr><td>All<td>9</tfoot><tbody><tr><td rowspan=2>2020<td>4<tr><td>5</tbody></table>"), ("Year | Sum", "2020 | 4", "2020 | 5", "All | 9")),
        Case("base64 and tracking", "a.html", page("<p>Before.</p><img src='data:image/png;base64,iVBORw0KGgo' alt=''><p>After.</p>"), ("Before.", "After."), ("iVBOR",)),
        Case("a table that is a layout", "a.html", lambda: "<html><body><table width=100%><tr><td width=20%><a href=1>One</a><br><a href=2>Two</a></td><td>" + page("")().partition("<main>")[2].partition("</main>")[0] + "</td></tr></table></body></html>", ("The harbour of the town number 0", "The harbour of the town number 2")),
        Case("a page in a frame of its own", "a.html", page("<iframe srcdoc='&lt;p&gt;Said in a frame.&lt;/p&gt;'></iframe>"), ("Said in a frame.",), told=("frame",)),
    ]  # fmt: skip


def mail(headers: str, body: str | bytes) -> Callable[[], bytes]:
    head = f"From: Ann <ann@a.example>\r\nTo: bo@b.example\r\nSubject: Pier\r\nMIME-Version: 1.0\r\n{headers}\r\n\r\n"
    return lambda: (
        head.encode() + (body if isinstance(body, bytes) else body.replace("\n", "\r\n").encode())
    )


def parts(*sections: str, kind: str = "mixed") -> Callable[[], bytes]:
    body = "".join(f"--b\n{section}\n" for section in sections) + "--b--\n"
    return mail(f'Content-Type: multipart/{kind}; boundary="b"', body)


def _mail() -> list[Case]:
    return [
        Case("lines that flow", "a.eml", mail("Content-Type: text/plain; charset=utf-8; format=flowed", "The pier was built in \n1932 by the town.\n\nBye.\n"), ("The pier was built in 1932 by the town.", "Bye.")),
        Case("the charset is in the page", "a.eml", mail("Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable", '<html><head><meta http-equiv=3D"Content-Type" content=3D"text/html; charset=3Diso-8859-1"></head><body><p>Br=FCcke in =D8resund.</p></body></html>'), ("Brücke in Øresund.",)),
        Case("a message in a message", "a.eml", parts("Content-Type: text/plain\n\nSee below.", "Content-Type: message/rfc822\n\nFrom: bo@b.example\nSubject: Quay\n\nThe quay is closed."), ("See below.", "The quay is closed.")),
        Case("an invitation", "a.eml", parts("Content-Type: text/plain\n\nPlease come.", "Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Opening of the pier\nDTSTART:20260501T100000Z\nLOCATION:Ulm\nEND:VEVENT\nEND:VCALENDAR"), ("Please come.", "Opening of the pier", "Ulm"), told=("calendar", "not read")),
        Case("winmail.dat", "a.eml", parts("Content-Type: text/plain\n\nSee the file.", "Content-Type: application/ms-tnef; name=winmail.dat\nContent-Disposition: attachment; filename=winmail.dat\nContent-Transfer-Encoding: base64\n\neJ8+IgAAAQaQCAAEAAAAAAABAAEAAQeQBgAIAAAA5AQAAAAAAADoAAEIgAcAGAAAAElQTS5NaWNyb3NvZnQ="), told=("winmail.dat",)),
        Case("a message that is encrypted", "a.eml", mail('Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"\r\nContent-Transfer-Encoding: base64', "MIIB\n"), told=("smime", "encrypted", "not read", "no text")),
        Case("a line that begins with From", "a.mbox", lambda: b"From ann@a.example Mon Jan  1 00:00:00 2024\nSubject: One\n\n>From the pier one sees far.\n\nFrom bo@b.example Mon Jan  1 00:00:00 2024\nSubject: Two\n\nYes.\n", ("One", "From the pier one sees far.", "Two", "Yes.")),
    ]  # fmt: skip


def book(
    *chapters: str, spine: str = "", names: tuple[str, ...] = (), more: dict[str, str] | None = None
) -> Callable[[], bytes]:
    files = names or tuple(f"c{n}.xhtml" for n in range(len(chapters)))
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(files)
    )
    order = spine or "".join(f'<itemref idref="i{n}"/>' for n in range(len(files)))

    def made() -> bytes:
        out = BytesIO()
        with ZipFile(out, "w") as packed:
            packed.writestr("mimetype", "application/epub+zip")
            packed.writestr(
                "META-INF/container.xml",
                '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
            )
            packed.writestr(
                "OEBPS/p.opf",
                f'<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Piers</dc:title></metadata><manifest>{items}</manifest><spine>{order}</spine></package>',
            )
            for name, text in zip(files, chapters, strict=True):
                packed.writestr(
                    "OEBPS/" + name.replace("%20", " "),
                    f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{text}</body></html>',
                )
            for name, text in (more or {}).items():
                packed.writestr(name, text)
        return out.getvalue()

    return made


def _books() -> list[Case]:
    return [
        Case("names of signs without a declaration", "a.epub", book("<p>The pier&nbsp;&mdash; old &amp; long &hellip;</p>"), ("The pier — old & long …",)),
        Case("a chapter out of the line", "a.epub", book("<p>One.</p>", "<p>Aside.</p>", spine='<itemref idref="i0"/><itemref idref="i1" linear="no"/>'), ("One.", "Aside.")),
        Case("a name with spaces", "a.epub", book("<p>Spaced.</p>", names=("my%20chapter.xhtml",)), ("Spaced.",)),
        Case("locked chapters", "a.epub", book("<p>zzz</p>", more={"META-INF/encryption.xml": '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><enc:EncryptedData xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/><enc:CipherData><enc:CipherReference URI="OEBPS/c0.xhtml"/></enc:CipherData></enc:EncryptedData></encryption>'}), told=("encrypt", "protected", "locked", "drm")),
        Case("an unclosed tag", "a.epub", book("<p>First<br>line.<p>Second line."), ("First", "line.", "Second line.")),
    ]  # fmt: skip


def pdf(draw: Callable[[Any], None]) -> Callable[[], bytes]:
    def made() -> bytes:
        from reportlab.pdfgen.canvas import Canvas

        out = BytesIO()
        canvas = Canvas(out, pagesize=(595, 842), invariant=True)
        draw(canvas)
        canvas.showPage()
        canvas.save()
        return out.getvalue()

    return made


def lines(canvas: Any, *texts: str, top: float = 700) -> None:
    for number, text in enumerate(texts):
        canvas.drawString(70, top - 14 * number, text)


def _pdfs() -> list[Case]:
    def twice(canvas: Any) -> None:
        lines(canvas, "The text above the title is plain.")
        for shift in (0, 0.4):
            canvas.drawString(70 + shift, 650, "A title drawn twice")
        lines(canvas, "The text below the title is plain.", top=620)

    def unseen(canvas: Any) -> None:
        text = canvas.beginText(70, 700)
        text.setTextRenderMode(3)
        text.textLine("Read from the scan and laid below it.")
        canvas.drawText(text)

    def outside(canvas: Any) -> None:
        lines(canvas, "On the page.")
        canvas.drawString(70, 1200, "Beyond the edge.")

    def spaced(canvas: Any) -> None:
        text = canvas.beginText(70, 700)
        text.setCharSpace(4)
        text.textLine("CHAPTER")
        text.setCharSpace(0)
        text.textLine("It begins here.")
        canvas.drawText(text)

    def columns(canvas: Any) -> None:
        for n in range(12):
            canvas.drawString(60, 700 - 14 * n, f"left line {n} of the text here")
            canvas.drawString(330, 700 - 14 * n, f"right line {n} of the text here")

    def below(canvas: Any) -> None:
        lines(canvas, "Water is H", top=700)
        canvas.setFont("Helvetica", 7)
        canvas.drawString(70 + 54, 697, "2")
        canvas.setFont("Helvetica", 12)
        canvas.drawString(70 + 59, 700, "O in all 2019")
        canvas.setFont("Helvetica", 7)
        canvas.drawString(70 + 59 + 72, 704, "3")
        canvas.setFont("Helvetica", 12)
        canvas.drawString(70 + 59 + 77, 700, " harbours.")

    return [
        Case("a title drawn twice", "a.pdf", pdf(twice), ("above the title", "A title drawn twice", "below the title"), ("drawn twice A title", "twicetwice", "AA title")),
        Case("text below a scan", "a.pdf", pdf(unseen), ("Read from the scan and laid below it.",)),
        Case("text beyond the edge", "a.pdf", pdf(outside), ("On the page.",), ("Beyond the edge",)),
        Case("a title with space between its letters", "a.pdf", pdf(spaced), ("CHAPTER", "It begins here.")),
        Case("two columns", "a.pdf", pdf(columns), ("left line 0", "left line 11", "right line 0", "right line 11")),
        Case("figures above and below the line", "a.pdf", pdf(below), ("Water is H", "O in all 2019", "harbours."), ("20193",)),
    ]  # fmt: skip


def _texts() -> list[Case]:
    return [
        Case("Unicode text of Excel", "a.txt", lambda: "Town\tBridges\nUlm\t7\n".encode("utf-16"), ("Town", "Bridges", "Ulm", "7")),
        Case("lines of an old Mac", "a.txt", lambda: b"First line.\rSecond line.\r", ("First line. Second line.",)),
        Case("cells with lines in them", "a.csv", lambda: 'town,note\nUlm,"old, and\nvery ""long"""\nBonn,new\n', ('Ulm | old, and', 'very "long"', "Bonn | new")),
        Case("decimal commas", "a.csv", lambda: "Ort;Wert\nUlm;1,5\nBonn;2,5\n", ("Ort | Wert", "Ulm | 1,5", "Bonn | 2,5")),
        Case("lines before the table", "a.csv", lambda: "Report of the town\nMade on 2026-01-01\n\nTown,Bridges,Piers\nUlm,7,1\nBonn,3,2\n", ("Report of the town", "Town | Bridges | Piers", "Ulm | 7 | 1")),
        Case("objects one behind the other", "a.json", lambda: '{"a": "one"}{"a": "two"}\n{"a": "three"}', ("one", "two", "three")),
        Case("numbers that are none", "a.json", lambda: '{"a": NaN, "b": -Infinity, "c": 7}', ("NaN", "-Infinity", "7")),
        Case("half of a pair of signs", "a.json", lambda: '{"a": "bad \\ud83d end", "b": "\\ud83d\\ude00 good"}', ("bad", "end", "😀 good")),
        Case("several documents of YAML", "a.yaml", lambda: "---\ntown: Ulm\n---\ntown: Bonn\n...\n", ("Ulm", "Bonn")),
        Case("subtitles with marks", "a.srt", lambda: "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<i>The bridge</i>\n<font color=\"#fff\">is open.</font>\n", ("The bridge is open.",), ("an8", "<i>", "font")),
        Case("notes and styles of WebVTT", "a.vtt", lambda: "WEBVTT - of a town\n\nSTYLE\n::cue { color: red }\n\nNOTE not for viewers\n\n1\n00:01.000 --> 00:02.000 align:start\n<v Ann>The pier is long.</v>\n", ("Ann", "The pier is long."), ("color: red", "not for viewers", "align:start")),
        Case("subtitles of ASS", "a.ass", lambda: "[Script Info]\nTitle: T\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\nDialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\b1}The bridge,{\\b0} it is open.\\NTo all.\n", ("The bridge, it is open.", "To all."), ("Default,,0", "\\b1")),
        Case("captions of TTML", "a.ttml", lambda: '<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="00:00:01.000" end="00:00:02.000">The bridge<br/>is open.</p></div></body></tt>', ("The bridge", "is open."), ("00:00:01.000\" end",)),
        Case("percent signs of LaTeX", "a.tex", lambda: "\\documentclass{article}\\begin{document}About 50\\% of it. % not this\nAnd \\verb|a%b| too.\n\\begin{comment}\nNor this.\n\\end{comment}\n\\end{document}", ("of it.", "too.")),
        Case("Cyrillic of RTF", "a.rtf", lambda: b"{\\rtf1\\ansi\\ansicpg1251\\deff0{\\fonttbl{\\f0\\fcharset204 Arial;}}\\f0 \\'cf\\'f0\\'e8\\'e2\\'e5\\'f2 \\u-10179?\\u-8704? \\uc2\\u8212 -- end\\par}", ("Привет", "😀", "— end")),
        Case("fields and hidden text of RTF", "a.rtf", lambda: b'{\\rtf1\\ansi See {\\field{\\*\\fldinst HYPERLINK "https://a.example"}{\\fldrslt the plan}}.{\\v secret}\\par\\trowd\\cellx100\\cellx200 Ulm\\cell 7\\cell\\row Done.\\par}', ("See the plan.", "Ulm", "7", "Done."), ("HYPERLINK", "secret")),
        Case("raw cells and old notebooks", "a.ipynb", lambda: json.dumps({"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": [{"cell_type": "heading", "level": 2, "source": ["Piers"]}, {"cell_type": "markdown", "source": ["Long ones."]}, {"cell_type": "code", "language": "python", "input": ["count()"], "outputs": [{"output_type": "pyout", "text": ["7"]}]}]}]}), ("Piers", "Long ones.", "count()", "7")),
        Case("text of a drawing", "a.svg", lambda: '<svg xmlns="http://www.w3.org/2000/svg"><title>Plan</title><style>.a{fill:red}</style><text>The pier</text><text>The quay</text><path d="M0 0L1 1"/></svg>', ("The pier", "The quay"), ("fill:red", "M0 0")),
        Case("pages of a wiki", "a.xml", lambda: '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/"><siteinfo><sitename>W</sitename></siteinfo><page><title>Pier</title><revision><text>The \'\'\'pier\'\'\' is [[long]].</text></revision></page><page><title>Quay</title><revision><text>It is short.</text></revision></page></mediawiki>', ("Pier", "is", "Quay", "It is short.")),
        Case("Atom with whole pages", "a.atom", lambda: '<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry><title>One</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The <b>pier</b> is long.</p></div></content></entry></feed>', ("One", "The", "pier", "is long.")),
        Case("whole texts of a feed", "a.rss", lambda: '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>F</title><item><title>One</title><description>Short.</description><content:encoded><![CDATA[<p>The whole text of it.</p>]]></content:encoded></item></channel></rss>', ("One", "The whole text of it.")),
        Case("verses and notes of FB2", "a.fb2", lambda: '<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0" xmlns:l="http://www.w3.org/1999/xlink"><description><title-info><book-title>Piers</book-title></title-info></description><body><section><title><p>One</p></title><epigraph><p>Old words.</p></epigraph><poem><stanza><v>First verse</v><v>second verse</v></stanza></poem><p>In 2019<a l:href="#n1" type="note">4</a> it fell.</p></section></body><body name="notes"><section id="n1"><p>By a storm.</p></section></body></FictionBook>', ("One", "Old words.", "First verse", "second verse", "it fell.", "By a storm."), ("20194",)),
    ]  # fmt: skip


def odt(body: str) -> Callable[[], bytes]:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
        for name, space in {
            "office": "office",
            "text": "text",
            "table": "table",
            "draw": "drawing",
        }.items()
    )
    inner = f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return lambda: package(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": inner}
    )


def _opendocument() -> list[Case]:
    return [
        Case("deleted text", "a.odt", odt('<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone words.</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>Kept<text:s text:c="2"/>words<text:line-break/>here.</text:p>'), ("Kept words here.",), ("Gone words",)),
        Case("a note behind a year", "a.odt", odt('<text:p>In 2019<text:note text:note-class="footnote"><text:note-citation>4</text:note-citation><text:note-body><text:p>By a storm.</text:p></text:note-body></text:note> it fell.</text:p>'), ("In 2019", "it fell.", "By a storm."), ("20194",)),
        Case("a frame with text", "a.odt", odt("<text:p>Before.<draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame></text:p><text:p>After.</text:p>"), ("In a box.", "After.")),
        Case("covered cells", "a.odt", odt('<table:table><table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>2020</text:p></table:table-cell><table:table-cell><text:p>4</text:p></table:table-cell></table:table-row><table:table-row><table:covered-table-cell/><table:table-cell><text:p>5</text:p></table:table-cell></table:table-row></table:table>'), ("2020 | 4", "2020 | 5")),
    ]  # fmt: skip


def archive(files: dict[str, bytes | str]) -> Callable[[], bytes]:
    return lambda: package(dict(files))


def _archives() -> list[Case]:
    return [
        Case("forks of a Mac", "a.zip", archive({"a.txt": "The pier.", "__MACOSX/._a.txt": b"\0\5\x16\7fork", ".DS_Store": b"\0\0\0\1Bud1"}), ("The pier.",), ("fork", "Bud1")),
        Case("a book in an archive", "a.fb2.zip", archive({"a.fb2": '<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"><body><section><p>The pier is long.</p></section></body></FictionBook>'}), ("The pier is long.",)),
        Case("an archive in an archive", "a.zip", lambda: package({"in.zip": package({"b.txt": "Deep down."}), "c.txt": "Above."}), ("Deep down.", "Above."), told=("in.zip",)),
    ]  # fmt: skip


def _more_word() -> list[Case]:
    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    boxes = f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{paragraph("Said in a box.")}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>'
    return [
        Case("a tab between", "a.docx", docx(paragraph("Ulm", "<w:r><w:tab/></w:r>", "7")), ("Ulm 7",)),
        Case("a break of the line", "a.docx", docx(paragraph("The pier", "<w:r><w:br/></w:r>", "is long.")), ("The pier is long.",)),
        Case("text that was put in", "a.docx", docx(paragraph("It is ", f'<w:ins w:id="1">{run.format("very ")}</w:ins>', "long.")), ("It is very long.",)),
        Case("a box in a line", "a.docx", docx(boxes), ("Said in a box.",)),
        Case("endnotes", "a.docx", docx(paragraph("It fell in 2019", '<w:r><w:endnoteReference w:id="2"/></w:r>', "."), parts={"word/endnotes.xml": f"<w:endnotes {SPACES}>{note('endnote', 2, 'By a storm.')}</w:endnotes>"}, rId1="endnotes:endnotes.xml"), ("It fell in 2019", "By a storm."), ("20192",)),
        Case("a table with a cell over two columns", "a.docx", docx(f"<w:tbl><w:tr>{cell('Both', '<w:gridSpan w:val=' + chr(34) + '2' + chr(34) + '/>')}{cell('One')}</w:tr><w:tr>{cell('a')}{cell('b')}{cell('c')}</w:tr></w:tbl>"), ("Both", "One", "a | b | c")),
    ]  # fmt: skip


def _more_pages() -> list[Case]:
    return [
        Case("a mark of a note in brackets", "a.html", page("<p>It fell in 2019<sup><a href='#n'>[4]</a></sup> by a storm.</p>"), ("It fell in 2019", "by a storm."), ("20194",)),
        Case("a number in parts", "a.html", page("<p>It cost <span>1</span><span>,</span><span>250</span> crowns.</p>"), ("It cost 1,250 crowns.",)),
        Case("inserted and removed", "a.html", page("<p>It costs <del>9</del> <ins>12</ins> crowns.</p>"), ("12 crowns.",), ("It costs 9 12",)),
        Case("figures in a list of pictures", "a.html", page("<figure><img src='x.jpg' alt='x'><figcaption>The pier in 1932.</figcaption></figure>"), ("The pier in 1932.",)),
        Case("times and abbreviations", "a.html", page("<p>On <time datetime='2019-05-01'>May 1</time> the <abbr title='World Health Organization'>WHO</abbr> met.</p>"), ("On May 1 the WHO met.",)),
        Case("an entity without a semicolon", "a.html", page("<p>Salt &amp pepper &lt 5 &nbsp;kg &#8212; all.</p>"), ("Salt & pepper < 5 kg — all.",)),
        Case("text in a button and a label", "a.html", page("<p>Press <button>Save</button> or <kbd>Enter</kbd>.</p>"), ("Press Save or Enter.",)),
        Case("a list within a list", "a.html", page("<ol start=3><li>Three<ul><li>inner</li></ul></li><li value=7>Seven</li></ol>"), ("3. Three", "inner", "7. Seven")),
        Case("a table in a paragraph of a quote", "a.html", page("<blockquote><p>Said:</p><table><tr><th>A<th>B<tr><td>1<td>2</table></blockquote>"), ("Said:", "A | B", "1 | 2")),
        Case("words of Arabic and Hebrew", "a.html", page("<p dir=rtl>افتتح الجسر عام 1932.</p><p dir=rtl>הגשר נפתח.</p>"), ("افتتح الجسر عام 1932.", "הגשר נפתח.")),
        Case("a page of XHTML with CDATA", "a.xhtml", lambda: '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title><script>//<![CDATA[\nvar a;\n//]]></script></head><body><p>The pier is long.</p></body></html>', ("The pier is long.",), ("var a",)),
    ]  # fmt: skip


def _more_mail() -> list[Case]:
    return [
        Case("a header over several lines in two charsets", "a.eml", lambda: b"From: =?utf-8?q?J=C3=BCrg?= <j@a.example>\r\nSubject: =?iso-8859-1?Q?Br=FCcke?=\r\n =?utf-8?B?IMO8YmVy?= den Fluss\r\n\r\nText.\r\n", ("Jürg", "Brücke über den Fluss", "Text.")),
        Case("base64 with wrong line ends", "a.eml", mail("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64", "VGhlIHBpZXIg\n\naXMgbG9uZy4=\n"), ("The pier is long.",)),
        Case("an alternative within related within mixed", "a.eml", parts("Content-Type: multipart/related; boundary=c\n\n--c\nContent-Type: multipart/alternative; boundary=d\n\n--d\nContent-Type: text/plain\n\nShort.\n--d\nContent-Type: text/html\n\n<p>The longer text of the page.</p>\n--d--\n--c--"), ("The longer text of the page.",)),
        Case("a signature below", "a.eml", mail("Content-Type: text/plain", "Yes.\n\n-- \nAnn\n"), ("Yes.", "Ann")),
        Case("a report of a failure", "a.eml", parts("Content-Type: text/plain\n\nIt could not be delivered.", "Content-Type: message/delivery-status\n\nReporting-MTA: dns; a.example\n\nFinal-Recipient: rfc822; x@b.example\nStatus: 5.1.1", kind="report"), ("It could not be delivered.", "5.1.1")),
    ]  # fmt: skip


def _more_texts() -> list[Case]:
    return [
        Case("rows that are too long", "a.csv", lambda: "a,b\n1,2\n3,4,5\n6\n", ("a | b", "1 | 2", "3 | 4 | 5", "6")),
        Case("a table without a last quote", "a.csv", lambda: 'a,b\n"x,1\ny,2\n', ("x", "1", "y", "2")),
        Case("tabs of a TSV with quotes in it", "a.tsv", lambda: 'size\tname\n5"\tpipe\n7"\those\n', ('5" | pipe', '7" | hose')),
        Case("lines of logs in JSON", "a.log", lambda: '{"msg": "started"}\n{"msg": "the pump failed"}\n', ("the pump failed",)),
        Case("merge keys of YAML", "a.yaml", lambda: "base: &b\n  size: 5\nother:\n  <<: *b\n  name: pier\n", ("size", "5", "pier")),
        Case("settings of TOML", "a.toml", lambda: 'title = "Pier"\n[size]\nlength = 250\n', ("Pier", "250")),
        Case("captions that roll on", "a.vtt", lambda: "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nthe pier\n\n00:00:02.000 --> 00:00:03.000\nthe pier\nis long\n\n00:00:03.000 --> 00:00:04.000\nis long\nand old\n", ("the pier", "is long", "and old"), ("the pier the pier", "is long is long")),
        Case("a text in windows-1252", "a.txt", lambda: "“The pier” – it’s 5 €.".encode("cp1252"), ("“The pier” – it’s 5 €.",)),
        Case("a text in Shift_JIS", "a.txt", lambda: "桟橋は長い。港は古い。魚は市場で売られる。".encode("shift_jis"), ("桟橋は長い。",)),
        Case("a text in UTF-16 without a mark", "a.txt", lambda: "The pier is long and old.\n".encode("utf-16-le"), ("The pier is long and old.",)),
        Case("Markdown with a front and notes", "a.md", lambda: "---\ntitle: Piers\n---\n\n# One\n\nIt fell[^1].\n\n[^1]: By a storm.\n", ("One", "It fell", "By a storm.")),
        Case("marks of a bibliography", "a.bib", lambda: "@article{k, title={On {P}iers}, author={Lind, Ada}, year=2019}\n", ("iers", "Lind, Ada", "2019")),
        Case("an article of JATS with formulas twice", "a.xml", lambda: '<article xmlns:mml="http://www.w3.org/1998/Math/MathML"><body><sec><title>One</title><p>They say <inline-formula><alternatives><tex-math>E=m</tex-math><mml:math><mml:mi>E</mml:mi><mml:mo>=</mml:mo><mml:mi>m</mml:mi></mml:math></alternatives></inline-formula> holds<xref ref-type="bibr"><sup>4</sup></xref>.</p></sec></body></article>', ("They say", "holds"), ("E=mE", "E=m E", "holds4")),
        Case("a table of RTF with merged cells", "a.rtf", lambda: b"{\\rtf1\\ansi\\trowd\\clmgf\\cellx100\\clmrg\\cellx200\\cellx300 Both\\cell\\cell One\\cell\\row\\trowd\\cellx100\\cellx200\\cellx300 a\\cell b\\cell c\\cell\\row}", ("Both", "One", "a | b | c")),
    ]  # fmt: skip


def _more_workbooks() -> list[Case]:
    def texts(book: Any, sheet: Any) -> None:
        sheet.write_string(0, 0, "007")
        sheet.write_number(0, 1, 1e21)
        sheet.write_formula(0, 2, "=1/3", None, 0.333333333333333)
        sheet.write_url(0, 3, "https://a.example", string="the plan")
        sheet.write_boolean(0, 4, False)

    def far(book: Any, sheet: Any) -> None:
        sheet.write(0, 0, "near")
        sheet.write(1048575, 16383, "far")

    def noted(book: Any, sheet: Any) -> None:
        sheet.write(0, 0, "Total")
        sheet.write_comment(0, 0, "Without tax.")
        sheet.insert_textbox(3, 3, "A box on the sheet.")

    return [
        Case("texts and numbers as they are", "a.xlsx", workbook(texts), ("007", "0.3333", "the plan", "FALSE")),
        Case("a far corner", "a.xlsx", workbook(far), ("near", "far")),
        Case("a box on a sheet", "a.xlsx", workbook(noted), ("Total", "A box on the sheet.")),
    ]  # fmt: skip


CASES = [*_word(), *_slides(), *_workbooks(), *_pages(), *_mail(), *_books(), *_pdfs(), *_texts(), *_opendocument(), *_archives(), *_more_word(), *_more_pages(), *_more_mail(), *_more_texts(), *_more_workbooks()]  # fmt: skip


@pytest.mark.parametrize("kind", dict.fromkeys(case.file.rpartition(".")[2] for case in CASES))
def test_what_a_reader_sees_arrives_or_is_told(kind: str, tmp_path: Path) -> None:
    found = {}
    for number, case in enumerate(it for it in CASES if it.file.endswith(f".{kind}")):
        folder = tmp_path / str(number)
        folder.mkdir()
        found[case.name] = shortfalls(case, folder)
    assert {name: short for name, short in found.items() if short} == {}
