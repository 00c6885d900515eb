"""`precis users`: the users of a server, their tokens, and their shared collections."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from precis.commands.options import Settings, command, command_app
from precis.errors import UsageError

if TYPE_CHECKING:
    from precis.stores.shares import Shares

app = command_app(no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="Letters, digits, '_' and '-'.")]
WithName = Annotated[str, typer.Argument(help="A user, or 'everybody'.", metavar="NAME")]
Shared = Annotated[
    str,
    typer.Argument(
        help="A collection; ~NAME/… belongs to user NAME, all others to everybody.",
        metavar="COLLECTION",
    ),
]
UserFile = Annotated[Path, typer.Option("--users", help="The file of users.", metavar="FILE")]


@app.callback()
def users() -> None:
    """Manage the users of a server, their tokens and shares.

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
    """Remove a user; restart a running server afterwards.

    Collections and shares stay: a new user of that name gets them.
    """
    from precis.commands.command import CommandRun
    from precis.web.access import remove_user

    remove_user(users, name)
    CommandRun(settings).screen.note(f"{name} is removed")


@command(app)
def share(
    settings: Settings,
    collection: Shared,
    name: WithName,
    *,
    right: Annotated[
        Literal["read", "write"], typer.Option(help="Access to give; writing includes reading.")
    ] = "read",
    users: UserFile,
) -> None:
    """Share a collection with a user or everybody; takes effect on running servers at once."""
    from precis.stores.permissions import EVERYBODY, Right
    from precis.web.access import read_users

    known = read_users(users)
    if name not in {EVERYBODY, *known}:
        raise UsageError(f"no user '{name}' in {users}: there is {', '.join(known) or 'nobody'}")
    _shares(settings).share(collection, name, Right[right.upper()])
    _note_if_unknown(settings, collection)


@command(app)
def unshare(settings: Settings, collection: Shared, name: WithName) -> None:
    """Stop sharing a collection with a user or everybody.

    After `unshare COLLECTION everybody`, only users with a share of their own can use it.
    """
    _shares(settings).unshare(collection, name)
    _note_if_unknown(settings, collection)


@command(app)
def shares(
    settings: Settings,
    collection: Annotated[str | None, typer.Argument(help="Only this collection.")] = None,
) -> None:
    """List whom collections are shared with."""
    from precis.commands.command import CommandRun

    CommandRun(settings).screen.shares(_shares(settings).list_shares(collection))


def _shares(settings: Settings) -> "Shares":
    from precis.stores.kept_shares import open_shares

    place = settings.library_place()
    return open_shares(place.folder, place.database)


def _note_if_unknown(settings: Settings, collection: str) -> None:
    from precis.commands.command import CommandRun

    run = CommandRun(settings)
    if not run.library.has(collection):
        run.screen.warn(f"there is no collection '{collection}' yet: this applies once it exists")
