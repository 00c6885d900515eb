"""`precis ask`."""

from precis.chains.requests import AskOptions, CallOptions
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
def ask(
    settings: Settings,
    questions: Questions = None,
    *,
    questions_file: QuestionFile = None,
    inside: InSources = None,
    options: AskOptions,
    source: SourceGlobs = None,
    loading: LoadOptions,
    calls: CallOptions,
) -> None:
    """Answer questions from documents; say so when they do not."""
    from precis import event_loop
    from precis.commands.command import CommandRun

    wanted = all_questions(questions, questions_file)
    run = CommandRun(settings, loading, calls)
    chain = run.retrieval_qa(run.narrow(options, inside, with_sources(options, source)))
    for question in wanted:
        answer = event_loop.run(run.screen.follow_answer(chain, question))
        if calls.dry_run:
            run.screen.planned(answer.usage)
        else:
            run.screen.answer(answer, titled=len(wanted) > 1)
    run.end()
