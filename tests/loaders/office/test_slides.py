from __future__ import annotations

from langchain_core.documents import Document

from tests.loaders.office.packages import SPACES, document, package, relations

# ruff: noqa: E501 - elements of XML stay in one line


def shape(text: str, x: int = 0, y: int = 0, placeholder: str = "", properties: str = "") -> str:
    mark = f"<p:ph {placeholder}/>" if placeholder else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr/><p:nvPr>{mark}</p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="100" cy="100"/></a:xfrm></p:spPr>'
        f"<p:txBody><a:p><a:pPr>{properties}</a:pPr>{text if text.startswith('<') else f'<a:r><a:t>{text}</a:t></a:r>'}</a:p></p:txBody></p:sp>"
    )


def show(*slides: str, parts: dict[str, str | bytes] | None = None, **targets: str) -> Document:
    numbers = range(1, len(slides) + 1)
    ids = "".join(f'<p:sldId id="{n}" r:id="rId{n}"/>' for n in numbers)
    made: dict[str, str | bytes] = {
        "_rels/.rels": relations(rId1="officeDocument:ppt/presentation2.xml"),
        "ppt/_rels/presentation2.xml.rels": relations(
            **{f"rId{n}": f"slide:slides/s{n}.xml" for n in numbers}
        ),
        "ppt/presentation2.xml": f"<p:presentation {SPACES}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>",
        "ppt/slides/_rels/s1.xml.rels": relations(**targets),
    }
    for n, slide in zip(numbers, slides, strict=True):
        made[f"ppt/slides/s{n}.xml"] = (
            f"<p:sld {SPACES}><p:cSld><p:spTree>{slide}</p:spTree></p:cSld></p:sld>"
        )
    return document(package(made | (parts or {})))


def test_shapes_are_read_by_their_places_after_the_title() -> None:
    shapes = [
        shape("right", 500, 205),
        shape("low", 0, 900),
        shape("left", 0, 200),
        shape("Title", 0, 950, 'type="title"'),
    ]
    assert show("".join(shapes)).page_content == "# Title\n\nleft\n\nright\n\nlow"


def test_groups_tables_numbers_and_marks() -> None:
    number = '<a:buAutoNum type="alphaLcParenR" startAt="3"/>'
    table = (
        "<p:graphicFrame><a:tbl><a:tr><a:tc rowSpan='2'><a:txBody><a:p><a:r><a:t>Year</a:t></a:r></a:p></a:txBody></a:tc><a:tc><a:txBody><a:p><a:r><a:t>North</a:t></a:r></a:p></a:txBody></a:tc></a:tr>"
        "<a:tr><a:tc vMerge='1'/><a:tc><a:txBody><a:p><a:r><a:t>5</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl></p:graphicFrame>"
    )
    power = '<a:r><a:t>10</a:t></a:r><a:r><a:rPr baseline="30000"/><a:t>6</a:t></a:r><a:r><a:rPr strike="sngStrike"/><a:t> old</a:t></a:r>'
    slide = f"<p:grpSp>{shape('third', properties=number)}{shape(power, y=300)}</p:grpSp>{table}"
    assert (
        show(slide).page_content
        == "c) third\n\n10^6 ~~old~~\n\n| Year | North |\n| --- | --- |\n| Year | 5 |"
    )


def test_pictures_in_place_of_titles_and_missing_charts_cost_themselves() -> None:
    picture = '<p:pic><p:nvPicPr><p:cNvPr descr="A pier"/><p:nvPr><p:ph type="title"/></p:nvPr></p:nvPicPr></p:pic>'
    frame = '<p:graphicFrame><c:chart r:id="rId9"/></p:graphicFrame>'
    found = show(picture + shape("text") + frame, "<broken", rId1="chart:chart.xml")
    assert "Picture: A pier" in found.page_content
    assert "text" in found.page_content
    assert {"1 chart was not read", "1 picture was not read"} <= set(found.metadata["unread"])
    assert [page["page"] for page in found.metadata["pages"]] == [1, 2]


def test_footers_are_read_once_and_numbers_never() -> None:
    slide = shape("Confidential", 0, 900, 'type="ftr"') + shape("7", 0, 950, 'type="sldNum"')
    assert show(slide, slide).page_content.strip() == "Confidential"


def test_the_date_of_slides_is_read_once_unless_it_is_that_of_showing_them() -> None:
    dates = (
        "5 March 2024",
        '<a:fld type="datetime1"><a:t>6 March 2024</a:t></a:fld>',
        "5 March 2024",
    )
    slides = (shape("Pier") + shape(date, 0, 900, 'type="dt"') for date in dates)
    assert show(*slides).page_content.split("\n\n") == ["Pier", "5 March 2024", "Pier", "Pier"]


def test_notes_are_read_in_whatever_box_they_stand() -> None:
    boxes = shape("Say this slowly.") + shape("Then stop.", placeholder='type="body" idx="1"')
    furniture = "".join(
        shape("unseen", placeholder=f'type="{kind}"') for kind in ("hdr", "dt", "sldNum")
    )
    notes = f"<p:notes {SPACES}><p:cSld><p:spTree>{boxes}{furniture}</p:spTree></p:cSld></p:notes>"
    found = show(shape("Tides"), parts={"ppt/slides/n.xml": notes}, rId1="notesSlide:n.xml")
    assert found.page_content == "Tides\n\nNotes: Say this slowly.\n\nNotes: Then stop."


def test_a_font_for_symbols_leaves_letters_alone() -> None:
    def run(text: str, font: str) -> str:
        return f'<a:r><a:rPr><a:{font} typeface="Wingdings"/></a:rPr><a:t>{text}</a:t></a:r>'

    runs = run("A strategy, ", "sym") + run("\uf0e0", "sym") + run(" 20 ", "sym") + run("à", "sym")
    found = show(shape("x").replace("<a:r><a:t>x</a:t></a:r>", runs))
    assert found.page_content == "A strategy, → 20 →"
