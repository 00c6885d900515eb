"""OpenDocument spreadsheets → the filled cells of each sheet, row by row (OpenDocument 1.3, 9.1).

What a sheet costs follows from its filled cells: repeated empty rows and cells are only counted.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from precis.loaders.office.annotations import annotated
from precis.loaders.sheets import Cells, address
from precis.loaders.xmltree import attribute, ended, local_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from precis.loaders.unread import Unread

_CELLS = {"table-cell", "covered-table-cell"}
_TRUTH = {"true": "TRUE", "false": "FALSE"}
_SPACES = {"s": " ", "tab": "\t", "line-break": " "}
_MOST_REPEATED = 1000
"""How often a filled cell or row is written."""


def opendocument_sheets(
    stream: IO[bytes], unread: Unread
) -> Iterator[tuple[str, Cells, list[str]]]:
    """Yield the name of each sheet of a `content.xml`, its cells, and the text drawn on it."""
    cells, drawn, row = Cells(), list[str](), 0
    for element in ended(stream, "table-row", "shapes", "table"):
        kind = local_name(element)
        if kind == "table-row":
            row += _read_row(element, cells, row, drawn, unread)
        elif kind == "shapes":
            drawn += filter(None, (_text(p) for p in element.iter("{*}p")))
        else:
            yield attribute(element, "name") or "", cells, drawn
            cells, drawn, row = Cells(), [], 0
        element.clear()


def _read_row(element: Element, cells: Cells, row: int, drawn: list[str], unread: Unread) -> int:
    """Add the cells of a row, and to `drawn` its comments; return how many rows it stands for."""
    filled: list[tuple[int, str, int]] = []
    column = 0
    for cell in element:
        if local_name(cell) in _CELLS:
            count = _count(cell, "number-columns-repeated")
            shown = _shown(cell, unread) if local_name(cell) == "table-cell" else ""
            where = address(row, column)
            drawn += [
                annotated(part, unread, where) for part in cell if local_name(part) == "annotation"
            ]
            deep = _count(cell, "number-rows-spanned")
            times = min(count, _MOST_REPEATED) if shown else 0
            filled += [(column + offset, shown, deep) for offset in range(times)]
            if shown and count > _MOST_REPEATED:
                unread.remark(f"a cell that is repeated {count} times was not read to its end")
            column += count
    rows = _count(element, "number-rows-repeated")
    for at in range(row, row + min(rows, _MOST_REPEATED) if filled else row):
        for place, text, deep in filled:
            cells.add(at, place, text)
            cells.merge(at, at + deep - 1, place)
    if filled and rows > _MOST_REPEATED:
        unread.remark(f"a row that is repeated {rows} times was not read to its end")
    return rows


def _shown(cell: Element, unread: Unread) -> str:
    text = "\n".join(filter(None, (_text(part) for part in cell if local_name(part) == "p")))
    kind = attribute(cell, "value-type")
    if kind == "date":
        stored = (attribute(cell, "date-value") or text).replace("T", " ")
        return stored.removesuffix(" 00:00:00")
    if kind == "boolean":
        return _TRUTH.get(attribute(cell, "boolean-value") or "", text)
    if kind == "float":
        try:
            return f"{float(attribute(cell, 'value') or ''):.15g}"
        except ValueError:
            return text
    formula = attribute(cell, "formula")
    if not text and formula and kind is None:
        unread.add("value of a formula", 1, "values of formulas")
        return f"={formula.partition('=')[2]}"
    return text or (attribute(cell, "value") or "")


def _text(paragraph: Element) -> str:
    pieces = [paragraph.text or ""]
    for part in paragraph:
        kind = local_name(part)
        if kind in _SPACES:
            pieces.append(_SPACES[kind] * min(_count(part, "c"), _MOST_REPEATED))
        elif kind != "annotation":
            pieces.append(_text(part))
        pieces.append(part.tail or "")
    return "".join(pieces)


def _count(element: Element, name: str) -> int:
    digits = attribute(element, name) or ""
    return max(int(digits[:9]), 1) if digits.isdecimal() else 1
