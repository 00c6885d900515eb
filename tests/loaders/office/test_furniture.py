"""Headers and footers of sheets, in every format that has sheets."""

from __future__ import annotations

from struct import pack
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

import pytest

from precis.loaders.binary.workbook_margins import around_sheets
from precis.loaders.office.furniture import Furniture
from precis.loaders.unread import Unread
from tests.growth import is_in_proportion
from tests.loaders.binary.compound_files import compound_file
from tests.loaders.office.packages import document, package
from tests.loaders.office.test_binary_workbook import KINDS, record, wide, workbook
from tests.loaders.office.test_workbook import sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from langchain_core.documents import Document

HEADER = '&L&"Arial,Bold"&12&K01+000Harbour && Sons&RRevised 3 May'
FOOTER = "&CPage &P of &N"
UNUSED = "&CHeader of even pages"
ODS = """<office:document-styles xmlns:office="o" xmlns:style="s" xmlns:text="t"><office:master-styles>
<style:master-page style:name="{}"><style:header><style:region-left><text:p>Harbour &amp; Sons</text:p></style:region-left>
<style:region-right><text:p>Revised 3 May</text:p></style:region-right></style:header>
<style:header-left style:display="false"><text:p>Header of even pages</text:p></style:header-left>
<style:footer><text:p>Page <text:page-number>1</text:page-number></text:p></style:footer></style:master-page>
<style:master-page style:name="Report"><style:header><text:p>Header of no sheet</text:p></style:header></style:master-page>
</office:master-styles></office:document-styles>"""  # noqa: E501 - an element stays in one line


def excel() -> Document:
    headers = "".join(
        f"<{name}>{escape(code)}</{name}>"
        for name, code in (("oddHeader", HEADER), ("oddFooter", FOOTER), ("evenHeader", UNUSED))
    )
    return sheet('<row><c r="A1"><v>7</v></c></row>', f"<headerFooter>{headers}</headerFooter>")


def binary_excel() -> Document:
    codes = (HEADER, FOOTER, UNUSED, "", "", "")
    return document(workbook(KINDS + record(479, bytes(2) + b"".join(map(wide, codes)))))


def excel_2003() -> Document:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    setup = f"<Header x:Data={quoteattr(HEADER)}/><Footer x:Data={quoteattr(FOOTER)}/>"
    return document(
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}" xmlns:x="x">'
        '<Worksheet ss:Name="Costs"><Table><Row><Cell><Data ss:Type="Number">7</Data></Cell></Row>'
        f"</Table><x:WorksheetOptions><x:PageSetup>{setup}</x:PageSetup></x:WorksheetOptions>"
        "</Worksheet></Workbook>".encode()
    )


def opendocument(master: str = "Default", style: str = "") -> Document:
    spaces = 'xmlns:office="o" xmlns:style="s" xmlns:table="b" xmlns:text="t"'
    content = (
        f"<office:document-content {spaces}>{style}<office:body><office:spreadsheet>"
        '<table:table table:name="Costs" table:style-name="ta1"><table:table-row>'
        "<table:table-cell><text:p>7</text:p></table:table-cell></table:table-row></table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return document(
        package(
            {
                "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                "content.xml": content,
                "styles.xml": ODS.format(master),
            }
        )
    )


def opendocument_with_a_page_style() -> Document:
    style = '<style:style style:name="ta1" style:family="table" style:master-page-name="Wide"/>'
    return opendocument("Wide", style)


@pytest.mark.parametrize(
    "read", [excel, binary_excel, excel_2003, opendocument, opendocument_with_a_page_style]
)
def test_what_is_printed_around_a_sheet_is_read(read: Callable[[], Document]) -> None:
    found = read()
    assert found.page_content.endswith("\n\nHeader: Harbour & Sons Revised 3 May")
    assert "unread" not in found.metadata


def _short(kind: int, data: bytes) -> bytes:
    return pack("<HH", kind, len(data)) + data


def _plain(text: str) -> bytes:
    return pack("<HB", len(text), 0) + text.encode("latin-1")


def _box(kind: int, text: str) -> bytes:
    half = len(text) // 2
    parts = [b"\0" + text[:half].encode("latin-1"), b"\1" + text[half:].encode("utf-16-le")]
    return (
        _short(0x5D, pack("<HHHH", 0x15, 18, kind, 1))
        + _short(0x1B6, pack("<5HH", 0, 0, 0, 0, 0, len(text)) + bytes(6))
        + b"".join(_short(0x3C, part) for part in [*parts, bytes(16)])
    )


def _old_workbook(version: int = 0x600) -> bytes:
    is_wide = version == 0x600
    begin = _short(0x809, pack("<HH", version, 5))
    name = b"\x05" + b"\0" * is_wide + b"Costs"
    start = len(begin) + 4 + 6 + len(name)
    listed = _short(0x85, pack("<IH", start, 0) + name)
    sheet_begins = _short(0x809, pack("<HH", version, 0x10))
    header, footer = (
        _plain(code) if is_wide else bytes([len(code)]) + code.encode("latin-1")
        for code in (HEADER, FOOTER)
    )
    return begin + listed + sheet_begins + _short(0x14, header) + _short(0x15, footer)


@pytest.mark.parametrize(("version", "name"), [(0x600, "Workbook"), (0x500, "Book")])
def test_what_is_printed_around_an_old_sheet_is_read(version: int, name: str) -> None:
    found = around_sheets(compound_file({name: _old_workbook(version)}), Unread())
    assert found == {"Costs": ["Header: Harbour & Sons Revised 3 May", ""]}


def test_text_boxes_of_an_old_sheet_are_read_and_comments_and_charts_counted() -> None:
    unread = Unread()
    stream = _old_workbook() + _box(0x06, "Draft of May") + _box(0x19, "by Ann") + _box(0x06, "")
    stream += _short(0x809, pack("<HH", 0x600, 0x20))
    found = around_sheets(compound_file({"Workbook": stream}), unread)
    assert found["Costs"][2:] == ["Draft of May", ""]
    assert {"1 comment was not read", "1 chart was not read"} <= set(unread.remarks())


def test_a_header_that_repeats_stands_once_and_its_picture_is_counted() -> None:
    unread = Unread()
    furniture = Furniture(unread)
    assert furniture.of_excel("Header", "&L&GHarbour") == "Header: Harbour"
    assert not furniture.of_excel("Header", "Harbour")
    assert unread.remarks() == ["1 picture was not read"]


def test_codes_of_headers_are_read_in_proportion() -> None:
    for repeated in ('&"', "&K", "&", "&P+"):
        assert is_in_proportion(
            lambda t: Furniture(Unread()).of_excel("Header", t), repeated, 20_000
        )
