"""`precis evaluate`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from precis.chains.requests import AskOptions, CallOptions
from precis.commands.options import Settings, command, command_app
from precis.languages.counts import count_of

if TYPE_CHECKING:
    from precis.chains.evaluation import Expected
    from precis.commands.command import CommandRun

app = command_app()


@command(app)
def evaluate(
    settings: Settings,
    questions: Annotated[
        Path,
        typer.Argument(help="JSONL or CSV with question, and answer, sources or answered: false."),
    ],
    *,
    make: Annotated[
        int | None,
        typer.Option(
            help="Draft this many questions from the collection with a chat model.", min=1
        ),
    ] = None,
    options: AskOptions,
    calls: CallOptions,
) -> None:
    """Measure how well a collection answers questions.

    Their answers are known. Prints recall, right answers, right silence and support, with 95%
    intervals, and the failures.
    """
    from precis.chains.evaluation import (
        answer_each,
        confirmed_only,
        read_questions,
        score_answers,
    )
    from precis.chains.whole_library.asking import answering
    from precis.commands.command import CommandRun

    run = CommandRun(settings, calls=calls)
    if make:
        _make(run, questions, options.collection, make, dry_run=calls.dry_run)
        return
    given = read_questions(questions)
    expected = confirmed_only(given, questions)
    if left := len(given) - len(expected):
        run.screen.note(f"{count_of(left, 'draft is', 'drafts are')} left out")
    chain = answering(run, options)
    answers = answer_each(expected, chain.invoke)
    evaluation = score_answers(run.screen.track(answers, "questions", len(expected)))
    if calls.dry_run:
        run.screen.dry_run(evaluation.usage)
    else:
        run.screen.evaluation(evaluation)
    run.end()


def _make(
    run: "CommandRun", path: Path, collection: str, count: int, *, dry_run: bool = False
) -> None:
    """Draft questions; somebody at the terminal confirms each, or else the file says "draft"."""
    from precis import event_loop
    from precis.chains.drafting import draft_questions
    from precis.chains.evaluation import add_questions
    from precis.errors import UsageError

    if not run.has_chat:
        raise UsageError("--make drafts questions with a chat model: name one with --model")
    known = add_questions(path, []) if not dry_run else frozenset()

    async def make() -> "list[Expected]":
        drafts = draft_questions(run, collection, count)
        return [draft async for draft in drafts if draft.question not in known]

    drafts = event_loop.run(make())
    if not dry_run:
        kept = _confirmed(run, drafts) if run.screen.can_ask else drafts
        add_questions(path, kept)
        run.screen.drafts(path, len(kept), confirmed=run.screen.can_ask)
    run.screen.total(run.usage, dry_run=dry_run)
    run.end()


def _confirmed(run: "CommandRun", drafts: "list[Expected]") -> "list[Expected]":
    """Return the drafts that somebody wants to keep."""
    return [
        draft.model_copy(update={"draft": False})
        for draft in drafts
        if run.screen.confirm(f"{draft.question}\n{draft.answer} ({draft.sources[0]}): keep?", "")
    ]
