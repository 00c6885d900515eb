"""What responses look like, for the API's own documentation; requests: `chains/requests.py`.

The objects are those of `chains/evidence.py`; the shapes here are the ones they have as JSON.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel

from precis.chains.evidence import Passage, Usage


class Citation(BaseModel):
    """`quote` is `text[start:end]` of the document."""

    document_id: str
    source: str
    page: int | str | None
    start: int
    end: int
    quote: str


class ClaimShown(BaseModel):
    """A sentence and what it rests on; `support` is in [0, 1]."""

    text: str
    support: float
    supported: bool
    unsure: bool
    judge: str | None
    problem: str | None
    citations: list[Citation]


class PassagesShown(BaseModel):
    """What a search found, best first."""

    question: str
    passages: list[Passage]


class AnswerShown(BaseModel):
    """The object of `precis ask`."""

    question: str
    answered: bool
    answer: list[ClaimShown]
    unsupported: int
    left_out: list[Citation]
    passages: list[Passage]
    model: str
    usage: Usage


class SourceShown(BaseModel):
    """A document of a collection."""

    id: str
    source: str
    title: str
    ingested_at: str
    chunks: int


class SourcesShown(BaseModel):
    """What a collection holds."""

    collection: str
    sources: list[SourceShown]


class CollectionsShown(BaseModel):
    """The names of what was ingested into."""

    collections: list[str]


class PageShown(BaseModel):
    """`text[start:end]` is the text of `page`."""

    page: int | str
    start: int
    end: int


class DocumentShown(BaseModel):
    """The object of `precis load`; the last four only where they are known."""

    id: str
    source: str
    title: str
    media_type: str
    pages: list[PageShown]
    text: str
    author: str | None = None
    date: str | None = None
    language: str | None = None
    url: str | None = None


class UploadShown(BaseModel):
    """`source` is what names the file in later requests."""

    id: str
    source: str
    name: str
    bytes: int


class JobShown(BaseModel):
    """A piece of work: its `result` when `done`, its `problem` when `failed`."""

    id: str
    kind: str
    status: Literal["queued", "running", "done", "failed", "cancelled"]
    created_at: str
    progress: dict[str, Any]
    result: dict[str, Any] | None
    problem: dict[str, Any] | None


class JobsShown(BaseModel):
    """The latest jobs, the newest first; their results are left out."""

    jobs: list[JobShown]


class AboutShown(BaseModel):
    """What serves here."""

    version: str
    model: str
    embeddings: str
