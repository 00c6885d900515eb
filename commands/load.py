"""`precis load`."""

from precis.chains.requests import CallOptions
from precis.commands.arguments import Sources
from precis.commands.options import Settings, command, command_app
from precis.loaders.options import LoadOptions

app = command_app()


@command(app)
def load(settings: Settings, sources: Sources, *, calls: CallOptions, loading: LoadOptions) -> None:
    """Print the text of sources as Précis reads it."""
    from precis.commands.command import CommandRun

    run = CommandRun(settings, loading, calls)
    for document in run.load(sources):
        run.screen.document(document)
    run.end()
