"""From the options of `precis serve` to a server that runs until it is stopped."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from fastapi import FastAPI

from precis.web.app import create_app
from precis.web.listening import address, check_open, listen, run
from precis.web.proxies import Proxies
from precis.web.service import Service

if TYPE_CHECKING:
    from collections.abc import Callable

    import uvicorn

    from precis.chains.workspace import Workspace
    from precis.web.access import Access
    from precis.web.quota import Quota

_SWITCH_SECONDS = 0.0005
"""A tenth of Python's default: a request that waits for others' loading to give way, which it
does several times, waits so long each time."""

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
    proxies: Proxies | None = None,
) -> None:
    """Serve until interrupted.

    Raises UsageError for an address that is not loopback while nobody is asked for a token,
    and for one that cannot be had; and what keeps the models from being loaded.
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
        service = Service(workspace, quota)
        app = create_app(
            service,
            access,
            host,
            proxies=proxies or Proxies(),
            make_page=make_page if page else None,
            on_failure=fail,
        )
        where = address(host, listening)
        tell(f"{where}: the page at /, the API at /api/v1 and /v1, its documentation at /docs")
        run(app, listening, servers.append, service.stopping.set)
    if failures:
        raise failures[0]


def _give_memory_back() -> None:
    """Keep glibc from holding on to what was freed: a server would grow with every ingest.

    The threads that come and go with each folder of Chroma's leave holes behind.
    """
    with suppress(OSError, AttributeError):  # another C library
        ctypes.CDLL("libc.so.6").mallopt(_M_MMAP_THRESHOLD, 1 << 16)


def make_page(service: Service) -> FastAPI:
    """Return what is served at /."""
    from precis.web.page.mounting import mount

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    return mount(app, service)
