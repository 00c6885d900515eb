"""`precis evaluate`."""

from pathlib import Path
from typing import Annotated

import typer

from precis.chains.requests import AskOptions, CallOptions
from precis.commands.options import Settings, command, command_app

app = command_app()


@command(app)
def evaluate(
    settings: Settings,
    questions: Annotated[
        Path,
        typer.Argument(help="JSONL or CSV: question, and answer, sources or answered: false."),
    ],
    *,
    options: AskOptions,
    calls: CallOptions,
) -> None:
    """Measure how well a collection answers questions.

    Their answers are known. Prints recall, right answers, right silence and support, with 95%
    intervals, and the failures.
    """
    from precis.chains.evaluation import answer_each, read_questions, score_answers
    from precis.chains.whole_library.asking import answering
    from precis.commands.command import CommandRun

    expected = read_questions(questions)
    run = CommandRun(settings, calls=calls)
    chain = answering(run, options)
    answers = answer_each(expected, chain.invoke)
    evaluation = score_answers(run.screen.track(answers, "questions", len(expected)))
    if calls.dry_run:
        run.screen.dry_run(evaluation.usage)
    else:
        run.screen.evaluation(evaluation)
    run.end()
