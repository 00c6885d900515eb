"""XML → a tree, with nothing fetched, and nothing expanded but names for plain text."""

from __future__ import annotations

import re
from html.entities import name2codepoint
from typing import IO, TYPE_CHECKING

from precis.loaders.errors import LoadError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from precis.loaders.unread import Unread

_NAMED = re.compile(rb"&(\w{1,99});")
_OF_XML = {"amp", "lt", "gt", "quot", "apos"}
_CHARACTERS = {
    name.encode(): b"&#%d;" % number
    for name, number in name2codepoint.items()
    if name not in _OF_XML
}
_BLANKS = b" \t\r\n"
_HEAD = 100_000
_ENTITY = re.compile(
    rb"<!ENTITY[ \t\r\n]{1,9}(\w{1,99})[ \t\r\n]{1,9}(?:\"([^\"<%]*)\"|'([^'<%]*)')[ \t\r\n]{0,9}>"
)
_REFERENCE = re.compile(rb"&(?!#)")
_MOST_EXPANDED = 1_000_000
"""Bytes that the entities of a document may add to it."""


def parse_xml(data: bytes, source: str) -> Element:
    """Return the root of a document; raises LoadError when it is not well formed."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        return etree.fromstring(_without_names(data), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = f"the XML is not well formed ({error})"
        raise LoadError(source, reason, "correct it") from None


def _without_names(data: bytes) -> bytes:
    """Return a document with the characters that HTML has names for, and nothing before it.

    What the document itself has names for is put in too, if it is text without further names.
    """
    data = data.lstrip(_BLANKS)
    known = _CHARACTERS | {
        name: text
        for name, *texts in _ENTITY.findall(data[:_HEAD])
        if not _REFERENCE.search(text := b"".join(texts))
    }
    added = 0

    def named(found: re.Match[bytes]) -> bytes:
        nonlocal added
        text = known.get(found[1], found[0])
        added += len(text)
        return text if added < _MOST_EXPANDED + len(data) else found[0]

    return _NAMED.sub(named, data)


def safely_parsed(data: bytes) -> Element | None:
    """Return the root of what can be read of a document that may be damaged, None if nothing."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, recover=True
    )
    try:
        return etree.fromstring(_without_names(data), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def parse_whole(data: bytes, source: str, unread: Unread) -> Element:
    """Return the root of what can be read, and remark what is not well formed.

    Raises LoadError when nothing of the text can be read.
    """
    try:
        return parse_xml(data, source)
    except LoadError as error:
        root = safely_parsed(data)
        if root is None or not any(text.strip() for text in root.itertext()):
            raise
        unread.remark(f"{error.reason}; what follows may be incomplete")
        return root


def ended(stream: IO[bytes], *names: str) -> Iterator[Element]:
    """Yield the elements of these local names as they end, of a document that may be damaged."""
    from lxml import etree

    events = etree.iterparse(
        stream,
        events=("end",),
        tag=tuple(f"{{*}}{name}" for name in names),
        recover=True,
        no_network=True,
        resolve_entities=False,
        load_dtd=False,
        huge_tree=True,
    )
    return (element for _, element in events)


def attribute(element: Element, name: str) -> str | None:
    """Return an attribute by its name without a namespace."""
    value = element.get(name)
    if value is not None:
        return str(value)
    return next((str(v) for k, v in element.items() if str(k).endswith(f"}}{name}")), None)


def child(element: Element | None, *names: str) -> Element | None:
    """Return the first child of that name, of that its first child of the next name …"""
    for name in names:
        if element is None:
            return None
        element = next((inner for inner in element if local_name(inner) == name), None)
    return element


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace, "" for what is no element."""
    return local_part(element.tag) if isinstance(element.tag, str) else ""


def local_part(name: object) -> str:
    """Return a name without its namespace."""
    return str(name).rpartition("}")[2]
