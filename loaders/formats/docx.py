"""Word documents: headings, lists, tables, notes and drawings as Markdown-like text.

What Word shows is put together in `../office/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from langchain_core.documents import Document
from langchain_core.documents.base import Blob

from precis.loaders.canonical import canonical
from precis.loaders.contract import Parser, member, stem
from precis.loaders.decode import decode
from precis.loaders.formats.markdown import title_above
from precis.loaders.markup import text_of
from precis.loaders.office.document import Word
from precis.loaders.office.package import kind_of, opened
from precis.loaders.pictures import picture_reader
from precis.loaders.unread import Unread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HTML = (b"<html", b"<!doctype html", b"<body", b"<p", b"<div")
_HEAD = 1000
_DEEPEST = 3


class DocxParser(Parser):
    """What Word shows of a document, a template or a flat copy of one."""

    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    def accepts(self, blob: Blob) -> bool:
        """Take a package whose main part is a Word document."""
        return kind_of(blob) == "word"

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document; it has no pages, since Word files do not say where they break."""
        unread = Unread(comments=self.options.comments)
        with opened(blob, self.options.limits) as package:
            known = package.known()
            word = Word(package, unread, picture_reader(self), self._chunk)
            text = canonical(word.text())
            self._embedded = [(part, package.read(part)) for part in word.embedded]
        title = title_above(text) or stem(blob)
        metadata = {"title": title, "media_type": self.media_type, **known}
        yield Document(text, metadata=metadata | unread.metadata())

    def members(self, blob: Blob) -> Iterator[Blob]:
        """Yield the files embedded in it."""
        for part, data in getattr(self, "_embedded", ()):
            yield member(blob, part.rpartition("/")[2], data)

    def _chunk(self, part: str, data: bytes) -> Sequence[str] | None:
        """Return the text of an inserted document: Word, HTML or plain text."""
        blob = Blob.from_data(data, metadata={"source": part})
        start = data[:_HEAD].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
        if kind_of(blob) == "word":
            with opened(blob, self.options.limits) as package:
                return [Word(package, Unread(), picture_reader(self), lambda *_: None).text()]
        if any(mark in start for mark in _HTML):
            return [text_of(decode(data) or "")]
        text = decode(data) if part.endswith(".txt") else None
        return None if text is None else [text]
