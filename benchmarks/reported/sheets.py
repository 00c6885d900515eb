"""Workbooks and slides: values that are not what they look like, and shapes that others skip."""

from __future__ import annotations

from benchmarks.reported.case import Case, packed, relations

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_FORMATS = (
    '<numFmts count="2"><numFmt numFmtId="170" formatCode="[h]:mm"/>'
    '<numFmt numFmtId="171" formatCode="0.0,,&quot; Mio&quot;"/></numFmts>'
    "<cellXfs>"
    + "".join(f'<xf numFmtId="{n}" applyNumberFormat="1"/>' for n in (0, 10, 14, 170, 171, 11, 49))
    + "</cellXfs>"
)


def book(
    rows: str,
    strings: str = "",
    properties: str = "",
    prefix: str = "",
    sheets: str = "",
    **parts: str,
) -> bytes:
    """Return a workbook whose first sheet has rows of markup."""

    def element(name: str, inside: str) -> str:
        space = f'xmlns:{prefix}="{_MAIN}"' if prefix else f'xmlns="{_MAIN}"'
        tag = f"{prefix}:{name}" if prefix else name
        return f"<{tag} {space} {_SPACES}>{inside}</{tag}>"

    names = sheets or '<sheet name="Plan" sheetId="1" r:id="r1"/>'
    return packed(
        {
            "_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.xml")),
            "xl/_rels/workbook.xml.rels": relations(
                ("r1", "worksheet", "/xl/worksheets/sheet1.xml"), ("r2", "sharedStrings", "sharedStrings.xml"),
                ("r3", "styles", "styles.xml"), ("r5", "worksheet", "worksheets/sheet2.xml"),
            ),
            "xl/workbook.xml": element("workbook", _prefixed(f"{properties}<sheets>{names}</sheets>", prefix)),
            "xl/worksheets/sheet1.xml": element("worksheet", _prefixed(rows, prefix)),
            "xl/sharedStrings.xml": element("sst", _prefixed(strings, prefix)),
            "xl/styles.xml": element("styleSheet", _prefixed(_FORMATS, prefix)),
            **{f"xl/{name}": text for name, text in parts.items()},
        }
    )  # fmt: skip


def _prefixed(markup: str, prefix: str) -> str:
    if not prefix:
        return markup
    return markup.replace("</", "\0").replace("<", f"<{prefix}:").replace("\0", f"</{prefix}:")


def rows(*cells: str) -> str:
    """Return rows of one cell each."""
    return "<sheetData>" + "".join(
        f'<row r="{n}"><c r="A{n}" {cell}</c></row>' for n, cell in enumerate(cells, 1)
    ) + "</sheetData>"  # fmt: skip


def deck(shapes: str, **parts: str) -> bytes:
    """Return a presentation of one slide."""
    return packed(
        {
            "_rels/.rels": relations(("r1", "officeDocument", "ppt/presentation.xml")),
            "ppt/_rels/presentation.xml.rels": relations(("r1", "slide", "slides/slide1.xml")),
            "ppt/presentation.xml": f'<p:presentation {_SPACES}><p:sldIdLst><p:sldId id="256" r:id="r1"/>'
            "</p:sldIdLst></p:presentation>",
            "ppt/slides/slide1.xml": f"<p:sld {_SPACES}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>",
            **{f"ppt/{name}": text for name, text in parts.items()},
        }
    )  # fmt: skip


def shape(inside: str, kind: str = "") -> str:
    """Return a shape of one paragraph."""
    return (
        f"<p:sp><p:nvSpPr><p:cNvPr id='3' name='x'/><p:cNvSpPr/><p:nvPr>{kind}</p:nvPr></p:nvSpPr>"
        f"<p:spPr/><p:txBody><a:bodyPr/><a:p>{inside}</a:p></p:txBody></p:sp>"
    )


def run(text: str, properties: str = "") -> str:
    """Return a run of text."""
    return f"<a:r><a:rPr {properties}/><a:t>{text}</a:t></a:r>"


