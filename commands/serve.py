"""`precis serve`: the page and the REST API of one library, for a browser and for programs."""

from pathlib import Path
from typing import Annotated

import typer

from errors import UsageError, require
from options import Settings, shared


@shared
def serve(
    settings: Settings,
    *,
    host: Annotated[str, typer.Option(help="Address to serve at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port; 0 takes a free one.", min=0, max=65535)] = 7860,
    token: Annotated[
        str | None,
        typer.Option(help="What users must know; better in:", envvar="PRECIS_TOKEN"),
    ] = None,
    users: Annotated[
        Path | None, typer.Option(help="A file of users: see precis users.", metavar="FILE")
    ] = None,
    page: Annotated[bool, typer.Option("--page/--no-page", help="Serve the page too.")] = True,
    max_upload: Annotated[int, typer.Option(help="Megabytes of an upload.", min=1)] = 50,
    max_rate: Annotated[int, typer.Option(help="Requests of a user a minute.", min=1)] = 300,
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
    """Serve the page and the REST API; others than this machine need --token or --users."""
    require("uvicorn", "precis serve", "web")
    from options import Spending
    from session import Session
    from web.access import Access
    from web.log import show_log
    from web.quota import Quota
    from web.serve import serve as run

    if token and users:
        raise UsageError("--token and --users are two ways to know users: give one")
    access = Access.one(token) if token else Access.file(users) if users else Access.everybody()
    quota = Quota(
        upload_megabytes=max_upload,
        requests_per_minute=max_rate,
        active_jobs=max_jobs,
        calls_per_day=max_calls,
        cost_per_day=max_cost,
    )
    if not settings.quiet:
        show_log()
    session = Session(settings, spending=Spending(price=price))
    run(session, access, quota, host=host, port=port, tell=session.screen.note, page=page)
