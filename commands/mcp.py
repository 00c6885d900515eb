"""`precis mcp`."""

from pathlib import Path
from typing import Annotated

import typer

from precis.chains.requests import CallOptions
from precis.commands.options import Settings, command, command_app
from precis.commands.serving import Host, Port, Token, Users, access_of
from precis.errors import require

app = command_app()


@command(app)
def mcp(
    settings: Settings,
    folders: Annotated[
        list[Path] | None, typer.Argument(help="Folders whose files agents may read.")
    ] = None,
    *,
    http: Annotated[
        bool, typer.Option("--http", help="Serve streamable HTTP instead of stdio.")
    ] = False,
    host: Host = "127.0.0.1",
    port: Port = 7861,
    token: Token = None,
    users: Users = None,
    max_rate: Annotated[
        int, typer.Option(help="Maximum requests of a user per minute.", min=1)
    ] = 300,
    calls: CallOptions,
) -> None:
    """Serve the library to agents and editors over MCP.

    They get tools (search, ask, summarize, check, run, ingest, sources), prompts for the shipped
    chains, and documents and files as resources.
    """
    require("mcp", "precis mcp", "mcp")
    from precis.commands.command import CommandRun
    from precis.web.quota import Quota
    from precis.web.serve_mcp import serve_http, serve_stdio

    run = CommandRun(settings, calls=calls)
    if not http:
        serve_stdio(run, folders or [])
        return
    access, quota = access_of(settings, token, users), Quota(max_rate=max_rate)
    tell = run.screen.note
    serve_http(run, folders or [], access, quota, host=host, port=port, tell=tell)
