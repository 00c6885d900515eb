"""The two streams of a terminal: results go to stdout, all else to stderr.

Whatever comes from a document, a model or an address is printed as text: control characters,
markup and direction overrides in it do nothing.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from precis.chains.presentation import one_line

INDENT = 4


class Terminal:
    """Prints results as text or, with `json`, as one JSON object a line."""

    def __init__(self, *, json: bool = False, quiet: bool = False) -> None:
        self._json = json
        self._out = _console(stderr=False)
        self._err = _console(stderr=True)
        self._quiet = quiet
        self._titled = False

    @property
    def live(self) -> bool:
        """Whether somebody watches: progress is shown."""
        return self._err.is_terminal and not self._quiet

    @property
    def can_ask(self) -> bool:
        """Whether somebody can answer a question: at a terminal, and not with --json."""
        return self.live and not self._json and sys.stdin.isatty()

    def note(self, message: str) -> None:
        """Say something about the run; --quiet hides it."""
        if not self._quiet:
            self._err.print(Text(one_line(message), style="dim"), soft_wrap=True)

    def warn(self, message: str) -> None:
        """Say what went wrong without ending the run."""
        self._err.print(Text(one_line(message), style="yellow"), soft_wrap=True)

    def read_line(self) -> str:
        """Read a line of user input. Raises EOFError."""
        return self._err.input("> ")

    def confirm(self, question: str, otherwise: str) -> bool:
        """Ask a yes-or-no question (no by default); print `otherwise` if nobody can answer.

        Only a terminal is asked, and not with --json.
        """
        if not self.can_ask:
            self.note(otherwise)
            return False
        try:
            answer = self._err.input(Text(f"{one_line(question)} [y/N] "))
        except EOFError:
            return False
        return answer.strip().casefold() in {"y", "yes"}

    def _object(self, value: dict[str, Any]) -> None:
        sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
        sys.stdout.flush()

    def _line(self, text: Text, indent: int = 0) -> None:
        if self._out.is_terminal:
            self._out.print(Padding(text, (0, 0, 0, indent)))
        else:
            self._out.print(Text(" " * indent) + text, soft_wrap=True)


def _console(*, stderr: bool) -> Console:
    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


def display_path(source: str) -> str:
    """Return a file's path relative to the working folder where it lies below it."""
    if "://" in source or source == "-":
        return source
    path = Path(source)
    here = Path.cwd()
    return os.path.relpath(path, here) if path.is_relative_to(here) else source
