"""Marks the scripts in the form's own HTML, so that no other script can run.

`headers.py` has the policy that requires the mark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders

from precis.web.headers import NONCE
from precis.web.proxies import path_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send


class MarkScripts:
    """Gives every script element of the HTML at / the nonce of its request."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http" or path_of(scope) != "/" or NONCE not in scope:
            await self._app(scope, receive, send)
            return
        mark = f'<script nonce="{scope[NONCE]}"'.encode()
        start: Message = {}
        body = bytearray()

        async def send_marked(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            body.extend(message.get("body", b""))
            if not message.get("more_body"):
                html = bytes(body).replace(b"<script", mark)
                MutableHeaders(scope=start)["content-length"] = str(len(html))
                await send(start)
                await send({"type": "http.response.body", "body": html})

        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await self._app({**scope, "headers": plain}, receive, send_marked)
