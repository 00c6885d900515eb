"""Arguments that several commands take, and options that only the command line has."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from precis.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from precis.chains.requests import SearchOptions

Sources = Annotated[
    list[str],
    typer.Argument(help="URLs, files, folders, collection:NAME, document:ID, or - for stdin."),
]
Questions = Annotated[list[str] | None, typer.Argument(help="One or more questions.")]
QuestionFile = Annotated[
    Path | None, typer.Option("--questions", help="A file with one question per line.")
]
InSources = Annotated[
    list[str] | None,
    typer.Option("--in", help="Use these sources instead of the library.", metavar="SOURCE"),
]
SourceGlobs = Annotated[
    list[str] | None,
    typer.Option("--source", help="Only documents whose source matches this glob.", metavar="GLOB"),
]


def all_questions(questions: "Sequence[str] | None", file: Path | None) -> list[str]:
    """Return the questions of the command line and of `file`, one a line.

    Raises UsageError when there is none or the file cannot be read.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines() if file else []
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read the questions in {file}: {error}") from error
    found = [question.strip() for question in [*(questions or []), *lines] if question.strip()]
    if not found:
        raise UsageError("no question: give one in quotes, or a file with --questions")
    return found


def with_sources(options: "SearchOptions", globs: "Sequence[str] | None") -> list[str]:
    """Return the conditions of --where and, as one more, the globs of --source."""
    return [*options.where, *([f"source={'|'.join(globs)}"] if globs else [])]
