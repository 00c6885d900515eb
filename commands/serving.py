"""What `precis serve` and `precis mcp` share: address, users and limits."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from precis.errors import UsageError

if TYPE_CHECKING:
    from precis.commands.options import Settings
    from precis.web.access import Access

Host = Annotated[str, typer.Option(help="Address to listen on.")]
Port = Annotated[int, typer.Option(help="Port; 0 picks a free one.", min=0, max=65535)]
Token = Annotated[
    str | None,
    typer.Option(help="Access token. Prefer setting PRECIS_TOKEN.", envvar="PRECIS_TOKEN"),
]
Users = Annotated[
    Path | None, typer.Option(help="File of users; see `precis users`.", metavar="FILE")
]

LogFormat = Annotated[Literal["text", "json"], typer.Option(help="Format of the log on stderr.")]


def access_of(
    settings: "Settings", token: str | None, users: Path | None, log_format: str = "text"
) -> "Access":
    """Return who may use a server. Raises UsageError where two ways to say it are given."""
    from precis.web.access import Access
    from precis.web.log import show_log

    if not settings.quiet:
        show_log(log_format)
    if token and users:
        raise UsageError("--token and --users cannot be combined: give one")
    return Access.one(token) if token else Access.file(users) if users else Access.everybody()
