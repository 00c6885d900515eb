"""Runs the server of `precis serve` until it is stopped."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from fastapi import FastAPI

from precis.errors import require
from precis.web.app import create_app
from precis.web.listening import address, check_open, listen, run
from precis.web.proxies import Proxies
from precis.web.service import Service
from precis.web.tracing import traces

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import uvicorn

    from precis.chains.workspace import Workspace
    from precis.web.access import Access
    from precis.web.quota import Quota

_SWITCH_SECONDS = 0.0005
"""A tenth of Python's default: a request waits up to this long, several times, for a thread that
loads something to yield."""

_M_MMAP_THRESHOLD = -3
"""From malloc.h of glibc."""


def serve(
    workspace: Workspace,
    access: Access,
    quota: Quota,
    *,
    host: str,
    port: int,
    tell: Callable[[str], None],
    page: bool = True,
    simple: bool = False,
    offered: Sequence[str] = (),
    proxies: Proxies | None = None,
) -> None:
    """Serve until interrupted; with `simple` the quick form instead of the page.

    Users of the page may choose the `offered` models.

    Raises UsageError for an address beyond loopback while no token is required, and for one that
    cannot be used; and any error that keeps the models from loading.
    """
    check_open(access, host)
    sys.setswitchinterval(_SWITCH_SECONDS)
    _give_memory_back()
    failures: list[Exception] = []
    servers: list[uvicorn.Server] = []

    def fail(error: Exception) -> None:
        failures.append(error)
        servers[0].should_exit = True

    with listen(host, port) as listening:
        service = Service(workspace, quota, offered=offered, traces=traces())
        app = create_app(
            service,
            access,
            host,
            proxies=proxies or Proxies(),
            page=page,
            make_simple=make_simple if simple else None,
            on_failure=fail,
        )
        where = address(host, listening)
        view = "the quick form" if simple else "the page"
        tell(f"{where}: {view} at /, the API at /api/v1 and /v1, its documentation at /docs")
        run(app, listening, servers.append, service.stopping.set)
    if failures:
        raise failures[0]


def _give_memory_back() -> None:
    """Make glibc return freed memory: otherwise a server would grow with every ingest.

    The short-lived threads of each Chroma folder leave fragmented memory behind.
    """
    with suppress(OSError, AttributeError):  # another C library
        ctypes.CDLL("libc.so.6").mallopt(_M_MMAP_THRESHOLD, 1 << 16)


def make_simple(service: Service) -> FastAPI:
    """Return the application served at / with `simple`. Raises MissingExtraError without Gradio."""
    require("gradio", "precis serve --simple", "simple")
    from precis.web.simple.form import mount

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    return mount(app, service)
