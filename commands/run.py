"""`precis run`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from precis.chains.requests import CallOptions, RunOptions
from precis.commands.arguments import Cluster, Sources
from precis.commands.options import Settings, command, command_app
from precis.loaders.options import LoadOptions

if TYPE_CHECKING:
    from precis.chains.whole_library.table.making import Table
    from precis.commands.command import CommandRun

app = command_app()


@command(app, name="run", context_settings={"ignore_unknown_options": True})
def run_chain(
    settings: Settings,
    chain: Annotated[str, typer.Argument(help='Steps, such as "summarize | translate French".')],
    sources: Sources,
    *,
    options: RunOptions,
    classifier: Annotated[
        str | None,
        typer.Option(help="A Transformers encoder for sentiment and classify.", metavar="PATH"),
    ] = None,
    table: Annotated[
        Path | None,
        typer.Option(
            help="Write what the chain extracts as a table: .csv, .xlsx or .jsonl.",
            metavar="FILE",
        ),
    ] = None,
    on: Cluster = None,
    loading: LoadOptions,
    calls: CallOptions,
) -> None:
    """Run a chain of steps over sources.

    Prints one result per document. List the steps with `precis chains`.
    """
    from precis.chains.composition.composed import compose
    from precis.chains.composition.planning import with_options
    from precis.commands.command import CommandRun

    chain, sources = with_options(chain, sources)
    run = CommandRun(settings, loading, calls, classifier=classifier)
    if table and not calls.dry_run:
        from precis.chains.whole_library.table.making import Table

        with run.on_cluster(on):
            _write(Table(table, chain, run, options), run, sources)
        return
    composed = compose(
        chain, run, unsupported=options.unsupported, on_error=run.leave_out, delivery=options
    )
    with run.on_cluster(on):
        documents = run.load_all(sources)
        for [item] in run.screen.track(composed.stream(documents), "results"):
            if not calls.dry_run:
                run.screen.result(item, titled=len(documents) > 1)
    run.screen.total(run.usage, dry_run=calls.dry_run)
    run.end()


def _write(table: "Table", run: "CommandRun", sources: list[str]) -> None:
    """Make a row of each document, and then the file."""
    for row in run.screen.track(table.rows(run.load(sources)), "rows"):
        if row.error:
            run.leave_unasked(f"{row.title}: {row.error}")
    run.screen.table(table.path, table.write())
    run.screen.total(run.usage, dry_run=False)
    run.end()
