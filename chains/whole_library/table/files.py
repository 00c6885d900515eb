"""Write rows to CSV, XLSX or JSONL, by file extension; the file appears once complete."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from precis.chains.whole_library.table.rows import Cell, Row
from precis.errors import UsageError, cause_of, require

FORMATS = (".csv", ".xlsx", ".jsonl")

_MOST_CHARACTERS = 32_767
"""Of a cell in Excel."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_UNSUPPORTED = "FFF4CCCC"


def check_table(path: Path) -> None:
    """Raise UsageError for a table that cannot be written, MissingExtraError for a package."""
    if path.suffix.lower() not in FORMATS:
        raise UsageError(f"--table {path} must end in {', '.join(FORMATS)}")
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise UsageError(f"--table {path} cannot be written: its folder must exist")
    if path.suffix.lower() == ".xlsx":
        require("openpyxl", f"--table {path}", "xlsx")


def write_table(path: Path, names: Sequence[str], rows: Iterable[Row]) -> None:
    """Write all rows. Raises UsageError where the file cannot be written."""
    write = {".csv": _csv, ".xlsx": _xlsx, ".jsonl": _jsonl}[path.suffix.lower()]
    made = path.with_name(f".{path.name}.new")
    try:
        write(made, names, rows)
        made.replace(path)
    except OSError as error:
        raise UsageError(f"--table {path} cannot be written: {cause_of(error)}") from error
    finally:
        made.unlink(missing_ok=True)


def _jsonl(path: Path, names: Sequence[str], rows: Iterable[Row]) -> None:  # noqa: ARG001 - as the others
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(row.model_dump_json() + "\n")


def _csv(path: Path, names: Sequence[str], rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow(_head(names))
        for row in rows:
            table.writerow([harmless(value) for value, _ in _values(row, names)])


def _xlsx(path: Path, names: Sequence[str], rows: Iterable[Row]) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import PatternFill

    book = Workbook(write_only=True)
    sheet = book.create_sheet("table")
    sheet.freeze_panes = "B2"
    sheet.append(_head(names))
    fill = PatternFill("solid", fgColor=_UNSUPPORTED)
    for row in rows:
        made = []
        for value, cell in _values(row, names):
            shown = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
            one = WriteOnlyCell(
                sheet, shown[:_MOST_CHARACTERS] if isinstance(shown, str) else shown
            )
            if isinstance(shown, str):
                one.data_type = "s"
            if cell and cell.supported is False:
                one.fill = fill
            made.append(one)
        sheet.append(made)
    book.save(path)


def _head(names: Sequence[str]) -> list[str]:
    parts = ("", " (quote)", " (page)", " (support)", " (supported)")
    return ["source", "title", *(name + part for name in names for part in parts), "error"]


def _values(row: Row, names: Sequence[str]) -> Iterator[tuple[Any, Cell | None]]:
    """Yield what stands in the columns of `_head`, each with the cell it is part of."""
    yield row.source, None
    yield row.title, None
    for name in names:
        cell = row.cells.get(name, Cell())
        supported = None if cell.supported is None else "yes" if cell.supported else "no"
        for value in (cell.value, cell.quote, cell.page, cell.support, supported):
            yield value, cell
    yield row.error, None


def harmless(value: Any) -> Any:
    """Keep a spreadsheet from taking a text for a formula: an apostrophe before it says so."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
