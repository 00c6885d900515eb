"""A compound file ([MS-CFB]) made of a few streams, each large enough for sectors of its own."""

from __future__ import annotations

import struct

SECTOR, SMALLEST = 512, 4096
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def compound_file(streams: dict[str, bytes]) -> bytes:
    """Return a file with `streams` in its root; short ones are filled up with zeros."""
    sectors: list[bytes] = []
    chain: list[int] = []

    def place(data: bytes) -> int:
        first, count = len(sectors), -(-len(data) // SECTOR)
        sectors.extend(
            data[at : at + SECTOR].ljust(SECTOR, b"\0") for at in range(0, len(data), SECTOR)
        )
        chain.extend([*range(first + 1, first + count), END])
        return first

    padded = {name: data.ljust(SMALLEST, b"\0") for name, data in streams.items()}
    starts = {name: place(data) for name, data in padded.items()}
    names = sorted(padded, key=lambda name: (len(name), name.upper()))
    entries = [_entry("Root Entry", 5, END, 0, child=1)]
    for number, name in enumerate(names, start=1):
        right = number + 1 if number < len(names) else FREE
        entries.append(_entry(name, 2, starts[name], len(padded[name]), right=right))
    directory = place(b"".join(entries))
    table = len(sectors)
    chain.append(FAT)
    fat = struct.pack(f"<{SECTOR // 4}I", *chain, *[FREE] * (SECTOR // 4 - len(chain)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, directory, 0, SMALLEST, END, 0, END, 0
    )
    header += struct.pack("<109I", table, *[FREE] * 108)
    return header + b"".join(sectors) + fat


def _entry(  # noqa: PLR0917 - the fields of an entry
    name: str, kind: int, start: int, size: int, child: int = FREE, right: int = FREE
) -> bytes:
    spelled = f"{name}\0".encode("utf-16-le")
    links = struct.pack("<HBBIII", len(spelled), kind, 1, FREE, right, child)
    return spelled.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", start, size)
