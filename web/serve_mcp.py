"""Runs the server of `precis mcp`, on standard input or over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from precis.loaders import LoadOptions
from precis.web.folders import Folders
from precis.web.mcp_server import make_server
from precis.web.work import Workshop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from mcp.server.mcpserver import MCPServer
    from starlette.types import ASGIApp, Receive, Scope, Send

    from precis.chains.workspace import Workspace
    from precis.web.access import Access
    from precis.web.quota import Quota

_PATH = "/mcp"


def serve_stdio(workspace: Workspace, folders: Iterable[Path]) -> None:
    """Serve the parent process until it closes standard input."""
    _server(workspace, folders).run("stdio")


def serve_http(
    workspace: Workspace,
    folders: Iterable[Path],
    access: Access,
    quota: Quota,
    *,
    host: str,
    port: int,
    tell: Callable[[str], None],
) -> None:
    """Serve streamable HTTP until interrupted; raises UsageError as `precis serve` does."""
    from mcp.server.transport_security import TransportSecuritySettings

    from precis.stores.kept_shares import open_shares
    from precis.web.guard import Guard
    from precis.web.listening import address, check_open, listen, run
    from precis.web.rights import Rights

    check_open(access, host)
    workspace.restrict(Rights(open_shares(workspace.path, workspace.database)))
    server = _server(workspace, folders)
    app = server.streamable_http_app(
        streamable_http_path=_PATH,
        # The guard has already checked host and origin.
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
    with listen(host, port) as listening:
        tell(f"{address(host, listening)}{_PATH}: an MCP server (streamable HTTP)")
        run(Guard(_with_users(app), access, quota, host), listening)


def _with_users(app: ASGIApp) -> ASGIApp:
    """Name the user to the MCP library, which binds each session to the user who started it."""
    from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser
    from mcp.server.auth.provider import AccessToken

    from precis.web.guard import USER

    async def named(scope: Scope, receive: Receive, send: Send) -> None:
        if user := scope.get(USER):
            scope["user"] = AuthenticatedUser(AccessToken(token="", client_id=user, scopes=[]))
        await app(scope, receive, send)

    return named


def _server(workspace: Workspace, folders: Iterable[Path]) -> MCPServer:
    options = LoadOptions(public_only=True)
    allowed = Folders(folders)
    return make_server(workspace, Workshop(workspace, allowed, options), allowed, options)
