"""What an ingest did, as every face shows it. The ingest itself is the library's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from precis.chains.evidence import Noun, Usage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from precis.loaders import LoadError
    from precis.stores.ingest import IngestReport


class Failure(Noun):
    """A source that could not be loaded, and why."""

    source: str
    error: str


class Ingested(Noun):
    """The stable JSON object of `precis ingest`, in documents; `chunks` are the collection's."""

    collection: str
    added: int
    updated: int
    unchanged: int
    removed: int
    failed: tuple[Failure, ...]
    chunks: int
    usage: Usage

    @classmethod
    def of(cls, report: IngestReport, failed: Iterable[LoadError], usage: Usage) -> Ingested:
        """Make it of a library's report and of what could not be loaded."""
        return cls(
            collection=report.collection,
            added=report.added,
            updated=report.updated,
            unchanged=report.unchanged,
            removed=report.removed,
            failed=tuple(Failure(source=error.source, error=error.reason) for error in failed),
            chunks=report.chunks,
            usage=usage,
        )
