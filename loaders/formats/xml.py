"""XML of any kind: its text, a line for each element that has text of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from langchain_core.documents import Document

from precis.loaders.canonical import canonical
from precis.loaders.contract import Parser, head, stem, suffix
from precis.loaders.decode import is_text
from precis.loaders.encoded import without_encoded
from precis.loaders.unread import Unread
from precis.loaders.xmltree import local_name, parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.documents.base import Blob
    from lxml.etree import _Element as Element

_DECLARED = re.compile(rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<\0?\?\0?x\0?m\0?l\b")
_NAMED = re.compile(r"(?:application|text)/(?:\w[\w.-]*\+)?xml")


class XmlParser(Parser):
    """Text without tags; an element with mixed content is one paragraph."""

    media_type = "application/xml"

    def accepts(self, blob: Blob) -> bool:
        """Take what begins with an XML declaration, or is named or served as XML."""
        start = head(blob)
        if _DECLARED.match(start):
            return True
        named = suffix(blob) == ".xml" or bool(_NAMED.fullmatch(blob.mimetype or ""))
        return named and is_text(start)

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document; raises LoadError when the XML is not well formed."""
        root = parse_xml(blob.as_bytes(), str(blob.source))
        title = next((e for e in root.iter("{*}title") if e.text and e.text.strip()), None)
        text, pictures = without_encoded("\n\n".join(_paragraphs(root)))
        unread = Unread()
        unread.add("embedded file", pictures)
        yield Document(
            canonical(text),
            metadata={
                "title": stem(blob)
                if title is None
                else " ".join("".join(title.itertext()).split()),
                "media_type": self.media_type,
                **unread.metadata(),
            },
        )


def _paragraphs(root: Element) -> Iterator[str]:
    """Yield the text of the outermost elements with text of their own, in order."""
    stack = [root]
    while stack:
        element = stack.pop()
        if not local_name(element) or (
            local_name(element) == "binary" and "content-type" in element.attrib
        ):
            continue
        own = [element.text, *(child.tail for child in element)]
        if any(text and text.strip() for text in own):
            yield " ".join("".join(element.itertext()).split())
        else:
            stack.extend(reversed(element))
