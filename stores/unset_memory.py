"""Clear the bytes of Chroma's index files that it never initializes."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = struct.Struct("<iQQQQ")
"""How hnswlib begins `header.bin`: version, offset, room, vectors there, bytes of each."""

_VERSION = 1
_LENGTH_BYTES = 4
_BLOCK = 1 << 20


def clear_unset_memory(folder: Path) -> None:
    """Write zeros over the room for vectors that are not there, in Chroma's files in `folder`.

    A new index of hnswlib is written down with its memory for many vectors and their lengths, so
    that words of removed documents would stay in it. Nobody may have the files open.
    """
    for header in folder.glob("*/header.bin"):
        head = header.read_bytes()[: _HEAD.size]
        if len(head) == _HEAD.size:
            version, offset, _, there, size = _HEAD.unpack(head)
            if version == _VERSION:
                _clear(header.with_name("data_level0.bin"), offset + there * size)
                _clear(header.with_name("length.bin"), there * _LENGTH_BYTES)


def _clear(path: Path, start: int) -> None:
    left = path.stat().st_size - start
    with path.open("r+b") as file:
        file.seek(start)
        while left > 0:
            left -= file.write(bytes(min(left, _BLOCK)))
