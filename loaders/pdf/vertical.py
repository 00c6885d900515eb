"""Text that runs from top to bottom, in columns from right to left, as in Japanese books."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from precis.loaders.pdf.glyphs import Glyph

_FEWEST = 4
_FIRST_IDEOGRAPH = "\u2e80"
_SAME = 0.3
_INDENT = 0.8


class _Column(NamedTuple):
    text: str
    middle: float
    top: float
    bottom: float
    size: float


def vertical_text(characters: Sequence[Glyph]) -> str | None:
    """Return the text of a page written downwards, None for other pages."""
    inked = [glyph for glyph in characters if not glyph.sign.isspace()]
    if not _is_vertical(inked):
        return None
    return "\n\n".join("".join(_paragraph(tier)) for tier in _paragraphs(inked))


def _is_vertical(inked: Sequence[Glyph]) -> bool:
    down = across = 0
    for before, after in pairwise(inked):
        if _follows_below(before, after):
            down += 1
        elif abs(before.bottom - after.bottom) < _SAME * before.height:
            across += 1
    ideographs = sum(glyph.sign >= _FIRST_IDEOGRAPH for glyph in inked)
    return down >= _FEWEST and down > across and ideographs > len(inked) / 2


def _follows_below(before: Glyph, after: Glyph) -> bool:
    size = max(before.height, after.height)
    overlaps = min(before.right, after.right) > max(before.left, after.left)
    return overlaps and -_SAME * size < before.bottom - after.top < size


def _columns(inked: Sequence[Glyph]) -> Iterator[_Column]:
    column: list[Glyph] = []
    for glyph in inked:
        if column and not _follows_below(column[-1], glyph):
            yield _column(column)
            column = []
        column.append(glyph)
    if column:
        yield _column(column)


def _column(column: Sequence[Glyph]) -> _Column:
    first = max(column, key=lambda glyph: glyph.right - glyph.left)
    middle = (first.left + first.right) / 2
    text = "".join(glyph.sign for glyph in column)
    return _Column(text, middle, column[0].top, column[-1].bottom, first.height)


def _tiers(columns: Sequence[_Column]) -> list[list[_Column]]:
    """Return columns in bands one below the other, each from right to left."""
    tiers: list[list[_Column]] = []
    lowest = 0.0
    for column in sorted(columns, key=lambda column: -column.top):
        if not tiers or column.top <= lowest:
            tiers.append([])
            lowest = column.bottom
        tiers[-1].append(column)
        lowest = min(lowest, column.bottom)
    return [sorted(tier, key=lambda column: -column.middle) for tier in tiers]


def _paragraphs(inked: Sequence[Glyph]) -> Iterator[list[_Column]]:
    """Yield the columns of each paragraph; one begins where a column is set lower."""
    for tier in _tiers(list(_columns(inked))):
        highest = max(column.top for column in tier)
        paragraph: list[_Column] = []
        for column in tier:
            if paragraph and column.top < highest - _INDENT * column.size:
                yield paragraph
                paragraph = []
            paragraph.append(column)
        yield paragraph


def _paragraph(columns: Sequence[_Column]) -> Iterator[str]:
    return (column.text for column in columns)
