"""Spreadsheets of OpenDocument: what is far away, repeated, merged and shown in a format."""

from __future__ import annotations

from tests.loaders.office.packages import document, package

_PREFIX = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = " ".join(
    f'xmlns:{name}="{_PREFIX}:{name}:1.0"' for name in ("office", "table", "text", "drawing")
)


def cell(text: str, attributes: str = 'office:value-type="string"') -> str:
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def spreadsheet(*rows: str) -> bytes:
    inside = "".join(row if row.startswith("<table:table-row") else row_of(row) for row in rows)
    sheet = f'<table:table table:name="Costs">{inside}</table:table>'
    return package(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"<office:document-content {SPACES}><office:body><office:spreadsheet>"
            f"{sheet}</office:spreadsheet></office:body></office:document-content>",
            "meta.xml": "<broken",
        }
    )


def row_of(cells: str) -> str:
    return f"<table:table-row>{cells}</table:table-row>"


def test_a_far_cell_costs_itself() -> None:
    empty = '<table:table-row table:number-rows-repeated="1048000"/>'
    far = '<table:table-cell table:number-columns-repeated="16000"/>' + cell("far")
    found = document(spreadsheet(cell("near"), empty, far))
    assert "near" in found.page_content
    assert "far" in found.page_content
    (page,) = found.metadata["pages"]
    assert page["page"].startswith("Costs!A1:")


def test_merged_and_repeated_cells_keep_their_columns() -> None:
    merged = cell("2020", 'office:value-type="string" table:number-rows-spanned="2"')
    twice = cell(
        "3", 'office:value-type="float" office:value="3" table:number-columns-repeated="2"'
    )
    text = document(
        spreadsheet(
            cell("Year") + cell("North") + cell("South"),
            merged + twice,
            "<table:covered-table-cell/>" + cell("4") + cell("5"),
        )
    ).page_content
    assert "| 2020 | 3 | 3 |" in text
    assert "| 2020 | 4 | 5 |" in text


def test_values_are_shown_as_their_formats_show_them() -> None:
    shown = document(
        spreadsheet(
            cell("25.6%", 'office:value-type="percentage" office:value="0.256"')
            + cell("03.05.24", 'office:value-type="date" office:date-value="2024-05-03T00:00:00"')
            + cell("WAHR", 'office:value-type="boolean" office:boolean-value="true"')
            + cell("1,5", 'office:value-type="float" office:value="1.50"')
            + '<table:table-cell table:formula="of:=SUM([.A1:.A2])"/>'
            + cell("x<office:annotation><text:p>Why?</text:p></office:annotation>")
        )
    )
    assert "| 25.6% | 2024-05-03 | TRUE | 1.5 | =SUM([.A1:.A2]) | x |" in shown.page_content
    assert shown.metadata["unread"] == ["1 value of a formula was not read"]
