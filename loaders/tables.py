"""Rows of cells → a Markdown table, as every format here writes tables; merged cells laid out."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_BACKSLASHES_AND_PIPE = re.compile(r"\\++\|?+|\|")
_LABEL = 80
"""Characters. What is longer is text beside several rows rather than a label of each."""

_MOST_COLUMNS = 1000
_MOST_ROWS = 65_534
"""How far a cell reaches at most (HTML, section 4.9.11)."""


class Cell(NamedTuple):
    """A cell that spans `columns` and `rows`."""

    text: str
    columns: int = 1
    rows: int = 1


def expand(rows: Iterable[Iterable[Cell]]) -> list[list[str]]:
    """Return merged cells as cells of their own, so that each value stays in its column.

    A label stands again in every row that it reaches; the further columns stay empty, and a
    column that is empty in all rows is left out.

    >>> expand([[Cell("Year", rows=2), Cell("Sales", columns=2)], [Cell("North"), Cell("South")]])
    [['Year', 'Sales', ''], ['Year', 'North', 'South']]
    """
    laid_out: list[dict[int, str]] = []
    pending: dict[int, tuple[str, int]] = {}
    for row in rows:
        shown: dict[int, str] = {}
        below: dict[int, tuple[str, int]] = {}
        for column, (text, left) in pending.items():
            shown[column] = text
            if left > 1:
                below[column] = (text, left - 1)
        column = 0
        for cell in row:
            while column in shown:
                column += 1
            wide = min(max(cell.columns, 1), _MOST_COLUMNS)
            deep = min(max(cell.rows, 1), _MOST_ROWS)
            for offset in range(wide):
                shown[column + offset] = "" if offset else cell.text
                if deep > 1:
                    repeated = cell.text if len(cell.text) <= _LABEL and not offset else ""
                    below[column + offset] = (repeated, deep - 1)
            column += wide
        laid_out.append(shown)
        pending = below
    return _without_empty_columns(laid_out)


def table(rows: Iterable[Sequence[str]]) -> str:
    r"""Return rows as a Markdown table whose first row is the head; "" when there is none.

    >>> print(table([["Year", "Cost"], ["1954", "12 | 13"]]))
    | Year | Cost |
    | --- | --- |
    | 1954 | 12 \| 13 |
    """
    filled = [cells for cells in rows if any(cell.strip() for cell in cells)]
    if not filled:
        return ""
    head, *body = filled
    width = max(map(len, filled))
    head = [*head, *[""] * (width - len(head))]
    return "\n".join(map(_row, [head, ["---"] * width, *body]))


def _without_empty_columns(rows: Sequence[dict[int, str]]) -> list[list[str]]:
    filled: dict[int, bool] = defaultdict(bool)
    for row in rows:
        for column, text in row.items():
            filled[column] = filled[column] or bool(text.strip())
    columns = sorted(column for column in filled if filled[column])
    return [[row.get(column, "") for column in columns] for row in rows]


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(" ".join(_escaped(cell).split()) for cell in cells) + " |"


def _escaped(cell: str) -> str:
    """Return a cell whose bars do not end it, whatever backslashes stand before them."""
    return _BACKSLASHES_AND_PIPE.sub(
        lambda found: found[0][:-1] * 2 + "\\|" if found[0].endswith("|") else found[0], cell
    )
