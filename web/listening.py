"""The address of a server: whether it is safe, its socket, and serving until stopped."""

from __future__ import annotations

import errno
import ipaddress
import socket
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import uvicorn

from precis import event_loop
from precis.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp

    from precis.web.access import Access

_STOP_SECONDS = 5
_BACKLOG = 1024
_SWITCH_SECONDS = 0.0005
"""How long a computing thread may hold the interpreter while an event loop waits: a tenth of the
default, since a request passes between them many times."""


def check_open(access: Access, host: str) -> None:
    """Raise UsageError for an address that others can reach while no token is required."""
    if access.is_open and not is_loopback(host):
        raise UsageError(
            f"{host} can be reached by others: give --token (or PRECIS_TOKEN) or --users FILE"
        )


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach `host`."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket. Raises UsageError if the address cannot be used."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            reason = "something else uses it: stop that, or choose another --port"
        else:
            reason = f"{error.strerror}: choose another --host or --port"
        raise UsageError(f"cannot serve at {host}:{port}: {reason}") from error


def address(host: str, listening: socket.socket) -> str:
    """Return the web address of a socket."""
    return f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}"


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, on_stop: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_stop = on_stop

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._on_stop()
        await super().shutdown(sockets)


def run(
    app: ASGIApp,
    listening: socket.socket,
    on_start: Callable[[uvicorn.Server], None] = lambda _: None,
    on_stop: Callable[[], None] = lambda: None,
) -> None:
    """Serve `app` until interrupted; `on_start` receives the server, to end it.

    `on_stop` is called before waiting for open connections.
    """
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        ws="none",
        proxy_headers=False,  # `proxies.py` decides which to trust
        timeout_graceful_shutdown=_STOP_SECONDS,
    )
    if make_loop := config.get_loop_factory():  # uvloop's, where it is installed
        event_loop.made_by(make_loop)
    server = _Server(config, on_stop)
    on_start(server)
    sys.setswitchinterval(_SWITCH_SECONDS)
    with suppress(KeyboardInterrupt):
        server.run(sockets=[listening])
