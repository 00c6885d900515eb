"""Pages that Safari saved, and files packed by LZMA alone."""

from __future__ import annotations

import lzma
import plistlib

import pytest
from langchain_core.documents.base import Blob

from precis.loaders.errors import LoadError
from precis.loaders.options import LoadOptions
from precis.loaders.registry import parse
from tests.loaders.office.packages import documents

KINDS = [plistlib.FMT_BINARY, plistlib.FMT_XML]


def resource(text: str, charset: str = "UTF-8") -> dict[str, object]:
    return {
        "WebResourceData": f"<html><body><p>{text}</p></body></html>".encode(charset),
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": charset,
    }


@pytest.mark.parametrize("kind", KINDS)
def test_a_saved_page_is_read_with_its_frames(kind: plistlib.PlistFormat) -> None:
    frame = {"WebMainResource": resource("In a frame.", "ISO-8859-1")}
    saved = {"WebMainResource": resource("Das Tor ist geöffnet."), "WebSubframeArchives": [frame]}
    found = documents(plistlib.dumps(saved, fmt=kind), "a.webarchive")
    assert [it.page_content for it in found] == ["Das Tor ist geöffnet.", "In a frame."]


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_one_says_so(kind: plistlib.PlistFormat) -> None:
    data = plistlib.dumps({"WebMainResource": resource("It is open.")}, fmt=kind)
    blob = Blob.from_data(data[:-40], metadata={"source": "a.webarchive"})
    (found,) = parse(blob, LoadOptions())
    assert isinstance(found, LoadError)
    assert "damaged" in str(found)


def test_lzma_alone_is_unpacked() -> None:
    data = lzma.compress(b"It is open at noon.", format=lzma.FORMAT_ALONE)
    assert documents(data, "a.txt.lzma")[0].page_content == "It is open at noon."


@pytest.mark.parametrize("size", [9, 60, 400])
def test_a_damaged_list_of_properties_is_no_text(size: int) -> None:
    data = (b"bplist00" + b"abc \xd1" * 100)[:size]
    blob = Blob.from_data(data, metadata={"source": "a.webarchive"})
    (error,) = parse(blob, LoadOptions())
    assert isinstance(error, LoadError)
    assert "binary lists of properties" in error.reason
