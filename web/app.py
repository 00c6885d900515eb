"""The application: the API, its documentation and the page, behind one guard."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI

from web.documentation import add_documentation
from web.guard import Guard
from web.late import Late
from web.login import add_login
from web.problems import handle_problems
from web.routes import router
from web.service import Service

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Collection

    from starlette.types import ASGIApp

    from chains.workspace import Workspace
    from web.access import Access
    from web.quota import Quota

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def create_app(
    workspace: Workspace,
    access: Access,
    quota: Quota,
    *,
    hosts: Collection[str] = LOOPBACK,
    make_page: Callable[[Service], FastAPI] | None = None,
) -> ASGIApp:
    """Return the application over `workspace`.

    `hosts` are the names the server may be called by while nobody is asked for a token.
    `make_page` makes what is served at / (`web.page`); it is called in a thread once the API
    answers, because making a page takes longer than all the rest.
    """
    page = Late()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        service = app.state.service = Service(workspace, quota)
        async with AsyncExitStack() as stack:
            starting = asyncio.create_task(_start(service, page, make_page, stack))
            try:
                yield
            finally:
                starting.cancel()
                await asyncio.wait([starting])
                await service.close()

    app = FastAPI(
        title="Précis",
        version="1",
        description="Summaries and answers in which every sentence shows its evidence.",
        lifespan=lifespan,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    guard = Guard(app, access, quota, hosts)
    app.include_router(router)
    add_documentation(app)
    add_login(app, access, guard)
    handle_problems(app, workspace.path)
    app.router.default = page
    return guard


async def _start(
    service: Service,
    page: Late,
    make_page: Callable[[Service], FastAPI] | None,
    stack: AsyncExitStack,
) -> None:
    await service.start()
    if make_page:
        made = await asyncio.to_thread(make_page, service)
        await stack.enter_async_context(made.router.lifespan_context(made))
        page.app = made
