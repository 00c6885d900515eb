"""The HTTP client of one source: sending, pacing, and keeping responses.

Fetched pages are kept in `LoadOptions.cache` with their validators (ETag, Last-Modified), so
that an unchanged page costs a 304. A crawl keeps what it fetched besides, until it is complete,
so that an interrupted one resumes. What an answer becomes is in `fetch.py`.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx

from precis.environment import tls_context
from precis.loaders.web.connections import Guard, uncounted

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from precis.loaders.options import LoadOptions

AGENT = "precis"
"""What robots.txt calls us."""

_HEADERS = {
    "User-Agent": f"Mozilla/5.0 (compatible; {AGENT}; reads pages for its user)",
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/*;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
}
_REVALIDATE = {"Cache-Control": "no-cache"}
_PAGES = "pages.sqlite"
_CRAWL = "crawl-{}.sqlite"
_RESUMABLE_SECONDS = 24 * 3600
_UNUSED_SECONDS = 90 * 24 * 3600
_TRIES = 3
_MAX_PATIENCE = 30
_MAX_BYTES = 500_000_000


class Pace:
    """Lets one request start every `delay` seconds."""

    def __init__(self) -> None:
        self.delay = 0.0
        self._next = 0.0
        self._lock = threading.Lock()

    def wait(self) -> None:
        """Return when the next request may start."""
        with self._lock:
            time.sleep(max(0.0, self._next - time.monotonic()))
            self._next = time.monotonic() + self.delay

    def hold(self, seconds: float) -> None:
        """Delay all requests for `seconds`."""
        with self._lock:
            self._next = max(self._next, time.monotonic() + seconds)


@contextmanager
def client_for(
    address: str, options: LoadOptions, pace: Pace, resumed: Path | None = None
) -> Iterator[httpx.Client]:
    """Give the client for what `address` leads to; `resumed` keeps the answers of a crawl.

    Requests with the extension `paced` keep to `pace`. Nothing is kept of an address with
    credentials.
    """
    sender: httpx.BaseTransport = _Sender(options, pace)
    url = httpx.URL(address)
    keeps = options.cache is not None and not url.userinfo
    if options.cache and keeps:
        sender = _keeping(sender, options.cache / _PAGES, options, validated=True)
        if resumed:
            sender = _keeping(sender, resumed, options, validated=False)
    with httpx.Client(
        transport=sender,
        auth=_Credentials(url) if url.userinfo else None,
        headers=_HEADERS | (_REVALIDATE if keeps else {}),
        timeout=options.fetch_timeout,
        follow_redirects=True,
        max_redirects=options.limits.redirects,
        trust_env=False,
    ) as client:
        yield client


def crawl_file(source: str, options: LoadOptions) -> Path | None:
    """Return where the crawl of `source` keeps its answers until it is complete."""
    if options.cache is None:
        return None
    asked = f"{source}\0{options.public_only}\0{options.render}"
    return options.cache / _CRAWL.format(hashlib.sha256(asked.encode()).hexdigest()[:16])


def remove(path: Path) -> None:
    """Remove a file of kept answers."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def forget(folder: Path) -> None:
    """Remove every page that is kept in `folder`."""
    for path in [folder / _PAGES, *folder.glob(_CRAWL.format("*"))]:
        remove(path)


class _Credentials(httpx.BasicAuth):
    """Those in the address of a source, for every request to its own server."""

    def __init__(self, url: httpx.URL) -> None:
        super().__init__(url.username, url.password)
        self._server = (url.scheme, url.host, url.port)

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if (request.url.scheme, request.url.host, request.url.port) == self._server:
            yield from super().auth_flow(request)
        else:
            yield request


class _Sender(httpx.BaseTransport):
    """Sends requests as they are; through the proxy that the environment names, if any."""

    def __init__(self, options: LoadOptions, pace: Pace) -> None:
        self._pace = pace
        trusts = not options.public_only
        self._client = httpx.Client(trust_env=trusts, verify=tls_context(trust_env=trusts))
        self._guard = Guard(self._client, public_only=options.public_only)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; a paced one at its time, again where the server asks for that."""
        if request.extensions.get("paced"):
            return self._send_paced(request, _TRIES)
        return self._client.send(request, stream=True)

    def close(self) -> None:
        """Close the connections, which stops threads that still wait for an answer."""
        self._guard.shut_down()
        self._client.close()

    def _send_paced(self, request: httpx.Request, tries: int) -> httpx.Response:
        with uncounted():
            self._pace.wait()
        response = self._client.send(request, stream=True)
        seconds = _retry_after(response)
        if seconds is None or tries == 1:
            return response
        response.close()
        self._pace.hold(seconds)
        return self._send_paced(request, tries - 1)


def _retry_after(response: httpx.Response) -> float | None:
    """Return the server's Retry-After in seconds, if it is short."""
    asked = response.headers.get("retry-after", "")
    busy = response.status_code in {429, 503} and asked.isdecimal()
    return float(asked) if busy and int(asked) <= _MAX_PATIENCE else None


def _keeping(
    sender: httpx.BaseTransport, path: Path, options: LoadOptions, *, validated: bool
) -> httpx.BaseTransport:
    from hishel import CacheOptions, SqliteStorage
    from hishel.httpx import CacheTransport

    logging.getLogger("hishel").setLevel(logging.CRITICAL)  # a cache that fails is only slower
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    except (OSError, sqlite3.Error):
        return sender
    storage = SqliteStorage(
        connection=connection,
        default_ttl=None if validated else _RESUMABLE_SECONDS,
        default_tti=_UNUSED_SECONDS,
        max_stream_size=options.limits.max_bytes,
        max_size=_MAX_BYTES,
    )
    return CacheTransport(sender, storage, rfc=CacheOptions(shared=False) if validated else False)
