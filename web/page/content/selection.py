"""The documents of a task: a whole collection, those ticked, or those matching a filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from precis.chains.requests import DEFAULT_COLLECTION
from precis.errors import PrecisError
from precis.stores.collection_names import check_name
from precis.web.page.content.listing import Entry, Filter, entries, matching_entries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from precis.stores.library_store import LibraryStore
    from precis.web.page.routes.common import Fields


class Selection(NamedTuple):
    """Documents of a collection; without `ids` and without a filter, all of them."""

    collection: str
    ids: tuple[str, ...] = ()
    only: Filter = Filter()

    @classmethod
    def of(cls, fields: Fields) -> Selection:
        """Read a selection from a form: the ticked documents, or all that match its filter.

        Raises UsageError for an invalid name of a collection.
        """
        collection = check_name(fields.one("in", DEFAULT_COLLECTION) or DEFAULT_COLLECTION)
        ids = () if fields.one("all") else tuple(dict.fromkeys(fields.all("doc")))
        return cls(collection, ids) if ids else cls(collection, only=Filter.of(fields))

    @property
    def query(self) -> dict[str, Any]:
        """The selection as a query of an address."""
        only = {"all": "1", **self.only._asdict()} if self.only else {}
        return {"in": self.collection, "doc": list(self.ids), **only}

    def entries(self, library: LibraryStore) -> list[Entry]:
        """Return the documents; raises PrecisError if there are none."""
        found = matching_entries(entries(library, self.collection), self.only)
        if self.ids:
            chosen = set(self.ids)
            found = [it for it in found if it.id in chosen]
            if len(found) < len(chosen):
                raise PrecisError(
                    "a document you chose is no longer in the library: choose documents again"
                )
        if not found:
            raise PrecisError(
                f"the collection '{self.collection}' has no such document: add some first"
            )
        return found

    def sources(self, found: Sequence[Entry]) -> list[str]:
        """Return the documents as the sources of a request."""
        if self.ids or self.only:
            return [f"document:{it.id}" for it in found]
        return [f"collection:{self.collection}"]

    def where(self, found: Sequence[Entry]) -> list[str]:
        """Return the documents as the condition of a question."""
        return [f"id={'|'.join(it.id for it in found)}"] if self.ids or self.only else []
