"""Halve a prompt that is too long for its model, down to parts of a sentence."""

from collections.abc import Sequence

from precis.chains.writers.statements import Statement

_SHORTEST_PIECE = 200
"""Characters of a sentence that is not cut any further."""


def halved(shown: Sequence[Statement]) -> list[list[Statement]]:
    """Cut sentences in two, or the one that there is; nothing where it is too short."""
    middle = len(shown) // 2
    if middle:
        return [list(shown[:middle]), list(shown[middle:])]
    [whole] = shown
    text, spans = whole.text, whole.spans
    if len(text) < _SHORTEST_PIECE:
        return []
    cut = text.rfind(" ", 1, len(text) // 2) + 1 or len(text) // 2
    if len(spans) != 1 or spans[0].end - spans[0].start != len(text):
        return [[whole.with_text(text[:cut])], [whole.with_text(text[cut:])]]
    [span] = spans
    left = span.model_copy(update={"end": span.start + cut})
    right = span.model_copy(update={"start": span.start + cut})
    return [[Statement(text[:cut], (left,))], [Statement(text[cut:], (right,))]]
