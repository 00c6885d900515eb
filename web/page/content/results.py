"""From the stored JSON of a result to what is shown: sentences, notes, tables."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from precis.chains.presentation import name, place
from precis.languages.counts import count_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from precis.web.job import Job

Json = dict[str, Any]

_PARAGRAPH = 5
"""Sentences per paragraph, so that a long summary is not one block of text."""


class Note(NamedTuple):
    """A passage that sentences cite, its number in the result, and its place."""

    number: int
    where: str
    title: str
    citation: Mapping[str, Any]


class Sentence(NamedTuple):
    """A claim and the notes it refers to."""

    claim: Mapping[str, Any]
    notes: Sequence[Note]


class Part(NamedTuple):
    """Some sentences below a heading, in paragraphs."""

    heading: str
    bullets: bool
    brief: str
    paragraphs: Sequence[Sequence[Sentence]]


class Section(NamedTuple):
    """A result for some documents: its parts, and the passages that they cite."""

    title: str
    parts: Sequence[Part]
    notes: Sequence[Note]
    usage: Mapping[str, Any] | None
    claims: Sequence[Mapping[str, Any]]


class Remark(NamedTuple):
    """A line above a result."""

    text: str
    is_failure: bool = False


def sections(job: Job) -> list[Section]:
    """Return what is shown of a finished job."""
    result = job.result or {}
    match job.kind:
        case "summarize":
            bullets = getattr(job.request, "style", "prose") == "bullets"
            blocks = list(_as_outline(result, bullets=bullets))
            return [_section("", blocks, _titles(result["sources"]), result["usage"])]
        case "ask":
            block = {"claims": result["answer"], "brief": result["brief"], **_as_list(result)}
            titles = _titles(result["passages"], "document_id")
            return [_section("", [block], titles, result["usage"])]
        case "check":
            return [_section("", [{"claims": result["claims"], "bullets": True}], {}, None)]
        case "run":
            results = result["results"]
            return [_of_chain(one, titled=len(results) > 1) for one in results]
        case _:
            return []


def remarks(job: Job) -> list[Remark]:
    """Return what else a reader must know of a finished job: what failed or was not found."""
    result = job.result or {}
    failed = result.get("failed", ())
    found = [Remark(f"{named(it['source'])}: {it['error']}", True) for it in failed]
    if job.kind == "run" and not result["results"]:
        found.append(Remark("No documents remained."))
    if absent := result.get("absent"):
        found.append(Remark(f"Nowhere in the documents: {', '.join(absent)}"))
    if job.kind == "ask" and result["answered"] and (whole := result.get("all")):
        documents = count_of(whole["documents"], "document")
        found.append(Remark(f"{whole['asked']} of {documents} asked; {whole['count']} say it."))
    return found


def named(source: str) -> str:
    """Return a source as users know it: a file of this machine by its name."""
    return name(source) if PurePath(source).is_absolute() else source


def left_out(job: Job) -> list[Note]:
    """Return the passages that the model refused to read."""
    result = job.result or {}
    results = result.get("results", [result])
    citations = [citation for it in results for citation in it.get("left_out", ())]
    titles = {key: title for it in results for key, title in _titles(it.get("sources", ())).items()}
    return [
        Note(number, place(title, citation["page"]), title, citation)
        for number, citation in enumerate(citations, start=1)
        for title in [titles.get(citation["document_id"]) or name(citation["source"])]
    ]


def all_claims(job: Job) -> list[Mapping[str, Any]]:
    """Return every sentence of a finished job."""
    return [claim for section in sections(job) for claim in section.claims]


def _as_outline(result: Json, *, bullets: bool) -> Iterator[Json]:
    """Yield the blocks of a summary: one, or one for each heading of an outline."""
    claims = result["summary"]
    if not result["headings"]:
        yield {"claims": claims, "bullets": bullets}
        return
    pairs = zip(result["headings"], claims, strict=True)
    for heading, some in groupby(pairs, key=itemgetter(0)):
        yield {"heading": heading, "claims": [claim for _, claim in some]}


def _as_list(result: Json) -> Json:
    """Lay out an answer from all documents as a list."""
    return {"bullets": result.get("all", {}).get("form") in {"list", "count", "themes", "compare"}}


def _of_chain(result: Json, *, titled: bool) -> Section:
    titles = _titles(result["sources"])
    title = ", ".join(it["title"] or name(it["source"]) for it in result["sources"])
    return _section(title if titled else "", result["blocks"], titles, result["usage"])


def _section(title: str, blocks: Sequence[Json], titles: Mapping[str, str], usage: Any) -> Section:
    claims = [claim for block in blocks for claim in block["claims"]]
    notes = numbered(claims, titles)
    parts = [
        Part(
            block.get("heading") or "",
            bool(block.get("bullets")),
            block.get("brief") or "",
            list(_paragraphs([_sentence(claim, notes) for claim in block["claims"]])),
        )
        for block in blocks
    ]
    return Section(title, parts, list(notes.values()), usage, claims)


def _paragraphs(sentences: list[Sentence]) -> Iterator[list[Sentence]]:
    for start in range(0, len(sentences), _PARAGRAPH):
        yield sentences[start : start + _PARAGRAPH]


_Place = tuple[str, int, int]


def place_of(citation: Mapping[str, Any]) -> _Place:
    """Return what identifies a passage."""
    return citation["document_id"], citation["start"], citation["end"]


def numbered(claims: Iterable[Mapping[str, Any]], titles: Mapping[str, str]) -> dict[_Place, Note]:
    """Number the passages from 1, in the order that the claims cite them."""
    notes: dict[_Place, Note] = {}
    for claim in claims:
        for citation in claim["citations"]:
            if (key := place_of(citation)) not in notes:
                title = titles.get(citation["document_id"]) or name(citation["source"])
                where = place(title, citation["page"])
                notes[key] = Note(len(notes) + 1, where, title, citation)
    return notes


def _sentence(claim: Mapping[str, Any], notes: Mapping[_Place, Note]) -> Sentence:
    cited = dict.fromkeys(map(place_of, claim["citations"]))
    return Sentence(claim, [notes[key] for key in cited])


def _titles(sources: Iterable[Mapping[str, Any]], key: str = "id") -> dict[str, str]:
    return {source[key]: source["title"] for source in sources}
