"""HTML: the main text of a page as Markdown-like text, and what the page says of itself.

What is main is decided in `../main_text.py`, how it looks as text in `../markup.py`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from langchain_core.documents import Document

from precis.loaders.canonical import canonical
from precis.loaders.contract import Parser, head, stem, suffix
from precis.loaders.decode import decode, is_text
from precis.loaders.errors import LoadError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.documents.base import Blob

_SUFFIXES = {".html", ".htm", ".xhtml", ".xht"}
_MEDIA_TYPES = {"text/html", "application/xhtml+xml"}
_BEGINS = re.compile(rb"<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
_TAG = re.compile(rb"<\0?[a-z!/?]", re.IGNORECASE)
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{,200}?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE
)
_SOURCE_CODE = re.compile(rb"<\?(?:php\b|=)|<%[@=]")
"""PHP and its like, which a server would have carried out."""

_CHARSET_WITHIN = 4096
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)


class HtmlParser(Parser):
    """A page without its menus, banners and comments."""

    media_type = "text/html"

    def accepts(self, blob: Blob) -> bool:
        """Take what begins as HTML does, and text that is named or served as HTML."""
        return is_markup(blob)

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document; raises LoadError for a page without text."""
        from precis.loaders.main_text import read_page

        markup = read_markup(blob)
        page = read_page(markup)
        if not page.text:
            raise _no_text(blob, markup)
        metadata = {
            "title": page.title or stem(blob),
            "media_type": self.media_type,
            "author": page.author,
            "date": page.date,
            "language": page.language,
            "url": urljoin(blob.metadata.get("url", ""), page.url or ""),
        }
        yield Document(
            canonical(page.text), metadata={key: value for key, value in metadata.items() if value}
        )


def is_markup(blob: Blob) -> bool:
    """Return whether `blob` is HTML."""
    start = head(blob)
    if _SOURCE_CODE.search(start):
        return False
    if _BEGINS.match(start, _prologue(start)):
        return True
    named = suffix(blob) in _SUFFIXES or blob.mimetype in _MEDIA_TYPES
    return named and is_text(start) and bool(_TAG.search(start))


def read_markup(blob: Blob) -> str:
    """Return the markup of a blob, its charset found in header, meta tag or content."""
    data = blob.as_bytes()
    markup = decode(data, [blob.metadata.get("charset"), *declared_charsets(data)])
    if markup is None:
        raise LoadError(str(blob.source), "this is not text", "convert it to HTML")
    return markup


def declared_charsets(data: bytes) -> list[str]:
    """Return the charsets that markup itself names."""
    return [label.decode() for label in _CHARSET.findall(data[:_CHARSET_WITHIN])]


def _prologue(start: bytes) -> int:
    """Return where the first tag is: behind a mark, blanks, comments and an XML declaration."""
    position = len(b"\xef\xbb\xbf") if start.startswith(b"\xef\xbb\xbf") else 0
    while True:
        position += len(start[position:]) - len(start[position:].lstrip())
        opening = start[position : position + 4]
        mark = b"-->" if opening == b"<!--" else b">" if opening[:2] == b"<?" else b""
        end = start.find(mark, position) if mark else -1
        if end < 0:
            return position
        position = end + len(mark)


def _no_text(blob: Blob, markup: str) -> LoadError:
    if _SCRIPT.search(markup) and not blob.metadata.get("rendered"):
        reason = "this page has no text until its scripts run"
        return LoadError(str(blob.source), reason, "load it with --render")
    return LoadError(str(blob.source), "there is no text in this page", "check the address")
