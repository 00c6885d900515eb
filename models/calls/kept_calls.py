"""Open the store of finished calls that an address names."""

from pathlib import Path

from precis.database import is_database
from precis.models.calls.cache import CallCache
from precis.models.calls.contract import Calls


def open_calls(place: str) -> Calls:
    """Return the finished calls in a file, or in the database at an address.

    Raises MissingExtraError where a database has no driver here, and UsageError for a malformed
    address.
    """
    if not is_database(place):
        return CallCache(Path(place))
    from precis.models.calls.shared_cache import SharedCallCache

    return SharedCallCache(place)
