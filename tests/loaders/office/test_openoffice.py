"""Documents of OpenOffice 1, whose names partly differ from those of OpenDocument."""

from __future__ import annotations

import pytest
from langchain_core.documents.base import Blob

from precis.loaders.errors import LoadError
from precis.loaders.options import LoadOptions
from precis.loaders.registry import parse
from tests.loaders.office.packages import document, package

# ruff: noqa: E501 - elements of XML stay in one line

SPACES = " ".join(
    f'xmlns:{prefix}="http://openoffice.org/2000/{prefix}"'
    for prefix in ("office", "style", "text", "table", "draw", "presentation")
)
STYLES = """<style:style style:name="T1" style:family="text">
<style:properties style:text-crossing-out="single-line"/></style:style>
<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style>"""
WRITER = """<text:h text:level="2">Costs</text:h><text:p>Half<text:tab-stop/><text:span
text:style-name="T1">100</text:span> 90<text:footnote><text:footnote-citation>1</text:footnote-citation>
<text:footnote-body><text:p>In May.</text:p></text:footnote-body></text:footnote></text:p>
<text:ordered-list text:style-name="L1"><text:list-item><text:p>first</text:p></text:list-item>
<text:list-item><text:p>second</text:p></text:list-item></text:ordered-list>"""
IMPRESS = """<draw:page><draw:text-box presentation:class="title"><text:p>Pier</text:p></draw:text-box>
<draw:text-box><text:unordered-list><text:list-item><text:p>oak</text:p></text:list-item></text:unordered-list>
</draw:text-box></draw:page><draw:page><draw:text-box><text:p>Quay</text:p></draw:text-box></draw:page>"""
CALC = """<table:table table:name="Costs"><table:table-row><table:table-cell table:value-type="float"
table:value="4.5"><text:p>4,50</text:p></table:table-cell></table:table-row></table:table>"""
HEADER = """<style:master-page style:name="Default"><style:header><text:p>Harbour</text:p></style:header>
</style:master-page>"""


def openoffice(program: str, body: str, *, has_type: bool = True, manifest: str = "") -> bytes:
    kind = f"application/vnd.sun.xml.{program}"
    return package(
        {
            **({"mimetype": kind} if has_type else {}),
            "content.xml": f"<office:document-content {SPACES}><office:automatic-styles>{STYLES}"
            f"</office:automatic-styles><office:body>{body}</office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {SPACES}>{HEADER}</office:document-styles>",
            "META-INF/manifest.xml": f'<m media-type="{kind}" full-path="/"/>{manifest}',
        }
    )


@pytest.mark.parametrize("has_type", [True, False])
@pytest.mark.parametrize(
    ("program", "body", "text"),
    [
        (
            "writer",
            WRITER,
            "## Costs\n\nHalf\t~~100~~ 90[1]\n\n[1] In May.\n\n1. first\n2. second\n\nHeader: Harbour",
        ),
        ("impress", IMPRESS, "# Pier\n\n- oak\n\nQuay"),
        ("calc", CALC, "# Costs\n\n| 4.5 |\n| --- |\n\nHeader: Harbour"),
    ],
)
def test_they_are_read_as_opendocument(
    program: str, body: str, text: str, *, has_type: bool
) -> None:
    found = document(openoffice(program, body, has_type=has_type))
    assert found.page_content == text
    assert found.metadata["media_type"] == f"application/vnd.sun.xml.{program}"
    assert "unread" not in found.metadata


def test_an_encrypted_one_is_refused_as_such() -> None:
    data = openoffice("writer", WRITER, manifest="<manifest:encryption-data/>")
    (error,) = parse(Blob.from_data(data, metadata={"source": "a.sxw"}), LoadOptions())
    assert isinstance(error, LoadError)
    assert error.reason == "it is encrypted"
