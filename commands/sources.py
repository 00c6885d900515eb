"""`precis sources`: what a collection holds; show a document of it, or take one out for good."""

from typing import Annotated

import typer

from precis.options import Settings, shared

app = typer.Typer(rich_markup_mode=None)

Collection = Annotated[str | None, typer.Option(help="A named part of the library.")]
Ids = Annotated[list[str], typer.Argument(help="Ids that `precis sources` lists.", metavar="ID…")]


@app.callback(invoke_without_command=True)
@shared
def sources(settings: Settings, context: typer.Context, *, collection: Collection = None) -> None:
    """List what a collection holds. Documents can be shown, or taken out for good."""
    if context.invoked_subcommand is None:
        from precis.session import Session

        session = Session(settings)
        session.screen.sources(session.library.sources(collection or "default"))


@app.command()
@shared
def show(
    settings: Settings, context: typer.Context, ids: Ids, *, collection: Collection = None
) -> None:
    """Print documents as they were ingested: what `precis load` prints."""
    from precis.session import Session

    session = Session(settings)
    for document in session.library.documents(ids, _named(context, collection)).values():
        session.screen.document(document)


@app.command()
@shared
def remove(
    settings: Settings, context: typer.Context, ids: Ids, *, collection: Collection = None
) -> None:
    """Take documents out, so that no file of the library holds their text any more."""
    from precis.session import Session

    name = _named(context, collection)
    session = Session(settings)
    session.remove(ids, name)
    session.screen.sources(session.library.sources(name))


def _named(context: typer.Context, collection: str | None) -> str:
    """Return the collection that stands after the command's name or, failing that, before it."""
    before = context.parent.params["collection"] if context.parent else None
    return collection or before or "default"
