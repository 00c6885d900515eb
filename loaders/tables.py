"""Rows of cells → a Markdown table, as every format here writes tables."""

from collections.abc import Iterable, Sequence


def table(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as a Markdown table whose first row is the head; "" when there is none.

    >>> print(table([["Year", "Cost"], ["1954", "12"]]))
    | Year | Cost |
    | --- | --- |
    | 1954 | 12 |
    """
    filled = [cells for cells in rows if any(cell.strip() for cell in cells)]
    if not filled:
        return ""
    head, *body = filled
    return "\n".join(map(_row, [head, ["---"] * len(head), *body]))


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(" ".join(cell.split()) for cell in cells) + " |"
