from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.documents import Document

from precis.loaders.office.cell_values import DATE, DURATION, SHARE, TIME, kind_of_format, number
from precis.loaders.sheets import Cells, address, column_of
from tests.growth import is_in_proportion
from tests.loaders.office.packages import SPACES, document, package, relations

# ruff: noqa: E501 - elements of XML stay in one line

STYLES = f"""<styleSheet {SPACES}><numFmts><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/></numFmts>
<fonts><font/><font><strike/></font></fonts>
<cellXfs><xf/><xf numFmtId="164"/><xf numFmtId="9"/><xf fontId="1"/></cellXfs></styleSheet>"""
STRINGS = f'<sst {SPACES}><si><r><t>10</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>6</t></r><rPh><t>x</t></rPh></si></sst>'


def sheet(rows: str, more: str = "", main: str = "xl/workbook.xml") -> Document:
    folder, _, name = main.replace("\\", "/").rpartition("/")
    return document(
        package(
            {
                "_rels/.rels": relations(rId1=f"officeDocument:{main}"),
                f"{folder}/_rels/{name}.rels": relations(
                    rId1="worksheet:s.xml", rId2="styles:st.xml", rId3="sharedStrings:ss.xml"
                ),
                main: f'<s:workbook {SPACES}><s:sheets><s:sheet name="Costs" r:id="rId1"/></s:sheets></s:workbook>',
                f"{folder}/s.xml": f"<worksheet {SPACES}><sheetData>{rows}</sheetData>{more}</worksheet>",
                f"{folder}/st.xml": STYLES,
                f"{folder}/ss.xml": STRINGS,
            }
        )
    )


@pytest.mark.parametrize("main", ["xl/workbook.xml", "xl\\workbook.xml", "other/book2.xml"])
def test_values_are_shown_as_their_formats_show_them(main: str) -> None:
    rows = (
        '<row r="2"><c r="B2" t="s"><v>0</v></c><c r="C2" s="1"><v>45415</v></c><c r="D2" s="2"><v>0.256</v></c><c r="E2" s="3"><v>7</v></c></row>'
        '<row><c t="b"><v>1</v></c><c t="inlineStr"><is><t>a|b</t></is></c><c t="str"><f>A1</f><v>text</v></c><c><f>SUM(A1:A2)</f></c></row>'
    )
    found = sheet(rows, main=main)
    lines = found.page_content.split("\n")
    assert lines[2] == "|  | 10^6 | 2024-05-03 | 25.6% | ~~7~~ |"
    assert lines[4] == "| TRUE | a\\|b | text | =SUM(A1:A2) |  |"
    assert found.metadata["unread"] == ["1 value of a formula was not read"]
    assert found.metadata["pages"][0]["page"] == "Costs!A2:E3"


def test_cells_merged_downwards_keep_their_label() -> None:
    rows = '<row r="1"><c r="A1"><v>2023</v></c><c r="B1"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>'
    found = sheet(rows, '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>')
    assert found.page_content.endswith("| 2023 | 1 |\n| --- | --- |\n| 2023 | 2 |")


def test_what_a_sheet_costs_follows_from_its_filled_cells() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    assert sheet(rows).page_content == "# Costs\n\n| 1 |  |\n| --- | --- |\n|  | 2 |"
    cells = Cells()
    for place in range(2000):
        cells.add(place * 500, place * 8, str(place))
    assert cells.text().split("\n")[1] == "I501: 1"


@given(st.integers(0, 16_383), st.integers(0, 1_048_575))
def test_addresses_and_columns_are_inverse(column: int, row: int) -> None:
    letters = address(row, column).rstrip("0123456789")
    assert column_of(letters) == column


