"""`precis sources`: list, show and remove the documents of a collection."""

from typing import Annotated

import typer

from precis.chains.requests import DEFAULT_COLLECTION
from precis.commands.options import Settings, command, command_app, with_options

app = command_app()

Collection = Annotated[str | None, typer.Option(help="The collection of the library to use.")]
Ids = Annotated[list[str], typer.Argument(help="Ids that `precis sources` lists.", metavar="ID…")]

Names = Annotated[
    list[str],
    typer.Argument(help="Ids, files, folders, URLs or globs.", metavar="NAME…"),
]


@app.callback(invoke_without_command=True)
@with_options
def sources(settings: Settings, context: typer.Context, *, collection: Collection = None) -> None:
    """List the documents of a collection; show or remove them."""
    if context.invoked_subcommand is None:
        from precis.commands.command import CommandRun

        run = CommandRun(settings)
        run.screen.sources(run.library.sources(collection or DEFAULT_COLLECTION))


@command(app)
def show(
    settings: Settings, context: typer.Context, ids: Ids, *, collection: Collection = None
) -> None:
    """Print the ingested text of documents, as `precis load` does."""
    from precis.commands.command import CommandRun

    run = CommandRun(settings)
    for document in run.library.documents(ids, _collection_name(context, collection)).values():
        run.screen.document(document)


@command(app)
def remove(
    settings: Settings, context: typer.Context, names: Names, *, collection: Collection = None
) -> None:
    """Remove documents, and their text from every file of the library."""
    from precis.commands.command import CommandRun

    name = _collection_name(context, collection)
    run = CommandRun(settings)
    run.remove(names, name)
    run.screen.sources(run.library.sources(name))


def _collection_name(context: typer.Context, collection: str | None) -> str:
    """Return the collection that stands after the command's name or, failing that, before it."""
    before = context.parent.params["collection"] if context.parent else None
    return collection or before or DEFAULT_COLLECTION
