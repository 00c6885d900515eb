"""Times as the library and the jobs write them: in UTC, without saying so."""

from __future__ import annotations

from datetime import UTC, datetime


def moment(text: str) -> datetime:
    """Return a time with its zone. Raises ValueError for what is no time."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
