"""`precis library`: moving a library, and the schema of a shared one."""

from typing import Annotated

import typer

from precis.commands.options import Settings, command, command_app

app = command_app(no_args_is_help=True)

Place = Annotated[str, typer.Argument(help="A folder, or postgresql://…", metavar="LIBRARY")]


@app.callback()
def library() -> None:
    """Copy a library, or upgrade the database of a shared one."""


@command(app)
def copy(settings: Settings, source: Place, target: Place) -> None:
    """Copy a library from a folder to a database or back, and compare the two.

    Documents, chunks, vectors and finished model calls are copied as they are. --chroma names the
    server with the vectors of a database.
    """
    from precis.chains.library_copy import copy_library
    from precis.chains.library_place import library_place
    from precis.screen import Screen

    screen = Screen(json=settings.json, quiet=settings.quiet)
    with screen.copying() as on_progress:
        copied = copy_library(
            library_place(source), library_place(target), settings.chroma_server(), on_progress
        )
    screen.copied(copied)


@command(app)
def upgrade(settings: Settings) -> None:
    """Upgrade the database of --library to this version of Précis.

    Rebuilds keyword indexes of an older format; vectors stay. Stop the
    other processes first, and make a backup (`pg_dump`).
    """
    from precis.database.upgrading import upgrade_database
    from precis.errors import UsageError
    from precis.screen import Screen
    from precis.stores.shared.upgrading import upgrade_indexes

    place = settings.library_place()
    if place.database is None:
        raise UsageError(f"{place} is a folder: only a library in a database is upgraded")
    before, after = upgrade_database(place.database)
    indexed = upgrade_indexes(place.database)
    screen = Screen(json=settings.json, quiet=settings.quiet)
    screen.upgraded(str(place), before, after, indexed)
