"""Copy a whole library between folders and databases."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from precis.chains.evidence import Noun
from precis.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from langchain_core.embeddings import Embeddings

    from precis.chains.library_place import LibraryPlace
    from precis.stores.copying import Content
    from precis.stores.library_store import LibraryStore


class CopiedCollection(Noun):
    """A collection that is the same in both places: its documents, chunks and vectors."""

    collection: str
    documents: int
    chunks: int


class CopiedLibrary(Noun):
    """The stable JSON object of `precis library copy`."""

    source: str
    target: str
    collections: tuple[CopiedCollection, ...]
    calls: int


def copy_library(
    source: LibraryPlace,
    target: LibraryPlace,
    chroma: str | None,
    on_progress: Callable[[str, int], None],
) -> CopiedLibrary:
    """Copy the collections, their shares and the finished model calls; compare the collections.

    Vectors of a database are on the server `chroma` if that is given. Each collection is copied
    as a whole or not at all, and one that is there already is only compared. `on_progress` gets a
    collection's name and how many of its documents are there.
    """
    if source == target:
        raise UsageError(f"{source} is both source and target: give two libraries")
    _copy_shares(source, target)
    copied = []
    for name in _open(source, chroma).collections():
        content = _copy(name, source, target, chroma, on_progress)
        copied.append(
            CopiedCollection(collection=name, documents=content.documents, chunks=content.chunks)
        )
    return CopiedLibrary(
        source=str(source),
        target=str(target),
        collections=tuple(copied),
        calls=_copy_calls(source, target),
    )


def _copy(
    name: str,
    source: LibraryPlace,
    target: LibraryPlace,
    chroma: str | None,
    on_progress: Callable[[str, int], None],
) -> Content:
    from precis.stores.catalog import EMBEDDINGS
    from precis.stores.copying import CopyError, KeptVectors, copy_collection

    vectors = KeptVectors()
    model = _open(source, chroma).store(name).look(lambda catalog: catalog.setting(EMBEDDINGS))
    there, here = (_open(it, chroma, model, vectors).store(name) for it in (source, target))
    try:
        return copy_collection(there, here, vectors, lambda done: on_progress(name, done))
    except CopyError as error:
        raise CopyError(f"'{name}' in {target} differs from that in {source}: {error}") from error


def _open(
    place: LibraryPlace,
    chroma: str | None,
    model: str | None = None,
    vectors: Embeddings | None = None,
) -> LibraryStore:
    from precis.splitters.content_defined import ContentDefinedSplitter
    from precis.stores.copying import KeptVectors
    from precis.stores.library_store import LibraryStore

    return LibraryStore(
        place.folder,
        vectors or KeptVectors(),
        ContentDefinedSplitter(),
        model=model or "",
        database=place.database,
        chroma=chroma if place.database else None,
    )


def _copy_shares(source: LibraryPlace, target: LibraryPlace) -> None:
    """Copy whom collections are shared with, before they can be read in the target.

    What the target has decided about a collection stays.
    """
    from precis.stores.kept_shares import open_shares

    there, here = (open_shares(place.folder, place.database) for place in (source, target))
    decided = {it.collection for it in here.list_shares()}
    here.put(it for it in there.list_shares() if it.collection not in decided)
    there.close()
    here.close()


def _copy_calls(source: LibraryPlace, target: LibraryPlace) -> int:
    """Copy the finished model calls; return how many there are in the source."""
    from precis.models.calls.kept_calls import open_calls

    count, (there, here) = 0, (open_calls(place.calls) for place in (source, target))
    if source.database is None and not Path(source.calls).exists():
        return 0
    for key, model, reply in there.every():
        here.put(key, model, reply)
        count += 1
    return count
