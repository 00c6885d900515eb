"""Workbooks and OpenDocument: values, groups and lists that other readers lose or change."""

from __future__ import annotations

from benchmarks.reported.case import Case, packed
from benchmarks.reported.sheets import book, rows
from benchmarks.reported.texts import odf

_ARRIVES, _MARKS, _TABLES, _PACKED = "text arrives", "numbers and marks", "tables", "containers"
_STYLES = (
    '<numFmts count="4"><numFmt numFmtId="170" formatCode="00000"/><numFmt numFmtId="171" formatCode="[$-409]d\\-mmm\\-yy;@"/>'
    '<numFmt numFmtId="172" formatCode="&quot;day &quot;0"/><numFmt numFmtId="173" formatCode="[Red]0.00%;[Blue]\\-0.00%"/></numFmts><cellXfs>'
    + "".join(f'<xf numFmtId="{n}" applyNumberFormat="1"/>' for n in (0, 170, 171, 172, 173)) + "</cellXfs>"
)  # fmt: skip
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _styled(*cells: str) -> bytes:
    sheet = f'<styleSheet xmlns="{_MAIN}">{_STYLES}</styleSheet>'
    return book(rows(*cells), **{"styles.xml": sheet})


def _ods_cell(text: str, attributes: str = "") -> str:
    inside = f"<text:p>{text}</text:p>" if text else ""
    return f"<table:table-cell {attributes}>{inside}</table:table-cell>"


def _ods_row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _ods(*inside: str) -> bytes:
    return odf(
        "spreadsheet",
        f"<office:spreadsheet><table:table table:name='T'>{''.join(inside)}</table:table></office:spreadsheet>",
    )


def _workbooks() -> list[Case]:
    shared = (
        "<sheetData><row r='1'><c r='A1'><f t='shared' ref='A1:A2' si='0'>B1*2</f></c></row>"
        "<row r='2'><c r='A2'><f t='shared' si='0'/></c><c r='B2'><v>8</v></c></row></sheetData>"
    )
    chart_sheet = (
        '<sheet name="Plan" sheetId="1" r:id="r1"/><sheet name="Chart1" sheetId="2" r:id="r5"/>'
    )
    merged = (
        "<sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>Ostend</t></is></c><c r='B1'><v>11</v></c></row>"
        "<row r='2'><c r='B2'><v>12</v></c></row></sheetData><mergeCells><mergeCell ref='A1:A2'/></mergeCells>"
    )
    return [
        Case(_ARRIVES, "empty-string.xlsx", book(rows("t='s'><v>0</v>", "t='s'><v>1</v>"), "<si><t>visible</t></si><si><t/></si>"),
             ("visible",), ("| 1 |",)),
        Case(_ARRIVES, "escaped-escape.xlsx", book(rows("t='s'><v>0</v>"), "<si><t>line_x000D_ and _x005F_x0041_</t></si>"),
             ("line", "_x0041_"), ("_x000D_", "_x005F_")),
        Case(_MARKS, "leading-zeros.xlsx", _styled("s='1'><v>1234</v>"), ("01234",)),
        Case(_MARKS, "located-date.xlsx", _styled("s='2'><v>45356</v>", "s='3'><v>12</v>", "s='4'><v>0.256</v>"),
             ("2024-03-05", "12", "25.6%"), ("1900",)),
        Case(_MARKS, "sixteen-digits.xlsx", book(rows("><v>1234567890123456</v>", "><v>0.30000000000000004</v>", "><v>1.5E-3</v>")),
             ("1234567890123456", "0.3", "0.0015"), ("e+15", "0.30000000000000004")),
        Case(_ARRIVES, "shared-formula.xlsx", book(shared), ("8",), told=("formula",)),
        Case(_PACKED, "chart-sheet.xlsx",
             book(rows("t='inlineStr'><is><t>open</t></is>"), sheets=chart_sheet, **{"worksheets/sheet2.xml": f'<chartsheet xmlns="{_MAIN}"/>'}),
             ("open",)),
        Case(_PACKED, "lost-sheet.xlsx", book(rows("t='inlineStr'><is><t>open</t></is>"), sheets=chart_sheet),
             ("open",)),
        Case(_TABLES, "merged-down.xlsx", book(merged), ("| Ostend | 11 |", "| Ostend | 12 |")),
        Case(_MARKS, "rich-inline.xlsx",
             book(rows("t='inlineStr'><is><r><t>Sum 10</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>6</t></r></is>")),
             ("Sum 10",), ("106",)),
    ]  # fmt: skip


