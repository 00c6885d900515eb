r"""Markdown tables, as the loaders write them: their rows, and the row that names the columns."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TABLE = regex.compile(r"(?:^[ \t]{0,3}+\|[^\n]*+(?:\n|\Z))++", regex.MULTILINE)
_LINE = regex.compile(r"[^\n]+")
_RULE = regex.compile(r"[\s|:-]*-[\s|:-]*")
_BORDER = regex.compile(r"(?<!\\)(?:\\\\)*+\|")
_BORDER_IN_CELL = regex.compile(r"\\++\|")


class Header(NamedTuple):
    """The row that names a table's columns, and its character offsets in the document."""

    start: int
    end: int
    text: str


class Row(NamedTuple):
    """A row of values, its character offsets in the document, and what names its columns."""

    start: int
    end: int
    text: str
    header: Header | None

    @property
    def described(self) -> str:
        r"""The row with each value after the name of its column.

        >>> [row] = table_rows("| Day | Person | Phone |\n|---|---|---|\n| Monday | Dana | |")
        >>> row.described
        'Day: Monday; Person: Dana'
        """
        values = _cells(self.text)
        names = _cells(self.header.text) if self.header else []
        names += [""] * (len(values) - len(names))
        named = zip(names, values, strict=False)
        return "; ".join(f"{name}: {value}" if name else value for name, value in named if value)


def table_rows(text: str, base: int = 0, above: Header | None = None) -> Iterator[Row]:
    r"""Yield the rows of values of every table; the row that names columns is none of them.

    `text` stands at the offset `base` of its document; `above` names the columns of a table that
    it begins in.

    >>> [row.text for row in table_rows("| Day | Person |\n|---|---|\n| Monday | Dana |")]
    ['| Monday | Dana |']
    """
    for table in _TABLE.finditer(text):
        lines = [_trimmed(text, *match.span()) for match in _LINE.finditer(text, *table.span())]
        header = above if table.start() == 0 else None
        if len(lines) > 1 and _RULE.fullmatch(text, *lines[1]):
            start, end = lines[0]
            header, lines = Header(base + start, base + end, text[start:end]), lines[2:]
        for start, end in lines:
            if not _RULE.fullmatch(text, start, end):
                yield Row(base + start, base + end, text[start:end], header)


def headers_at(text: str, positions: Sequence[int]) -> list[Header | None]:
    r"""Return the column names of the table that continues at each of `positions`, ascending.

    >>> headers_at("| Day | Person |\n|---|---|\n| Monday | Dana |", [0, 27])
    [None, Header(start=0, end=16, text='| Day | Person |')]
    """
    found: list[Header | None] = [None] * len(positions)
    for table in _TABLE.finditer(text):
        lines = list(islice(_LINE.finditer(text, *table.span()), 2))
        if len(lines) > 1 and _RULE.fullmatch(text, *_trimmed(text, *lines[1].span())):
            start, end = _trimmed(text, *lines[0].span())
            first = bisect_right(positions, lines[1].end())
            last = bisect_left(positions, table.end())
            found[first:last] = [Header(start, end, text[start:end])] * (last - first)
    return found


def header_above(text: str, position: int) -> Header | None:
    """Return the column names of the table that continues at `position`, if one does."""
    block = text.rfind("\n\n", 0, position) + 1
    end = text.find("\n", position)
    [found] = headers_at(text[block : end if end >= 0 else None], [position - block])
    return found and Header(found.start + block, found.end + block, found.text)


def _cells(row: str) -> list[str]:
    inner = row.strip().removeprefix("|")
    cells, start = [], 0
    for match in _BORDER.finditer(inner):
        cells.append(inner[start : match.end() - 1])
        start = match.end()
    cells.append(inner[start:])
    if not cells[-1].strip():
        cells.pop()
    return [_BORDER_IN_CELL.sub(_unescaped, cell).strip() for cell in cells]


def _unescaped(bar: regex.Match[str]) -> str:
    return "\\" * ((len(bar[0]) - 2) // 2) + "|"


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    line = text[start:end]
    return start + len(line) - len(line.lstrip()), start + len(line.rstrip())
