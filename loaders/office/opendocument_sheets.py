"""OpenDocument spreadsheets → the filled cells of each sheet, row by row (OpenDocument 1.3, 9.1).

What a sheet costs follows from its filled cells: repeated empty rows and cells are only counted.
"""

from __future__ import annotations

from itertools import chain
from typing import IO, TYPE_CHECKING

from precis.loaders.office.annotations import annotated
from precis.loaders.office.furniture import Furniture
from precis.loaders.sheets import Cells, address
from precis.loaders.xmltree import attribute, ended, local_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from precis.loaders.unread import Unread

_CELLS = {"table-cell", "covered-table-cell"}
_TRUTH = {"true": "TRUE", "false": "FALSE"}
_SPACES = {"s": " ", "tab": "\t", "line-break": " "}
_PAGES = {"page-number", "page-count"}
_UNSHOWN = {"annotation", "sheet-name", "file-name", "date", "time", *_PAGES}
_DEFAULT = "Default"
"""The page style of a sheet that names none, as LibreOffice writes it."""

_MOST_REPEATED = 1000
"""How often a filled cell or row is written."""


def opendocument_sheets(
    styles: IO[bytes], stream: IO[bytes], unread: Unread
) -> Iterator[tuple[str, Cells, list[str]]]:
    """Yield the name of each sheet, its cells, and what is drawn on it or around it.

    `styles` and `stream` are the parts `styles.xml` and `content.xml`.
    """
    cells, drawn, row = Cells(), list[str](), 0
    furniture = Furniture(unread)
    around: dict[str, list[tuple[str, str, bool]]] = {}
    masters: dict[str, str] = {}
    found = chain(
        ended(styles, "master-page"),
        ended(stream, "style", "table-row", "shapes", "table"),
    )
    for element in found:
        kind = local_name(element)
        if kind == "master-page":
            around[attribute(element, "name") or ""] = list(_around(element))
        elif kind == "style":
            masters[attribute(element, "name") or ""] = attribute(element, "master-page-name") or ""
        elif kind == "table-row":
            row += _read_row(element, cells, row, drawn, unread)
        elif kind == "shapes":
            drawn += filter(None, (_text(p) for p in element.iter("{*}p")))
        else:
            master = masters.get(attribute(element, "style-name") or "") or _DEFAULT
            for name, text, numbers_pages in around.get(master, ()):
                drawn.append(furniture.line(name, text, numbers_pages=numbers_pages))
            yield attribute(element, "name") or "", cells, drawn
            cells, drawn, row = Cells(), [], 0
        element.clear()


def _around(master: Element) -> Iterator[tuple[str, str, bool]]:
    """Yield the kind and the text of each header and footer, and whether it numbers the pages."""
    for part in master:
        name = local_name(part).partition("-")[0].title()
        if name in {"Header", "Footer"} and attribute(part, "display") != "false":
            fields = {local_name(field) for field in part.iter()}
            text = " ".join(_text(paragraph) for paragraph in part.iter("{*}p"))
            yield name, text, bool(fields & _PAGES)


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
        elif kind not in _UNSHOWN:
            pieces.append(_text(part))
        pieces.append(part.tail or "")
    return "".join(pieces)


def _count(element: Element, name: str) -> int:
    digits = attribute(element, name) or ""
    return max(int(digits[:9]), 1) if digits.isdecimal() else 1
