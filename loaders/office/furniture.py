"""Headers and footers: what they say beyond the number of the page, each once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from precis.loaders.unread import Unread

_ENOUGH_LETTERS = 12
"""A header with a page number and fewer letters says no more than the page."""

_CODE = re.compile(
    r'&(?:"[^"]*"|K(?:[0-9A-Fa-f]{6}|\d\d[+-]\d{3})|\d{1,3}|P(?:[+-]\d{1,9})?|[A-Za-z&])'
)
_SECTIONS, _PAGES, _PICTURE = {"&L", "&C", "&R"}, {"&P", "&N"}, "&G"


class Furniture:
    """Collects the headers and footers of one document."""

    def __init__(self, unread: Unread) -> None:
        self._unread = unread
        self._seen: set[str] = set()

    def line(self, kind: str, text: str, *, numbers_pages: bool) -> str:
        """Return a header or footer as a line, "" where it says nothing or has been given."""
        line = f"{kind}: {' '.join(text.split())}"
        letters = sum(map(str.isalpha, text))
        if not letters or (numbers_pages and letters < _ENOUGH_LETTERS) or line in self._seen:
            return ""
        self._seen.add(line)
        return line

    def of_excel(self, kind: str, code: str) -> str:
        """Return the line of a header or footer that is written in codes (ECMA-376, 18.3.1.46)."""
        fields = {field[:2].upper() for field in _CODE.findall(code)}
        self._unread.add("picture", _PICTURE in fields)
        text = _CODE.sub(lambda found: _shown(found[0]), code)
        return self.line(kind, text, numbers_pages=bool(fields & _PAGES))


def _shown(field: str) -> str:
    if field == "&&":
        return "&"
    return " " if field.upper() in _SECTIONS else ""
