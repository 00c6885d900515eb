"""What a PDF says of itself: title, author, day, outline, kind of form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from precis.loaders.layout import words

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

    from precis.loaders.layout import Outline

_DATE = slice(2, 10)
"""The day in a date of PDF, `D:20240506…` (PDF 1.7, section 7.9.4)."""

_NOTHING = {"", "untitled", "anonymous", "unknown"}
"""What programs write where nobody gave a title or an author."""

_DEEPEST_HEADING = 6


def has_xfa(pdf: PdfDocument) -> bool:
    """Return whether a form is made with XFA."""
    from pypdfium2 import raw

    return pdf.get_formtype() in {raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND}


def metadata(pdf: PdfDocument) -> dict[str, str]:
    """Return those of title, author and date (ISO 8601, a day) that the PDF gives."""
    found = {key: pdf.get_metadata_value(key.title()).strip() for key in ("title", "author")}
    found = {key: value for key, value in found.items() if value.lower() not in _NOTHING}
    day = pdf.get_metadata_value("CreationDate")[_DATE]
    if day.isdecimal() and len(day) == len("20240506"):
        found["date"] = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    return found


def outlines(pdf: PdfDocument) -> dict[int, Outline]:
    """Return the headings that the outline places on each page, 1-based."""
    found: dict[int, Outline] = {}
    for bookmark in pdf.get_toc(max_depth=_DEEPEST_HEADING):
        place = bookmark.get_dest()
        index = place.get_index() if place else None
        if index is not None:
            found.setdefault(index + 1, {})[words(bookmark.get_title())] = bookmark.level + 1
    return found
