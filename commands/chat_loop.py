"""The loop of `precis chat`: questions, slash commands, and saving the conversation."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from precis import event_loop
from precis.chains.conversation import Turn, read_conversation, write_conversation
from precis.errors import PrecisError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from precis.chains.requests import SearchOptions
    from precis.chains.retrieval_qa import RetrievalQA
    from precis.commands.command import CommandRun

HELP = "/sources lists what is asked, /save FILE keeps the conversation, /quit or Ctrl-D ends it"


class ChatLoop:
    """A conversation as `options` ask; resumes the one in the file `history`, if given.

    `history` is written after every answer. Raises UsageError where it is something else.
    """

    def __init__(
        self, run: CommandRun, chain: RetrievalQA, options: SearchOptions, history: Path | None
    ) -> None:
        self._run = run
        self._screen = run.screen
        self._chain = chain
        self._options = options
        self._history = history
        self._turns = read_conversation(history) if history else []

    def run(self) -> None:
        """Answer every line until the end; a piped one that failed ends the command with 1."""
        failed = False
        if sys.stdin.isatty():
            self._screen.note(HELP)
        for line in self._lines():
            if line == "/quit":
                break
            try:
                if line.startswith("/"):
                    self._command(line)
                else:
                    self._answer(line)
            except PrecisError as error:
                failed = True
                self._screen.warn(f"precis: {error}")
            except KeyboardInterrupt:
                self._screen.note("stopped")
        if failed and not sys.stdin.isatty():
            raise typer.Exit(1)

    def _lines(self) -> Iterator[str]:
        if not sys.stdin.isatty():
            yield from filter(None, map(str.strip, sys.stdin))
            return
        while True:
            try:
                line = self._screen.read_line()
            except (EOFError, KeyboardInterrupt):
                return
            if line.strip():
                yield line.strip()

    def _command(self, line: str) -> None:
        from pathlib import Path

        name, _, argument = line.partition(" ")
        if name == "/sources":
            collection, where = self._options.collection, self._options.where
            self._screen.sources(self._run.library.sources(collection, where=where))
        elif name == "/save" and argument.strip():
            write_conversation(self._turns, Path(argument.strip()))
        else:
            raise UsageError(f"no command '{line}': {HELP}")

    def _answer(self, question: str) -> None:
        answer = event_loop.run(self._screen.follow_answer(self._chain, question, self._turns))
        if answer.standalone != question:
            self._screen.note(f"asked: {answer.standalone}")
        self._screen.answer(answer, titled=not sys.stdin.isatty())
        self._turns.append(Turn.of(answer))
        if self._history:
            write_conversation(self._turns, self._history)
