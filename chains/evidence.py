"""The data model: Span, Claim, Passage, Usage, Summary, Answer, and their JSON.

No chain, model or prompt here; everything above this file speaks these words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from langchain_core.documents import Document
from pydantic import BaseModel, ConfigDict, Field

Documents = Mapping[str, Document]

NOT_ANSWERED = "The documents do not say."
"""What stands in place of an answer that the documents do not give."""


def declined(languages: Sequence[str]) -> str:
    """Return what stands in place of an answer where `languages` may be why there is none."""
    if not languages:
        return NOT_ANSWERED
    asked, told = languages
    return f"{NOT_ANSWERED} The question is in '{asked}', the passages are in '{told}'."


class Noun(BaseModel):
    """An immutable value."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Noun):
    """`text[start:end]` of a document's canonical text; offsets count characters."""

    document_id: str
    start: int = Field(ge=0)
    end: int

    def quote(self, documents: Documents) -> str:
        """Return the verbatim text."""
        return documents[self.document_id].page_content[self.start : self.end]


class Claim(Noun):
    """One sentence of output, the spans it cites, and how well they support it.

    `support` is in [0, 1]; `problem` says in a few words what is wrong if `supported` is false
    (a number, a name, a negation, nothing found). `unsure` is true if support cannot be decided;
    `judge` is the chat model that decided, if one was asked.
    """

    text: str
    spans: tuple[Span, ...] = ()
    support: float = Field(default=0.0, ge=0.0, le=1.0)
    supported: bool = False
    unsure: bool = False
    judge: str | None = None
    problem: str | None = None

    def as_json(self, documents: Documents) -> dict[str, Any]:
        """Return the stable JSON object of a claim."""
        return {
            "text": self.text,
            "support": round(self.support, 4),
            "supported": self.supported,
            "unsure": self.unsure,
            "judge": self.judge,
            "problem": self.problem,
            "citations": [citation(span, documents) for span in self.spans],
        }


class Usage(Noun):
    """What a run cost: model calls (cached ones apart), tokens, US dollars, wall seconds.

    `cached_input_tokens` were read from the provider's prompt cache. Of `estimated_calls` the
    server did not say what they took; `cut_replies` ended at a token limit, and what followed
    their last whole sentence is left out. `cost_usd` is None when the price is unknown.
    """

    calls: int = 0
    cached_calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float | None = 0.0
    cached_input_tokens: int = 0
    estimated_calls: int = 0
    cut_replies: int = 0
    seconds: float = 0.0

    def __add__(self, other: Usage) -> Usage:
        known = self.cost_usd is not None and other.cost_usd is not None
        return Usage(
            calls=self.calls + other.calls,
            cached_calls=self.cached_calls + other.cached_calls,
            input_tokens=self.input_tokens + other.input_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            cost_usd=(self.cost_usd or 0) + (other.cost_usd or 0) if known else None,
            cached_input_tokens=self.cached_input_tokens + other.cached_input_tokens,
            estimated_calls=self.estimated_calls + other.estimated_calls,
            cut_replies=self.cut_replies + other.cut_replies,
            seconds=round(self.seconds + other.seconds, 3),
        )


