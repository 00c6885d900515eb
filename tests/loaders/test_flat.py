"""A document in one file of XML says what its packed form says."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from tests.loaders.office.packages import document

FILES = Path(__file__).parent / "files"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
PACKAGE = "http://schemas.microsoft.com/office/2006/xmlPackage"


def flat_opendocument(packed: ZipFile) -> bytes:
    root = etree.fromstring(packed.read("content.xml"))
    root.tag = f"{{{OFFICE}}}document"
    root.set(f"{{{OFFICE}}}mimetype", packed.read("mimetype").decode())
    for part in ("styles.xml", "meta.xml"):
        root[:0] = list(etree.fromstring(packed.read(part)))
    return etree.tostring(root)


def flat_package(packed: ZipFile) -> bytes:
    root = etree.Element(f"{{{PACKAGE}}}package", nsmap={"pkg": PACKAGE})
    for name in packed.namelist():
        part = etree.SubElement(root, f"{{{PACKAGE}}}part")
        part.set(f"{{{PACKAGE}}}name", f"/{name}")
        if name.endswith((".xml", ".rels")):
            inside = etree.SubElement(part, f"{{{PACKAGE}}}xmlData")
            inside.append(etree.fromstring(packed.read(name)))
        else:
            inside = etree.SubElement(part, f"{{{PACKAGE}}}binaryData")
            inside.text = b64encode(packed.read(name)).decode()
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


@pytest.mark.parametrize("kind", ["odt", "odp", "ods", "docx", "pptx"])
def test_both_forms_say_the_same(kind: str) -> None:
    path = FILES / f"libreoffice.{kind}"
    flatten = flat_opendocument if kind.startswith("od") else flat_package
    with ZipFile(path) as packed:
        flat = document(flatten(packed), "libreoffice.xml")
    whole = document(path.read_bytes(), "libreoffice.xml")
    assert flat.page_content == whole.page_content
    assert flat.metadata == whole.metadata


def test_of_a_file_with_a_fault_in_its_xml_the_rest_is_read() -> None:
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    markup = (
        f'<office:document xmlns:office="{OFFICE}" xmlns:text="{text}"'
        ' office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>'
        '<text:p other:kind="x">One.</text:p></office:text></office:body></office:document>'
    )
    found = document(markup.encode())
    assert found.page_content == "One."
    assert "not well formed" in found.metadata["unread"][0]
