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

from precis.chains.composition.items import Block
from precis.chains.evidence import NOT_ANSWERED, page_at
from precis.chains.markdown import as_markdown
from precis.chains.outline import summary_blocks
from precis.chains.presentation import clean, dollars, name, numbering, place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jinja2 import Environment
    from langchain_core.documents import Document

    from precis.chains.composition.items import Item
    from precis.chains.evidence import Answer, Claim, Documents, Span, Summary, Usage
    from precis.chains.tree.engine import Progress
    from precis.web.page.load_state import LoadState

_Numbered = tuple["Claim", list[dict[str, Any]]]
"""A sentence and the notes that its numbers stand for."""

_PARAGRAPH = 5
"""Sentences of a paragraph: a long summary is not one block of text."""

_LONG = 20
"""Sentences from which on a result starts with what can be done with it, not ends."""

_AROUND = 20_000
"""Characters of a source that are shown before and after a passage."""


def header(model: str, usage: Usage) -> str:
    """Return the line with the model and what the session has cost so far."""
    return _html("header.html", model=model, usage=usage)


def welcome() -> str:
    """Return what a newcomer sees where results will be."""
    return _html("welcome.html")


def library_heading() -> str:
    """Return the heading of the library, which folds it on a phone."""
    return _html("library_heading.html")


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
    blocks = summary_blocks(summary, bullets=bullets)
    return _result(blocks, summary.documents, summary.as_json(), _summary_line(summary))


def results(items: Sequence[Item], left_out: Sequence[str]) -> str:
    """Return what a chain made of documents, and why it left some out."""
    titled = len(items) + len(left_out) > 1
    shown = [
        _result(
            item.result.blocks(),
            item.documents,
            item.as_json(),
            _cost(item.usage),
            title=item.title if titled else "",
        )
        for item in items
    ]
    return "".join([*map(problem, left_out), *shown]) or remark("No document was left.")


def chain(parts: Sequence[str]) -> str:
    """Return the steps of a chain."""
    return _html("chain.html", parts=parts)


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
        return remark(NOT_ANSWERED)
    block = Block(answer.claims, brief=answer.brief)
    return _result([block], answer.documents, answer.as_json(), _summary_line(answer))


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


def on_shelf(collection: str, html: str) -> str:
    """Return the HTML of a result that remembers which collection its citations are of."""
    from markupsafe import Markup

    return _html("on_shelf.html", collection=collection, html=Markup(html))  # noqa: S704 - own HTML


def source(document: Document, span: Span, collection: str) -> str:
    """Return a document of a collection around `span`, with its pages and the quote marked."""
    text, metadata = document.page_content, document.metadata
    first, last = max(0, span.start - _AROUND), min(len(text), span.end + _AROUND)
    return _html(
        "source.html",
        span=span,
        collection=collection,
        title=metadata["title"] or name(metadata["source"]),
        source=name(metadata["source"]),
        page=page_at(document, span.start),
        pieces=list(_pieces(document, span, first, last)),
        before=first,
        after=len(text) - last,
    )


def no_source(text: str) -> str:
    """Return why a document cannot be shown."""
    return _html("no_source.html", text=text)


def _result(
    blocks: Sequence[Block],
    documents: Documents,
    exported: Mapping[str, Any],
    told: str,
    title: str = "",
) -> str:
    claims = [claim for block in blocks for claim in block.claims]
    numbered = iter(_numbered(claims, documents))
    return _html(
        "result.html",
        title=title,
        long=len(claims) > _LONG,
        blocks=[(block, _paragraphs(block, numbered)) for block in blocks],
        notes=_notes(claims, documents),
        told=told,
        markdown=as_markdown(claims, documents, bullets=any(block.bullets for block in blocks)),
        json=json.dumps(exported, ensure_ascii=False, indent=2),
    )


def _paragraphs(block: Block, numbered: Iterator[_Numbered]) -> list[list[_Numbered]]:
    own = [next(numbered) for _ in block.claims]
    return [own[i : i + _PARAGRAPH] for i in range(0, len(own), _PARAGRAPH)]


def _summary_line(made: Summary | Answer) -> str:
    count = len(made.claims)
    sentences = "1 sentence" if count == 1 else f"{count} sentences"
    doubted = f"{made.unsupported} not supported by the sources" if made.unsupported else ""
    return " · ".join(filter(None, [sentences, made.model, _cost(made.usage), doubted]))


def _cost(usage: Usage) -> str:
    if not usage.calls and not usage.cached_calls:
        return f"{usage.seconds:.1f} s"
    cached = f" + {usage.cached_calls} cached" if usage.cached_calls else ""
    tokens = f"{usage.input_tokens + usage.output_tokens:,} tokens"
    return f"{usage.calls} calls{cached} · {tokens} · {dollars(usage)} · {usage.seconds:.1f} s"


def _numbered(claims: Sequence[Claim], documents: Documents) -> list[_Numbered]:
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
