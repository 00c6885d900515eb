"""Comments are read where they are asked for, and counted elsewhere, in every format."""

from __future__ import annotations

import pytest
from langchain_core.documents import Document
from langchain_core.documents.base import Blob

from precis.loaders.options import LoadOptions
from precis.loaders.registry import parse
from tests.loaders.office.packages import SPACES, package, paragraph, relations, word


def _word() -> bytes:
    said = (
        f'<w:comment w:id="7" w:author="Ann">{paragraph("Check ")}{paragraph("this.")}</w:comment>'
    )
    return word(
        paragraph("Sales rose", '<w:r><w:commentReference w:id="7"/></w:r>', " twice."),
        {"word/comments.xml": f"<w:comments {SPACES}>{said}</w:comments>"},
        rId1="comments:comments.xml",
    )


def _book() -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return package(
        {
            "_rels/.rels": relations(rId1="officeDocument:xl/workbook.xml"),
            "xl/workbook.xml": f'<workbook xmlns="{main}" {SPACES}><sheets>'
            '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(
                rId1="worksheet:sheet1.xml", rId2="person:persons.xml"
            ),
            "xl/persons.xml": '<personList><person id="{P}" displayName="Ann"/></personList>',
            "xl/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData><row r="1"><c r="B1" '
            't="inlineStr"><is><t>Sales rose twice.</t></is></c></row></sheetData></worksheet>',
            "xl/_rels/sheet1.xml.rels": relations(
                rId1="comments:comments1.xml", rId2="threadedComment:threads1.xml"
            ),
            "xl/threads1.xml": '<ThreadedComments><threadedComment ref="B1" personId="{P}">'
            "<text>Check this.</text></threadedComment></ThreadedComments>",
            "xl/comments1.xml": f'<comments xmlns="{main}"><authors><author>tc</author></authors>'
            '<commentList><comment ref="B1" authorId="0"><text><t>[Threaded comment]</t></text>'
            "</comment></commentList></comments>",
        }
    )


def _deck() -> bytes:
    body = "<p:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></p:txBody>"
    return package(
        {
            "_rels/.rels": relations(rId1="officeDocument:ppt/presentation.xml"),
            "ppt/presentation.xml": f'<p:presentation {SPACES}><p:sldIdLst><p:sldId id="256" '
            'r:id="rId1"/></p:sldIdLst></p:presentation>',
            "ppt/_rels/presentation.xml.rels": relations(
                rId1="slide:slide1.xml", rId2="authors:authors.xml"
            ),
            "ppt/authors.xml": '<authorLst><author id="{A}" name="Ann"/></authorLst>',
            "ppt/slide1.xml": f"<p:sld {SPACES}><p:cSld><p:spTree><p:sp>"
            f"{body.format('Sales rose twice.')}</p:sp></p:spTree></p:cSld></p:sld>",
            "ppt/_rels/slide1.xml.rels": relations(rId1="comments:comments1.xml"),
            "ppt/comments1.xml": f'<p:cmLst {SPACES}><p:cm authorId="{{A}}">'
            f"{body.format('Check this.')}</p:cm></p:cmLst>",
        }
    )


def _opendocument(kind: str, body: str) -> bytes:
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table")
    )
    note = (
        '<office:annotation xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Ann</dc:creator>'
        "<text:p>Check</text:p><text:p>this.</text:p></office:annotation>"
    )
    inside = f"<office:{kind}>{body.format(note)}</office:{kind}>"
    root = "office:document-content"
    content = f"<{root}{spaces}><office:body>{inside}</office:body></{root}>"
    return package(
        {"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content}
    )


CELL = (
    '<table:table table:name="S"><table:table-row><table:table-cell/><table:table-cell>{}'
    "<text:p>Sales rose twice.</text:p></table:table-cell></table:table-row></table:table>"
)
FILES = {
    "docx": _word(),
    "xlsx": _book(),
    "pptx": _deck(),
    "odt": _opendocument("text", "<text:p>Sales rose{} twice.</text:p>"),
    "ods": _opendocument("spreadsheet", CELL),
}


def loaded(data: bytes, *, comments: bool) -> Document:
    blob = Blob.from_data(data, metadata={"source": "a"})
    (document,) = parse(blob, LoadOptions(comments=comments))
    assert isinstance(document, Document), document
    return document


@pytest.mark.parametrize("kind", FILES)
def test_comments_are_read_where_they_are_asked_for(kind: str) -> None:
    document = loaded(FILES[kind], comments=True)
    place = " on B1" if kind in {"xlsx", "ods"} else ""
    assert document.page_content.endswith(f"Comment{place} by Ann: Check this.")
    assert "Sales rose twice." in document.page_content
    assert "unread" not in document.metadata


@pytest.mark.parametrize("kind", FILES)
def test_comments_are_counted_elsewhere(kind: str) -> None:
    document = loaded(FILES[kind], comments=False)
    assert "Check" not in document.page_content
    assert document.metadata["unread"] == [
        "1 comment was not read",
        "to read comments, use --comments",
    ]
