"""`precis ask`."""

from precis.chains.requests import AskOptions, CallOptions
from precis.commands.arguments import Questions, Selection
from precis.commands.options import Settings, command, command_app
from precis.loaders.options import LoadOptions

app = command_app()


@command(app)
def ask(
    settings: Settings,
    questions: Questions,
    *,
    selection: Selection,
    options: AskOptions,
    loading: LoadOptions,
    calls: CallOptions,
) -> None:
    """Answer questions from documents; say so when they do not."""
    from precis import event_loop
    from precis.commands.command import CommandRun

    wanted = questions.all()
    run = CommandRun(settings, loading, calls)
    chain = run.retrieval_qa(run.narrow(options, selection))
    for question in wanted:
        answer = event_loop.run(run.screen.follow_answer(chain, question))
        if calls.dry_run:
            run.screen.planned(answer.usage)
        else:
            run.screen.answer(answer, titled=len(wanted) > 1)
    run.end()
