"""Workbooks in binary records (.xlsb), written here and read by calamine too."""

from __future__ import annotations

from io import BytesIO
from struct import pack

import pytest
from langchain_core.documents import Document

from tests.loaders.office.packages import document, package, relations

_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="bin" '
    'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
    "</Types>"
)


def seven_bits(value: int) -> bytes:
    written = b""
    while value > 0x7F:
        written += bytes([value & 0x7F | 0x80])
        value >>= 7
    return written + bytes([value])


def record(kind: int, data: bytes = b"") -> bytes:
    return seven_bits(kind) + seven_bits(len(data)) + data


def wide(text: str) -> bytes:
    encoded = text.encode("utf-16-le")
    return pack("<I", len(encoded) // 2) + encoded


def row(number: int) -> bytes:
    return record(0, pack("<3I", number, 0, 0) + bytes(5))


def cell(kind: int, column: int, value: bytes, style: int = 0) -> bytes:
    return record(kind, pack("<II", column, style) + value)


def styles() -> bytes:
    plain, raised = pack("<3H", 0, 400, 0) + bytes(15), pack("<3H", 0, 400, 1) + bytes(15)
    struck = pack("<3H", 8, 400, 0) + bytes(15)
    fonts = record(43, pack("<H", 200) + plain) + record(43, pack("<H", 200) + raised)
    fonts += record(43, pack("<H", 200) + struck)
    formats = b"".join(
        record(47, pack("<3H", 0, form, font) + bytes(10))
        for form, font in ((0, 0), (14, 0), (164, 0), (0, 2))
    )
    code = record(44, pack("<H", 164) + wide("00000"))
    parent = record(626, pack("<I", 1)) + record(47, bytes(16)) + record(627)
    return (
        record(278)
        + record(615, pack("<I", 1))
        + code
        + record(616)
        + record(611, pack("<I", 3))
        + fonts
        + record(612)
        + parent
        + record(617, pack("<I", 4))
        + formats
        + record(618)
    )


def workbook(cells: bytes, *others: bytes, cut: int | None = None) -> bytes:
    sheet = pack("<II", 0, 1) + wide("rId1") + wide("Costs")
    rich = b"\x01" + wide("106 cells") + pack("<I", 2) + pack("<4H", 2, 1, 3, 0)
    main = record(131) + record(153, pack("<III", 0, 0, 0)) + record(143) + record(156, sheet)
    strings = record(159, pack("<II", 2, 2)) + record(19, b"\0" + wide("Pier"))
    strings += record(19, rich[:cut])
    return package(
        {
            "[Content_Types].xml": _CONTENT_TYPES,
            "_rels/.rels": relations(rId1="officeDocument:xl/workbook.bin"),
            "xl/_rels/workbook.bin.rels": relations(
                rId1="worksheet:worksheets/sheet1.bin",
                rId2="styles:styles.bin",
                rId3="sharedStrings:sharedStrings.bin",
            ),
            "xl/workbook.bin": main + b"".join(others) + record(144) + record(132),
            "xl/styles.bin": styles(),
            "xl/sharedStrings.bin": strings + record(160),
            "xl/worksheets/sheet1.bin": record(129)
            + record(148, pack("<4I", 0, 1, 0, 5))
            + record(145)
            + cells
            + record(146)
            + record(177, pack("<I", 1))
            + record(176, pack("<4I", 0, 1, 0, 0))
            + record(130),
        }
    )


KINDS = (
    row(0)
    + cell(7, 0, pack("<I", 0))
    + cell(7, 1, pack("<I", 1))
    + cell(2, 2, pack("<i", 1234 << 2 | 2), style=2)
    + cell(2, 3, pack("<i", -450 << 2 | 3))
    + cell(5, 4, pack("<d", 45356), style=1)
    + cell(6, 5, wide("typed"), style=3)
    + row(1)
    + cell(4, 1, b"\x01")
    + cell(3, 2, b"\x07")
    + cell(8, 3, wide("of a formula") + bytes(6))
    + cell(9, 4, pack("<d", 0.1 + 0.2) + bytes(6))
    + cell(2, 5, pack("<d", 0.25)[4:])
)


def read(cells: bytes) -> Document:
    lost = record(156, pack("<II", 0, 2) + wide("rId9") + wide("Lost"))
    return document(workbook(cells, lost), "costs.xlsb")


def test_cells_are_shown_as_their_formats_show_them() -> None:
    found = read(KINDS)
    assert found.page_content.split("\n")[2:] == [
        "| Pier | 10^6 cells | 01234 | -4.5 | 2024-03-05 | ~~typed~~ |",
        "| --- | --- | --- | --- | --- | --- |",
        "| Pier | TRUE | #DIV/0! | of a formula | 0.3 | 0.25 |",
    ]
    assert found.metadata["pages"][0]["page"] == "Costs!A1:F2"
    assert found.metadata["unread"] == ["the sheet Lost was not read"]


def test_another_reader_finds_the_same_in_these_records() -> None:
    from python_calamine import CalamineWorkbook

    values = CalamineWorkbook.from_object(BytesIO(workbook(KINDS))).get_sheet_by_index(0)
    first, second = values.to_python()
    assert first[:2] + first[3:4] + first[5:] == ["Pier", "106 cells", -4.5, "typed"]
    assert second[1:] == [True, "", "of a formula", pytest.approx(0.3), 0.25]


def test_a_far_cell_costs_itself() -> None:
    far = row(1_048_575) + cell(6, 16_383, wide("far"))
    found = read(row(0) + cell(6, 0, wide("near")) + far)
    assert found.page_content == "# Costs\n\n| near |  |\n| --- | --- |\n|  | far |"
    assert found.metadata["pages"][0]["page"] == "Costs!A1:XFD1048576"


def test_what_is_cut_off_costs_itself() -> None:
    found = read(KINDS + cell(5, 6, b"\0"))
    assert "| 10^6 cells |" in found.page_content
    assert "1 damaged cell was not read" in found.metadata["unread"]
    assert read(KINDS[:-3]).page_content.startswith("# Costs")
    for cut in (0, 3, 24, 27, 30):
        short = document(workbook(KINDS, cut=cut), "costs.xlsb")
        assert "| Pier |" in short.page_content
