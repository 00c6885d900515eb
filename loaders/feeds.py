"""Feeds, exports of Evernote and MediaWiki: each entry with title, day, author, text, address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from precis.loaders.mail_headers import day
from precis.loaders.markup import text_of
from precis.loaders.xmltree import attribute, local_name, safely_parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_HEAD = 2000
_LONGEST_KEY = 200
_FEWEST_WORDS = 3
_SENTENCE_ENDS = tuple(".!?…。！？")
_BEGINS = re.compile(rb"<(?:\w{1,20}:)?(?:rss|feed|RDF)[\s>]")
_ENTRIES = {
    "rss": {"item"},
    "RDF": {"item"},
    "feed": {"entry"},
    "en-export": {"note"},
    "mediawiki": {"page"},
}
"""The elements of entries by the root: RSS, RSS 1.0, Atom, notes of Evernote, pages of wikis."""

_WIKITEXT = "text"
"""It stands in the last revision of a page of MediaWiki, and is kept as it is written."""

_TEXTS = {"encoded", "content", "description", "summary", "subtitle", _WIKITEXT}
_DATES = ("pubDate", "published", "date", "updated", "created", "timestamp")
_AUTHORS = ("creator", "author")
_LINKS = {"link", "enclosure", "transcript"}
_KEYS = ("guid", "id")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_KNOWN = {*_TEXTS, *_DATES, *_AUTHORS, *_LINKS, "title", "guid", "id"}


class FeedEntry(NamedTuple):
    """An entry; `key` tells it from the others of its feed and stays when it is edited."""

    key: str
    text: str
    known: dict[str, str]
    """Those of title, author, date and url that the feed has."""


def is_feed(root: Element) -> bool:
    """Return whether a document is a feed with entries."""
    return any(True for _ in _elements(root))


def entries(root: Element) -> Iterator[str]:
    """Yield the text of each entry."""
    return map(_text, _elements(root))


def read_entries(data: bytes, address: str) -> list[FeedEntry]:
    """Return the entries of the feed at `address`, [] for what is no feed."""
    root = safely_parsed(data)
    found: dict[str, FeedEntry] = {}
    for element in [] if root is None or not is_feed(root) else _elements(root):
        written = _first(element, _DATES)
        iso = _DAY.match(written)
        link = next(filter(None, map(_address, element)), "")
        known = {
            "title": _first(element, ("title",)),
            "author": _first(element, _AUTHORS),
            "date": iso[0] if iso else day(written),
            "url": urljoin(address, link) if link else "",
        }
        text = _text(element)
        key = _first(element, _KEYS) or link or known["title"] or text[:_LONGEST_KEY]
        filled = {name: value for name, value in known.items() if value}
        found.setdefault(key, FeedEntry(key, text, filled))
    return list(found.values())


def feed_links(data: bytes, address: str) -> list[str]:
    """Return the pages and transcripts that the entries of a feed name, [] for what is no feed."""
    if not _BEGINS.search(data[:_HEAD]):
        return []
    root = safely_parsed(data)
    if root is None or not is_feed(root):
        return []
    named = [
        _address(child)
        for entry in _elements(root)
        for child in entry
        if local_name(child) != "enclosure"
    ]
    return list(dict.fromkeys(urljoin(address, link) for link in named if link))


def _elements(root: Element) -> Iterator[Element]:
    names = _ENTRIES.get(local_name(root), ())
    return (element for element in root.iter("*") if local_name(element) in names)


def _text(entry: Element) -> str:
    title = _first(entry, ("title",))
    about = [f"# {title}" if title else "", _first(entry, _DATES), _first(entry, _AUTHORS)]
    parts = list(_parts(entry))
    texts = [_element_text(part) for part in parts if local_name(part) in _TEXTS]
    others = [_element_text(part) for part in parts if local_name(part) not in _KNOWN]
    links = list(dict.fromkeys(filter(None, map(_address, entry))))
    body = max(texts, key=len, default="\n\n".join(filter(None, others)))
    said = [other for other in others if texts and _is_said(other) and other not in body]
    return "\n\n".join(filter(None, [*about, body, *said, "\n".join(links)]))


def _parts(entry: Element) -> Iterator[Element]:
    """Yield the elements of an entry; in place of its revisions those of the last one."""
    revision = next((child for child in reversed(entry) if local_name(child) == "revision"), None)
    yield from (child for child in entry if local_name(child) != "revision")
    yield from () if revision is None else revision


def _first(entry: Element, names: tuple[str, ...]) -> str:
    for name in names:
        for child in _parts(entry):
            if local_name(child) == name and (text := " ".join(_element_text(child).split())):
                return text
    return ""


def _element_text(element: Element) -> str:
    """Return the text of an element, which may be HTML, escaped or not."""
    text = "".join(element.itertext())
    if local_name(element) == _WIKITEXT:
        return text.strip()
    if len(element):
        texts = (text_of(inner) if "<" in inner else inner for inner in element.itertext())
        return " ".join("".join(texts).split())
    return text_of(text) if "<" in text or "&" in text else text.strip()


def _is_said(text: str) -> bool:
    """Return whether a text is a sentence and no name, number or address."""
    return len(text.split()) >= _FEWEST_WORDS and text.rstrip().endswith(_SENTENCE_ENDS)


def _address(child: Element) -> str:
    if local_name(child) not in _LINKS or attribute(child, "rel") not in {None, "alternate"}:
        return ""
    return attribute(child, "href") or attribute(child, "url") or (child.text or "").strip()
