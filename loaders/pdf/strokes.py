"""Text that is struck out: a thin line through the middle of letters, or a mark of a reader."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pypdfium2 import PdfPage

    from precis.loaders.pdf.glyphs import Glyph

_THICKEST = 2.0
_SHORTEST = 3.0
_SLACK = 3.0
"""Points; a line that reaches further than its letters is a rule of a table or of the page."""

_LOWEST, _HIGHEST = 0.28, 0.62
"""Where a line stands in the box of a letter, by its height: through the small letters."""

_MOST_OBJECTS = 20_000
_BAND = 20


class Stroke(NamedTuple):
    """A thin horizontal line, in points from the lower left corner."""

    left: float
    right: float
    bottom: float
    top: float
    is_mark: bool = False


def strokes(page: PdfPage) -> list[Stroke]:
    """Return the thin horizontal lines on a page and what readers have struck out."""
    return [*_find_strokes(page), *_marks(page)]


def struck_out(characters: Sequence[Glyph], found: Sequence[Stroke]) -> list[Glyph]:
    """Return characters of which those are marked that are struck out."""
    bands: dict[int, list[int]] = defaultdict(list)
    for index, glyph in enumerate(characters):
        if not glyph.sign.isspace():
            bands[int((glyph.bottom + glyph.top) / 2) // _BAND].append(index)
    struck: set[int] = set()
    for stroke in found:
        middle = (stroke.bottom + stroke.top) / 2
        band = int(middle) // _BAND
        near = [index for b in (band - 1, band, band + 1) for index in bands.get(b, ())]
        crossed = [index for index in near if _crosses(stroke, characters[index], middle)]
        if crossed and (stroke.is_mark or _fits(stroke, [characters[i] for i in crossed])):
            struck.update(crossed)
    return [
        glyph._replace(is_struck=True) if index in struck else glyph
        for index, glyph in enumerate(characters)
    ]


def _crosses(stroke: Stroke, glyph: Glyph, middle: float) -> bool:
    if not stroke.left <= (glyph.left + glyph.right) / 2 <= stroke.right:
        return False
    if stroke.is_mark:
        return stroke.bottom <= (glyph.bottom + glyph.top) / 2 <= stroke.top
    share = (middle - glyph.bottom) / (glyph.height or 1)
    return _LOWEST < share < _HIGHEST


def _fits(stroke: Stroke, crossed: Sequence[Glyph]) -> bool:
    letters = [glyph for glyph in crossed if glyph.sign.isalnum()]
    left, right = min(g.left for g in crossed), max(g.right for g in crossed)
    return bool(letters) and stroke.left > left - _SLACK and stroke.right < right + _SLACK


def _find_strokes(page: PdfPage) -> Iterator[Stroke]:
    from ctypes import c_float

    from pypdfium2 import raw

    edges = [c_float() for _ in range(4)]
    for index in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        drawn = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(drawn) != raw.FPDF_PAGEOBJ_PATH:
            continue
        if raw.FPDFPageObj_GetBounds(drawn, *edges):
            left, bottom, right, top = (edge.value for edge in edges)
            if top - bottom <= _THICKEST and right - left >= _SHORTEST:
                yield Stroke(left, right, bottom, top)


def _marks(page: PdfPage) -> Iterator[Stroke]:
    from pypdfium2 import raw

    quad = raw.FS_QUADPOINTSF()
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, index)
        if raw.FPDFAnnot_GetSubtype(note) == raw.FPDF_ANNOT_STRIKEOUT:
            for at in range(raw.FPDFAnnot_CountAttachmentPoints(note)):
                if raw.FPDFAnnot_GetAttachmentPoints(note, at, quad):
                    xs = (quad.x1, quad.x2, quad.x3, quad.x4)
                    ys = (quad.y1, quad.y2, quad.y3, quad.y4)
                    yield Stroke(min(xs), max(xs), min(ys), max(ys), is_mark=True)
        raw.FPDFPage_CloseAnnot(note)
