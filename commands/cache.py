"""`precis cache`."""

from typing import Annotated

import typer

from precis.commands.options import Settings, command, command_app

app = command_app()


@command(app)
def cache(
    settings: Settings,
    *,
    clear: Annotated[
        bool, typer.Option("--clear", help="Delete all cached calls and web pages.")
    ] = False,
) -> None:
    """Show or clear the cache of finished model calls."""
    from precis.commands.command import CommandRun
    from precis.languages.counts import count_of

    run = CommandRun(settings)
    if clear:
        run.forget_pages()
        run.screen.note(f"{count_of(run.calls.clear(), 'cached call')} deleted")
    run.screen.cache(run.calls.info())
