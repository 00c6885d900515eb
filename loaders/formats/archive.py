"""Archives (.zip, .tar …) and single packed files (.gz, .bz2, .xz, .zst): what is in them."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, cast

from precis.loaders.contract import Parser, head, member, name
from precis.loaders.errors import LoadError
from precis.loaders.zipped import UNREADABLE, declared_type, is_iwork, names, unzipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from langchain_core.documents import Document
    from langchain_core.documents.base import Blob

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OFFICE = "[Content_Types].xml"
"""In every package of Office Open XML (ECMA-376, part 2)."""

_ZSTANDARD = b"\x28\xb5\x2f\xfd"


def _zstandard(stream: IO[bytes]) -> IO[bytes]:
    from zstandard import ZstdDecompressor

    return cast("IO[bytes]", ZstdDecompressor().stream_reader(stream, read_across_frames=True))


_OPENERS: dict[bytes, Callable[[IO[bytes]], IO[bytes]]] = {
    b"\x1f\x8b": lambda stream: cast("IO[bytes]", gzip.GzipFile(fileobj=stream)),
    b"BZh": lambda stream: cast("IO[bytes]", bz2.BZ2File(stream)),
    b"\xfd7zXZ\x00": lambda stream: cast("IO[bytes]", lzma.LZMAFile(stream)),  # noqa: SIM115 - the caller closes it
    b"\x5d\x00\x00": lambda stream: cast("IO[bytes]", lzma.LZMAFile(stream)),  # noqa: SIM115 - the caller closes it
    _ZSTANDARD: _zstandard,
}
"""What opens a packed file, by how it begins."""

_PACKED = tuple(_OPENERS)
_DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError)
_TAR_SUFFIXES = {".tgz", ".tbz", ".tbz2", ".txz", ".tzst"}
_USTAR = slice(257, 262)


class ArchiveParser(Parser):
    """Nothing is written to disk; hidden files, links and unknown formats are left out."""

    media_type = "application/zip"

    def accepts(self, blob: Blob) -> bool:
        """Take what begins as a zip, gzip, bzip2 or xz file does, or has the mark of tar.

        Documents that are packages inside, such as drawings, are no archives to a reader.
        """
        start = head(blob)
        if declared_type(blob) or _OFFICE in names(blob) or is_iwork(blob):
            return False
        return start.startswith(_ZIP + _PACKED) or start[_USTAR] == b"ustar"

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:  # noqa: ARG002 - the contract's signature
        """Yield nothing: an archive has no text of its own."""
        yield from ()

    def members(self, blob: Blob) -> Iterator[Blob | LoadError]:
        """Yield the files in the archive, in its order."""
        if head(blob).startswith(_ZIP):
            yield from self._zip(blob)
            return
        try:
            yield from self._tar(blob) if self._is_tar(blob) else self._packed_file(blob)
        except (tarfile.TarError, *UNREADABLE, zlib.error, lzma.LZMAError):
            raise LoadError(str(blob.source), "the archive is damaged", "pack it again") from None

    def _zip(self, blob: Blob) -> Iterator[Blob | LoadError]:
        password = self.options.password
        with unzipped(blob, self.options.limits) as packed:
            packed.setpassword((password or "").encode())
            for part in packed.infolist():
                if not part.is_dir() and not _hidden(part.filename):
                    try:
                        data = packed.read(part)
                    except _DAMAGED:
                        source = f"{blob.source}/{part.filename}"
                        yield LoadError(source, "it is damaged in the archive", "pack it again")
                    else:
                        yield _safe(blob, part.filename, data)

    @staticmethod
    def _is_tar(blob: Blob) -> bool:
        """Return whether there is a first member: zeros alone count as the end of an archive."""
        with blob.as_bytes_io() as stream:
            try:
                with tarfile.open(fileobj=stream) as packed:
                    return packed.next() is not None
            except tarfile.ReadError:
                return False

    def _tar(self, blob: Blob) -> Iterator[Blob | LoadError]:
        limits, source = self.options.limits, str(blob.source)
        size = unpacked = 0
        with blob.as_bytes_io() as stream:
            size = stream.seek(0, 2)
            stream.seek(0)
            with tarfile.open(fileobj=stream) as packed:
                for count, part in enumerate(packed, start=1):
                    limits.check_members(source, count)
                    unpacked += part.size
                    limits.check_expansion(source, size, unpacked)
                    content = packed.extractfile(part) if part.isfile() else None
                    if content is not None and not _hidden(part.name):
                        yield _safe(blob, part.name, content.read())

    def _packed_file(self, blob: Blob) -> Iterator[Blob]:
        data = blob.as_bytes()
        most = max(self.options.limits.expansion * len(data), 10_000_000)
        opened = next(opener for mark, opener in _OPENERS.items() if data.startswith(mark))
        with blob.as_bytes_io() as stream, opened(cast("IO[bytes]", stream)) as packed:
            unpacked = packed.read(most + 1)
        self.options.limits.check_expansion(str(blob.source), len(data), len(unpacked))
        path = PurePosixPath(name(blob))
        packed_name = path.with_suffix(".tar" if path.suffix in _TAR_SUFFIXES else "").name
        yield member(blob, packed_name or "data", unpacked)


def _hidden(path: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) and part != ".." for part in path.split("/"))


def _safe(blob: Blob, path: str, data: bytes) -> Blob | LoadError:
    source = f"{blob.source}/{path}"
    if path.startswith("/") or ".." in path.replace("\\", "/").split("/"):
        return LoadError(source, "its name leads out of the archive", "rename it")
    if not data:
        return LoadError(source, "the file is empty", "give one with text")
    return member(blob, path, data)
