"""A second set of inputs after public bug reports, by kinds of file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.reported.second import mails, pages, prints, sheets, texts, words

if TYPE_CHECKING:
    from benchmarks.reported.case import Case


def cases() -> list[Case]:
    """Return all cases of the set."""
    modules = (prints, words, sheets, pages, mails, texts)
    return [case for module in modules for case in module.cases()]
