"""A server on loopback that says nothing of clients that hang up: other tests read what is told."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler], state: Any) -> Iterator[str]:
    """Serve requests by a handler that has `state`; yields the address."""
    # Sent at once: the client acknowledges a head that comes alone only after 40 ms.
    quick = type("Handler", (handler,), {"state": state, "disable_nagle_algorithm": True})
    server = QuietServer(("127.0.0.1", 0), quick)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
