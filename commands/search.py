"""`precis search`."""

from precis.chains.requests import SearchOptions
from precis.commands.arguments import Questions, Selection
from precis.commands.options import Settings, command, command_app
from precis.loaders.options import LoadOptions

app = command_app()


@command(app)
def search(
    settings: Settings,
    questions: Questions,
    *,
    selection: Selection,
    options: SearchOptions,
    loading: LoadOptions,
) -> None:
    """Find passages without calling a chat model."""
    from precis.commands.command import CommandRun

    wanted = questions.all()
    run = CommandRun(settings, loading)
    options = run.narrow(options, selection)
    for question in wanted:
        run.screen.passages(run.search(question, options), titled=len(wanted) > 1)
    run.end()
