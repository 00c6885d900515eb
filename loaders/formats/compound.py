"""Compound files (.doc, .ppt, and what Office encrypts): decrypted with the extra `passwords`.

Old spreadsheets (.xls) are read in `spreadsheet.py`.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from langchain_core.documents.base import Blob

from precis.loaders.contract import Parser, head
from precis.loaders.errors import LoadError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.documents import Document

_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream that holds an encrypted document ([MS-OFFCRYPTO] 2.3.4.4)."""

_EXTRA = "passwords"


class CompoundParser(Parser):
    """What is inside an encrypted document is the only member; older formats are refused."""

    media_type = "application/x-ole-storage"

    def accepts(self, blob: Blob) -> bool:
        """Take what begins as compound files do ([MS-CFB] 2.2)."""
        return head(blob).startswith(_MARK)

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield nothing: the text is in the member."""
        if _ENCRYPTED not in blob.as_bytes():
            remedy = "save it as .docx, .xlsx or .pptx"
            raise LoadError(
                str(blob.source), "this format of old office programs is not read", remedy
            )
        yield from ()

    def members(self, blob: Blob) -> Iterator[Blob]:
        """Yield the decrypted document, under the same name."""
        depth = blob.metadata.get("depth", 0) + 1
        yield Blob.from_data(self._decrypted(blob), metadata=blob.metadata | {"depth": depth})

    def _decrypted(self, blob: Blob) -> bytes:
        source, password = str(blob.source), self.options.password
        if password is None:
            raise LoadError(source, "it is encrypted", "give its --password")
        try:
            from msoffcrypto import OfficeFile
            from msoffcrypto.exceptions import DecryptionError, InvalidKeyError
        except ImportError:
            reason = f"decrypting it needs the extra '{_EXTRA}'"
            raise LoadError(source, reason, f"uv sync --extra {_EXTRA}") from None
        out = BytesIO()
        try:
            with blob.as_bytes_io() as stream:
                document = OfficeFile(stream)
                document.load_key(password=password, verify_password=True)
                document.decrypt(out)
        except (InvalidKeyError, DecryptionError):
            raise LoadError(source, "the password is wrong", "give another --password") from None
        return out.getvalue()
