"""The contract of servers: entries, each with a version."""

from __future__ import annotations

from abc import ABC, abstractmethod
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from langchain_core.documents.base import Blob

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from precis.loaders.errors import LoadError
    from precis.loaders.options import LoadOptions


class Entry(NamedTuple):
    """Something that a server keeps; another `version` means that it may have changed.

    `fetch` may be called until the next entry is asked for, and raises LoadError.
    """

    source: str
    version: str
    fetch: Callable[[], bytes]
    media_type: str | None = None
    known: Mapping[str, str] = MappingProxyType({})
    """Metadata that the server has of it, such as `title`, `author` and `date`."""

    def blob(self, data: bytes) -> Blob:
        """Return the blob of this entry, of what `fetch` gave."""
        metadata = {"source": self.source, "listed": True, "known": dict(self.known)}
        return Blob.from_data(data, mime_type=self.media_type, metadata=metadata)


class Connector(ABC):
    """The entries of one source. Raises LoadError for a source that names nothing."""

    public: ClassVar[bool] = False
    """Whether strangers may name such sources: no credentials of this machine's user are used."""

    lists_all: ClassVar[bool] = True
    """Whether what is not among the entries is gone."""

    root: str
    """What the sources of all entries are or are under; without credentials."""

    def __init__(self, source: str, options: LoadOptions) -> None:
        self.source = source
        self.options = options

    @abstractmethod
    def entries(self) -> Iterator[Entry | LoadError]:
        """Yield the entries, and a LoadError for each that cannot be had.

        Raises LoadError where there is no telling what the server keeps.
        """
