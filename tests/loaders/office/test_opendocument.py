"""OpenDocument: cells that are far away, repeated, merged and shown in a format; lists, notes."""

from __future__ import annotations

from tests.loaders.office.packages import document, documents, package

_PREFIX = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = " ".join(
    f'xmlns:{name}="{_PREFIX}:{name}:1.0"'
    for name in ("office", "table", "text", "drawing", "style")
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


def text_of(kind: str, body: str, styles: str = "") -> str:
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body>{body}</office:body></office:document-content>"
    )
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return document(package({"mimetype": mimetype, "content.xml": content})).page_content


def listed(*items: str, attributes: str = "") -> str:
    inside = "".join(f"<text:list-item><text:p>{item}</text:p></text:list-item>" for item in items)
    return f'<text:list text:style-name="L" {attributes}>{inside}</text:list>'


def test_items_and_headings_have_the_numbers_that_are_shown() -> None:
    levels = (
        '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."'
        ' text:start-value="3"/><text:list-level-style-number text:level="2" style:num-format="a"'
        ' style:num-prefix="(" style:num-suffix=")"/>'
    )
    outline = "".join(
        f'<text:outline-level-style text:level="{level}" style:num-format="1"'
        f' text:display-levels="{level}"/>'
        for level in (1, 2)
    )
    styles = (
        f'<text:list-style style:name="L">{levels}</text:list-style>'
        f"<text:outline-style>{outline}</text:outline-style>"
    )
    inner = f"third</text:p>{listed('deep', 'deeper')}<text:p>more of it"
    body = (
        '<text:h text:outline-level="1">Aim</text:h><text:h text:outline-level="2">Scope</text:h>'
        + listed(inner, "fourth")
        + listed("fifth", attributes='text:continue-numbering="true"')
        + listed("third again")
        + '<text:list text:style-name="none"><text:list-item><text:p>bare</text:p>'
        "</text:list-item></text:list>"
    )
    assert text_of("text", f"<office:text>{body}</office:text>", styles).split("\n") == [
        *("# 1 Aim", "", "## 1.1 Scope", "", "3. third", "  (a) deep", "  (b) deeper"),
        *("   more of it", "4. fourth", "", "5. fifth", "", "3. third again", "", "- bare"),
    ]


def test_notes_of_a_slide_are_read_in_whatever_frame_they_stand() -> None:
    space = 'xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0"'
    frames = "".join(
        f"<drawing:frame {kind}><drawing:text-box><text:p>{text}</text:p></drawing:text-box>"
        "</drawing:frame>"
        for kind, text in (("", "Slowly."), ('presentation:class="footer"', "unseen"))
    )
    page = f"<drawing:page><presentation:notes {space}>{frames}</presentation:notes></drawing:page>"
    body = f"<office:presentation>{page}</office:presentation>"
    assert text_of("presentation", body) == "Notes: Slowly."


def test_the_words_of_a_drawing_are_read() -> None:
    shapes = "".join(
        f"<draw:{shape}><text:p>The words in a {shape}</text:p></draw:{shape}>"
        for shape in ("rect", "ellipse", "line", "custom-shape", "connector")
    )
    spaces = " ".join(
        f'xmlns:{name}="{_PREFIX}:{space}:1.0"'
        for name, space in (("office", "office"), ("text", "text"), ("draw", "drawing"))
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:drawing><draw:page>{shapes}"
        "</draw:page></office:drawing></office:body></office:document-content>"
    )
    parts = {"mimetype": "application/vnd.oasis.opendocument.graphics", "content.xml": content}
    (document,) = documents(package(parts), "a.odg")
    assert document.page_content.count("The words in a") == 5


def test_the_body_is_read_whatever_a_style_is_named() -> None:
    space = 'xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
    styles = f"<number:date-style {space}><number:text>/</number:text></number:date-style>"
    body = "<office:text><text:p>The whole report.</text:p></office:text>"
    assert text_of("text", body, styles) == "The whole report."


def test_of_a_document_with_a_fault_in_its_xml_the_rest_is_read() -> None:
    content = (
        f"<office:document-content {SPACES}><office:body><office:text><text:p>One.</text:p>"
        '<text:p xml:id="geo1#r3">Two.</text:p><text:p>Three.</text:p></office:text></office:body>'
        "</office:document-content>"
    )
    mimetype = "application/vnd.oasis.opendocument.text"
    found = document(package({"mimetype": mimetype, "content.xml": content}))
    assert found.page_content == "One.\n\nTwo.\n\nThree."
    assert "not well formed" in found.metadata["unread"][0]
