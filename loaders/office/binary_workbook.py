"""Workbooks in binary records (.xlsb) → the filled cells of each sheet ([MS-XLSB]).

The cost of a sheet depends on the number of its filled cells, not on their position.
"""

from __future__ import annotations

import struct
from itertools import pairwise, product
from struct import unpack_from
from typing import TYPE_CHECKING, NamedTuple

from precis.loaders.marks import struck
from precis.loaders.office.cell_values import kind_of_format, number
from precis.loaders.office.furniture import Furniture
from precis.loaders.office.lines import LOWERED, RAISED, Line
from precis.loaders.sheets import Cells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from precis.loaders.office.drawn import Drawn
    from precis.loaders.office.package import Package
    from precis.loaders.unread import Unread

_ROW, _RK, _ERROR, _TRUTH, _REAL, _TEXT, _SHARED = 0, 2, 3, 4, 5, 6, 7
_FORMULA_TEXT, _FORMULA_REAL, _FORMULA_TRUTH, _FORMULA_ERROR, _RICH = 8, 9, 10, 11, 62
_KINDS = {
    _FORMULA_TEXT: _TEXT,
    _FORMULA_REAL: _REAL,
    _FORMULA_TRUTH: _TRUTH,
    _FORMULA_ERROR: _ERROR,
}
"""A formula is shown by its value, which precedes it."""

_STRING, _FONT, _FORMAT, _CELL_FORMAT, _PROPERTIES, _SHEET, _MERGED = 19, 43, 44, 47, 153, 156, 176
_CELL_FORMATS, _CELL_FORMATS_END, _HEADERS_AND_FOOTERS = 617, 618, 479
_CELL = 8
"""Bytes of the column and the style, before the value ([MS-XLSB] 2.5.9)."""

_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
_EXACT = 2**53
"""From here on, not every integer can be represented."""

_LEAST = 16
"""Minimum bytes of the record of a format; missing bytes count as zero."""

_PLACES = {1: RAISED, 2: LOWERED}


class _Font(NamedTuple):
    place: str = ""
    is_struck: bool = False


class _Style(NamedTuple):
    kind: str = ""
    font: _Font = _Font()


