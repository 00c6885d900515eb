"""XML → a tree, with nothing expanded and nothing fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from precis.loaders.errors import LoadError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def parse_xml(data: bytes, source: str) -> Element:
    """Return the root of a document; raises LoadError when it is not well formed."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = f"the XML is not well formed ({error})"
        raise LoadError(source, reason, "correct it") from None


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace, "" for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
