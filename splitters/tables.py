r"""Markdown tables, as the loaders write them: their rows, and the row that names the columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_TABLE = regex.compile(r"(?:^[ \t]{0,3}+\|[^\n]*+(?:\n|\Z))++", regex.MULTILINE)
_LINE = regex.compile(r"[^\n]+")
_RULE = regex.compile(r"[\s|:-]*-[\s|:-]*")
_BORDER = regex.compile(r"(?<!\\)(?:\\\\)*+\|")
_BORDER_IN_CELL = regex.compile(r"\\++\|")


class Row(NamedTuple):
    """Where a row of values stands, and the row that names its columns, if one does."""

    start: int
    end: int
    header: tuple[int, int] | None

    def described(self, text: str) -> str:
        r"""Return the row in `text` with each value after the name of its column.

        >>> text = "| Day | Person | Phone |\n|---|---|---|\n| Monday | Dana | |"
        >>> next(table_rows(text)).described(text)
        'Day: Monday; Person: Dana'
        """
        values = _cells(text[self.start : self.end])
        names = _cells(text[slice(*self.header)]) if self.header else []
        names += [""] * (len(values) - len(names))
        named = zip(names, values, strict=False)
        return "; ".join(f"{name}: {value}" if name else value for name, value in named if value)


def table_rows(text: str) -> Iterator[Row]:
    r"""Yield the rows of values of every table; the row that names columns is none of them.

    >>> text = "| Day | Person |\n|---|---|\n| Monday | Dana |"
    >>> [text[row.start : row.end] for row in table_rows(text)]
    ['| Monday | Dana |']
    """
    for table in _TABLE.finditer(text):
        lines = [match.span() for match in _LINE.finditer(text, *table.span())]
        lines = [_trimmed(text, *line) for line in lines]
        header = None
        if len(lines) > 1 and _RULE.fullmatch(text, *lines[1]):
            header, lines = lines[0], lines[2:]
        for start, end in lines:
            if not _RULE.fullmatch(text, start, end):
                yield Row(start, end, header)


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
