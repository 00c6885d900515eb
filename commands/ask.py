"""`precis ask`."""

from typing import TYPE_CHECKING

from precis.chains.requests import AskOptions, CallOptions
from precis.commands.arguments import Questions, Selection
from precis.commands.options import Settings, command, command_app
from precis.loaders.options import LoadOptions

if TYPE_CHECKING:
    from precis.chains.evidence import Answer
    from precis.commands.command import CommandRun

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
    """Answer questions from documents, or say that they do not."""
    from precis import event_loop
    from precis.chains.hops.asking import AskHops
    from precis.chains.whole_library.asking import AskAll, answering
    from precis.commands.command import CommandRun

    wanted = questions.all()
    run = CommandRun(settings, loading, calls)
    chain = answering(run, run.narrow(options, selection))
    for question in wanted:
        if isinstance(chain, AskAll | AskHops) and run.has_chat and not calls.dry_run:
            run.screen.plan(event_loop.run(chain.plan(question)))
        answer = event_loop.run(run.screen.follow_answer(chain, question))
        if calls.dry_run:
            run.screen.dry_run(answer.usage)
        else:
            run.screen.answer(answer, titled=len(wanted) > 1)
            _tell_extent(run, answer)
    run.end()


def _tell_extent(run: "CommandRun", answer: "Answer") -> None:
    """Say how many documents were asked, or that all of them, or every part, could be."""
    from precis.chains.hops.answer import HoppedAnswer
    from precis.chains.hops.parts import parts_of
    from precis.chains.whole_library.answer import LibraryAnswer
    from precis.chains.whole_library.form import is_about_all
    from precis.languages.counts import count_of

    if isinstance(answer, HoppedAnswer) or answer.task:
        return
    if not isinstance(answer, LibraryAnswer):
        parts = len(parts_of(answer.standalone))
        if is_about_all(answer.standalone):
            run.screen.note(
                "only the best passages were read; `precis ask --all` asks every document"
            )
        elif parts > 1:
            searched = f"one search was made for {count_of(parts, 'part')}"
            run.screen.note(f"{searched}; `precis ask --hops {parts}` looks up each")
        return
    run.screen.coverage(answer)
    for each in answer.failed:
        run.leave_unasked(f"{each.source}: {each.error}")
