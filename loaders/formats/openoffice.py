"""Documents of OpenOffice 1 and StarOffice (.sxw, .sxc, .sxi, .sxd): read as OpenDocument.

OpenDocument came from this format and keeps most of its names; the others are replaced here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zipfile import ZipFile

from langchain_core.documents.base import Blob

from precis.loaders.contract import Parser
from precis.loaders.formats.opendocument import OpenDocumentParser
from precis.loaders.formats.spreadsheet import SpreadsheetParser
from precis.loaders.xmltree import child, local_name, safely_parsed
from precis.loaders.zipped import UNREADABLE, declared_type, names, unzipped, zipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.documents import Document

_MANIFEST = "META-INF/manifest.xml"
_TYPE = re.compile(rb"application/vnd\.sun\.xml\.(writer|calc|impress|draw)\b")
_KINDS = {"writer": "text", "calc": "spreadsheet", "impress": "presentation", "draw": "graphics"}
_OPENDOCUMENT = "application/vnd.oasis.opendocument."
_ENOUGH = 10_000
"""Bytes of a manifest, whose first entry is the document."""

_ELEMENTS = {
    "ordered-list": "list",
    "unordered-list": "list",
    "footnote": "note",
    "footnote-citation": "note-citation",
    "footnote-body": "note-body",
    "endnote": "note",
    "endnote-citation": "note-citation",
    "endnote-body": "note-body",
    "tab-stop": "tab",
    "sub-table": "table",
    "properties": "text-properties",
}
_ATTRIBUTES = {"text-crossing-out": "text-line-through-style", "level": "outline-level"}
_FRAMED = {"text-box", "image", "object", "object-ole"}
"""What stands in a frame in OpenDocument."""

_RENAMED_IN = {"h", "properties"}
"""Elements whose attributes have other names; `level` is kept elsewhere."""


class OpenOfficeParser(Parser):
    """What the same document gives as OpenDocument."""

    media_type = "application/vnd.sun.xml.writer"

    def accepts(self, blob: Blob) -> bool:
        """Take a zip file that says that it is one of them."""
        return bool(_kind(blob))

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document; `pages` are slides, sheets of drawings or of a workbook."""
        kind = _kind(blob)
        with unzipped(blob, self.options.limits) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        body = _KINDS[kind]
        parts["mimetype"] = f"{_OPENDOCUMENT}{body}".encode()
        for name in ("content.xml", "styles.xml"):
            parts[name] = _renamed(parts.get(name, b""), body)
        packed = Blob.from_data(zipped(parts), metadata=blob.metadata)
        parser = (SpreadsheetParser if kind == "calc" else OpenDocumentParser)(self.options)
        parser.tick, parser.pictures = self.tick, self.pictures
        for document in parser.lazy_parse(packed):
            document.metadata["media_type"] = f"application/vnd.sun.xml.{kind}"
            yield document


def _kind(blob: Blob) -> str:
    """Return the program of a document by its part `mimetype`, else by its manifest."""
    declared = declared_type(blob).encode()
    if not declared and _MANIFEST in names(blob):
        try:
            with (
                blob.as_bytes_io() as stream,
                ZipFile(stream) as package,
                package.open(_MANIFEST) as manifest,
            ):
                declared = manifest.read(_ENOUGH)
        except UNREADABLE:
            return ""
    found = _TYPE.search(declared)
    return found[1].decode() if found else ""


def _renamed(part: bytes, body: str) -> bytes:
    """Return a part with the names of OpenDocument, and its text, sheets or pages in one body.

    What cannot be parsed, such as what is encrypted, stays as it is.
    """
    from lxml.etree import Element, QName, SubElement, tostring

    root = safely_parsed(part) if part else None
    if root is None:
        return part or b"<none/>"
    for element in list(root.iter("*")):
        name = local_name(element)
        for key, text in element.items():
            own = QName(key).localname
            if own == "href":
                element.set(key, text.removeprefix("#"))
            elif own in _ATTRIBUTES and name in _RENAMED_IN:
                element.set(_ATTRIBUTES[own], text)
        if name in _ELEMENTS:
            element.tag = f"{{{QName(element).namespace}}}{_ELEMENTS[name]}"
        if name in _FRAMED:
            frame = Element(f"{{{QName(element).namespace}}}frame", element.attrib)
            frame.tail, element.tail = element.tail, None
            element.getparent().replace(element, frame)
            frame.append(element)
    shown = child(root, "body")
    if shown is not None:
        inside = list(shown)
        SubElement(shown, f"{{{QName(shown).namespace}}}{body}").extend(inside)
    return bytes(tostring(root))
