"""What a chain has extracted, as a grid: a row per document, each cell with its citations."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from precis.chains.presentation import name
from precis.chains.whole_library.table.rows import WHOLE, field_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from precis.web.job import Job

_SHORT = 160


class GridCell(NamedTuple):
    """A value, the passages it cites, and whether they support it; None for a missing one."""

    value: str
    citations: Sequence[Mapping[str, Any]]
    supported: bool | None


class GridRow(NamedTuple):
    """What was extracted from a document."""

    title: str
    cells: Sequence[GridCell]


class Grid(NamedTuple):
    """The columns and the rows of a table."""

    columns: Sequence[str]
    rows: Sequence[GridRow]


def grid(job: Job) -> Grid | None:
    """Return the table of a job whose chain ends with `extract`, or None for other chains."""
    results = (job.result or {}).get("results", ())
    if not results or any(
        "evidence" not in it or it["steps"][-1]["name"] != "extract" for it in results
    ):
        return None
    values = [
        it["output"] if isinstance(it["output"], dict) else {WHOLE: it["output"]} for it in results
    ]
    columns = list(dict.fromkeys(key for value in values for key in value))
    rows = [_row(result, value, columns) for result, value in zip(results, values, strict=True)]
    return Grid(columns, rows)


def _row(result: Mapping[str, Any], value: Mapping[str, Any], columns: Sequence[str]) -> GridRow:
    title = ", ".join(it["title"] or name(it["source"]) for it in result["sources"])
    claims: dict[str, list[Mapping[str, Any]]] = {column: [] for column in columns}
    for claim in result["evidence"]:
        column = field_of(claim["text"], columns)
        if column in claims:
            claims[column].append(claim)
    return GridRow(title, [_cell(value.get(it), claims[it]) for it in columns])


def _cell(value: Any, claims: Sequence[Mapping[str, Any]]) -> GridCell:
    shown = (
        ""
        if value is None
        else value
        if isinstance(value, str)
        else json.dumps(value, ensure_ascii=False)
    )
    citations = [citation for claim in claims for citation in claim["citations"]]
    supported = all(claim["supported"] for claim in claims) if claims else None
    return GridCell(shown, citations, supported)
