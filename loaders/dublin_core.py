"""Dublin Core metadata of packed documents: OOXML, OpenDocument and EPUB."""

from __future__ import annotations

from typing import TYPE_CHECKING

from precis.loaders.xmltree import local_name, safely_parsed

if TYPE_CHECKING:
    from zipfile import ZipFile

CORE_PROPERTIES = "docProps/core.xml"
"""Where Office Open XML keeps them (ECMA-376, part 2)."""

_KEYS = {
    "title": "title",
    "creator": "author",
    "date": "date",
    "created": "date",
    "language": "language",
}
_DAY = len("2024-05-06")


def dublin_core(package: ZipFile, part: str) -> dict[str, str]:
    """Return those of title, author, date (ISO 8601, a day) and language that `part` has."""
    found: dict[str, str] = {}
    if part in package.namelist():
        root = safely_parsed(package.read(part))
        for element in () if root is None else root.iter("*"):
            key = _KEYS.get(local_name(element))
            if key and element.text and element.text.strip():
                found.setdefault(key, element.text.strip()[: _DAY if key == "date" else None])
    return found
