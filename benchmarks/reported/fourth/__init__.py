"""A fourth set of inputs after public bug reports, by kinds of file, with exports and transcripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.reported.fourth import mails, office, pages, prints, sources, texts

if TYPE_CHECKING:
    from benchmarks.reported.case import Case


def cases() -> list[Case]:
    """Return all cases of the set."""
    modules = (office, pages, mails, prints, texts, sources)
    return [case for module in modules for case in module.cases()]
