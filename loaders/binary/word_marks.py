"""Which characters of a Word 97 document are hidden, deleted, struck out, raised or lowered.

They are in the pages of character properties ([MS-DOC] 2.4.6.2, 2.9.22); styles are not read.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from itertools import groupby
from typing import TYPE_CHECKING

from precis.loaders.marks import lowered, raised, struck

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from precis.loaders.unread import Unread

PLAIN, HIDDEN, DELETED, STRUCK, RAISED, LOWERED = range(6)

_PLACE = 0x00FA
"""Of fcPlcfBteChpx in the header (2.5.6)."""

_PAGE = 512
_PAGE_NUMBER = 0x3FFFFF
_SWITCHES = {0x083C: HIDDEN, 0x0800: DELETED, 0x0837: STRUCK, 0x2A53: STRUCK}
_SHIFT = 0x2A48
_SHIFTS = {1: RAISED, 2: LOWERED}
_ON = {0x01, 0x81}
_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
"""Bytes of an operand by the upper three bits of its code (2.2.5.1); 0 is a length before it."""

_STRUCTURE = frozenset("\r\x07\x0b\x0c\x13\x14\x15\x02\x05\x01\x08")
"""What parts text and stands for other things, which stays in hidden text too."""

_BEFORE = 8
"""Characters that say what a raised one means."""


class CharacterMarks:
    """The marks of runs of bytes of the stream of the text."""

    def __init__(self, stream: bytes, tables: bytes) -> None:
        """Read them; those of a damaged page are not known."""
        runs = sorted(_runs(stream, tables))
        self._starts = [start for start, _, _ in runs]
        self._runs = runs

    def of(self, offset: int) -> int:
        """Return the mark of the character at a byte."""
        index = bisect_right(self._starts, offset) - 1
        _, end, mark = self._runs[index] if index >= 0 else (0, 0, PLAIN)
        return mark if offset < end else PLAIN

    def many(self, offset: int, count: int, width: int) -> list[int]:
        """Return the marks of `count` characters of `width` bytes each from a byte on."""
        if not self._runs:
            return [PLAIN] * count
        return [self.of(offset + width * index) for index in range(count)]


def marked(text: str, marks: Sequence[int], unread: Unread) -> str:
    """Return text without what is hidden or deleted, the rest marked as in every format."""
    shown, at = "", 0
    parts: list[str] = []
    for mark, group in groupby(marks):
        length = len(list(group))
        run, at = text[at : at + length], at + length
        parts.append(_shown(shown, run, mark))
        shown = (shown + parts[-1])[-_BEFORE:]
        letters = sum(map(str.isalnum, run)) if mark == HIDDEN else 0
        unread.add("character of hidden text", letters, "characters of hidden text")
    return "".join(parts)


def _shown(before: str, run: str, mark: int) -> str:
    if mark in {HIDDEN, DELETED}:
        return "".join(sign for sign in run if sign in _STRUCTURE)
    if mark == PLAIN or not _STRUCTURE.isdisjoint(run):
        return run
    if mark == STRUCK:
        return struck(run)
    return raised(before, run) if mark == RAISED else lowered(before, run)


def _runs(stream: bytes, tables: bytes) -> Iterator[tuple[int, int, int]]:
    try:
        at, size = struct.unpack_from("<II", stream, _PLACE)
        count = (size - 4) // 8
        pages = struct.unpack_from(f"<{max(count, 0)}I", tables, at + 4 * (count + 1))
    except struct.error:
        return
    for number in pages:
        start = (number & _PAGE_NUMBER) * _PAGE
        page = stream[start : start + _PAGE]
        if len(page) == _PAGE:
            yield from _page_runs(page)


def _page_runs(page: bytes) -> Iterator[tuple[int, int, int]]:
    count = page[-1]
    if 5 * count + 5 > _PAGE:
        return
    places = struct.unpack_from(f"<{count + 1}I", page)
    for index in range(count):
        offset = 2 * page[4 * (count + 1) + index]
        size = page[offset] if offset else 0
        mark = _mark(page[offset + 1 : offset + 1 + size])
        if mark:
            yield places[index], places[index + 1], mark


def _mark(properties: bytes) -> int:
    """Return what matters most of the properties of a run."""
    found: set[int] = set()
    at = 0
    while at + 3 <= len(properties):
        (code,) = struct.unpack_from("<H", properties, at)
        size = _SIZES[code >> 13]
        value = properties[at + 2]
        if code in _SWITCHES and value in _ON:
            found.add(_SWITCHES[code])
        if code == _SHIFT:
            found.add(_SHIFTS.get(value, PLAIN))
        at += 2 + (size or 1 + value)
    return min(found - {PLAIN}, default=PLAIN)
