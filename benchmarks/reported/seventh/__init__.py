"""A seventh set of inputs after public bug reports, most of them written with real libraries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.reported.seventh import hostile, mails, office, old, pages, prints, sources

if TYPE_CHECKING:
    from benchmarks.reported.case import Case


def cases() -> list[Case]:
    """Return all cases of the set."""
    modules = (hostile, mails, office, old, pages, prints, sources)
    return [case for module in modules for case in module.cases()]
