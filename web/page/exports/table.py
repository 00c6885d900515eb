"""Results as a table: extracted values with a row per document, all else a row per sentence."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from precis.chains.presentation import clean
from precis.chains.whole_library.table.files import harmless
from precis.web.page.content.grid import grid
from precis.web.page.content.results import left_out, named, remarks, sections
from precis.web.page.exports.markdown import left_out_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from precis.web.job import Job


_SUPPORTED = {True: "yes", False: "no", None: ""}


def as_csv(jobs: Sequence[Job]) -> str:
    """Return a table for spreadsheets, in which no text is a formula."""
    made = io.StringIO()
    made.write("\ufeff")
    table = csv.writer(made)
    for row in _rows(jobs):
        table.writerow([harmless(clean(it)) if isinstance(it, str) else it for it in row])
    return made.getvalue()


def _rows(jobs: Sequence[Job]) -> Iterator[list[Any]]:
    """Yield the rows of a grid, or a row per sentence below one head; last, what is missing."""
    if rows := [row for job in jobs for row in _grid_rows(job)]:
        yield from rows
    else:
        yield ["about", "sentence", "supported", "sources", "quotes"]
        for job in jobs:
            yield from _sentence_rows(job)
    for job in jobs:
        yield from ([it.text] for it in remarks(job))
        if refused := left_out(job):
            yield [left_out_line(refused)]


def _grid_rows(job: Job) -> list[list[Any]]:
    found = grid(job)
    if found is None:
        return []
    head = [
        part
        for column in found.columns
        for part in (column, f"{column} (supported)", f"{column} (quote)")
    ]
    rows: list[list[Any]] = [["document", *head]]
    for row in found.rows:
        cells = [
            part
            for cell in row.cells
            for part in (cell.value, _SUPPORTED[cell.supported], _quotes(cell.citations))
        ]
        rows.append([row.title, *cells])
    return rows


def _sentence_rows(job: Job) -> Iterator[list[Any]]:
    for section in sections(job):
        for claim in section.claims:
            places = " … ".join(dict.fromkeys(named(it["source"]) for it in claim["citations"]))
            quotes = _quotes(claim["citations"])
            supported = "yes" if claim["supported"] else "unsure" if claim["unsure"] else "no"
            yield [section.title or job.title, claim["text"], supported, places, quotes]


def _quotes(citations: Sequence[Mapping[str, Any]]) -> str:
    return " … ".join(dict.fromkeys(it["quote"] for it in citations))
