"""`precis search`."""

from precis.chains.requests import SearchOptions
from precis.commands.arguments import (
    InSources,
    QuestionFile,
    Questions,
    SourceGlobs,
    all_questions,
    with_sources,
)
from precis.commands.options import Settings, command, command_app
from precis.loaders.options import LoadOptions

app = command_app()


@command(app)
def search(
    settings: Settings,
    questions: Questions = None,
    *,
    questions_file: QuestionFile = None,
    inside: InSources = None,
    options: SearchOptions,
    source: SourceGlobs = None,
    loading: LoadOptions,
) -> None:
    """Find passages without calling a chat model."""
    from precis.commands.command import CommandRun

    wanted = all_questions(questions, questions_file)
    run = CommandRun(settings, loading)
    options = run.narrow(options, inside, with_sources(options, source))
    for question in wanted:
        run.screen.passages(question, run.search(question, options), titled=len(wanted) > 1)
    run.end()
