"""What requests and responses look like, for the API's own documentation and its checks.

The objects are those of `chains/evidence.py`; the shapes here are the ones they have as JSON.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from precis.chains.conversation import REMEMBERED
from precis.chains.evidence import Passage, Unsupported, Usage
from precis.chains.writers.contract import Style

_MAX_SOURCES = 100
_MAX_TEXT = 1_000_000
_MAX_LINE = 2000
_MAX_ANSWER = 20_000

Collection = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$", description="A part of the library.")
]
Line = Annotated[str, StringConstraints(min_length=1, max_length=_MAX_LINE, pattern=r"\S")]
Condition = Annotated[str, Field(pattern=r"^(title|source|media_type|id)[=~].{1,500}$")]
Where = Annotated[
    list[Condition], Field(max_length=10, description="FIELD=GLOB or FIELD~TEXT: all must hold.")
]
Count = Annotated[int, Field(ge=1, le=100, description="How many passages.")]


class Asked(BaseModel):
    """A request; unknown fields are errors."""

    model_config = ConfigDict(extra="forbid")


class SourcesAsked(Asked):
    """Sources are addresses, `upload:ID`, or `document:ID` of the collection."""

    sources: Annotated[list[Line], Field(min_length=1, max_length=_MAX_SOURCES)]
    collection: Collection = "default"


class SummarizeAsked(SourcesAsked):
    """As the options of `precis summarize`."""

    length: Annotated[str, Field(pattern=r"^(short|medium|long|[1-9][0-9]{0,3})$")] = "medium"
    focus: Line | None = None
    style: Style = "prose"
    language: Annotated[Line, Field(max_length=60)] | None = None
    unsupported: Unsupported | None = None


class CheckAsked(SourcesAsked):
    """Whether sources support a text."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=_MAX_TEXT)]


class SearchAsked(Asked):
    """As the options of `precis search`."""

    question: Line
    collection: Collection = "default"
    k: Count = 8
    where: Where = []


class TurnAsked(Asked):
    """What was asked before, and what the answer said."""

    question: Line
    answer: Annotated[str, StringConstraints(max_length=_MAX_ANSWER)] = ""


class AskAsked(SearchAsked):
    """As the options of `precis ask`; `before` are the turns that the question goes on."""

    unsupported: Unsupported | None = None
    before: Annotated[list[TurnAsked], Field(max_length=REMEMBERED)] = []


class RunAsked(SourcesAsked):
    """A chain of steps, as `precis run` takes it."""

    chain: Line
    unsupported: Unsupported | None = None


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
    kind: Literal["summarize", "ingest", "check", "run"]
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
