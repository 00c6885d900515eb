"""What a server answers while it starts: requests wait for what they need, `Starting` says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse

from precis.web.problems import details, response
from precis.web.proxies import path_of

if TYPE_CHECKING:
    from asyncio import Event

    from starlette.types import ASGIApp, Receive, Scope, Send

    from precis.web.service import Service

_HTML = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="1">
<title>Précis</title>
<p style="font: 1rem system-ui, sans-serif; margin: 20vh auto; max-width: 24rem">
Précis is starting…</p>
</html>
"""


_AT_ONCE = ("/health", "/ready", "/static/")
_ABOUT = "/api/v1/about"


class Waiting:
    """Lets requests wait until `service` has loaded what they need."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self._app = app
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request once it can be answered."""
        if scope["type"] == "http" and (needed := self._event_for(path_of(scope))):
            await needed.wait()
        await self._app(scope, receive, send)

    def _event_for(self, path: str) -> Event | None:
        if path.startswith(_AT_ONCE):
            return None
        return self._service.picked if path == _ABOUT else self._service.loaded


class Starting:
    """Serves `app` once it is set; before, a page that asks again every second."""

    def __init__(self) -> None:
        self.app: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if self.app is not None:
            await self.app(scope, receive, send)
        elif path_of(scope) == "/":
            await HTMLResponse(_HTML, 503, {"retry-after": "1"})(scope, receive, send)
        else:
            problem = details(404, "there is nothing here")
            await response(problem, path_of(scope))(scope, receive, send)
