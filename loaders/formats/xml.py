"""XML of any kind: its text, a line for each element that has text of its own.

Feeds are read in `../feeds.py`, papers and books in `../vocabularies.py`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from langchain_core.documents import Document

from precis.loaders.canonical import canonical, paginate
from precis.loaders.contract import Parser, head, stem, suffix
from precis.loaders.decode import is_text
from precis.loaders.encoded import without_encoded
from precis.loaders.feeds import entries, is_feed
from precis.loaders.markup import render, text_of
from precis.loaders.tags import has_tags
from precis.loaders.unread import Unread
from precis.loaders.vocabularies import as_html, is_prose
from precis.loaders.xmltree import attribute, local_name, local_part, parse_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.documents.base import Blob
    from lxml.etree import _Element as Element

_DECLARED = re.compile(rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<\0?\?\0?x\0?m\0?l\b")
_NAMED = re.compile(r"(?:application|text)/(?:\w[\w.-]*\+)?xml")
_SUFFIXES = {".xml", ".nxml", ".rss", ".atom", ".opml", ".enex", ".fb2", ".dita", ".tei", ".svg"}
_OF_DRAWINGS_AND_PAGES = ("http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml")
_UNSHOWN = {"script", "style"}
"""Elements of drawings and pages; those of other vocabularies with these names have text."""

_FEWEST_WORDS = 4

_TITLES = ("article-title", "book-title", "title")


class XmlParser(Parser):
    """Text without tags; an element with mixed content is one paragraph."""

    media_type = "application/xml"

    def accepts(self, blob: Blob) -> bool:
        """Take what begins with an XML declaration, or is named or served as XML."""
        start = head(blob)
        if _DECLARED.match(start):
            return True
        named = suffix(blob) in _SUFFIXES or bool(_NAMED.fullmatch(blob.mimetype or ""))
        return named and is_text(start)

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document; raises LoadError when nothing of it is XML.

        `pages` of a feed (RSS, Atom) are its entries, 1-based.
        """
        unread = Unread()
        root = parse_whole(blob.as_bytes(), str(blob.source), unread)
        title = next((e for name in _TITLES for e in root.iter(f"{{*}}{name}") if _words(e)), None)
        metadata: dict[str, object] = {
            "title": stem(blob) if title is None else _words(title),
            "media_type": self.media_type,
        }
        if is_feed(root):
            text, pages = paginate(enumerate(entries(root), start=1))
            metadata["pages"] = pages
        elif is_prose(root):
            unread.add("picture", sum(1 for _ in root.iter("{*}binary", "{*}graphic")))
            text = render(as_html(root))
        else:
            paragraphs = list(_paragraphs(root)) or list(_attributes(root))
            text, pictures = without_encoded("\n\n".join(paragraphs))
            unread.add("embedded file", pictures)
        yield Document(canonical(text), metadata=metadata | unread.metadata())


def _paragraphs(root: Element) -> Iterator[str]:
    """Yield the text of the outermost elements with text of their own, in order."""
    stack = [root]
    while stack:
        element = stack.pop()
        name = local_name(element)
        if _is_unshown(element, name) or (name == "binary" and "content-type" in element.attrib):
            continue
        if local_name(element) == "outline":
            yield from filter(None, (attribute(element, "text"), attribute(element, "_note")))
        own = [element.text, *(child.tail for child in element)]
        if any(text and text.strip() for text in own):
            yield _plain("".join(element.itertext()))
        else:
            stack.extend(reversed(element))


def _attributes(root: Element) -> Iterator[str]:
    """Yield the attributes of each element, where no element has text: messages of phones, posts
    of Stack Exchange.
    """
    if not any(_is_said(str(value)) for element in root.iter("*") for value in element.values()):
        return
    for element in root.iter("*"):
        named = ((local_part(key), _plain(str(value))) for key, value in element.items())
        lines = [f"{name}: {value}" for name, value in named if value]
        if lines:
            yield "\n".join(lines)


def _is_said(value: str) -> bool:
    """Return whether the value of an attribute is text: several words, most of them letters."""
    words = _plain(value).split()
    return len(words) >= _FEWEST_WORDS and 2 * sum(map(str.isalpha, words)) > len(words)


def _plain(value: str) -> str:
    """Return text, of HTML that is kept as text what it says."""
    return text_of(value) if has_tags(value) else " ".join(value.split())


def _is_unshown(element: Element, name: str) -> bool:
    if name not in _UNSHOWN:
        return not name
    space = str(element.tag).removeprefix("{").rpartition("}")[0]
    root = local_name(element.getroottree().getroot())
    return space in _OF_DRAWINGS_AND_PAGES or root in {"svg", "html"}


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
