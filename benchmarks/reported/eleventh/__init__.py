"""An eleventh set: themes, platforms, newspapers, authorities, markup of papers, mails, office files, prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.reported.eleventh import office, pages, texts

if TYPE_CHECKING:
    from benchmarks.reported.case import Case


def cases() -> list[Case]:
    """Return the cases of all kinds."""
    return [case for module in (pages, texts, office) for case in module.cases()]
