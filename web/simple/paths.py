"""Which of Gradio's many paths are open: those that the form uses.

It also has paths that fetch from elsewhere, serve files or edit code; they are not needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from precis.web.problems import details, response
from precis.web.proxies import path_of

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.types import ASGIApp, Receive, Scope, Send

_API = "/gradio_api"
_UPLOAD = f"{_API}/upload"
_OPEN = {"/", "/favicon.ico", "/theme.css", f"{_API}/cancel", f"{_API}/reset", _UPLOAD}
_OPEN_BELOW = (
    "/assets/",
    "/static/",
    f"{_API}/queue/",
    f"{_API}/heartbeat/",
    f"{_API}/upload_progress",
)


class OnlyOpenPaths:
    """Refuses every other path, and uploads while those in `folder` take `megabytes`."""

    def __init__(self, app: ASGIApp, folder: Path, megabytes: int) -> None:
        self._app = app
        self._folder = folder
        self._bytes = megabytes * 1_000_000

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        app = self._app
        if scope["type"] == "http":
            path = path_of(scope)
            if path not in _OPEN and not path.startswith(_OPEN_BELOW):
                app = response(details(404, "there is nothing here"), path)
            elif path == _UPLOAD and self._is_full():
                full = details(413, "too many uploads wait to be loaded: try again later")
                app = response(full, path)
        await app(scope, receive, send)

    def _is_full(self) -> bool:
        sizes = (path.stat().st_size for path in self._folder.rglob("*") if path.is_file())
        return sum(sizes) >= self._bytes
