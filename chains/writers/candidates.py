"""What a claim can rest on: the sentences of chunks, each with its spans, and how they are cut.

Which of them a reply cites is read in `citations.py`.
"""

from collections.abc import Iterable, Iterator, Sequence

from langchain_core.documents import Document

from precis.chains.evidence import Span
from precis.chains.grounding.alignment import Candidate
from precis.splitters.sentences import sentence_spans

NUMBERED_CHARACTERS = 80
"""Sentences are joined up to this length before they get a number, which costs a token."""

_SHORTEST_PIECE = 200
"""Characters of a sentence that is not cut any further."""


def sentence_candidates(chunks: Iterable[Document]) -> list[Candidate]:
    """Return the sentences of the chunks, short ones of a paragraph as one, with their spans."""
    found: list[Candidate] = []
    for chunk in chunks:
        base, text = chunk.metadata["start_index"], chunk.page_content
        for start, end in _joined(text, sentence_spans(text)):
            span = Span(
                document_id=chunk.metadata["document_id"], start=base + start, end=base + end
            )
            found.append((text[start:end], (span,)))
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


def halved(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """Cut candidates in two, or the one that there is; nothing where it is too short."""
    middle = len(candidates) // 2
    if middle:
        return [list(candidates[:middle]), list(candidates[middle:])]
    [(text, spans)] = candidates
    if len(text) < _SHORTEST_PIECE:
        return []
    cut = text.rfind(" ", 1, len(text) // 2) + 1 or len(text) // 2
    (first, *_) = spans
    if len(spans) > 1 or first.end - first.start != len(text):
        return [[(text[:cut], spans)], [(text[cut:], spans)]]
    left = first.model_copy(update={"end": first.start + cut})
    right = first.model_copy(update={"start": first.start + cut})
    return [[(text[:cut], (left,))], [(text[cut:], (right,))]]
