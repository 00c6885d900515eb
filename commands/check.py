"""`precis check`."""

from pathlib import Path
from typing import Annotated

import typer

from precis.chains.requests import CallOptions, CheckOptions
from precis.commands.options import Settings, command, command_app

app = command_app()

UNSUPPORTED = 3
"""Exit code where a sentence is not supported."""


@command(app)
def check(
    settings: Settings,
    text: Annotated[
        str | None, typer.Argument(help="The text: a file, a URL, or - for standard input.")
    ] = None,
    against: Annotated[list[str] | None, typer.Option(help="Sources to check against.")] = None,
    batch: Annotated[
        Path | None,
        typer.Option(help='JSONL file with {"source": text, "claims": [text]} on each line.'),
    ] = None,
    *,
    options: CheckOptions,
    calls: CallOptions,
) -> None:
    """Check each sentence of a text against sources.

    Exits with 3 if any sentence is unsupported. Doubtful sentences go to the model of --judge.
    """
    from precis.commands.command import CommandRun

    run = CommandRun(settings, calls=calls)
    if batch:
        for scores in run.check_batch(batch, options):
            run.screen.scores(scores)
        return
    claims, documents = run.check_sources(text, against or [], options)
    run.screen.claims(claims, documents)
    run.end()
    if not all(claim.supported or (claim.unsure and not options.strict) for claim in claims):
        raise typer.Exit(UNSUPPORTED)
