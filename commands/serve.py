"""`precis serve` and `precis mcp`: one library for browsers, for programs, and for agents."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from precis.errors import UsageError, require
from precis.options import Settings, Spending, shared

if TYPE_CHECKING:
    from precis.web.access import Access

Host = Annotated[str, typer.Option(help="Address to serve at.")]
Port = Annotated[int, typer.Option(help="Port; 0 takes a free one.", min=0, max=65535)]
Token = Annotated[
    str | None,
    typer.Option(help="What users must know; better in:", envvar="PRECIS_TOKEN"),
]
Users = Annotated[
    Path | None, typer.Option(help="A file of users: see precis users.", metavar="FILE")
]
Rate = Annotated[int, typer.Option(help="Requests of a user a minute.", min=1)]


@shared
def serve(
    settings: Settings,
    *,
    host: Host = "127.0.0.1",
    port: Port = 7860,
    token: Token = None,
    users: Users = None,
    page: Annotated[bool, typer.Option("--page/--no-page", help="Serve the page too.")] = True,
    max_upload: Annotated[int, typer.Option(help="Megabytes of an upload.", min=1)] = 50,
    max_rate: Rate = 300,
    max_jobs: Annotated[int, typer.Option(help="Jobs of a user at a time.", min=1)] = 10,
    max_calls: Annotated[int, typer.Option(help="Paid calls of a user a day.", min=0)] = 5000,
    max_cost: Annotated[
        float | None, typer.Option(help="US dollars of a user a day.", min=0)
    ] = None,
    price: Annotated[
        str | None,
        typer.Option(help="US dollars for a million tokens read/written.", metavar="IN/OUT"),
    ] = None,
) -> None:
    """Serve the page and the REST API. Other machines than this need --token or --users."""
    require("fastapi", "precis serve", "web")
    from precis.session import Session
    from precis.web.quota import Quota
    from precis.web.serve import serve as run

    quota = Quota(
        upload_megabytes=max_upload,
        requests_per_minute=max_rate,
        active_jobs=max_jobs,
        calls_per_day=max_calls,
        cost_per_day=max_cost,
    )
    access = _access(settings, token, users)
    session = Session(settings, spending=Spending(price=price))
    run(session, access, quota, host=host, port=port, tell=session.screen.note, page=page)


@shared
def mcp(
    settings: Settings,
    folders: Annotated[
        list[Path] | None, typer.Argument(help="Folders whose files may be read.")
    ] = None,
    *,
    http: Annotated[bool, typer.Option("--http", help="Serve streamable HTTP, not stdio.")] = False,
    host: Host = "127.0.0.1",
    port: Port = 7861,
    token: Token = None,
    users: Users = None,
    max_rate: Rate = 300,
    spending: Spending,
) -> None:
    """Serve the library to agents and editors. It speaks MCP: tools and resources."""
    require("mcp", "precis mcp", "mcp")
    from precis.session import Session
    from precis.web.quota import Quota
    from precis.web.serve_mcp import serve_http, serve_stdio

    session = Session(settings, spending=spending)
    if not http:
        serve_stdio(session, folders or [])
        return
    access = _access(settings, token, users)
    quota = Quota(requests_per_minute=max_rate)
    tell = session.screen.note
    serve_http(session, folders or [], access, quota, host=host, port=port, tell=tell)


def _access(settings: Settings, token: str | None, users: Path | None) -> "Access":
    from precis.web.access import Access
    from precis.web.log import show_log

    if not settings.quiet:
        show_log()
    if token and users:
        raise UsageError("--token and --users are two ways to know users: give one")
    return Access.one(token) if token else Access.file(users) if users else Access.everybody()
