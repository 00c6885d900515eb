"""The addresses that a site's sitemaps list: XML, indexes of them, plain text, gzip."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from precis.loaders.errors import LoadError
from precis.loaders.web.links import absolute
from precis.loaders.xmltree import local_name, parse_xml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from langchain_core.documents.base import Blob

_MAX_BYTES = 50 * 1024 * 1024
"""What sitemaps.org allows."""

_MAX_SITEMAPS = 100
_GZIP = 16 + zlib.MAX_WBITS
_MAGIC = b"\x1f\x8b"


def pages_in(address: str, sitemaps: Iterable[str], fetch: Callable[[str], Blob]) -> Iterator[str]:
    """Yield the pages in `sitemaps`, or in /sitemap.xml of the site at `address`.

    A sitemap that cannot be read lists nothing.
    """
    waiting = list(sitemaps) or [urljoin(address, "/sitemap.xml")]
    for sitemap in waiting:
        try:
            blob = fetch(sitemap)
            pages, indexed = _read(blob.as_bytes(), str(blob.metadata["url"]))
        except (LoadError, zlib.error):
            continue
        yield from pages
        waiting.extend(link for link in indexed if link not in waiting)
        del waiting[_MAX_SITEMAPS:]


def _read(data: bytes, address: str) -> tuple[list[str], list[str]]:
    """Return the pages and the sitemaps that a sitemap lists."""
    if data.startswith(_MAGIC):
        data = zlib.decompressobj(_GZIP).decompress(data, _MAX_BYTES)
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        lines = data.decode("utf-8", "replace").split()
        return _absolute((line for line in lines if "://" in line), address), []
    root = parse_xml(data, address)
    links = [child.text or "" for entry in root for child in entry if local_name(child) == "loc"]
    found = _absolute(links, address)
    return ([], found) if local_name(root) == "sitemapindex" else (found, [])


def _absolute(links: Iterable[str], address: str) -> list[str]:
    return [found for link in links if (found := absolute(link, address))]
