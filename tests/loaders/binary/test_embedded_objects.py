"""What Office packs into documents and messages, and what of it is of no known format."""

from __future__ import annotations

import struct
import sys

import pytest
from langchain_core.documents.base import Blob

from precis.loaders.binary.storages import packed_file
from precis.loaders.errors import LoadError
from precis.loaders.formats.outlook import OutlookParser
from tests.loaders.binary.compound_files import compound_file
from tests.loaders.office.packages import document, documents, package, paragraph, word


def native(name: str, data: bytes) -> bytes:
    """Return an object that holds a file ([MS-OLEDS], 2.3.6)."""
    label = f"{name}\0".encode()
    path = b"C:\\" + label
    inside = struct.pack("<H", 2) + label + path + struct.pack("<HHI", 0, 3, len(path)) + path
    inside += struct.pack("<I", len(data)) + data
    return compound_file({"\x01Ole10Native": struct.pack("<I", len(inside)) + inside})


def embedding(part: bytes) -> bytes:
    drawing = '<w:r><w:object><o:OLEObject ProgID="Package" r:id="rId7"/></w:object></w:r>'
    parts: dict[str, str | bytes] = {"word/embeddings/oleObject1.bin": part}
    return word(
        paragraph("See the file.", drawing), parts, rId7="package:embeddings/oleObject1.bin"
    )


def test_a_file_in_an_object_is_loaded_by_itself() -> None:
    texts = [d.page_content for d in documents(embedding(native("a.txt", b"Inner text")))]
    assert texts == ["See the file.", "Inner text"]


@pytest.mark.parametrize(
    "part", [compound_file({"Equation Native": b"\1" * 99}), bytes(range(256)) * 9]
)
def test_an_object_of_no_known_format_is_named(part: bytes) -> None:
    (remark,) = document(embedding(part)).metadata["unread"]
    assert remark.lower().startswith("oleobject1.bin was not read: ")


@pytest.mark.parametrize("cut", [0, 3, 7, 20])
def test_a_cut_object_is_no_error(cut: int) -> None:
    from olefile import OleFileIO

    data = struct.pack("<IH", 99, 2) + b"name\0path\0" + struct.pack("<I", 3)
    with OleFileIO(compound_file({"\x01Ole10Native": data[:cut]})) as compound:
        held = packed_file(compound)
    assert held is None or held[1] == b""


def test_an_archive_names_what_was_not_read() -> None:
    data = package({"a.txt": "first", "b.bin": bytes(range(256)) * 9, "c.txt": "last"})
    first, last = documents(data, "x.zip")
    assert "unread" not in first.metadata
    assert last.metadata["unread"] == ["b.bin was not read: its format is not known here"]


def outlook(**texts: str) -> bytes:
    tags = {"subject": "0037", "body": "1000", "kind": "001A"}
    listed = bytes(32)
    streams = {}
    for name, text in texts.items():
        data = text.encode("utf-16-le")
        streams[f"__substg1.0_{tags[name]}001F"] = data
        listed += struct.pack("<HHIII", 0x1F, int(tags[name], 16), 6, len(data) + 2, 0)
    return compound_file({"__properties_version1.0": listed, **streams})


def test_a_message_of_outlook() -> None:
    found = document(outlook(subject="The quay", body="It costs 5 million.", kind="IPM.Note"))
    assert found.metadata["title"].startswith("The quay")
    assert "Subject: The quay" in found.page_content
    assert "It costs 5 million." in found.page_content


def test_without_its_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "oxmsg", None)
    blob = Blob.from_data(outlook(body="x"))
    with pytest.raises(LoadError, match="uv sync --inexact --extra msg"):
        next(OutlookParser().lazy_parse(blob))
