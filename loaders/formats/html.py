"""HTML: the main text of a page as Markdown-like text, and what the page says of itself.

BeautifulSoup reads the head, trafilatura finds the main text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from langchain_core.documents import Document

from loaders.canonical import canonical
from loaders.contract import Parser, head, stem, suffix
from loaders.decode import decode, is_text
from loaders.errors import LoadError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.documents.base import Blob

_SUFFIXES = {".html", ".htm", ".xhtml", ".xht"}
_MEDIA_TYPES = {"text/html", "application/xhtml+xml"}
_BEGINS = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{,200}?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE
)


class HtmlParser(Parser):
    """A page without its menus, banners and comments."""

    media_type = "text/html"

    def accepts(self, blob: Blob) -> bool:
        """Take what begins as HTML does, and text that is named or served as HTML."""
        start = head(blob)
        if _BEGINS.match(start):
            return True
        named = suffix(blob) in _SUFFIXES or blob.mimetype in _MEDIA_TYPES
        return named and is_text(start)

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document."""
        markup = _markup(blob)
        text, metadata = _main_text(markup)
        if not text:
            reason = "there is no text in this page"
            raise LoadError(str(blob.source), reason, "save it from a browser and give the file")
        title = metadata.pop("title", None) or stem(blob)
        url = metadata.pop("url", None) or blob.metadata.get("url")
        known = {"url": url, **metadata}
        yield Document(
            canonical(text),
            metadata={
                "title": title,
                "media_type": self.media_type,
                **{key: value for key, value in known.items() if value},
            },
        )


def _markup(blob: Blob) -> str:
    data = blob.as_bytes()
    declared = [blob.metadata.get("charset")]
    declared += [label.decode() for label in _CHARSET.findall(data[:4096])]
    markup = decode(data, declared)
    if markup is None:
        raise LoadError(str(blob.source), "this is not text", "convert it to HTML")
    return markup


def _main_text(markup: str) -> tuple[str, dict[str, str | None]]:
    """Return the main text and what is known of title, author, date, language and url."""
    from bs4 import BeautifulSoup
    from trafilatura import extract, extract_metadata

    soup = BeautifulSoup(markup, "lxml")
    language = soup.html.get("lang") if soup.html else None
    found = extract_metadata(markup)
    metadata = {
        "title": found.title or (soup.title.get_text(" ", strip=True) if soup.title else None),
        "author": found.author,
        "date": found.date,
        "language": str(language) if language else None,
        "url": found.url,
    }
    text = extract(
        markup, output_format="markdown", include_comments=False, include_formatting=True
    )
    return text or soup.get_text("\n", strip=True), metadata