@pytest.mark.parametrize(
    ("identifier", "code", "kind"),
    [
        (14, None, DATE),
        (21, None, TIME),
        (10, None, SHARE),
        (0, None, ""),
        (164, '#,##0.00 "days"', "\0 days"),
        (164, '_-* #,##0.00\\ "€"_-', "\0 €"),
        (164, '"$"#,##0;[Red]("$"#,##0)', "$\0"),
        (164, "[$€-407] 0.00", "€ \0"),
        (164, '0.0,,"M"', ""),
        (164, "0.00E+00", ""),
        (164, "#,##0_-", ""),
        (164, "# ?/?", ""),
        (164, "[$-409]d-mmm-yy;@", DATE),
        (164, "[Red]0.0%", SHARE),
        (164, "[h]:mm", DURATION),
        (164, "h:mm AM/PM", TIME),
        (164, "General", ""),
        (164, "00000", "00000"),
        (164, '000"-"00\\-0000', "000-00-0000"),
        (164, "0", ""),
    ],
)
def test_kinds_of_number_formats(identifier: int, code: str | None, kind: str) -> None:
    assert kind_of_format(identifier, code) == kind


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        ("1234", "00000", "01234"),
        ("123456", "00000", "123456"),
        ("1234567", "000-0000", "123-4567"),
        ("1.5", "00000", "1.5"),
        ("1234567890123456", "", "1234567890123456"),
        ("0.30000000000000004", "", "0.3"),
        ("1.5E-3", "", "0.0015"),
    ],
)
def test_digits_of_identifiers_are_kept(text: str, kind: str, shown: str) -> None:
    assert number(text, kind, from_1904=False) == shown


def test_a_workbook_of_excel_2003_keeps_its_columns() -> None:
    rows = (
        '<Row><Cell ss:MergeDown="1"><Data ss:Type="String">Pier</Data></Cell>'
        '<Cell ss:Index="3"><Data ss:Type="Number">4.5</Data></Cell></Row>'
        '<Row ss:Index="2"><Cell ss:Index="3"><Data ss:Type="Boolean">1</Data>'
        "<Comment><Data>why</Data></Comment></Cell></Row>"
        '<Row ss:Index="9"><Cell><Data ss:Type="DateTime">2024-03-05T00:00:00.000</Data></Cell></Row>'
    )
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    markup = (
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}">'
        f'<Worksheet ss:Name="Costs"><Table>{rows}</Table></Worksheet></Workbook>'
    )
    found = document(markup.encode(), "costs.xls")
    assert found.page_content.split("\n", 2)[2] == (
        "| Pier | 4.5 |\n| --- | --- |\n| Pier | TRUE |\n| 2024-03-05 |  |"
    )
    assert found.metadata["pages"][0]["page"] == "Costs!A1:C9"
    assert found.metadata["unread"] == [
        "1 comment was not read",
        "to read comments, use --comments",
    ]


def test_many_merged_cells_are_read_in_proportion() -> None:
    def read(rows: str) -> str:
        cells = Cells()
        for row in range(0, len(rows), 2):
            cells.add(row, 0, f"Pier {row}")
            cells.add(row + 1, 1, "oak")
            cells.merge(row, row + 1, 0)
        return cells.text()

    assert read("xxxx").splitlines()[2:] == [
        "| Pier 0 | oak |",
        "| Pier 2 |  |",
        "| Pier 2 | oak |",
    ]
    assert is_in_proportion(read, "x", 30_000)


def test_a_sheet_whose_bytes_are_damaged_costs_itself() -> None:
    names = {"rId1": "Costs", "rId2": "Income"}
    listed = "".join(f'<s:sheet name="{name}" r:id="{key}"/>' for key, name in names.items())
    said = '<row><c t="str"><v>{}</v></c></row>'
    whole = package(
        {
            "_rels/.rels": relations(rId1="officeDocument:xl/workbook.xml"),
            "xl/_rels/workbook.xml.rels": relations(
                **{key: f"worksheet:{key}.xml" for key in names}
            ),
            "xl/workbook.xml": f"<s:workbook {SPACES}><s:sheets>{listed}</s:sheets></s:workbook>",
            **{
                f"xl/{key}.xml": f"<worksheet {SPACES}><sheetData>{said.format(name)}</sheetData></worksheet>"
                for key, name in names.items()
            },
        }
    )
    with ZipFile(BytesIO(whole)) as packed:
        sums = {key: packed.getinfo(f"xl/{key}.xml").CRC.to_bytes(4, "little") for key in names}
    found = document(whole.replace(sums["rId1"], bytes(4)))
    assert found.page_content == "# Income\n\n| Income |\n| --- |"
    assert found.metadata["unread"] == ["the sheet Costs was not read"]
