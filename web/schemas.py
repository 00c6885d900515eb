"""The schemas of responses, for the API's documentation; for requests, see `chains/requests.py`.

They describe the JSON of the objects in `chains/evidence.py`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from precis.chains.composition.items import StepUsage
from precis.chains.evidence import Passage, Usage
from precis.chains.ingested import Failure, Ingested
from precis.web.problems import ProblemDetails
from precis.web.times import moment

Moment = Annotated[datetime, BeforeValidator(lambda it: moment(it) if isinstance(it, str) else it)]
"""A time with its zone."""


class Citation(BaseModel):
    """`quote` is `text[start:end]` of the document."""

    document_id: str
    source: str
    page: int | str | None
    start: int
    end: int
    quote: str


class ClaimShown(BaseModel):
    """A sentence and its evidence; `support` is in [0, 1]."""

    text: str
    support: float
    supported: bool
    unsure: bool
    judge: str | None
    problem: str | None
    citations: list[Citation]


class FindingShown(BaseModel):
    """What one document says; `in_part` if only a part of it fitted into a model call."""

    document_id: str
    source: str
    title: str
    counts: bool
    in_part: bool
    claims: list[ClaimShown]


class GroupShown(BaseModel):
    """The ids of the documents that say the same."""

    label: str
    documents: list[str]


class UnreadShown(BaseModel):
    """A document that could not be asked."""

    source: str
    error: str


class AllShown(BaseModel):
    """An answer from all documents: `asked` of `documents` were, and `count` of them say it."""

    form: Literal["list", "count", "themes", "compare", "answer"]
    documents: int
    asked: int
    count: int
    findings: list[FindingShown]
    groups: list[GroupShown]
    failed: list[UnreadShown]


class HopShown(BaseModel):
    """An intermediate question and its answer."""

    question: str
    answered: bool
    answer: list[ClaimShown]


class AnswerShown(BaseModel):
    """The object of `precis ask`; `all` only where all documents were asked, `hops` with hops."""

    question: str
    answered: bool
    brief: str | None
    answer: list[ClaimShown]
    unsupported: int
    left_out: list[Citation]
    unmatched: list[str]
    task: str | None
    languages: list[str]
    disagreeing: list[str]
    passages: list[Passage]
    model: str
    usage: Usage
    all: AllShown | None = None
    hops: list[HopShown] | None = None


class SummarizedShown(BaseModel):
    """A source of a summary."""

    id: str
    source: str
    title: str


class SummaryShown(BaseModel):
    """The object of `precis summarize`."""

    summary: list[ClaimShown]
    unsupported: int
    left_out: list[Citation]
    absent: list[str]
    headings: list[str]
    sources: list[SummarizedShown]
    model: str
    usage: Usage


class CheckedShown(BaseModel):
    """The object of `precis check`."""

    claims: list[ClaimShown]


class SourceShown(BaseModel):
    """A document of a collection."""

    id: str
    source: str
    title: str
    ingested_at: Moment
    chunks: int


class SourcesShown(BaseModel):
    """The contents of a collection."""

    collection: str
    sources: list[SourceShown]


class CollectionsShown(BaseModel):
    """The names of the collections."""

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
    """`source` names the file in later requests."""

    id: str
    source: str
    name: str
    bytes: int


class BlockShown(BaseModel):
    """A part of a chain's output, for reading."""

    heading: str | None
    bullets: bool
    brief: str | None
    claims: list[ClaimShown]


class ChainResultShown(BaseModel):
    """The object of `precis run`: `summary` where the chain ends with it, else `output`."""

    model_config = ConfigDict(extra="allow")

    sources: list[SummarizedShown]
    left_out: list[Citation]
    steps: list[StepUsage]
    usage: Usage
    blocks: list[BlockShown]
    summary: list[ClaimShown] | None = None
    output: Any = None


class RunShown(BaseModel):
    """The output of a chain: an object for each result."""

    results: list[ChainResultShown]
    failed: list[Failure]


class AskedShown(AnswerShown):
    """An answer; `standalone` is the question, rewritten to stand alone."""

    standalone: str


class JobShown(BaseModel):
    """A job: its `result` once `done`, its `problem` if `failed`."""

    id: str
    kind: str
    status: Literal["queued", "running", "done", "failed", "cancelled"]
    created_at: Moment
    progress: dict[str, Any]
    result: Any
    problem: ProblemDetails | None


class SummarizeJob(JobShown):
    """A summary."""

    kind: Literal["summarize"]
    result: SummaryShown | None


class IngestJob(JobShown):
    """An ingest; if all sources failed, it has both a problem and a result."""

    kind: Literal["ingest"]
    result: Ingested | None


class CheckJob(JobShown):
    """The check of a text."""

    kind: Literal["check"]
    result: CheckedShown | None


class RunJob(JobShown):
    """The run of a chain; if all documents failed, it has both a problem and a result."""

    kind: Literal["run"]
    result: RunShown | None


class AskJob(JobShown):
    """A question asked on the page."""

    kind: Literal["ask"]
    result: AskedShown | None


AnyJob = Annotated[
    SummarizeJob | IngestJob | CheckJob | RunJob | AskJob, Field(discriminator="kind")
]


class ListedJob(JobShown):
    """A job without its result."""

    kind: Literal["summarize", "ingest", "check", "run", "ask"]
    result: None


class JobsShown(BaseModel):
    """The latest jobs, newest first, without their results."""

    jobs: list[ListedJob]


class AboutShown(BaseModel):
    """This server."""

    version: str
    model: str
    embeddings: str
