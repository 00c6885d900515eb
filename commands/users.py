"""`precis users`: who may use a server, each with a token of their own."""

from pathlib import Path
from typing import Annotated

import typer

from precis.options import Settings, shared

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="Letters, digits, '_' and '-'.")]
UserFile = Annotated[Path, typer.Option("--users", help="The file of users.", metavar="FILE")]


@app.callback()
def users() -> None:
    """Say who may use `precis serve --users FILE`. The file holds only hashes."""


@app.command()
@shared
def add(settings: Settings, name: Name, *, users: UserFile) -> None:
    """Add a user, or give one a new token, and print the token: it is kept nowhere."""
    from precis.session import Session
    from precis.web.access import add_user

    Session(settings).screen.token(name, add_user(users, name))


@app.command()
@shared
def remove(settings: Settings, name: Name, *, users: UserFile) -> None:
    """Take a user out; a running server has to be started again."""
    from precis.session import Session
    from precis.web.access import remove_user

    remove_user(users, name)
    Session(settings).screen.note(f"{name} is removed")
