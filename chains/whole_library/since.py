"""Restrict questions to documents added or changed since a given day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from precis.errors import PrecisError

if TYPE_CHECKING:
    from precis.chains.requests import AskOptions
    from precis.stores.library_store import LibraryStore


class NothingNewError(PrecisError):
    """No document of a collection is so new."""

    def __init__(self, since: str, collection: str, latest: str) -> None:
        super().__init__(
            f"nothing in '{collection}' was added or changed since {since}: "
            f"the latest ingest that did was at {latest or 'no time'}"
        )


def only_new(options: AskOptions, library: LibraryStore) -> AskOptions:
    """Return options for the documents that were ingested since `options.since`, UTC.

    A document that did not change keeps the time of the ingest that brought it. Raises
    NothingNewError where there is none.
    """
    if options.since is None:
        return options
    known = library.sources(options.collection, where=options.where)
    new = [it.id for it in known if it.ingested_at >= options.since]
    if not new:
        latest = max((it.ingested_at for it in known), default="")
        raise NothingNewError(options.since, options.collection, latest)
    where = [*options.where, f"id={'|'.join(new)}"]
    return options.model_copy(update={"where": where, "since": None})
