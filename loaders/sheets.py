"""The filled cells of a sheet → a table; of a sheet whose cells lie far apart, a list of them."""

from __future__ import annotations

from bisect import bisect_right

from precis.loaders.tables import table

_LETTERS = 26
_LABEL = 80
"""Characters; a longer text that is merged over several rows stands beside them, once."""

_SPARSE, _SMALL = 20, 10_000
"""A table may have this many times its filled cells, and always this many."""


class Cells:
    """Cells by row and column, from 0."""

    def __init__(self) -> None:
        self._rows: dict[int, dict[int, str]] = {}
        self._merged: list[tuple[int, int, int, str]] = []

    def add(self, row: int, column: int, text: str) -> None:
        """Add a cell unless it is empty."""
        if text.strip():
            self._rows.setdefault(row, {})[column] = text

    def merge(self, first: int, last: int, column: int) -> None:
        """Write a label that is merged over the rows from `first` to `last` in each of them."""
        label = self._rows.get(first, {}).get(column, "")
        if not label or len(label) > _LABEL or last <= first:
            return
        self._merged.append((first, last, column, label))

    def _lay_out(self) -> None:
        rows = sorted(self._rows)
        for first, last, column, label in self._merged:
            for row in rows[bisect_right(rows, first) : bisect_right(rows, last)]:
                self._rows[row].setdefault(column, label)
        self._merged.clear()

    def range(self) -> str:
        """Return the addresses of the first and the last corner, such as `A1:C3`."""
        columns = [column for row in self._rows.values() for column in row]
        first = address(min(self._rows), min(columns))
        return f"{first}:{address(max(self._rows), max(columns))}"

    def text(self) -> str:
        """Return the cells as a table without empty rows and columns, "" when there are none."""
        self._lay_out()
        columns = sorted({column for row in self._rows.values() for column in row})
        filled = sum(map(len, self._rows.values()))
        if len(self._rows) * len(columns) > _SPARSE * filled + _SMALL:
            return "\n".join(
                f"{address(row, column)}: {' '.join(text.split())}"
                for row, cells in sorted(self._rows.items())
                for column, text in sorted(cells.items())
            )
        rows = (cells for _, cells in sorted(self._rows.items()))
        return table([cells.get(column, "") for column in columns] for cells in rows)


def address(row: int, column: int) -> str:
    """Return the address of a cell, counted from 0.

    >>> address(2, 27)
    'AB3'
    """
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


def column_of(letters: str) -> int:
    """Return the column that letters name, from 0."""
    column = 0
    for letter in letters:
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return column - 1
