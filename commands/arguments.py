"""Arguments that several commands take, and options that only the command line has."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from precis.errors import UsageError, cause_of

STDIN = Path("-")

Cluster = Annotated[
    str | None,
    typer.Option(
        "--on",
        help="Read and compute on a Ray cluster: ray (this machine) or ray://HEAD:10001.",
        metavar="ADDRESS",
    ),
]

Sources = Annotated[
    list[str],
    typer.Argument(help="URLs, files, folders, collection:NAME, document:ID, or - for stdin."),
]


@dataclass(frozen=True)
class Questions:
    """The questions of a command."""

    questions: Annotated[list[str] | None, typer.Argument(help="One or more questions.")] = None
    questions_file: Annotated[
        Path | None,
        typer.Option("--questions", help="File with one question per line, or - for stdin."),
    ] = None

    def all(self) -> list[str]:
        """Return those of the command line and of the file, one a line.

        Raises UsageError when there is none, one is a source, or the file cannot be read.
        """
        file = self.questions_file
        try:
            lines = _read(file).splitlines() if file else []
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"cannot read the questions in {file}: {cause_of(error)}") from error
        for question in self.questions or []:
            if _is_source(question):
                raise UsageError(f"'{question}' is a source, not a question: put --in before it")
        given = [*(self.questions or []), *lines]
        found = [question.strip() for question in given if question.strip()]
        if not found:
            raise UsageError("no question: give one in quotes, or a file with --questions")
        return found


def _read(file: Path) -> str:
    if file == STDIN:
        return sys.stdin.buffer.read().decode("utf-8")
    return file.read_text(encoding="utf-8")


def _is_source(question: str) -> bool:
    """Return whether a question is an address alone, or the name of a file with its ending."""
    if "://" in question:
        return not any(map(str.isspace, question.strip()))
    try:
        return bool(Path(question).suffix) and Path(question).is_file()
    except (OSError, ValueError):
        return False


@dataclass(frozen=True)
class Selection:
    """The documents that are asked: given sources, or those of the library with some source."""

    inside: Annotated[
        list[str] | None,
        typer.Option("--in", help="Use these sources instead of the library.", metavar="SOURCE"),
    ] = None
    source: Annotated[
        list[str] | None,
        typer.Option(
            "--source", help="Only documents whose source matches this glob.", metavar="GLOB"
        ),
    ] = None

    def conditions(self) -> list[str]:
        """Return the condition that the globs make, if any."""
        from precis.stores.filters import one_of

        return [one_of("source", self.source)] if self.source else []
