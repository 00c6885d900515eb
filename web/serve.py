"""From the options of `precis serve` to a server that runs until it is stopped."""

from __future__ import annotations

import errno
import ipaddress
import socket
from contextlib import suppress
from typing import TYPE_CHECKING

import uvicorn
from fastapi import FastAPI

from errors import UsageError
from web.app import LOOPBACK, create_app
from web.service import Service

if TYPE_CHECKING:
    from collections.abc import Callable

    from chains.workspace import Workspace
    from web.access import Access
    from web.quota import Quota

_STOP_SECONDS = 5


def serve(
    workspace: Workspace,
    access: Access,
    quota: Quota,
    *,
    host: str,
    port: int,
    tell: Callable[[str], None],
    page: bool = True,
) -> None:
    """Serve until interrupted.

    Raises UsageError for an address that is not loopback while nobody is asked for a token,
    and for one that cannot be had.
    """
    if access.is_open and not is_loopback(host):
        raise UsageError(
            f"{host} can be reached by others: give --token (or PRECIS_TOKEN) or --users FILE"
        )
    failures: list[Exception] = []

    def fail(error: Exception) -> None:
        failures.append(error)
        server.should_exit = True

    with bound(host, port) as listening:
        app = create_app(
            Service(workspace, quota),
            access,
            hosts={*LOOPBACK, host.lower()},
            make_page=make_page if page else None,
            on_failure=fail,
        )
        address = f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}"
        tell(f"{address}: the page at /, the API at /api/v1, its documentation at /docs")
        server = uvicorn.Server(
            uvicorn.Config(
                app, log_config=None, access_log=False, timeout_graceful_shutdown=_STOP_SECONDS
            )
        )
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listening])
    if failures:
        raise failures[0]


def is_loopback(host: str) -> bool:
    """Say whether only this machine can reach `host`."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def bound(host: str, port: int) -> socket.socket:
    """Return a socket that listens. Raises UsageError where it cannot."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=1024)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            reason = "something else uses it: stop that, or choose another --port"
        else:
            reason = f"{error.strerror}: choose another --host or --port"
        raise UsageError(f"cannot serve at {host}:{port}: {reason}") from error


def make_page(service: Service) -> FastAPI:
    """Return what is served at /."""
    from web.page import mount

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    return mount(app, service)
