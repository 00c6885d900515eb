"""Claims as Markdown: a footnote for every passage that they rest on.

Text of documents and models is escaped, so that nothing in it becomes markup, a link or an image.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from precis.chains.evidence import page_at
from precis.chains.presentation import clean, name, numbering, place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from precis.chains.evidence import Claim, Documents, Span

_ACTIVE = re.compile(r"[\\`*_\[\]<>&#~|$!]")
_LEADING = re.compile(r"^(\d{1,9})?([-+.)=:])")


def as_markdown(claims: Sequence[Claim], documents: Documents, *, bullets: bool = False) -> str:
    """Return `claims` as a paragraph or, with `bullets`, as a list, and their footnotes."""
    numbers = numbering(claims)
    sentences = [_sentence(claim, numbers) for claim in claims]
    listed = (f"- {line}".replace("\n", "\n  ") for line in sentences)
    text = "\n".join(listed) if bullets else " ".join(sentences)
    notes = [_footnote(span, number, documents) for span, number in numbers.items()]
    return "\n\n".join([text, *notes]) + "\n"


def _sentence(claim: Claim, numbers: dict[Span, int]) -> str:
    marks = "".join(f"[^{number}]" for number in sorted({numbers[span] for span in claim.spans}))
    text = "\\\n".join(filter(None, map(escaped, claim.text.splitlines())))
    if claim.supported:
        return text + marks
    problem = f": {escaped(claim.problem)}" if claim.problem else ""
    state = "unsure" if claim.unsure else "not supported"
    return f"{text}{marks} *({state}{problem})*"


def _footnote(span: Span, number: int, documents: Documents) -> str:
    document = documents[span.document_id]
    source = name(document.metadata["source"])
    where = place(document.metadata["title"] or source, page_at(document, span.start))
    where = where if where.startswith(source) else f"{where} ({source})"
    return f"[^{number}]: {escaped(where)}: “{escaped(span.quote(documents))}”"


def escaped(text: str) -> str:
    """Return `text` on one line, with nothing in it that Markdown acts on."""
    line = _ACTIVE.sub(r"\\\g<0>", " ".join(clean(text).split()))
    return _LEADING.sub(r"\1\\\2", line)
