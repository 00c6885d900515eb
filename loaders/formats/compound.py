"""Compound files: .doc, .ppt, and what Office encrypts, decrypted with the extra `passwords`.

Old documents are read in `../binary/`, old spreadsheets (.xls) in `spreadsheet.py`.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from langchain_core.documents import Document
from langchain_core.documents.base import Blob

from precis.errors import install_command
from precis.loaders.binary.properties import properties
from precis.loaders.binary.slides import slide_texts
from precis.loaders.binary.storages import DAMAGED, MARK, open_compound, packed_file
from precis.loaders.binary.word import word_text
from precis.loaders.canonical import canonical, paginate
from precis.loaders.contract import Page, Parser, head, member, stem
from precis.loaders.errors import LoadError, UnknownFormatError
from precis.loaders.unread import Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream that holds an encrypted document ([MS-OFFCRYPTO] 2.3.4.4)."""

_EXTRA = "passwords"


class CompoundParser(Parser):
    """What an encrypted document or an embedded object holds is a member; others are refused."""

    media_type = "application/x-ole-storage"

    def accepts(self, blob: Blob) -> bool:
        """Take what begins as compound files do ([MS-CFB] 2.2)."""
        return head(blob).startswith(MARK)

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield a document or a presentation, whose `pages` are slides; else it is in a member."""
        data, source = blob.as_bytes(), str(blob.source)
        if _ENCRYPTED in data:
            return
        unread = Unread()
        try:
            compound = open_compound(data)
        except DAMAGED:
            raise LoadError(source, "the file is damaged", "save it again") from None
        with compound:
            if compound.exists("WordDocument"):
                kind, pages = "application/msword", list[Page]()
                text = canonical(word_text(compound, source, unread))
            elif compound.exists("PowerPoint Document"):
                kind = "application/vnd.ms-powerpoint"
                if compound.exists("EncryptedSummary"):
                    raise LoadError(source, "it is encrypted", "save it without a password")
                text, pages = paginate(enumerate(slide_texts(compound, source), start=1))
                unread.add("picture", compound.exists("Pictures"), "pictures")
            elif packed_file(compound):
                return
            else:
                remedy = "save it as .docx, .xlsx or .pptx"
                reason = "this format of old office programs is not read"
                raise UnknownFormatError(source, reason, remedy)
            known = properties(compound)
        metadata = {"title": stem(blob), "media_type": kind, "pages": pages, **known}
        yield Document(text, metadata=metadata | unread.metadata())

    def members(self, blob: Blob) -> Iterator[Blob]:
        """Yield the decrypted document, under the same name, or the file that an object holds."""
        data = blob.as_bytes()
        if _ENCRYPTED in data:
            depth = blob.metadata.get("depth", 0) + 1
            yield Blob.from_data(self._decrypt(blob), metadata=blob.metadata | {"depth": depth})
            return
        with open_compound(data) as compound:
            held = packed_file(compound)
        if held:
            yield member(blob, *held)

    def _decrypt(self, blob: Blob) -> bytes:
        source, password = str(blob.source), self.options.password
        if password is None:
            raise LoadError(source, "it is encrypted", "give its --password")
        try:
            from msoffcrypto import OfficeFile
            from msoffcrypto.exceptions import DecryptionError, InvalidKeyError
        except ImportError:
            reason = f"decrypting it needs the extra '{_EXTRA}'"
            raise LoadError(source, reason, f"run {install_command(_EXTRA)}") from None
        out = BytesIO()
        try:
            with blob.as_bytes_io() as stream:
                document = OfficeFile(stream)
                document.load_key(password=password, verify_password=True)
                document.decrypt(out)
        except (InvalidKeyError, DecryptionError):
            raise LoadError(source, "the password is wrong", "give another --password") from None
        return out.getvalue()
