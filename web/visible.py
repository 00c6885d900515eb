"""Which documents can be shown as they look, if their file is kept, and how."""

from __future__ import annotations

from enum import Enum, auto


class Look(Enum):
    """How a document is shown."""

    PDF = auto()
    PICTURE = auto()
    SLIDES = auto()
    TEXT = auto()


_MICROSOFT = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
_SLIDES = {
    f"{_MICROSOFT}.presentationml.presentation": ".pptx",
    f"{_OPEN}.presentation": ".odp",
    "application/vnd.ms-powerpoint": ".ppt",
}
_TEXTS = {
    f"{_MICROSOFT}.wordprocessingml.document": ".docx",
    f"{_OPEN}.text": ".odt",
    "application/msword": ".doc",
    "application/rtf": ".rtf",
}
SUFFIXES = _SLIDES | _TEXTS
"""The suffix of what LibreOffice draws, by media type."""


def look(media_type: str) -> Look | None:
    """Return how documents of a media type are shown, or None if only as text."""
    if media_type == "application/pdf":
        return Look.PDF
    if media_type.startswith("image/"):
        return Look.PICTURE
    if media_type in _SLIDES:
        return Look.SLIDES
    return Look.TEXT if media_type in _TEXTS else None


def is_slides(suffix: str) -> bool:
    """Whether files with a suffix of `SUFFIXES` are presentations."""
    return suffix in _SLIDES.values()
