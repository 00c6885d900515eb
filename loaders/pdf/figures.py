"""The pictures on a page that has text: their positions and pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from precis.loaders.recognition import DOTS_PER_INCH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image as Picture
    from pypdfium2 import PdfPage

_SMALLEST = 36.0
"""Points of a side; what is smaller is an icon or a rule."""

_DEEPEST = 4
_POINTS_PER_INCH = 72
_MOST = 50


class Figure(NamedTuple):
    """A picture by its box: left, bottom, right, top, in points from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def box(self) -> tuple[float, ...]:
        """The corners, in tenths of a point."""
        return tuple(round(edge, 1) for edge in self)


def figures(page: PdfPage) -> list[Figure]:
    """Return the pictures on a page, those that cover each other once."""
    from pypdfium2 import PdfiumError
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    found: dict[tuple[float, ...], Figure] = {}
    try:
        for picture in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=_DEEPEST):
            figure = Figure(*picture.get_bounds())
            if min(figure.right - figure.left, figure.top - figure.bottom) >= _SMALLEST:
                found.setdefault(figure.box, figure)
    except PdfiumError:
        pass
    return list(found.values())[:_MOST]


def render_figures(page: PdfPage, wanted: list[Figure]) -> Iterator[tuple[Figure, Picture]]:
    """Yield figures as they look on the page."""
    width, height = page.get_size()
    if page.get_rotation():
        return
    for figure in wanted:
        crop = (
            max(figure.left, 0),
            max(figure.bottom, 0),
            max(width - figure.right, 0),
            max(height - figure.top, 0),
        )
        if crop[0] + crop[2] >= width - 1 or crop[1] + crop[3] >= height - 1:
            continue
        picture = page.render(scale=DOTS_PER_INCH / _POINTS_PER_INCH, crop=crop).to_pil()
        yield figure, picture.convert("RGB")
