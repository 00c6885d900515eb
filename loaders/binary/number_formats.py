"""How the numbers of old workbooks ([MS-XLS]) are shown, which calamine leaves out."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from precis.loaders.binary.storages import DAMAGED, WORKBOOKS, open_compound
from precis.loaders.binary.workbook_margins import BIFF8, biff_records, biff_text
from precis.loaders.office.cell_values import SHARE, has_unit, kind_of_format

if TYPE_CHECKING:
    from collections.abc import Iterator

_FORMULA, _SHEET, _MANY, _NUMBER, _ONE, _FORMAT, _STYLE, _BEGIN = (
    *(0x06, 0x85, 0xBD, 0x203, 0x27E, 0x41E, 0xE0, 0x809),
)

Kinds = dict[tuple[int, int], str]
"""The kinds of formats by row and column."""


def number_formats(data: bytes) -> dict[str, Kinds]:
    """Return, by sheet, the cells whose numbers are shares, or have units or leading zeros."""
    found: dict[str, Kinds] = {}
    try:
        with open_compound(data) as compound:
            name = next(name for name in WORKBOOKS if compound.exists(name))
            stream = compound.openstream(name).read()
        for sheet, place, kind in _cells(stream):
            if kind == SHARE or kind.startswith("0") or has_unit(kind):
                found.setdefault(sheet, {})[place] = kind
    except DAMAGED:
        return found
    return found


def _cells(stream: bytes) -> Iterator[tuple[str, tuple[int, int], str]]:
    """Yield the sheet, the row and column, and the kind of format of each cell with a number."""
    sheets: dict[int, str] = {}
    codes: dict[int, str] = {}
    kinds: list[str] = []
    styles: list[int] = []
    is_wide, sheet = True, ""
    for place, kind, data in biff_records(stream):
        if kind == _BEGIN:
            is_wide = struct.unpack_from("<H", data)[0] == BIFF8
            sheet = sheets.get(place, sheet)
            kinds = [kind_of_format(number, codes.get(number)) for number in styles]
        elif kind == _SHEET:
            sheets[struct.unpack_from("<I", data)[0]] = biff_text(
                data[7:], data[6], is_wide=is_wide
            )
        elif kind == _FORMAT:
            length = struct.unpack_from("<H", data, 2)[0] if is_wide else data[2]
            text = biff_text(data[4 if is_wide else 3 :], length, is_wide=is_wide)
            codes[struct.unpack_from("<H", data)[0]] = text
        elif kind == _STYLE:
            styles.append(struct.unpack_from("<H", data, 2)[0])
        elif kind in {_NUMBER, _ONE, _FORMULA, _MANY}:
            row, column = struct.unpack_from("<HH", data)
            count = (len(data) - 6) // 6 if kind == _MANY else 1
            for index in range(count):
                (style,) = struct.unpack_from("<H", data, 4 + 6 * index)
                if style < len(kinds) and kinds[style]:
                    yield sheet, (row, column + index), kinds[style]
