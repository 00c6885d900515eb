"""Results as Markdown with footnotes; nothing in a text becomes markup, a link or a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from precis.chains.evidence import NOT_ANSWERED
from precis.chains.markdown import escaped
from precis.web.page.content.results import Sentence, left_out, remarks, sections

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from precis.web.job import Job
    from precis.web.page.content.results import Note, Part, Section


def as_markdown(title: str, jobs: Sequence[Job]) -> str:
    """Return results below an optional title; their footnotes are numbered consecutively."""
    lines = [f"# {escaped(title)}"] if title else []
    notes: list[str] = []
    for job in jobs:
        if len(jobs) > 1:
            lines.append(f"## {escaped(job.title)}")
        found = sections(job)
        if job.kind == "ask" and not found[0].claims:
            lines.append(NOT_ANSWERED)
        lines += [f"*{escaped(it.text)}*" for it in remarks(job)]
        if refused := left_out(job):
            lines.append(f"*{escaped(left_out_line(refused))}*")
        for section in found:
            before = len(notes)
            lines += _section(section, before)
            notes += [_note(note, before) for note in section.notes]
    return "\n\n".join([*lines, *notes]) + "\n"


def _section(section: Section, before: int) -> Iterator[str]:
    if section.title:
        yield f"### {escaped(section.title)}"
    for part in section.parts:
        yield from _part(part, before)


def _part(part: Part, before: int) -> Iterator[str]:
    if part.heading:
        yield f"#### {escaped(part.heading)}"
    if part.brief:
        yield f"**{escaped(part.brief)}.**"
    if part.bullets:
        sentences = [one for paragraph in part.paragraphs for one in paragraph]
        yield "\n".join(f"- {_sentence(one, before)}" for one in sentences)
    else:
        for paragraph in part.paragraphs:
            yield " ".join(_sentence(one, before) for one in paragraph)


def _sentence(sentence: Sentence, before: int) -> str:
    marks = "".join(f"[^{note.number + before}]" for note in sentence.notes)
    flaw = flaw_of(sentence)
    return f"{escaped(sentence.claim['text'])}{marks}{f' *({escaped(flaw)})*' if flaw else ''}"


def left_out_line(refused: Sequence[Note]) -> str:
    """Name the passages that the model refused to read."""
    places = "; ".join(dict.fromkeys(note.where for note in refused))
    return f"Left out, because the model refused to read it: {places}"


def flaw_of(sentence: Sentence) -> str:
    """Describe what is wrong with a sentence; "" if nothing is."""
    claim = sentence.claim
    if claim["supported"]:
        return ""
    state = "unsure" if claim["unsure"] else "not supported"
    return f"{state}: {claim['problem']}" if claim["problem"] else state


def _note(note: Note, before: int) -> str:
    where, quote = escaped(note.where), escaped(note.citation["quote"])
    return f"[^{note.number + before}]: {where}: “{quote}”"
