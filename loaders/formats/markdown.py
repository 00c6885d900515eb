"""Markdown: the file's own text, its first heading as the title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from langchain_core.documents import Document

from precis.loaders.contract import Parser, head, stem, suffix
from precis.loaders.decode import is_text
from precis.loaders.formats.text import read_text
from precis.loaders.guess import guess
from precis.loaders.note_links import note_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.documents.base import Blob

_SUFFIXES = {".md", ".markdown", ".mdown", ".mkd", ".mdx"}
_TITLE = re.compile(r"^(?:#{1,6}[ \t]+(?![ \t])(.+)|title:(.+))$", re.MULTILINE)
_UNDERLINED = re.compile(r"\A\s*(\S.*)\n(?:={3,}|-{3,})[ \t]*$", re.MULTILINE)


class MarkdownParser(Parser):
    """Text with `# headings`; nothing is rendered, so offsets are those of the file."""

    media_type = "text/markdown"

    def accepts(self, blob: Blob) -> bool:
        """Take text that is named or served as Markdown, or looks like it without a name."""
        named = suffix(blob) in _SUFFIXES or blob.mimetype == self.media_type
        return is_text(head(blob)) and (named or guess(blob) == "markdown")

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document; `links` are the titles of the notes that it refers to."""
        text = read_text(blob)
        metadata: dict[str, object] = {
            "title": title_of(text) or stem(blob),
            "media_type": self.media_type,
        }
        links = note_links(text)
        yield Document(text, metadata=metadata | ({"links": links} if links else {}))


def title_above(text: str) -> str | None:
    """Return the heading that a text begins with."""
    return title_of(text.partition("\n")[0])


def title_of(text: str) -> str | None:
    """Return the title that front matter or the first heading gives."""
    found = _UNDERLINED.search(text) or _TITLE.search(text)
    if not found:
        return None
    heading, given = (*found.groups(), None)[:2]
    return (heading or "").strip("# \t") or (given or "").strip(" \t\"'") or None
