"""The result of an ingest."""

from __future__ import annotations

from precis.chains.evidence import Noun, Usage


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
