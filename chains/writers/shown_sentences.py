"""The sentences shown in a prompt, each with its spans: all that a claim can cite.

Which of them a reply cites is read in `replies/`; how many fit a prompt, `halving.py`.
"""

from collections.abc import Iterable, Iterator

from langchain_core.documents import Document

from precis.chains.evidence import Span
from precis.chains.writers.statements import Statement
from precis.splitters.sentences import sentence_spans

NUMBERED_CHARACTERS = 80
"""Sentences are joined up to this length before they get a number, which costs a token."""


def shown_sentences(chunks: Iterable[Document]) -> list[Statement]:
    """Return the sentences of the chunks, short ones of a paragraph as one, with their spans.

    The row that names the columns of a table stands before a chunk that begins within it.
    """
    found: list[Statement] = []
    for chunk in chunks:
        base, text = chunk.metadata["start_index"], chunk.page_content
        if header := chunk.metadata.get("header"):
            span = Span(
                document_id=chunk.metadata["document_id"], start=header.start, end=header.end
            )
            found.append(Statement(header.text, (span,)))
        for start, end in _joined(text, sentence_spans(text)):
            span = Span(
                document_id=chunk.metadata["document_id"], start=base + start, end=base + end
            )
            found.append(Statement(text[start:end], (span,)))
    return found


def _joined(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join what is shorter than NUMBERED_CHARACTERS to what follows it on the same line."""
    begun: tuple[int, int] | None = None
    for start, end in spans:
        if begun and "\n" not in text[begun[1] : start]:
            begun = (begun[0], end)
        else:
            if begun:
                yield begun
            begun = (start, end)
        if begun[1] - begun[0] >= NUMBERED_CHARACTERS:
            yield begun
            begun = None
    if begun:
        yield begun