def _cells() -> list[Case]:
    rich = (
        "<si><r><t>10</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>6</t></r><r><t> cells</t></r></si>"
        "<si><r><rPr><strike/></rPr><t>old</t></r><r><t xml:space='preserve'> new</t></r></si>"
        "<si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh></si>"
    )
    hidden = '<sheet name="Plan" sheetId="1" r:id="r1"/><sheet name="Rates" sheetId="2" state="hidden" r:id="r5"/>'
    rate = rows("t='inlineStr'><is><t>rate 9</t></is>")
    second = f'<worksheet xmlns="{_MAIN}">{rate}</worksheet>'
    box = (
        f"<xdr:wsDr {_SPACES}><xdr:twoCellAnchor><xdr:sp><xdr:txBody><a:p>{run('Note in a box')}</a:p>"
        "</xdr:txBody></xdr:sp></xdr:twoCellAnchor></xdr:wsDr>"
    )
    return [
        Case("numbers and marks", "raised-in-cell.xlsx", book(rows("t='s'><v>0</v>"), rich),
             ("cells",), ("106",)),
        Case("numbers and marks", "struck-in-cell.xlsx", book(rows("t='s'><v>1</v>"), rich),
             ("new",), ("| old new",)),
        Case("text arrives", "reading-aids.xlsx", book(rows("t='s'><v>2</v>"), rich), ("東京",), ("トウ",)),
        Case("numbers and marks", "formats.xlsx",
             book(rows("s='1'><v>0.125</v>", "s='3'><v>1.5</v>", "s='4'><v>12500000</v>", "t='e'><v>#DIV/0!</v>",
                         "t='b'><v>1</v>", "t='str'><f>A1</f><v>seven</v>", "s='6'><v>00123</v>")),
             ("12.5%", "36:00", "12500000", "#DIV/0!", "TRUE", "seven")),
        Case("numbers and marks", "mac-dates.xlsx",
             book(rows("s='2'><v>0</v>", "s='2'><v>43831</v>"), properties='<workbookPr date1904="1"/>'),
             ("2024-01-02",), ("2020-01-01",)),
        Case("numbers and marks", "iso-date.xlsx", book(rows("t='d' s='2'><v>2024-03-05</v>")), ("2024-03-05",)),
        Case("containers", "prefixed.xlsx",
             book(rows("t='inlineStr'><is><t>prefixed cell</t></is>"), prefix="x"), ("prefixed cell",)),
        Case("containers", "no-addresses.xlsx",
             book("<sheetData><row><c t='inlineStr'><is><t>left</t></is></c><c><v>4.50</v></c></row></sheetData>"),
             ("left | 4.5",)),
        Case("text arrives", "hidden-sheet.xlsx",
             book(rows("t='inlineStr'><is><t>open</t></is>"), sheets=hidden, **{"worksheets/sheet2.xml": second}),
             ("open", "rate 9"), told=("hidden",)),
        Case("text arrives", "box-on-sheet.xlsx",
             book(rows("t='inlineStr'><is><t>open</t></is>") + '<drawing r:id="d1"/>', **{
                 "worksheets/_rels/sheet1.xml.rels": relations(("d1", "drawing", "../drawings/drawing1.xml")),
                 "drawings/drawing1.xml": box}),
             ("open", "Note in a box"), told=("box", "shape", "drawing")),
    ]  # fmt: skip


def _slides() -> list[Case]:
    cell = "<a:tc{}><a:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></a:txBody></a:tc>"
    first, above = " rowSpan='2'", " vMerge='1'"
    table = (
        "<p:grpSp><p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tblGrid/>"
        f"<a:tr>{cell.format(first, '2023')}{cell.format('', 'Spring')}</a:tr>"
        f"<a:tr>{cell.format(above, '')}{cell.format('', 'Autumn')}</a:tr>"
        "</a:tbl></a:graphicData></a:graphic></p:graphicFrame></p:grpSp>"
    )
    formula = (
        "<mc:AlternateContent><mc:Choice Requires='a14'><p:sp><p:nvSpPr><p:cNvPr id='4' name='f'/></p:nvSpPr>"
        "<p:txBody><a:p><a14:m><m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r>"
        "</m:sup></m:sSup></m:oMath></a14:m></a:p></p:txBody></p:sp></mc:Choice>"
        f"<mc:Fallback>{shape(run('fallback'))}</mc:Fallback></mc:AlternateContent>"
    )
    related = relations(("c1", "comments", "../comments/comment1.xml"))
    comment = (
        f'<p:cmLst {_SPACES}><p:cm authorId="0"><p:text>Check this figure</p:text></p:cm></p:cmLst>'
    )
    return [
        Case("tables", "table-in-group.pptx", deck(table), ("2023 | Spring", "2023 | Autumn")),
        Case("numbers and marks", "raised-and-struck.pptx",
             deck(shape(run("10") + run("6", "baseline='30000'") + run(" litres ")
                          + run("500", "strike='sngStrike'"))),
             ("litres",), ("106", "litres 500")),
        Case("text arrives", "formula.pptx", deck(formula), ("x^2",), ("fallback",)),
        Case("text arrives", "line-break-and-field.pptx",
             deck(shape(f"{run('first')}<a:br/>{run('second')}<a:fld id='1' type='datetime1'><a:t> 5 May</a:t></a:fld>")),
             ("first second 5 May",)),
        Case("text arrives", "comment.pptx",
             deck(shape(run("Sales rose.")), **{"slides/_rels/slide1.xml.rels": related,
                                                   "comments/comment1.xml": comment}),
             ("Sales rose.", "Check this figure"), told=("comment",)),
    ]  # fmt: skip


def cases() -> list[Case]:
    """Return the cases of sheets and slides."""
    return [*_cells(), *_slides()]
