"""A ninth set: pages of generators and systems for content, exports, office files, prints, near-misses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.reported.ninth import hostile, mails, office, pages, prints, texts

if TYPE_CHECKING:
    from benchmarks.reported.case import Case


def cases() -> list[Case]:
    """Return the cases of all kinds."""
    modules = (pages, mails, texts, office, prints, hostile)
    return [case for module in modules for case in module.cases()]
