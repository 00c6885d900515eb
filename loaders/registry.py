"""Which format reads a blob. The formats themselves are in `formats/`."""

from __future__ import annotations

import hashlib
from importlib import import_module
from typing import TYPE_CHECKING

from loaders.contract import Parser, name
from loaders.errors import LoadError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.documents import Document
    from langchain_core.documents.base import Blob

    from loaders.options import LoadOptions

_FORMATS = (
    "pdf:PdfParser",
    "markdown:MarkdownParser",
    "html:HtmlParser",
    "text:TextParser",
)
"""In the order they are asked: those sure of their content first, plain text last."""


def parsers(options: LoadOptions) -> Iterator[Parser]:
    """Yield every format, in the order they are asked."""
    for entry in _FORMATS:
        module, parser = entry.split(":")
        yield getattr(import_module(f"loaders.formats.{module}"), parser)(options)


def choose(blob: Blob, options: LoadOptions) -> Parser | None:
    """Return the parser of the format `blob` is of, None when there is none."""
    return next((parser for parser in parsers(options) if parser.accepts(blob)), None)


def parse(blob: Blob, options: LoadOptions) -> Iterator[Document]:
    """Yield the Documents of one blob, metadata complete.

    Raises LoadError when no format takes it or its own cannot read it.
    """
    parser = choose(blob, options)
    if parser is None:
        what = f"'{name(blob)}' is" if name(blob) else "it is"
        raise LoadError(str(blob.source), f"{what} of no format known here", "convert it to text")
    for document in parser.lazy_parse(blob):
        yield _complete(document, blob)


def _complete(document: Document, blob: Blob) -> Document:
    metadata = document.metadata
    source = metadata.setdefault("source", str(blob.source))
    if not document.page_content.strip():
        raise LoadError(source, "there is no text in it", "give a source with text")
    identity = f"{source}\0{document.page_content}".encode()
    metadata["id"] = hashlib.sha256(identity).hexdigest()[:16]
    metadata.setdefault("pages", [])
    return document
