"""The links of a page, and its canonical address. Its text is read by `formats/html.py`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import httpx

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass
class Links:
    """Absolute http(s) addresses without fragments: those linked to, in order, and its own."""

    addresses: list[str] = field(default_factory=list)
    canonical: str | None = None


def read_links(markup: str, address: str) -> Links:
    """Read the links of the page that `address` holds, without building its tree."""
    from lxml import etree

    reader = _Reader(address)
    parser = etree.HTMLParser(target=reader, encoding="utf-8")
    try:
        etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        return reader.found  # what stands before the damage
    return reader.found


def absolute(link: str, base: str) -> str | None:
    """Return the address of `link` on a page at `base`, None unless it is of the web.

    >>> absolute("b.html#part", "https://example.org/a/")
    'https://example.org/a/b.html'
    """
    try:
        url = httpx.URL(urljoin(base, link.strip()))
    except (httpx.InvalidURL, ValueError):
        return None
    if url.scheme not in {"http", "https"} or not url.host:
        return None
    return str(url.copy_with(fragment=None, path=url.path or "/"))


class _Reader:
    """What lxml calls for each tag."""

    def __init__(self, address: str) -> None:
        self._base = address
        self.found = Links()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        link = attributes.get("href")
        if link is None:
            return
        if tag == "base":
            self._base = urljoin(self._base, link)
        elif found := absolute(link, self._base):
            if tag in {"a", "area"}:
                self.found.addresses.append(found)
            elif tag == "link" and attributes.get("rel", "").lower() == "canonical":
                self.found.canonical = self.found.canonical or found

    def close(self) -> None:
        pass
