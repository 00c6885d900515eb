"""Results as a Word document whose citations are footnotes.

python-docx cannot write footnotes, so their part of the package (ECMA-376, part 1, section 17.11)
is made here.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from precis.chains.evidence import NOT_ANSWERED
from precis.chains.presentation import clean
from precis.errors import require
from precis.web.page.content.results import left_out, remarks, sections
from precis.web.page.exports.markdown import flaw_of, left_out_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from precis.web.job import Job
    from precis.web.page.content.results import Note, Part, Sentence

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""

_FIRST = 2
"""Numbers 0 and 1 are those of the lines between text and footnotes."""


def as_docx(title: str, jobs: Sequence[Job]) -> bytes:
    """Return the file. Raises MissingExtraError without python-docx."""
    require("docx", "saving as Word", "docx")
    from docx import Document

    document = Document()
    document.core_properties.title = _text(title)[:250]
    document.core_properties.author = "Précis"
    document.add_heading(_text(title), 0)
    notes: list[str] = []
    for job in jobs:
        if len(jobs) > 1:
            document.add_heading(_text(job.title), 1)
        found = sections(job)
        if job.kind == "ask" and not found[0].claims:
            document.add_paragraph(NOT_ANSWERED)
        lines = [it.text for it in remarks(job)]
        if refused := left_out(job):
            lines.append(left_out_line(refused))
        for line in lines:
            document.add_paragraph().add_run(_text(line)).italic = True
        for section in found:
            if section.title:
                document.add_heading(_text(section.title), 2)
            for part in section.parts:
                _add_part(document, part, notes)
    _add_footnotes(document, notes)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _add_part(document: Any, part: Part, notes: list[str]) -> None:
    if part.heading:
        document.add_heading(_text(part.heading), 3)
    if part.brief:
        document.add_paragraph().add_run(_text(f"{part.brief}.")).bold = True
    for paragraph in part.paragraphs:
        if part.bullets:
            for sentence in paragraph:
                _add_sentence(document.add_paragraph(style="List Bullet"), sentence, notes)
        else:
            made = document.add_paragraph()
            for sentence in paragraph:
                _add_sentence(made, sentence, notes)


def _add_sentence(paragraph: Any, sentence: Sentence, notes: list[str]) -> None:
    paragraph.add_run(_text(sentence.claim["text"]))
    for note in sentence.notes:
        notes.append(_footnote(note, len(notes) + _FIRST))
        _add_reference(paragraph, len(notes) - 1 + _FIRST)
    if flaw := flaw_of(sentence):
        paragraph.add_run(f" ({_text(flaw)})").italic = True
    paragraph.add_run(" ")


def _add_reference(paragraph: Any, number: int) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run()
    run.font.superscript = True
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(number))
    run._r.append(reference)  # noqa: SLF001 - python-docx has no other way to XML


def _footnote(note: Note, number: int) -> str:
    text = escape(_text(f" {note.where}: “{note.citation['quote']}”"))
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    said = f'<w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
    return f'<w:footnote w:id="{number}"><w:p>{mark}{said}</w:p></w:footnote>'


def _add_footnotes(document: Any, notes: Sequence[str]) -> None:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part as Package

    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{tag}/></w:r></w:p></w:footnote>'
        for number, (kind, tag) in enumerate(
            (("separator", "separator"), ("continuationSeparator", "continuationSeparator"))
        )
    )
    xml = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes xmlns:w="{_W}">'
        f"{lines}{''.join(notes)}</w:footnotes>"
    )
    package = document.part.package
    part = Package(PackURI("/word/footnotes.xml"), _TYPE, xml.encode(), package)
    document.part.relate_to(part, _RELATION)


def _text(text: str) -> str:
    return _FORBIDDEN.sub("", " ".join(clean(text).split(" ")))
