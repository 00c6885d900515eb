"""What stands around and above the cells of old workbooks ([MS-XLS]), which calamine leaves out."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from precis.loaders.binary.storages import DAMAGED, WORKBOOKS, open_compound
from precis.loaders.office.furniture import Furniture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from precis.loaders.unread import Unread

_HEADER, _FOOTER, _CONTINUED, _OBJECT, _SHEET = 0x14, 0x15, 0x3C, 0x5D, 0x85
_TEXT_BOX, _BEGIN = 0x1B6, 0x809
_NAMES = {_HEADER: "Header", _FOOTER: "Footer"}
_CHART = 0x20
_NOTE = 0x19
"""The kind of an object that shows a comment (2.5.143)."""

BIFF8 = 0x600


def around_sheets(data: bytes, unread: Unread) -> dict[str, list[str]]:
    """Return the headers, footers, text boxes and comments of each sheet, and count charts."""
    found: dict[str, list[str]] = {}
    try:
        with open_compound(data) as compound:
            name = next(name for name in WORKBOOKS if compound.exists(name))
            stream = compound.openstream(name).read()
        for sheet, text in _texts(stream, unread):
            found.setdefault(sheet, []).append(text)
    except DAMAGED:
        unread.remark("headers, footers and text boxes may be incomplete")
    return found


def _texts(stream: bytes, unread: Unread) -> Iterator[tuple[str, str]]:
    """Yield the sheet and the text of each."""
    furniture = Furniture(unread)
    sheets: dict[int, str] = {}
    is_wide, sheet, drawn, box, left = True, "", 0, "", 0
    for place, kind, data in biff_records(stream):
        if kind == _BEGIN:
            version, content = struct.unpack_from("<HH", data)
            is_wide, sheet = version == BIFF8, sheets.get(place, sheet)
            unread.add("chart", content == _CHART)
        elif kind == _SHEET:
            (start,) = struct.unpack_from("<I", data)
            sheets[start] = biff_text(data[7:], data[6], is_wide=is_wide)
        elif kind in _NAMES and data:
            code = biff_text(data[2 if is_wide else 1 :], data[0], is_wide=is_wide)
            yield sheet, furniture.of_excel(_NAMES[kind], code)
        elif kind == _OBJECT and is_wide:
            (drawn,) = struct.unpack_from("<H", data, 4)
        elif kind == _TEXT_BOX:
            box, (left,) = "", struct.unpack_from("<H", data, 10)
        elif kind == _CONTINUED and left:
            part = biff_text(data, left, is_wide=True)
            box, left = box + part, left - len(part.encode("utf-16-le")) // 2 if part else 0
            if not left:
                yield sheet, unread.comment("", box) if drawn == _NOTE else box


def biff_records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield the place, the kind and the data of each record (2.1.4)."""
    place = 0
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        yield place, kind, stream[place + 4 : place + 4 + size]
        place += 4 + size


def biff_text(data: bytes, length: int, *, is_wide: bool) -> str:
    """Return a string behind its length; since Excel 97 a flag says whether it is of UTF-16."""
    if not is_wide:
        return data[:length].decode("cp1252", "replace")
    if data[0] & 1:
        return data[1 : 1 + 2 * length].decode("utf-16-le", "replace")
    return data[1 : 1 + length].decode("latin-1")