def _open_sheets() -> list[Case]:
    failed = _ods_row(
        _ods_cell("#DIV/0!", "office:value-type='string' office:string-value=''"),
        _ods_cell("after", "office:value-type='string'"),
    )
    grouped = (
        f"<table:table-header-rows>{_ods_row(_ods_cell('Port'), _ods_cell('Ships'))}</table:table-header-rows>"
        f"<table:table-row-group>{_ods_row(_ods_cell('Ostend'), _ods_cell('7'))}"
        f"<table:table-row-group>{_ods_row(_ods_cell('Bruges'), _ods_cell('9'))}</table:table-row-group></table:table-row-group>"
    )
    values = _ods_row(
        _ods_cell("25.6 %", "office:value-type='percentage' office:value='0.256'"),
        _ods_cell(
            "1.234,50 €", "office:value-type='currency' office:currency='EUR' office:value='1234.5'"
        ),
        _ods_cell("13:30", "office:value-type='time' office:time-value='PT13H30M00S'"),
        _ods_cell("00123", "office:value-type='string'"),
    )
    twice = _ods_cell("", "table:number-columns-repeated='2'")
    repeated = (
        f"{_ods_row(twice, _ods_cell('third'))}"
        "<table:table-row table:number-rows-repeated='2'><table:table-cell><text:p>twice</text:p></table:table-cell></table:table-row>"
        "<table:table-row table:number-rows-repeated='1048000'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>"
        + _ods_row(_ods_cell("last of all"))
    )
    spanned = (
        _ods_row(_ods_cell("Port"), _ods_cell("Ships"))
        + _ods_row(_ods_cell("Ostend", "table:number-rows-spanned='2'"), _ods_cell("11"))
        + "<table:table-row><table:covered-table-cell/><table:table-cell><text:p>12</text:p></table:table-cell></table:table-row>"
    )
    return [
        Case(_ARRIVES, "error.ods", _ods(failed), ("#DIV/0! | after",)),
        Case(_ARRIVES, "groups.ods", _ods(grouped), ("| Port | Ships |", "| Ostend | 7 |", "| Bruges | 9 |")),
        Case(_MARKS, "kinds-of-value.ods", _ods(values), ("25.6", "%", "234,50 €", "13:30", "00123")),
        Case(_TABLES, "repeated.ods", _ods(repeated), ("third", "twice", "twice", "last of all")),
        Case(_TABLES, "spanned.ods", _ods(spanned), ("| Ostend | 11 |", "| Ostend | 12 |")),
    ]  # fmt: skip


def _texts() -> list[Case]:
    numbered = (
        "<text:list-style style:name='L1'><text:list-level-style-number text:level='1' style:num-format='1' style:num-suffix='.' "
        "text:start-value='3'/></text:list-style>"
    )
    listed = (
        "<office:text><text:list text:style-name='L1'><text:list-item><text:p>third point</text:p></text:list-item>"
        "<text:list-item><text:p>fourth point</text:p></text:list-item></text:list></office:text>"
    )
    table = (
        "<office:text><table:table><table:table-row><table:table-cell table:number-rows-spanned='2'><text:p>Ostend</text:p></table:table-cell>"
        "<table:table-cell><text:p>11</text:p></table:table-cell></table:table-row><table:table-row><table:covered-table-cell/>"
        "<table:table-cell><text:p>12</text:p></table:table-cell></table:table-row></table:table></office:text>"
    )
    ruby = "<office:text><text:p><text:ruby><text:ruby-base>漢字</text:ruby-base><text:ruby-text>かんじ</text:ruby-text></text:ruby>です。</text:p></office:text>"
    comment = "<office:text><text:p>The pier<office:annotation><text:p>Is it?</text:p></office:annotation> is long.</text:p></office:text>"
    slide = (
        "<office:presentation><draw:page draw:name='p1'><draw:frame><draw:text-box><text:p>Tide tables</text:p></draw:text-box></draw:frame>"
        "<draw:g><draw:custom-shape><text:p>In a group</text:p></draw:custom-shape></draw:g>"
        "<presentation:notes xmlns:presentation='urn:oasis:names:tc:opendocument:xmlns:presentation:1.0'><draw:frame><draw:text-box>"
        "<text:p>Say this slowly.</text:p></draw:text-box></draw:frame></presentation:notes></draw:page></office:presentation>"
    )
    formula = (
        "<office:text><text:p>Where <draw:frame><draw:object xlink:href='./Object 1' xmlns:xlink='http://www.w3.org/1999/xlink'/></draw:frame>"
        " holds.</text:p></office:text>"
    )
    mathematics = (
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><msup><mi>x</mi><mn>6</mn></msup></math>'
    )
    return [
        Case(_MARKS, "numbered-list.odt", _with_styles(listed, numbered), ("3. third point", "4. fourth point")),
        Case(_TABLES, "rows-spanned.odt", odf("text", table), ("| Ostend | 11 |", "| Ostend | 12 |")),
        Case(_ARRIVES, "ruby.odt", odf("text", ruby), ("漢字",), ("漢字かんじ",)),
        Case(_ARRIVES, "comment.odt", odf("text", comment), ("The pier is long.",), ("pier Is it?",)),
        Case(_ARRIVES, "slide.odp", odf("presentation", slide), ("Tide tables", "In a group", "Say this slowly.")),
        Case(_ARRIVES, "formula.odt", _with_part(formula, "Object 1/content.xml", mathematics), ("Where", "x", "holds."), ("x6",),
             told=("formula", "object", "equation")),
        Case(_ARRIVES, "footer.odt", _with_part("<office:text><text:p>Body.</text:p></office:text>", "styles.xml", _FOOTER), ("Body.", "Draft of May"),
             told=("footer", "header")),
    ]  # fmt: skip


_FOOTER = (
    '<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:master-styles><style:master-page style:name='Standard'><style:footer><text:p>Draft of May</text:p></style:footer>"
    "</style:master-page></office:master-styles></office:document-styles>"
)


def _parts(body: str) -> dict[str, str | bytes]:
    from io import BytesIO
    from zipfile import ZipFile

    with ZipFile(BytesIO(odf("text", body))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _with_part(body: str, name: str, text: str) -> bytes:
    return packed({**_parts(body), name: text})


def _with_styles(body: str, styles: str) -> bytes:
    parts = _parts(body)
    content = (
        bytes(parts["content.xml"]).decode()
        if isinstance(parts["content.xml"], bytes)
        else parts["content.xml"]
    )
    return packed({**parts, "content.xml": content.replace("</office:automatic-styles>", styles + "</office:automatic-styles>")})  # fmt: skip


def cases() -> list[Case]:
    """Return the cases of workbooks and OpenDocument."""
    return [*_workbooks(), *_open_sheets(), *_texts()]
