"""Workbooks of Excel 2003 in XML (`ss:Workbook`) → the filled cells of each sheet."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING

from precis.loaders.office.furniture import Furniture
from precis.loaders.sheets import Cells, address
from precis.loaders.xmltree import attribute, child, ended, local_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from precis.loaders.unread import Unread

NAMESPACE = b"urn:schemas-microsoft-com:office:spreadsheet"
_ROOT = re.compile(rb"<(?:\w{1,20}:)?Workbook\s")
_TRUTH = {"1": "TRUE", "0": "FALSE"}
_MOST_ROWS = 1_048_576


def is_workbook(start: bytes) -> bool:
    """Return whether a file begins as such a workbook does."""
    return NAMESPACE in start and _ROOT.search(start) is not None


def sheets(stream: IO[bytes], unread: Unread) -> Iterator[tuple[str, Cells, list[str]]]:
    """Yield the name of each sheet, its cells, and its comments, headers and footers."""
    cells, noted, row = Cells(), list[str](), -1
    furniture = Furniture(unread)
    for element in ended(stream, "Row", "Worksheet"):
        if local_name(element) == "Row":
            row = min(_place(element, row), _MOST_ROWS)
            noted += _read_row(element, cells, row, unread)
        else:
            setup = child(element, "WorksheetOptions", "PageSetup")
            for part in () if setup is None else setup:
                if local_name(part) in {"Header", "Footer"}:
                    code = attribute(part, "Data") or ""
                    noted.append(furniture.of_excel(local_name(part), code))
            yield attribute(element, "Name") or "", cells, noted
            cells, noted, row = Cells(), [], -1
        element.clear()


def _read_row(element: Element, cells: Cells, row: int, unread: Unread) -> Iterator[str]:
    column = -1
    for cell in element:
        if local_name(cell) != "Cell":
            continue
        column = _place(cell, column)
        for note in (part for part in cell if local_name(part) == "Comment"):
            text = "".join(map(str, note.itertext()))
            yield unread.comment(attribute(note, "Author") or "", text, address(row, column))
        cells.add(row, column, _shown(cell))
        down = _number(cell, "MergeDown")
        if down:
            cells.merge(row, row + down, column)
        column += _number(cell, "MergeAcross")


def _shown(cell: Element) -> str:
    data = child(cell, "Data")
    text = "" if data is None else " ".join("".join(map(str, data.itertext())).split())
    kind = "" if data is None else attribute(data, "Type")
    if kind == "Boolean":
        return _TRUTH.get(text, text)
    if kind == "DateTime":
        return text.replace("T", " ").removesuffix(".000").removesuffix(" 00:00:00")
    return text


def _place(element: Element, before: int) -> int:
    """Return where a row or a cell stands, from 0: behind the one before unless it says."""
    index = _number(element, "Index")
    return index - 1 if index else before + 1


def _number(element: Element, name: str) -> int:
    digits = attribute(element, name) or ""
    return int(digits[:7]) if digits.isdecimal() else 0
