"""reStructuredText: the file's own text, its first heading as the title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from langchain_core.documents import Document

from precis.loaders.contract import Parser, head, stem, suffix
from precis.loaders.decode import is_text
from precis.loaders.formats.text import read_text
from precis.loaders.guess import guess

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.documents.base import Blob

_HEADING = re.compile(r"^([^\s].*)\n([=\-~^\"'#*+`:.])\2{2,}[ \t]*$", re.MULTILINE)


class RestructuredTextParser(Parser):
    """Text with underlined headings; nothing is rendered and no directive is carried out."""

    media_type = "text/x-rst"

    def accepts(self, blob: Blob) -> bool:
        """Take text that is named or served so, or looks like it without a name."""
        named = suffix(blob) in {".rst", ".rest"} or blob.mimetype in {self.media_type, "text/rst"}
        return is_text(head(blob)) and (named or guess(blob) == "rst")

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document."""
        text = read_text(blob)
        heading = _HEADING.search(text)
        title = heading[1].strip() if heading else stem(blob)
        yield Document(text, metadata={"title": title, "media_type": self.media_type})
