"""Office documents in one XML file (.fodt, .fods, .fodp, flat .docx): packed, and read as such.

Flat OpenDocument is in OpenDocument 1.3, part 3, 3.1.2; the flat package in [MS-DOCX] 2.1, by the
name `pkg:package`.
"""

from __future__ import annotations

import re
from base64 import b64decode
from typing import TYPE_CHECKING

from langchain_core.documents import Document
from langchain_core.documents.base import Blob

from precis.loaders.contract import Parser, head
from precis.loaders.errors import LoadError
from precis.loaders.formats.docx import DocxParser
from precis.loaders.formats.opendocument import OpenDocumentParser
from precis.loaders.formats.pptx import PptxParser
from precis.loaders.formats.spreadsheet import SpreadsheetParser
from precis.loaders.unread import KEY, Unread
from precis.loaders.xmltree import attribute, child, local_name, parse_whole
from precis.loaders.zipped import zipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_PACKAGE = b"http://schemas.microsoft.com/office/2006/xmlPackage"
_OPENDOCUMENT = re.compile(rb"<office:document\s")
_HREF = "{http://www.w3.org/1999/xlink}href"
_PARTS = ("content.xml", "styles.xml", "meta.xml")
"""What of OpenDocument is read; in one file, all of it is in its root."""


class FlatParser(Parser):
    """What the packed form of the same document gives."""

    media_type = "application/xml"

    def accepts(self, blob: Blob) -> bool:
        """Take what begins with the root of either form."""
        start = head(blob)
        return _PACKAGE in start or _OPENDOCUMENT.search(start) is not None

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document; raises LoadError."""
        unread = Unread()
        root = parse_whole(blob.as_bytes(), str(blob.source), unread)
        parts = dict(_package(root) if local_name(root) == "package" else _opendocument(root))
        packed = Blob.from_data(zipped(parts), metadata=blob.metadata)
        for kind in (DocxParser, PptxParser, SpreadsheetParser, OpenDocumentParser):
            self._parser = kind(self.options)
            self._parser.tick, self._parser.pictures = self.tick, self.pictures
            if self._parser.accepts(packed):
                for document in self._parser.lazy_parse(packed):
                    remarks = [*unread.remarks(), *document.metadata.get(KEY, [])]
                    yield Document(
                        document.page_content,
                        metadata=document.metadata | ({KEY: remarks} if remarks else {}),
                    )
                return
        raise LoadError(str(blob.source), "it contains no document", "save it in another format")

    def members(self, blob: Blob) -> Iterator[Blob | LoadError]:
        """Yield the files embedded in it."""
        yield from self._parser.members(blob)


def _opendocument(root: Element) -> Iterator[tuple[str, bytes]]:
    from lxml.etree import tostring

    yield "mimetype", (attribute(root, "mimetype") or "").encode()
    for number, image in enumerate(root.iter("{*}image")):
        data = child(image, "binary-data")
        if data is not None:
            image.set(_HREF, f"Pictures/{number}")
            yield f"Pictures/{number}", _decoded(data)
    whole = tostring(root)
    yield from ((name, whole) for name in _PARTS)


def _package(root: Element) -> Iterator[tuple[str, bytes]]:
    from lxml.etree import tostring

    for part in root:
        name = (attribute(part, "name") or "").lstrip("/")
        inside, binary = child(part, "xmlData"), child(part, "binaryData")
        if inside is not None and len(inside):
            yield name, tostring(inside[0])
        elif binary is not None:
            yield name, _decoded(binary)


def _decoded(element: Element) -> bytes:
    try:
        return b64decode("".join(map(str, element.itertext())))
    except ValueError:
        return b""
