"""A web site → its pages: those that its sitemap lists, and those that its pages link to.

Only what is on the same host and under the path of the first page, what robots.txt allows, and
each page once; of a feed, what its entries name on its host. How it is fetched, and what an
interrupted crawl keeps, is in `client.py`.
"""

from __future__ import annotations

import hashlib
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

import httpx

from precis.loaders.errors import LoadError, UnknownFormatError
from precis.loaders.feeds import feed_links
from precis.loaders.formats.html import is_markup, read_markup
from precis.loaders.web.client import Pace, crawl_file, remove
from precis.loaders.web.fetch import StatusError, UnreachableError
from precis.loaders.web.links import Links, read_links
from precis.loaders.web.pages import fetching
from precis.loaders.web.robots import Robots
from precis.loaders.web.sitemap import pages_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from langchain_core.documents.base import Blob

    from precis.loaders.options import LoadOptions

_AT_ONCE = 4
"""Requests to one site at the same time, where it does not ask for a delay between them."""

_LISTED = 100
"""How many addresses of a sitemap are looked at, by pages wanted."""

_GONE = {404, 410}


def crawl(
    source: str, options: LoadOptions, on_complete: Callable[[str], None]
) -> Iterator[Blob | LoadError]:
    """Yield the pages of the site at `source`, nearest first; dead links are left out.

    `on_complete` gets what the addresses of all its pages start with, when none was left out
    for now: for a limit, or because there was no answer.
    """
    pace, resumed = Pace(), crawl_file(source, options)
    with fetching(source, options, pace, resumed) as fetch:
        site = _Site(source, options, fetch, pace)
        yield from site.pages()
    if resumed:
        remove(resumed)
    if site.complete:
        on_complete(site.scope.root)


@dataclass(frozen=True)
class Scope:
    """Addresses on the host and under the path of `root`."""

    root: str

    @classmethod
    def of(cls, address: str) -> Scope:
        """Return what belongs to the site whose first page is at `address`.

        >>> Scope.of("https://example.org/docs/index.html").root
        'https://example.org/docs'
        """
        url = httpx.URL(address)
        folder, _, last = url.path.rpartition("/")
        path = folder if "." in last else url.path.rstrip("/")
        return cls(str(url.copy_with(path=path or "/", query=None, fragment=None)).rstrip("/"))

    def __contains__(self, address: str) -> bool:
        return address == self.root or address.startswith((f"{self.root}/", f"{self.root}?"))


class _Visit(NamedTuple):
    address: str
    depth: int
    blob: Future[Blob]


class _Site:
    def __init__(
        self, source: str, options: LoadOptions, fetch: Callable[[str], Blob], pace: Pace
    ) -> None:
        self.scope = Scope.of(source)
        self.complete = True
        self._source = source
        self._options = options
        self._fetch = fetch
        self._pace = pace
        self._waiting: deque[tuple[str, int]] = deque()
        self._known: set[str] = set()
        self._given: set[str] = set()
        self._count = 0
        self._is_feed = False

    def pages(self) -> Iterator[Blob | LoadError]:
        """Yield the pages; raises LoadError where the site or its first page refuses."""
        self._robots = Robots(self._source, self._fetch)
        if not self._robots.allows(self._source):
            reason = "the robots.txt of this site disallows programs"
            raise LoadError(self._source, reason, "load the page without --crawl")
        self._pace.delay = self._robots.delay
        first = self._fetch(self._source)
        self.scope = Scope.of(first.metadata["url"])
        self._known |= {self._source, first.metadata["url"]}
        entries = feed_links(first.as_bytes(), first.metadata["url"])
        if entries:
            self._follow_feed(entries)
        elif self._options.depth != 0:
            pages = pages_in(self._source, self._robots.sitemaps, self._fetch)
            self._wait_for(islice(pages, _LISTED * self._options.limits.pages), 1)
        yield from self._page(first, 0)
        yield from self._visits()

    def _follow_feed(self, entries: list[str]) -> None:
        """Let the entries of a feed wait: those on its host, and nothing that they link to."""
        self.scope = Scope.of(urljoin(self.scope.root, "/"))
        self._is_feed = True
        if self._options.depth != 0:
            self._wait_for(entries, 1)

    def _visits(self) -> Iterator[Blob | LoadError]:
        pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="precis-crawl")
        running: deque[_Visit] = deque()
        try:
            while self._start(pool, running):
                visit = running.popleft()
                try:
                    blob = visit.blob.result()
                except UnknownFormatError:
                    continue
                except LoadError as error:
                    yield from self._report_failure(error)
                else:
                    yield from self._page(blob, visit.depth)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
        self.complete = self.complete and not self._waiting and not self._is_feed

    def _start(self, pool: ThreadPoolExecutor, running: deque[_Visit]) -> bool:
        """Keep visits running; says whether there are any."""
        room = self._options.limits.pages - self._count
        while self._waiting and len(running) < min(room, 2 * _AT_ONCE):
            address, depth = self._waiting.popleft()
            running.append(_Visit(address, depth, pool.submit(self._fetch, address)))
        return bool(running)

    def _report_failure(self, error: LoadError) -> Iterator[LoadError]:
        if isinstance(error, StatusError) and error.status in _GONE:
            return
        if isinstance(error, UnreachableError) or getattr(error, "transient", False):
            self.complete = False
        yield error

    def _page(self, blob: Blob, depth: int) -> Iterator[Blob]:
        """Yield the page unless it was yielded before; queue its links."""
        address = blob.metadata["url"]
        if address not in self.scope:
            return
        links = _links(blob, address)
        is_deeper = self._options.depth is None or depth < self._options.depth
        if is_deeper and not self._is_feed:
            self._wait_for(links.addresses, depth + 1)
        names = {address, links.canonical or address, hashlib.sha256(blob.as_bytes()).hexdigest()}
        if not names & self._given:
            self._count += 1
            yield blob.model_copy(
                update={"metadata": blob.metadata | {"source": address, "listed": True}}
            )
        self._given |= names

    def _wait_for(self, addresses: Iterable[str], depth: int) -> None:
        secure = self.scope.root.startswith("https://")
        for found in addresses:
            if len(self._waiting) >= _LISTED * self._options.limits.pages:
                return
            address = found.replace("http://", "https://", 1) if secure else found
            if address in self.scope and address not in self._known:
                self._known.add(address)
                if self._robots.allows(address):
                    self._waiting.append((address, depth))


def _links(blob: Blob, address: str) -> Links:
    try:
        return read_links(read_markup(blob), address) if is_markup(blob) else Links()
    except LoadError:
        return Links()
