"""A client's own catalog of a collection on a server: it follows the server's log of changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from precis.stores.catalog import CATALOG, Catalog

if TYPE_CHECKING:
    from precis.stores.generations import Generations
    from precis.stores.server_collection import Change, ServerCollection


def version_of(generations: Generations) -> int:
    """Return the version of the server that the catalog has come to; 0 before the first."""
    current = generations.current()
    if current is None:
        return 0
    catalog = Catalog(current / CATALOG)
    try:
        return catalog.version()
    finally:
        catalog.close()


def follow(generations: Generations, remote: ServerCollection, wait: float) -> None:
    """Bring the catalog to what is published on the server; all of it at once."""
    if not remote.changes(version_of(generations)):
        return
    with generations.writing(wait):
        changes = remote.changes(version_of(generations))
        if changes:
            _apply(generations, remote, changes)


def _apply(generations: Generations, remote: ServerCollection, changes: list[Change]) -> None:
    begin = max((n for n, change in enumerate(changes) if change.anew), default=None)
    staged = generations.stage(empty=begin is not None)
    catalog = Catalog(staged / CATALOG, writable=True)
    added: dict[str, None] = {}
    removed = False
    for change in changes[begin or 0 :]:
        for document_id in change.removed:
            removed |= catalog.has(document_id)
            catalog.remove(document_id)
            added.pop(document_id, None)
        added |= dict.fromkeys(change.added)
    for document_id in added:
        stored = remote.fetch(document_id)
        catalog.remove(document_id)
        if stored:  # else it was removed meanwhile, which a later change says
            catalog.add(stored.document, stored.chunks, stored.keys)
    catalog.made_with(changes[-1].embeddings)
    catalog.came_to(changes[-1].version)
    if removed:
        catalog.compact()
    catalog.close()
    generations.publish(staged)
