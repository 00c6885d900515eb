"""A web site on loopback, in a thread: what its paths answer, and what it was asked."""

from __future__ import annotations

import hashlib
import re
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING

from tests.fakes.http_server import QuietServer

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class Reply:
    """`seconds` pass before it; `drip` seconds before each word of the body."""

    body: bytes = b""
    media_type: str | None = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    drip: float = 0.0
    validated: bool = False
    """Whether it has an ETag, so that an unchanged body costs a 304."""

    then: Reply | None = None
    """What answers from the next request on."""


@dataclass
class Site:
    """Paths and what they answer; `requests` has what was asked for, `statuses` the answers."""

    address: str
    replies: dict[str, Reply] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    statuses: list[tuple[str, int]] = field(default_factory=list)

    def serve(self, path: str, reply: Reply) -> str:
        self.replies[path] = reply
        return self.address + path

    def asked(self) -> list[str]:
        """Return the paths asked for since the last time, but robots.txt and sitemaps."""
        paths = [path for path, _ in self.requests if not path.startswith(("/robots", "/sitemap"))]
        self.requests.clear()
        return sorted(paths)


@contextmanager
def serving() -> Iterator[Site]:
    """Run a site for the length of a `with` block."""
    server = _Server(("127.0.0.1", 0), _Handler)
    site = server.site = Site(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(QuietServer):
    site: Site


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        site = self.server.site
        site.requests.append((self.path, dict(self.headers)))
        reply = site.replies.get(self.path, Reply(b"nothing here", status=404))
        if reply.then:
            site.replies[self.path] = reply.then
        time.sleep(reply.seconds)
        etag = f'"{hashlib.sha256(reply.body).hexdigest()}"' if reply.validated else ""
        unchanged = bool(etag) and self.headers.get("If-None-Match") == etag
        status = 304 if unchanged else reply.status
        site.statuses.append((self.path, status))
        self.send_response(status)
        self._send_headers(reply, etag)
        if not unchanged:
            self._send_body(reply)

    def _send_headers(self, reply: Reply, etag: str) -> None:
        headers = {"Content-Type": reply.media_type, "ETag": etag, **reply.headers}
        for name, value in headers.items():
            if value:
                self.send_header(name, value)
        self.end_headers()

    def _send_body(self, reply: Reply) -> None:
        for part in re.findall(rb"\S+\s*", reply.body) if reply.drip else [reply.body]:
            time.sleep(reply.drip)
            self.wfile.write(part)
            self.wfile.flush()

    def log_message(self, *_args: object) -> None:
        pass
