"""Ingested documents as sources: `collection:NAME`, `document:NAME`, and globs.

All other sources are loaded as `loaders` does.
"""

from __future__ import annotations

from collections import defaultdict
from fnmatch import fnmatchcase
from functools import cache, partial
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from precis.errors import UsageError
from precis.stores.errors import (
    EmptyCollectionError,
    EmptyLibraryError,
    UnknownCollectionError,
    UnknownDocumentError,
)
from precis.stores.source_patterns import meant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from langchain_core.document_loaders.base import BaseBlobParser
    from langchain_core.documents import Document
    from langchain_core.documents.base import Blob

    from precis.chains.workspace import Workspace
    from precis.loaders import LoadError, LoadOptions
    from precis.stores.catalog import Source
    from precis.stores.library_store import LibraryStore

COLLECTION, DOCUMENT = "collection:", "document:"


class Stored(NamedTuple):
    """A document of a collection."""

    collection: str
    id: str


class Scope(NamedTuple):
    """One collection, and the conditions that select the named documents."""

    collection: str
    where: tuple[str, ...]


def is_stored(source: object) -> bool:
    """Return whether a source names what was ingested; `./document:x` names a file."""
    return isinstance(source, str) and source.startswith((COLLECTION, DOCUMENT))


def load(
    sources: Iterable[str | Blob],
    workspace: Workspace,
    options: LoadOptions | None = None,
    on_error: Callable[[LoadError], None] | None = None,
    on_complete: Callable[[str], None] = lambda _: None,
    *,
    collection: str | None = None,
    is_held: Callable[[str, str], bool] = lambda *_: False,
) -> Iterator[Document]:
    """Yield the Documents of each source, as `loaders.load` does, and of what the library holds.

    `document:` looks in `collection`; without one, in all. A stored document comes once, however
    many sources name it. Raises LibraryError, before anything is loaded, for a name of nothing.
    """
    from precis import loaders

    images_parser = _images_parser(workspace, options)
    sources = list(sources)
    found = find_stored(sources, workspace.library, collection)
    seen: set[str] = set()
    load_others = partial(
        loaders.load,
        options=options,
        on_error=on_error,
        on_complete=on_complete,
        images_parser=images_parser,
        is_held=is_held,
        reader=workspace.cluster.read if workspace.cluster else None,
    )
    for stored, group in groupby(sources, is_stored):
        if not stored:
            yield from load_others(group)
            continue
        for name, document_id in (it for source in group for it in found[str(source)]):
            if document_id not in seen:
                seen.add(document_id)
                yield workspace.library.documents([document_id], name)[document_id]


def _images_parser(workspace: Workspace, options: LoadOptions | None) -> BaseBlobParser | None:
    if options is None or not options.describe_figures:
        return None
    from precis.chains.figures import figure_describer

    return figure_describer(workspace)


def find_stored(
    sources: Iterable[object], library: LibraryStore, collection: str | None = None
) -> dict[str, list[Stored]]:
    """Return the documents that each `collection:…` and `document:…` among `sources` names.

    A collection's name may be a glob; a document is named by its id, its source, a folder or a
    glob over sources. Raises LibraryError for a name of nothing, UsageError for none.
    """
    listed = cache(library.sources)
    return {
        source: _find_one(source, library, collection, listed)
        for source in sources
        if isinstance(source, str) and is_stored(source)
    }


def _find_one(
    source: str,
    library: LibraryStore,
    collection: str | None,
    listed: Callable[[str], Sequence[Source]],
) -> list[Stored]:
    kind, _, name = source.partition(":")
    if not name.strip():
        raise UsageError(f"'{source}' names nothing: write {kind}:NAME")
    if f"{kind}:" == COLLECTION:
        names = _collections(name, library)
        found = [Stored(each, it.id) for each in names for it in listed(each)]
        if not found:
            raise EmptyCollectionError(names[0])
        return found
    names = [collection] if collection else library.collections()
    if not names:
        raise EmptyLibraryError(library.path)
    found = [Stored(each, i) for each in names for i in meant(name, listed(each))]
    if not found:
        raise UnknownDocumentError(name, "', '".join(names))
    return found


def scope(sources: Sequence[str], library: LibraryStore, collection: str) -> Scope | None:
    """Return where a question to these sources is asked; None unless one collection holds them.

    `document:` looks in `collection`. Raises what `find_stored` does.
    """
    if not sources or not all(map(is_stored, sources)):
        return None
    named: dict[str, set[str]] = defaultdict(set)
    for found in find_stored(sources, library, collection).values():
        for name, document_id in found:
            named[name].add(document_id)
    if len(named) > 1:
        return None
    [(name, ids)] = named.items()
    whole = len(ids) == len(library.sources(name))
    return Scope(name, () if whole else (f"id={'|'.join(sorted(ids))}",))


def _collections(name: str, library: LibraryStore) -> list[str]:
    """Return the collections that a name or a glob means, ignoring case in the glob."""
    if library.has(name):
        return [name]
    known = library.collections()
    found = [each for each in known if fnmatchcase(each.casefold(), name.casefold())]
    if not found:
        raise UnknownCollectionError(name, known) if known else EmptyLibraryError(library.path)
    return found
