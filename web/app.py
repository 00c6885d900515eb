"""The application: the API, its documentation and the page, behind one guard."""

from __future__ import annotations

import asyncio
import gc
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from functools import partial
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from precis.web.documentation import add_documentation
from precis.web.guard import Guard
from precis.web.handlers import handle_problems
from precis.web.job_routes import router as job_router
from precis.web.login import add_login
from precis.web.openai_routes import router as openai_router
from precis.web.operating import Metrics, add_operating
from precis.web.page.app import add_page
from precis.web.page.html import HERE
from precis.web.proxies import Proxies
from precis.web.routes import router
from precis.web.share_routes import router as share_router
from precis.web.starting import Starting, Waiting

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from starlette.types import ASGIApp

    from precis.web.access import Access
    from precis.web.service import Service

_THREADS = 64
"""Many wait for addresses that are slow to answer, and nobody else shall wait for them."""


def create_app(
    service: Service,
    access: Access,
    host: str = "127.0.0.1",
    *,
    proxies: Proxies | None = None,
    page: bool = True,
    make_simple: Callable[[Service], FastAPI] | None = None,
    on_failure: Callable[[Exception], None] | None = None,
) -> ASGIApp:
    """Return the application over `service`, which is started and closed with it.

    `host` is the address that is served at, and `proxies` stand in front of it.
    At / is the page (`web.page`) or, with `make_simple`, the quick form (`web.simple`), which is
    made in a thread once the API answers, because that takes longer than all the rest.
    `on_failure` is called where the models cannot be loaded.
    """
    simple = Starting()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.service = service
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(_THREADS, "serve"))
        async with AsyncExitStack() as stack:
            starting = asyncio.create_task(_start(service, simple, make_simple, stack))
            if on_failure:
                starting.add_done_callback(partial(_report_failure, on_failure))
            try:
                yield
            finally:
                starting.cancel()
                await asyncio.wait([starting])
                await service.close()

    app = FastAPI(
        title="Precis",
        version="1",
        description="Summaries and answers in which every sentence shows its evidence.",
        lifespan=lifespan,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=lambda route: route.name,
    )
    app.state.access = access
    app.mount("/static", StaticFiles(directory=HERE / "static"))
    metrics = Metrics(service)
    waiting = Waiting(app, service)
    guard = Guard(waiting, access, service.quota, host, metrics.count, simple=bool(make_simple))
    app.include_router(router)
    app.include_router(job_router)
    app.include_router(share_router)
    app.include_router(openai_router)
    add_operating(app, service, metrics)
    add_documentation(app, access)
    add_login(app, access, guard.check)
    handle_problems(app, service.workspace.path)
    if make_simple:
        app.router.default = simple
    elif page:
        add_page(app)
    return (proxies or Proxies()).around(service.traces.around(guard))


async def _start(
    service: Service,
    simple: Starting,
    make_simple: Callable[[Service], FastAPI] | None,
    stack: AsyncExitStack,
) -> None:
    await service.start()
    if make_simple:
        with _without_collections():
            made = await asyncio.to_thread(make_simple, service)
        await stack.enter_async_context(made.router.lifespan_context(made))
        simple.app = made
    gc.freeze()  # everybody would wait while garbage is looked for in what stays


@contextmanager
def _without_collections() -> Iterator[None]:
    """Look for no garbage, which may let another thread run where Python 3.11 cannot bear it.

    Two threads that both parse then end in "AST constructor recursion depth mismatch" (CPython
    issue 106905), and the import of Gradio parses a lot.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _report_failure(on_failure: Callable[[Exception], None], starting: asyncio.Task[None]) -> None:
    error = None if starting.cancelled() else starting.exception()
    if isinstance(error, Exception):
        on_failure(error)
