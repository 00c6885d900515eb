"""The title, author and day that an old document of Office gives of itself ([MS-OLEPS])."""

from __future__ import annotations

import struct
from codecs import lookup
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from precis.loaders.binary.storages import DAMAGED
from precis.loaders.decode import decode

if TYPE_CHECKING:
    from olefile import OleFileIO

_SUMMARY = "\x05SummaryInformation"
_SECTION_PLACE = 44
"""Where the place of the first set of properties stands."""

_CODE_PAGE, _TITLE, _AUTHOR, _CREATED = 1, 2, 4, 12
_INTEGER, _STRING, _WIDE_STRING, _TIME = 2, 30, 31, 64
_UTF_8 = 65001
_FIRST_DAY = datetime(1601, 1, 1, tzinfo=UTC)


def properties(compound: OleFileIO) -> dict[str, str]:
    """Return those of title, author and day that the file gives."""
    try:
        data = compound.openstream(_SUMMARY).read() if compound.exists(_SUMMARY) else b""
        places = _places(data)
    except DAMAGED:
        return {}
    words = {"title": _words(data, places, _TITLE), "author": _words(data, places, _AUTHOR)}
    day = _day(data, places.get(_CREATED, len(data)))
    return {key: text for key, text in (words | {"date": day}).items() if text}


def _places(data: bytes) -> dict[int, int]:
    """Return where each property stands, by its number."""
    (section,) = struct.unpack_from("<I", data, _SECTION_PLACE)
    (count,) = struct.unpack_from("<I", data, section + 4)
    listed = data[section + 8 :]
    found = struct.iter_unpack("<II", listed[: 8 * min(count, len(listed) // 8)])
    return {number: section + place for number, place in found}


def _words(data: bytes, places: dict[int, int], number: int) -> str:
    at = places.get(number, len(data))
    if at + 8 > len(data):
        return ""
    kind, length = struct.unpack_from("<II", data, at)
    if kind == _WIDE_STRING:
        text = data[at + 8 : at + 8 + 2 * length].decode("utf-16-le", errors="replace")
    elif kind == _STRING:
        text = _decoded(data[at + 8 : at + 8 + length], _code_page(data, places))
    else:
        return ""
    return text.partition("\0")[0].strip()


def _code_page(data: bytes, places: dict[int, int]) -> str:
    at = places.get(_CODE_PAGE, len(data))
    kind, page = struct.unpack_from("<IH", data, at) if at + 6 <= len(data) else (0, 0)
    if kind != _INTEGER:
        return ""
    name = "utf-8" if page == _UTF_8 else f"cp{page}"
    try:
        return lookup(name).name
    except LookupError:
        return ""


def _decoded(raw: bytes, encoding: str) -> str:
    raw = raw.partition(b"\0")[0]
    try:
        return raw.decode(encoding) if encoding else decode(raw) or ""
    except UnicodeDecodeError:
        return decode(raw) or ""


def _day(data: bytes, at: int) -> str:
    if at + 12 > len(data):
        return ""
    kind, ticks = struct.unpack_from("<IQ", data, at)
    try:
        return (
            str((_FIRST_DAY + timedelta(microseconds=ticks // 10)).date())
            if kind == _TIME and ticks
            else ""
        )
    except OverflowError:
        return ""
