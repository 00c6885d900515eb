"""Feeds (RSS, Atom): each entry with its title, day, author, text and address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from precis.loaders.markup import text_of
from precis.loaders.xmltree import attribute, local_name, safely_parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_HEAD = 2000
_BEGINS = re.compile(rb"<(?:\w{1,20}:)?(?:rss|feed|RDF)[\s>]")
_ROOTS = {"rss", "feed", "RDF"}
_ENTRIES = {"item", "entry"}
_TEXTS = {"encoded", "content", "description", "summary", "subtitle"}
_DATES = ("pubDate", "published", "date", "updated")
_AUTHORS = ("creator", "author")
_LINKS = {"link", "enclosure", "transcript"}
_KNOWN = {*_TEXTS, *_DATES, *_AUTHORS, *_LINKS, "title", "guid", "id"}


def is_feed(root: Element) -> bool:
    """Say whether a document is a feed with entries."""
    return local_name(root) in _ROOTS and any(local_name(e) in _ENTRIES for e in root.iter("*"))


def entries(root: Element) -> Iterator[str]:
    """Yield the text of each entry."""
    for entry in root.iter("*"):
        if local_name(entry) in _ENTRIES:
            title = _first(entry, ("title",))
            about = [f"# {title}" if title else "", _first(entry, _DATES), _first(entry, _AUTHORS)]
            texts = [_element_text(child) for child in entry if local_name(child) in _TEXTS]
            others = [_element_text(child) for child in entry if local_name(child) not in _KNOWN]
            links = list(dict.fromkeys(filter(None, map(_address, entry))))
            body = max(texts, key=len, default="\n\n".join(filter(None, others)))
            yield "\n\n".join(filter(None, [*about, body, "\n".join(links)]))


def feed_links(data: bytes, address: str) -> list[str]:
    """Return the pages and transcripts that the entries of a feed name, [] for what is no feed."""
    if not _BEGINS.search(data[:_HEAD]):
        return []
    root = safely_parsed(data)
    if root is None or not is_feed(root):
        return []
    named = [
        _address(child)
        for entry in root.iter("*")
        if local_name(entry) in _ENTRIES
        for child in entry
        if local_name(child) != "enclosure"
    ]
    return list(dict.fromkeys(urljoin(address, link) for link in named if link))


def _first(entry: Element, names: tuple[str, ...]) -> str:
    for name in names:
        for child in entry:
            if local_name(child) == name and (text := " ".join(_element_text(child).split())):
                return text
    return ""


def _element_text(element: Element) -> str:
    """Return the text of an element, which may be HTML, escaped or not."""
    text = "".join(element.itertext())
    if len(element):
        return " ".join(text.split())
    return text_of(text) if "<" in text or "&" in text else text.strip()


def _address(child: Element) -> str:
    if local_name(child) not in _LINKS or attribute(child, "rel") not in {None, "alternate"}:
        return ""
    return attribute(child, "href") or attribute(child, "url") or (child.text or "").strip()
