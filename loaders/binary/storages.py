"""Compound files ([MS-CFB]): what stands at their root, and files packed into them by Office."""

from __future__ import annotations

import struct
from io import BytesIO
from typing import TYPE_CHECKING

from precis.loaders.contract import head
from precis.loaders.decode import decode

if TYPE_CHECKING:
    from langchain_core.documents.base import Blob
    from olefile import OleFileIO

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORKBOOKS = ("workbook", "book")
"""The stream that a workbook of Excel 5 to 2003 is in ([MS-XLS] 2.1.2)."""

_FILE_PASS = 0x2F
_NATIVE = "\x01Ole10Native"
_WHOLE = {"Package": b"PK", "CONTENTS": b"%PDF"}
"""Streams that are a file of another program, byte by byte, and how that begins."""

_ICON_AND_LINK = 2
DAMAGED = (OSError, ValueError, IndexError, struct.error)


def open_compound(data: bytes) -> OleFileIO:
    """Open a compound file; raises what is in DAMAGED."""
    from olefile import OleFileIO

    return OleFileIO(BytesIO(data))


def roots(blob: Blob) -> set[str]:
    """Return the lower-case names at the root of a compound file, none for anything else."""
    if not head(blob).startswith(MARK):
        return set()
    try:
        with open_compound(blob.as_bytes()) as compound:
            return {entry[0].lower() for entry in compound.listdir(storages=True)}
    except DAMAGED:
        return set()


def is_locked_workbook(blob: Blob) -> bool:
    """Return whether a workbook of Excel 5 to 2003 begins with how it is encrypted.

    FilePass is among its first three records ([MS-XLS] 2.4.117).
    """
    if not roots(blob) & set(WORKBOOKS):
        return False
    with open_compound(blob.as_bytes()) as compound:
        name = next(name for name in WORKBOOKS if compound.exists(name))
        records, position = compound.openstream(name).read(1000), 0
    for _ in range(3):
        kind, size = struct.unpack_from("<HH", records.ljust(position + 4, b"\0"), position)
        if kind == _FILE_PASS:
            return True
        position += 4 + size
    return False


def packed_file(compound: OleFileIO) -> tuple[str, bytes] | None:
    """Return the name and the bytes of the file that an embedded object holds, None for none."""
    for name, mark in _WHOLE.items():
        data = compound.openstream(name).read() if compound.exists(name) else b""
        if data.startswith(mark):
            return "object", data
    if not compound.exists(_NATIVE):
        return None
    data = compound.openstream(_NATIVE).read()
    try:
        return _native(data)
    except (struct.error, IndexError):
        return None


def _native(data: bytes) -> tuple[str, bytes] | None:
    """Return the file of a "package": its label and two paths stand before it ([MS-OLEDS])."""
    if struct.unpack_from("<H", data, 4)[0] != _ICON_AND_LINK:
        return None
    label, position = _string(data, 6)
    _, position = _string(data, position)
    (length,) = struct.unpack_from("<I", data, position + 4)
    position += 8 + length
    (size,) = struct.unpack_from("<I", data, position)
    return label or "object", data[position + 4 : position + 4 + size]


def _string(data: bytes, start: int) -> tuple[str, int]:
    end = data.index(b"\0", start)
    return (decode(data[start:end]) or "").replace("/", "_"), end + 1
