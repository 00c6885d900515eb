"""`precis chat`; the loop of questions is in `chat_loop.py`."""

from pathlib import Path
from typing import Annotated

import typer

from precis.chains.requests import AskOptions, CallOptions
from precis.commands.arguments import Selection
from precis.commands.options import Settings, command, command_app
from precis.loaders.options import LoadOptions

app = command_app()


@command(app)
def chat(
    settings: Settings,
    *,
    history: Annotated[
        Path | None, typer.Option(help="Resume from and save to this conversation file.")
    ] = None,
    selection: Selection,
    options: AskOptions,
    loading: LoadOptions,
    calls: CallOptions,
) -> None:
    """Chat about documents; follow-up questions are understood."""
    from precis.chains.whole_library.asking import answering
    from precis.commands.chat_loop import ChatLoop
    from precis.commands.command import CommandRun

    run = CommandRun(settings, loading, calls)
    options = run.narrow(options, selection)
    ChatLoop(run, answering(run, options), options, history).run()
    run.end()
