"""`precis users`: who may use a server, each with a token of their own."""

from pathlib import Path
from typing import Annotated

import typer

from precis.commands.options import Settings, command, command_app

app = command_app(no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="Letters, digits, '_' and '-'.")]
UserFile = Annotated[Path, typer.Option("--users", help="The file of users.", metavar="FILE")]


@app.callback()
def users() -> None:
    """Manage the users of a server and their tokens.

    The file for `precis serve --users FILE` holds only hashes.
    """


@command(app)
def add(settings: Settings, name: Name, *, users: UserFile) -> None:
    """Add a user, or renew a token; it is printed only once."""
    from precis.commands.command import CommandRun
    from precis.web.access import add_user

    CommandRun(settings).screen.token(name, add_user(users, name))


@command(app)
def remove(settings: Settings, name: Name, *, users: UserFile) -> None:
    """Remove a user; restart a running server afterwards."""
    from precis.commands.command import CommandRun
    from precis.web.access import remove_user

    remove_user(users, name)
    CommandRun(settings).screen.note(f"{name} is removed")
