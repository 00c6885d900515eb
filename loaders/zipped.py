"""Formats that are zip files inside: their names, and their parts within the limits."""

from __future__ import annotations

from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from precis.loaders.contract import head
from precis.loaders.errors import LoadError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.documents.base import Blob

    from precis.loaders.limits import Limits

MARKS = (b"PK\x03\x04", b"PK\x05\x06")
"""What a zip file begins with."""

_LONGEST_TYPE = 200
UNREADABLE = (
    BadZipFile,
    KeyError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)
"""What zipfile raises for damaged, encrypted and exotic files."""


def names(blob: Blob) -> frozenset[str]:
    """Return the names in a zip file, none when it is not one or is damaged."""
    if not head(blob).startswith(MARKS):
        return frozenset()
    try:
        with blob.as_bytes_io() as stream, ZipFile(stream) as packed:
            return frozenset(packed.namelist())
    except UNREADABLE:
        return frozenset()


def is_iwork(blob: Blob) -> bool:
    """Return whether a zip file is a document of Apple's Pages, Numbers or Keynote."""
    return any(name.endswith(".iwa") or name == "Index.zip" for name in names(blob))


def declared_type(blob: Blob) -> str:
    """Return the media type that the part `mimetype` gives, as in OpenDocument and EPUB."""
    if "mimetype" not in names(blob):
        return ""
    try:
        with (
            blob.as_bytes_io() as stream,
            ZipFile(stream) as packed,
            packed.open("mimetype") as part,
        ):
            kind = part.read(_LONGEST_TYPE).decode(errors="replace").strip()
            return kind.removesuffix("-template")
    except UNREADABLE:
        return ""


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return a zip file of `parts`."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=1) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return out.getvalue()


@contextmanager
def unzipped(blob: Blob, limits: Limits) -> Iterator[ZipFile]:
    """Open a zip file whose declared sizes are within the limits (zipfile enforces them)."""
    source = str(blob.source)
    try:
        with blob.as_bytes_io() as stream, ZipFile(stream) as packed:
            parts = packed.infolist()
            limits.check_members(source, len(parts))
            stored = sum(part.compress_size for part in parts)
            limits.check_expansion(
                source, min(stored, stream.seek(0, 2)), sum(part.file_size for part in parts)
            )
            yield packed
    except UNREADABLE as error:
        if "password required" in str(error):
            raise LoadError(source, "it is encrypted", "give its --password") from None
        if "password" in str(error):
            raise LoadError(source, "the password is wrong", "give another --password") from None
        if "compression method" in str(error):
            reason, remedy = "its compression or encryption is not supported", "unpack it first"
            raise LoadError(source, reason, remedy) from None
        raise LoadError(source, "the file is damaged", "save it again") from None
