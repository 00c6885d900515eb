"""A part of the application that is not ready when the rest is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse

from precis.web.problems import details, response
from precis.web.proxies import path_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_HTML = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="1">
<title>Précis</title>
<p style="font: 1rem system-ui, sans-serif; margin: 20vh auto; max-width: 24rem">
Précis is starting…</p>
</html>
"""


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
