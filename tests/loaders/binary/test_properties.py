"""What an old document says of itself, also where its numbers promise more than the file has."""

from __future__ import annotations

import struct
from time import perf_counter

import pytest

from precis.loaders.binary.properties import properties
from precis.loaders.binary.storages import open_compound
from tests.loaders.binary.compound_files import compound_file

_STRING, _WIDE, _INTEGER, _TIME = 30, 31, 2, 64


def summary(values: dict[int, bytes], count: int | None = None) -> bytes:
    places, body, start = b"", b"", 8 + 8 * len(values)
    for number, value in values.items():
        places += struct.pack("<II", number, start + len(body))
        body += value.ljust(-(-len(value) // 4) * 4, b"\0")
    section = struct.pack("<II", start + len(body), count or len(values)) + places + body
    return struct.pack("<HHI16sI16sI", 0xFFFE, 0, 0, b"", 1, b"", 48) + section


def told(data: bytes) -> dict[str, str]:
    with open_compound(compound_file({"\x05SummaryInformation": data})) as compound:
        return properties(compound)


def text(value: bytes, kind: int = _STRING) -> bytes:
    size = len(value) // 2 if kind == _WIDE else len(value)
    return struct.pack("<II", kind, size) + value


def test_title_author_and_day_are_told_in_the_code_page_of_the_file() -> None:
    ticks = (365 * 400 + 97) * 86_400 * 10_000_000
    values = {
        1: struct.pack("<IH", _INTEGER, 1251),
        2: text("Отчёт\0".encode("cp1251")),
        4: text("Анна\0".encode("utf-16-le"), _WIDE),
        12: struct.pack("<IQ", _TIME, ticks),
    }
    assert told(summary(values)) == {"title": "Отчёт", "author": "Анна", "date": "2001-01-01"}


@pytest.mark.parametrize("kind", [0x1000 | _STRING, 0x1000 | 12, _STRING, _WIDE, _TIME])
def test_a_count_that_the_file_cannot_hold_costs_no_time(kind: int) -> None:
    start = perf_counter()
    told(summary({2: struct.pack("<II", kind, 0xFFFFFFF0)}, count=0xFFFFFFF0))
    told(struct.pack("<H42xI", 0xFFFE, 0xFFFFFF00))
    assert perf_counter() - start < 2