class Summary(Noun):
    """An ordered list of claims about `documents`.

    `left_out` is what the model refused to read; `absent` the words of the focus that stand
    nowhere in the documents, where they are most of it; `headings`, of an outline, the heading
    of each claim.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    claims: tuple[Claim, ...]
    documents: Documents
    model: str
    unsupported: int = 0
    left_out: tuple[Span, ...] = ()
    absent: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    usage: Usage = Usage()

    def as_json(self) -> dict[str, Any]:
        """Return the stable JSON object of `precis summarize`."""
        return {
            "summary": [claim.as_json(self.documents) for claim in self.claims],
            "unsupported": self.unsupported,
            "left_out": [citation(span, self.documents) for span in self.left_out],
            "absent": list(self.absent),
            "headings": list(self.headings),
            "sources": [source(document) for document in self.documents.values()],
            "model": self.model,
            "usage": self.usage.model_dump(),
        }


class Passage(Noun):
    """A stretch of a document that a search found; `score` grows with relevance."""

    document_id: str
    source: str
    title: str
    page: int | str | None
    start: int
    end: int
    score: float
    text: str

    @classmethod
    def of(cls, chunk: Document) -> Passage:
        """Make a passage of a retrieved chunk."""
        metadata = chunk.metadata
        return cls(
            document_id=metadata["document_id"],
            source=metadata["source"],
            title=metadata["title"],
            page=metadata.get("page"),
            start=metadata["start_index"],
            end=metadata["end_index"],
            score=metadata["score"],
            text=chunk.page_content,
        )

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(document_id=self.document_id, start=self.start, end=self.end)


class Answer(Noun):
    """Claims that answer `question`; none when the documents do not say.

    `standalone` is the question as it reads without the earlier turns; `brief` the
    name or figure that it asks for, where the first claim quotes a sentence that has it;
    `left_out` is what the model refused to read, `unmatched` the conditions on documents that none
    meets, `task` what the question wants of the library itself: to list, to summarize, to compare;
    `languages` those of the question and of the passages, where they differ and nothing that was
    found answers; `disagreeing` the ids of documents that say different things, of which the newest
    stands first where dates tell.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    question: str
    standalone: str
    claims: tuple[Claim, ...]
    passages: tuple[Passage, ...]
    documents: Documents
    model: str
    brief: str | None = None
    unsupported: int = 0
    left_out: tuple[Span, ...] = ()
    unmatched: tuple[str, ...] = ()
    task: str | None = None
    languages: tuple[str, ...] = ()
    disagreeing: tuple[str, ...] = ()
    usage: Usage = Usage()

    @property
    def answered(self) -> bool:
        """Whether the documents say."""
        return bool(self.claims)

    def as_json(self) -> dict[str, Any]:
        """Return the stable JSON object of `precis ask`."""
        return {
            "question": self.question,
            "answered": self.answered,
            "brief": self.brief,
            "answer": [claim.as_json(self.documents) for claim in self.claims],
            "unsupported": self.unsupported,
            "left_out": [citation(span, self.documents) for span in self.left_out],
            "unmatched": list(self.unmatched),
            "task": self.task,
            "languages": list(self.languages),
            "disagreeing": list(self.disagreeing),
            "passages": [passage.model_dump() for passage in self.passages],
            "model": self.model,
            "usage": self.usage.model_dump(),
        }


class SearchResult(Noun):
    """The passages that a search found, best first.

    `unmatched` are the conditions on documents that none meets.
    """

    question: str
    unmatched: list[str]
    passages: list[Passage]


def citation(span: Span, documents: Documents) -> dict[str, Any]:
    """Return the stable JSON object of a citation; its quote is `text[start:end]`."""
    document = documents[span.document_id]
    return {
        "document_id": span.document_id,
        "source": document.metadata["source"],
        "page": page_at(document, span.start),
        "start": span.start,
        "end": span.end,
        "quote": span.quote(documents),
    }


def source(document: Document) -> dict[str, str]:
    """Return the stable JSON object of a source."""
    return {key: document.metadata[key] for key in ("id", "source", "title")}


_WHERE_KNOWN = ("author", "date", "language", "url", "unread")


def loaded(document: Document) -> dict[str, Any]:
    """Return the stable JSON object of `precis load`."""
    metadata = document.metadata
    known = {key: metadata[key] for key in ("id", "source", "title", "media_type", "pages")}
    known |= {key: metadata[key] for key in _WHERE_KNOWN if metadata.get(key)}
    return known | {"text": document.page_content}


def page_at(document: Document, offset: int) -> int | str | None:
    """Return the page that holds `offset`, or None where the document has no pages."""
    pages: Iterable[Mapping[str, Any]] = document.metadata.get("pages") or ()
    return next((page["page"] for page in pages if page["start"] <= offset < page["end"]), None)


def by_id(documents: Iterable[Document]) -> dict[str, Document]:
    """Index documents by their id."""
    return {document.metadata["id"]: document for document in documents}
