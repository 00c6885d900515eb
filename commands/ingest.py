"""`precis ingest`."""

from typing import Annotated

import typer

from precis.chains.requests import CallOptions, IngestOptions
from precis.commands.arguments import Cluster
from precis.commands.options import Settings, command, command_app
from precis.loaders.options import LoadOptions

app = command_app()


@command(app)
def ingest(
    settings: Settings,
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            help="URLs, files, folders, s3://, imaps://, zotero:, feed:, collection:NAME or -."
        ),
    ] = None,
    *,
    options: IngestOptions,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove all documents whose files are gone.")
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Follow files and folders until Ctrl-C.")
    ] = False,
    reembed: Annotated[
        bool,
        typer.Option("--reembed", help="Recompute all vectors with the model of --embeddings."),
    ] = False,
    on: Cluster = None,
    wait: Annotated[
        float, typer.Option(help="Seconds to wait for the library lock.", min=0)
    ] = 600.0,
    calls: CallOptions,
    loading: LoadOptions,
) -> None:
    """Add sources to the library; rerun to update it."""
    from precis.commands.command import CommandRun
    from precis.errors import UsageError

    run = CommandRun(settings, loading, calls, wait=wait)
    if watch:
        if prune or reembed or on or not sources:
            raise UsageError("--watch takes files and folders, without --prune, --reembed and --on")
        run.watch(sources, options)
        return
    with run.on_cluster(on):
        if reembed:
            result = run.reembed(sources or [], options.collection)
        else:
            result = run.ingest(sources or [], options, prune=prune)
    run.screen.ingest(result)
    run.end()
