"""Text → sentences, with exact character offsets. Nothing here knows of chunks or models."""

import re
from itertools import pairwise

from sentencex import get_sentence_boundaries

_OWN_LINE = re.compile(r"\n(?=[ \t]*(?:[-*+•◦▪]|\d{1,3}[.)]|#{1,6}|>|\|)[ \t]*\S)")


def sentence_spans(text: str, language: str = "en") -> list[tuple[int, int]]:
    """Return `(start, end)` of every sentence of `text`, in order, without overlap.

    Offsets count characters; each sentence is trimmed of surrounding white space, and every
    character outside the spans is white space. Headings, list items and table rows are
    sentences of their own. `language` is an ISO 639-1 code; unknown codes fall back to the
    nearest rules of `sentencex`.

    >>> [("Dr. No left. He ran."[a:b]) for a, b in sentence_spans("Dr. No left. He ran.")]
    ['Dr. No left.', 'He ran.']
    """
    spans: list[tuple[int, int]] = []
    encodable = text.encode(errors="replace").decode()
    for boundary in get_sentence_boundaries(language, encodable):
        start, end = boundary["start_index"], boundary["end_index"]
        for line_start, line_end in _own_lines(text, start, end):
            trimmed = trim(text, line_start, line_end)
            if trimmed[0] < trimmed[1]:
                spans.append(trimmed)
    return spans


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Shrink `(start, end)` until neither end of `text[start:end]` is white space."""
    piece = text[start:end]
    stripped = piece.strip()
    if not stripped:
        return start, start
    offset = start + len(piece) - len(piece.lstrip())
    return offset, offset + len(stripped)


def _own_lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [start, *(match.end() for match in _OWN_LINE.finditer(text, start, end)), end]
    return list(pairwise(cuts))