class BinaryWorkbook:
    """Reads the sheets of a package whose parts are records."""

    def __init__(self, package: Package, unread: Unread, drawn: Drawn) -> None:
        self._package = package
        self._unread = unread
        self._drawn = drawn
        self._furniture = Furniture(unread)
        self._main = package.main or ""
        self._fonts: list[_Font] = []
        self._styles = list(self._read_styles())
        self._strings = [
            self._string(data) for kind, data in self._related("sharedStrings") if kind == _STRING
        ]

    def sheets(self) -> Iterator[tuple[str, Cells, list[str]]]:
        """Yield the name of each sheet, its cells, and what is drawn on it or around it."""
        relations = self._package.relations(self._main)
        workbook = list(_records(self._package.read(self._main)))
        flags = next((data for kind, data in workbook if kind == _PROPERTIES), b"")
        from_1904 = bool(flags[:1] and flags[0] & 1)
        for kind, data in workbook:
            if kind != _SHEET:
                continue
            key, end = _wide(data, 8)
            name, _ = _wide(data, end)
            relation = relations.get(key)
            try:
                part = self._package.read(relation.target) if relation else None
            except (KeyError, OSError, ValueError):
                part = None
            if relation is None or part is None:
                self._unread.remark(f"the sheet {name} was not read")
                continue
            cells = self._cells(part, from_1904=from_1904)
            yield name, cells, [*self._drawn.on(relation.target), *self._around(part)]

    def _cells(self, part: bytes, *, from_1904: bool) -> Cells:
        cells, row = Cells(), 0
        merged: list[tuple[int, int, int]] = []
        for kind, data in _records(part):
            try:
                if kind == _ROW:
                    row = _integer(data, 0)
                elif kind == _MERGED:
                    merged.append(unpack_from("<3I", data))
                elif _RK <= kind <= _FORMULA_ERROR or kind == _RICH:
                    column, style = unpack_from("<II", data)
                    cells.add(row, column, self._shown(kind, data, style & 0xFFFFFF, from_1904))
            except (struct.error, IndexError):
                self._unread.add("damaged cell")
        for first, last, column in merged:
            cells.merge(first, last, column)
        return cells

    def _around(self, part: bytes) -> Iterator[str]:
        """Yield the headers and footers of a sheet (2.4.77)."""
        for kind, data in _records(part):
            if kind != _HEADERS_AND_FOOTERS:
                continue
            at = 2
            try:
                used = (True, data[0] & 1, data[0] & 2)
                for is_used, name in product(used, ("Header", "Footer")):
                    code, at = _wide(data, at)
                    if is_used:
                        yield self._furniture.of_excel(name, code)
            except (struct.error, IndexError):
                self._unread.add("damaged header or footer", 1, "damaged headers and footers")

    def _shown(self, kind: int, data: bytes, index: int, from_1904: bool) -> str:
        style = self._styles[index] if index < len(self._styles) else _Style()
        text = self._value(_KINDS.get(kind, kind), data, style, from_1904)
        return struck(text) if style.font.is_struck and text else text

    def _value(self, kind: int, data: bytes, style: _Style, from_1904: bool) -> str:
        if kind == _TEXT:
            return _wide(data, _CELL)[0]
        if kind == _SHARED:
            return self._strings[_integer(data, _CELL)]
        if kind == _RICH:
            return self._rich(data[_CELL:])
        if kind == _TRUTH:
            return "TRUE" if data[_CELL] else "FALSE"
        if kind == _ERROR:
            return _ERRORS.get(data[_CELL], "#ERROR!")
        value = _rk(data) if kind == _RK else _double(data[_CELL:])
        shown = str(int(value)) if value.is_integer() and abs(value) < _EXACT else repr(value)
        return number(shown, style.kind, from_1904=from_1904)

    def _string(self, data: bytes) -> str:
        try:
            return self._rich(data)
        except (struct.error, IndexError):
            self._unread.add("damaged string")
            return ""

    def _rich(self, data: bytes) -> str:
        """Return the text of a string, whose runs may be raised, lowered or struck out."""
        text, end = _wide(data, 1)
        if not data[0] & 1:
            return text
        count = min(_integer(data, end), (len(data) - end) // 4)
        encoded, line = text.encode("utf-16-le"), Line()
        runs = [unpack_from("<HH", data, end + 4 + 4 * index) for index in range(count)]
        runs = [(0, len(self._fonts)), *runs, (len(encoded) // 2, 0)]
        for (start, index), (stop, _) in pairwise(runs):
            font = self._fonts[index] if index < len(self._fonts) else _Font()
            piece = encoded[2 * start : 2 * stop].decode("utf-16-le", "replace")
            line.add(piece, font.place, is_struck=font.is_struck)
        return line.text

    def _read_styles(self) -> Iterator[_Style]:
        codes: dict[int, str] = {}
        within = False
        for kind, short in self._related("styles"):
            data = short.ljust(_LEAST, b"\0")
            if kind == _FORMAT:
                codes[unpack_from("<H", data)[0]] = _wide(data, 2)[0]
            elif kind == _FONT:
                flags, _, place = unpack_from("<3H", data, 2)
                self._fonts.append(_Font(_PLACES.get(place, ""), bool(flags & 8)))
            elif kind in {_CELL_FORMATS, _CELL_FORMATS_END}:
                within = kind == _CELL_FORMATS
            elif kind == _CELL_FORMAT and within:
                form, index = unpack_from("<2H", data, 2)
                font = self._fonts[index] if index < len(self._fonts) else _Font()
                yield _Style(kind_of_format(form, codes.get(form)), font)

    def _related(self, kind: str) -> Iterator[tuple[int, bytes]]:
        for part in self._package.related(self._main, kind):
            yield from _records(self._package.read(part))


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the kind and the bytes of each record of a part; kind and size have 7 bits per byte."""
    at = 0
    while at < len(data):
        kind, at = _compressed(data, at, 2)
        size, at = _compressed(data, at, 4)
        yield kind, data[at : at + size]
        at += size


def _compressed(data: bytes, at: int, most: int) -> tuple[int, int]:
    value = 0
    for shift in range(most):
        byte = data[at] if at < len(data) else 0
        value |= (byte & 0x7F) << (7 * shift)
        at += 1
        if not byte & 0x80:
            break
    return value, at


def _wide(data: bytes, at: int) -> tuple[str, int]:
    """Return a string of UTF-16 behind its length, "" for none, and where it ends."""
    length, at = _integer(data, at), at + 4
    if length == 0xFFFFFFFF:  # noqa: PLR2004 - none
        return "", at
    return data[at : at + 2 * length].decode("utf-16-le", "replace"), at + 2 * length


def _rk(data: bytes) -> float:
    """Return a number of 30 bits ([MS-XLSB] 2.5.122)."""
    bits = int.from_bytes(data[_CELL : _CELL + 4], "little", signed=True)
    rest = (bits & 0xFFFFFFFC).to_bytes(4, "little")
    value = float(bits >> 2) if bits & 2 else _double(bytes(4) + rest)
    return value / 100 if bits & 1 else value


def _integer(data: bytes, at: int) -> int:
    found: int = unpack_from("<I", data, at)[0]
    return found


def _double(data: bytes) -> float:
    found: float = unpack_from("<d", data)[0]
    return found
