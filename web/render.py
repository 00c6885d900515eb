"""From the nouns to the HTML of the page; the only place where HTML is made.

Jinja escapes whatever a template does not spell out itself: text of documents, titles, file
names, what models write and what went wrong are text, whatever they hold.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chains.evidence import page_at
from chains.markdown import as_markdown
from chains.presentation import clean, dollars, name, numbering, place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jinja2 import Environment
    from langchain_core.documents import Document

    from chains.evidence import Answer, Claim, Documents, Span, Summary, Usage
    from chains.tree import Progress
    from web.page_library import LoadState

_PARAGRAPH = 5
"""Sentences of a paragraph: a long summary is not one block of text."""

_AROUND = 20_000
"""Characters of a source that are shown before and after a passage."""


def header(model: str, usage: Usage) -> str:
    """Return the line with the model and what the session has cost so far."""
    return _html("header.html", model=model, usage=usage)


def welcome() -> str:
    """Return what a newcomer sees where results will be."""
    return _html("welcome.html")


def remark(text: str) -> str:
    """Return something to know."""
    return _html("remark.html", text=text, kind="remark")


def problem(error: object) -> str:
    """Return what went wrong and what to do about it."""
    return _html("remark.html", text=str(error), kind="problem")


def running(progress: Progress, written: str, usage: Usage) -> str:
    """Return how far a summary is, and the text that is being written."""
    return _html("running.html", progress=progress, written=written, usage=usage)


def waiting(text: str, done: int | None = None, total: int = 0) -> str:
    """Return that something is under way: `done` of `total`, where that is known."""
    return _html("waiting.html", text=text, done=done, total=total)


def summary(summary: Summary, *, bullets: bool) -> str:
    """Return a summary with its citations, what it cost, and its exports."""
    return _result(summary.claims, summary.documents, summary, bullets=bullets)


def turns(said: Sequence[str]) -> str:
    """Return a chat from the HTML of its turns."""
    from markupsafe import Markup

    return _html("turns.html", turns=[Markup(turn) for turn in said])  # noqa: S704 - own HTML


def turn(question: str, answer: str) -> str:
    """Return a question and the HTML of what came of it."""
    from markupsafe import Markup

    return _html("turn.html", question=question, answer=Markup(answer))  # noqa: S704 - own HTML


def answer(answer: Answer) -> str:
    """Return an answer with its citations, or that the documents do not say."""
    if not answer.answered:
        return remark("The documents do not say.")
    return _result(answer.claims, answer.documents, answer)


def checked(claims: Sequence[Claim], documents: Documents) -> str:
    """Return judged sentences, each coloured by its support."""
    exported = json.dumps({"claims": [claim.as_json(documents) for claim in claims]})
    return _html(
        "checked.html",
        claims=_numbered(claims, documents),
        supported=sum(claim.supported for claim in claims),
        markdown=as_markdown(claims, documents, bullets=True),
        json=exported,
    )


def loading(states: Mapping[str, LoadState]) -> str:
    """Return how far each source is that is being loaded, by its name."""
    return _html("loading.html", states=states)


def source(document: Document, span: Span) -> str:
    """Return a document around `span`, with its pages and the quote marked."""
    text, metadata = document.page_content, document.metadata
    first, last = max(0, span.start - _AROUND), min(len(text), span.end + _AROUND)
    return _html(
        "source.html",
        title=metadata["title"] or name(metadata["source"]),
        source=name(metadata["source"]),
        page=page_at(document, span.start),
        pieces=list(_pieces(document, span, first, last)),
        before=first,
        after=len(text) - last,
    )


def _result(
    claims: Sequence[Claim],
    documents: Documents,
    noun: Summary | Answer,
    *,
    bullets: bool = False,
) -> str:
    shown = _numbered(claims, documents)
    return _html(
        "result.html",
        paragraphs=[shown[i : i + _PARAGRAPH] for i in range(0, len(shown), _PARAGRAPH)],
        count=len(claims),
        bullets=bullets,
        notes=_notes(claims, documents),
        result=noun,
        markdown=as_markdown(claims, documents, bullets=bullets),
        json=json.dumps(noun.as_json(), ensure_ascii=False, indent=2),
    )


def _numbered(claims: Sequence[Claim], documents: Documents) -> list[tuple[Claim, Any]]:
    notes = {note["span"]: note for note in _notes(claims, documents)}
    return [(claim, [notes[span] for span in dict.fromkeys(claim.spans)]) for claim in claims]


def _notes(claims: Sequence[Claim], documents: Documents) -> list[dict[str, Any]]:
    return [
        {
            "number": number,
            "span": span,
            "place": _place(documents[span.document_id], span.start),
            "quote": span.quote(documents),
        }
        for span, number in numbering(claims).items()
    ]


def _place(document: Document, offset: int) -> str:
    title = document.metadata["title"] or name(document.metadata["source"])
    return place(title, page_at(document, offset))


def _pieces(document: Document, span: Span, first: int, last: int) -> Iterator[dict[str, Any]]:
    """Yield the text from `first` to `last`, cut where pages and the quote start and end."""
    text = document.page_content
    starts = {page["start"]: page["page"] for page in document.metadata.get("pages") or ()}
    cuts = {first, last, span.start, span.end, *starts}
    edges = sorted(cut for cut in cuts if first <= cut <= last)
    for start, end in pairwise(edges):
        yield {
            "page": starts.get(start),
            "quoted": span.start <= start < span.end,
            "text": text[start:end],
        }


def _html(template: str, **values: Any) -> str:
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: clean(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["dollars"] = dollars
    return environment
