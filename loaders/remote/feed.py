"""`feed:ADDRESS` → the entries of a feed (RSS, Atom), each a document with its address.

A feed names only what is new. What it does not name any more is therefore not gone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from precis.loaders.errors import LoadError, without_credentials
from precis.loaders.feeds import read_entries
from precis.loaders.remote.contract import Connector, Entry
from precis.loaders.web.pages import fetching

if TYPE_CHECKING:
    from collections.abc import Iterator

    from precis.loaders.options import LoadOptions


class Feed(Connector):
    """The entries of one feed, in its order."""

    public = True
    lists_all = False

    def __init__(self, source: str, options: LoadOptions) -> None:
        super().__init__(source, options)
        self._address = source.partition(":")[2]
        self.root = without_credentials(source)
        if not self._address.lower().startswith(("http://", "https://")):
            raise LoadError(source, "this names no feed", "give feed:https://…")

    def entries(self) -> Iterator[Entry]:
        """Yield the entries; one that was edited has another version."""
        with fetching(self._address, self.options) as fetch:
            blob = fetch(self._address)
        found = read_entries(blob.as_bytes(), blob.metadata["url"])
        if not found:
            raise LoadError(self.root, "this is not a feed with entries", "check the address")
        for entry in found:
            yield Entry(
                f"{self.root}/{entry.key}",
                entry.text,
                entry.text.encode,
                "text/markdown",
                entry.known,
            )
