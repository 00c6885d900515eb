"""Behind a proxy: the client's address, the host name, and the root path.

Only headers of trusted proxies count; without one, `X-Forwarded-…` is ignored.
"""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from precis.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.types import ASGIApp, Receive, Scope, Send

_DEFAULT_PORTS = {"http": "80", "https": "443"}


class Proxies(NamedTuple):
    """The root path, "" or "/like/this", and the addresses of trusted proxies."""

    root_path: str = ""
    trusted: tuple[str, ...] = ()

    @classmethod
    def of(cls, root_path: str, trusted: Sequence[str]) -> Proxies:
        """Return validated settings. Raises UsageError for an invalid path, address or network."""
        for name in trusted:
            try:
                ipaddress.ip_network(name)
            except ValueError:
                raise UsageError(
                    f"trusted proxy '{name}' is not an address or network such as 10.0.0.0/8"
                ) from None
        return cls(_path(root_path), tuple(trusted))

    def around(self, app: ASGIApp) -> ASGIApp:
        """Wrap `app` for use behind the proxies."""
        below: Any = _Below(app, self)
        if not self.trusted:
            return _Below(app, self)
        # uvicorn replaces the proxy's address by the client's: ours must read it first.
        forwarded: Any = ProxyHeadersMiddleware(below, list(self.trusted))
        return _Trust(forwarded, self.trusted)


def path_of(scope: Scope) -> str:
    """Return the path of a request below the root path."""
    path: str = scope["path"]
    return path.removeprefix(root_of(scope)) or "/"


def root_of(scope: Scope) -> str:
    """Return the root path of a request, "" without one."""
    root: str = scope.get("root_path", "")
    return root


def _path(text: str) -> str:
    path = text.strip().rstrip("/")
    if path and (not path.startswith("/") or path.startswith("//") or quote(path) != path):
        raise UsageError(f"root path '{text}' is not a path such as /precis")
    return path


_TRUST = "precis.trusted"


class _Trust:
    """Marks requests of a trusted proxy, and restores the host name that the client used."""

    def __init__(self, app: ASGIApp, trusted: tuple[str, ...]) -> None:
        self._app = app
        self._networks = [ipaddress.ip_network(name) for name in trusted]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and self._trusts(scope):
            scope[_TRUST] = True
            _take_host(scope)
        await self._app(scope, receive, send)

    def _trusts(self, scope: Scope) -> bool:
        client = scope.get("client")
        try:
            address = ipaddress.ip_address(client[0]) if client else None
        except ValueError:
            return False
        return address is not None and any(address in network for network in self._networks)


def _take_host(scope: Scope) -> None:
    headers = MutableHeaders(scope=scope)
    host = _first(headers, "x-forwarded-host")
    if not host:
        return
    port = _first(headers, "x-forwarded-port")
    scheme = _first(headers, "x-forwarded-proto") or scope["scheme"]
    named = host.rpartition(":")[2].isdigit()
    if port.isdigit() and not named and port != _DEFAULT_PORTS.get(scheme):
        host = f"{host}:{port}"
    headers["host"] = host
    headers["x-forwarded-host"] = host


class _Below:
    """Serves below the root path, whether or not the proxy strips it."""

    def __init__(self, app: ASGIApp, proxies: Proxies) -> None:
        self._app = app
        self._proxies = proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            root = self._root(scope)
            path = scope["path"]
            raw = scope.get("raw_path") or quote(path).encode()
            if root and path != root and not path.startswith(f"{root}/"):
                path, raw = root + path, root.encode() + raw
            scope = {**scope, "root_path": root, "path": path, "raw_path": raw}
        await self._app(scope, receive, send)

    def _root(self, scope: Scope) -> str:
        if scope.get(_TRUST):
            try:
                return _path(_first(Headers(scope=scope), "x-forwarded-prefix")) or (
                    self._proxies.root_path
                )
            except UsageError:
                return self._proxies.root_path
        return self._proxies.root_path


def _first(headers: Headers, name: str) -> str:
    return headers.get(name, "").partition(",")[0].strip()
