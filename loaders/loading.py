"""`load`: sources → blobs → Documents, lazily and in order; a bad source costs only itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.errors import LoadError
from loaders.options import LoadOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from langchain_core.documents import Document


def load(
    sources: Iterable[str],
    options: LoadOptions | None = None,
    on_error: Callable[[LoadError], None] | None = None,
) -> Iterator[Document]:
    """Yield the Documents of each source: an address, a file, a folder, or "-" (stdin).

    A source that cannot be loaded goes to `on_error` and the others still load; without
    `on_error` its LoadError is raised.
    """
    from loaders.registry import parse
    from loaders.sources import blobs

    options = options or LoadOptions()
    for source in sources:
        for blob in blobs(source, options):
            try:
                if isinstance(blob, LoadError):
                    raise blob
                yield from parse(blob, options)
            except LoadError as error:
                if on_error is None:
                    raise
                on_error(error)
