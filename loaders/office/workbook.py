"""SpreadsheetML → the filled cells of each sheet, read one after the other (18.3).

The cost of a sheet depends on the number of its filled cells, not on their position.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from precis.loaders.marks import lowered, raised, struck
from precis.loaders.office.cell_values import kind_of_format, number
from precis.loaders.office.furniture import Furniture
from precis.loaders.office.styles import is_on, value
from precis.loaders.office.symbols import unescaped
from precis.loaders.sheets import Cells, column_of
from precis.loaders.xmltree import attribute, child, ended, local_name
from precis.loaders.zipped import UNREADABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from precis.loaders.office.drawn import Drawn
    from precis.loaders.office.package import Package
    from precis.loaders.unread import Unread

_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_TRUTH = {"1": "TRUE", "0": "FALSE", "true": "TRUE", "false": "FALSE"}

_ONLY_WITH = {"even": "differentOddEven", "first": "differentFirst"}
"""Headers and footers of some pages, and the attribute without which they are not printed."""


class _Style(NamedTuple):
    kind: str
    is_struck: bool


class Workbook:
    """Reads the sheets of a package."""

    def __init__(
        self,
        package: Package,
        unread: Unread,
        drawn: Drawn,
    ) -> None:
        self._package = package
        self._unread = unread
        self._drawn = drawn
        self._furniture = Furniture(unread)
        self._main, self._root = package.main_root()
        properties = child(self._root, "workbookPr")
        self._from_1904 = properties is not None and _is_true(properties, "date1904")
        self._strings = [_rich(item) for item in self._items("sharedStrings", "si")]
        self._styles = self._read_styles()

    def sheets(self) -> Iterator[tuple[str, Cells, list[str]]]:
        """Yield the name of each sheet, its cells, and what is drawn on it or around it."""
        relations = self._package.relations(self._main)
        for sheet in self._root.iter("{*}sheet"):
            name = attribute(sheet, "name") or ""
            key = next((str(v) for k, v in sheet.items() if str(k).endswith("}id")), "")
            relation = relations.get(key)
            try:
                data = self._package.read(relation.target) if relation else None
            except UNREADABLE:
                data = None
            if relation is None or data is None:
                self._unread.remark(f"the sheet {name} was not read")
                continue
            cells, around = self._read(data)
            yield name, cells, [*self._drawn.on(relation.target), *around]

    def _read(self, data: bytes) -> tuple[Cells, list[str]]:
        """Return the cells of a sheet, its headers and its footers."""
        cells, row, column = Cells(), 0, 0
        merged: list[str] = []
        around: list[str] = []
        for element in ended(BytesIO(data), "c", "row", "mergeCell", "headerFooter"):
            kind = local_name(element)
            if kind == "c":
                address = _ADDRESS.fullmatch(attribute(element, "r") or "")
                if address:
                    row, column = int(address[2]) - 1, column_of(address[1])
                cells.add(row, column, self._shown(element))
                column += 1
            elif kind == "row":
                own = attribute(element, "r") or ""
                row, column = (int(own) if own.isdigit() else row + 1), 0
            elif kind == "headerFooter":
                around += self._headers_and_footers(element)
                continue
            else:
                merged.append(attribute(element, "ref") or "")
                continue
            element.clear()
            while kind == "row" and element.getprevious() is not None:
                del element.getparent()[0]
        for reference in merged:
            corners = [_ADDRESS.fullmatch(part) for part in reference.split(":")]
            if len(corners) == 2 and corners[0] and corners[1]:  # noqa: PLR2004 - two corners
                cells.merge(
                    int(corners[0][2]) - 1, int(corners[1][2]) - 1, column_of(corners[0][1])
                )
        return cells, around

    def _headers_and_footers(self, element: Element) -> Iterator[str]:
        unused = {start for start, name in _ONLY_WITH.items() if not _is_true(element, name)}
        for part in element:
            name = local_name(part)
            if not name.startswith(tuple(unused)):
                kind = "Header" if name.endswith("Header") else "Footer"
                yield self._furniture.of_excel(kind, unescaped(part.text))

    def _shown(self, cell: Element) -> str:
        style = self._style(attribute(cell, "s"))
        text = self._value(cell, style.kind)
        return struck(text) if style.is_struck and text else text

    def _value(self, cell: Element, kind: str) -> str:
        stored, inline = child(cell, "v"), child(cell, "is")
        sort = attribute(cell, "t") or "n"
        text = "" if stored is None else stored.text or ""
        if inline is not None:
            return _rich(inline)
        if not text:
            return self._formula(cell)
        if sort == "s":
            known = text.isdigit() and int(text) < len(self._strings)
            return self._strings[int(text)] if known else ""
        if sort == "b":
            return _TRUTH.get(text, text)
        return number(text, kind, from_1904=self._from_1904) if sort == "n" else text

    def _formula(self, cell: Element) -> str:
        """Return a formula whose value is not stored, which is all there is to show."""
        formula = child(cell, "f")
        if formula is None or attribute(cell, "t") == "str":
            return ""
        self._unread.add("value of a formula", 1, "values of formulas")
        return f"={formula.text}" if formula.text else ""

    def _style(self, index: str | None) -> _Style:
        if index and index.isdigit() and int(index) < len(self._styles):
            return self._styles[int(index)]
        return _Style("", is_struck=False)

    def _read_styles(self) -> list[_Style]:
        parts = self._package.related(self._main, "styles")
        root = self._package.xml(parts[0]) if parts else None
        if root is None:
            return []
        codes = {
            attribute(form, "numFmtId"): attribute(form, "formatCode")
            for form in root.iter("{*}numFmt")
        }
        fonts = child(root, "fonts")
        struck_fonts = [is_on(child(font, "strike")) for font in (() if fonts is None else fonts)]
        formats = child(root, "cellXfs")
        styles = []
        for form in () if formats is None else formats:
            key, font = attribute(form, "numFmtId") or "0", attribute(form, "fontId") or "0"
            kind = kind_of_format(int(key) if key.isdigit() else 0, codes.get(key))
            known = font.isdigit() and int(font) < len(struck_fonts)
            styles.append(_Style(kind, is_struck=known and struck_fonts[int(font)]))
        return styles

    def _items(self, kind: str, name: str) -> Iterator[Element]:
        for part in self._package.related(self._main, kind):
            root = self._package.xml(part)
            for element in () if root is None else root:
                if local_name(element) == name:
                    yield element


def _is_true(element: Element, name: str) -> bool:
    return attribute(element, name) in {"1", "true"}


def _rich(item: Element) -> str:
    """Return the text of a string, whose runs may be raised, lowered or struck out."""
    text = ""
    for part in item:
        kind = local_name(part)
        if kind == "t":
            text += unescaped(part.text)
        elif kind == "r":
            run = "".join(unescaped(t.text) for t in part if local_name(t) == "t")
            properties = child(part, "rPr")
            place = value(child(properties, "vertAlign"))
            if is_on(child(properties, "strike")):
                run = struck(run)
            if place == "superscript":
                run = raised(text, run)
            text += lowered(text, run) if place == "subscript" else run
    return text
