"""`precis run`."""

from typing import Annotated

import typer

from precis.chains.requests import CallOptions, RunOptions
from precis.commands.arguments import Sources
from precis.commands.options import Settings, command, command_app
from precis.loaders.options import LoadOptions

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
    composed = compose(
        chain, run, unsupported=options.unsupported, on_error=run.leave_out, delivery=options
    )
    documents = run.load_all(sources)
    for [item] in run.screen.track(composed.stream(documents), "results"):
        if not calls.dry_run:
            run.screen.result(item, titled=len(documents) > 1)
    run.screen.total(run.usage, dry_run=calls.dry_run)
    run.end()
