"""Which format reads a blob. The formats themselves are in `formats/`."""

from __future__ import annotations

import hashlib
from importlib import import_module
from typing import TYPE_CHECKING

from loaders.errors import LoadError, UnknownFormatError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.documents import Document
    from langchain_core.documents.base import Blob

    from loaders.contract import Parser
    from loaders.options import LoadOptions

_FORMATS = (
    "pdf:PdfParser",
    "docx:DocxParser",
    "pptx:PptxParser",
    "spreadsheet:SpreadsheetParser",
    "opendocument:OpenDocumentParser",
    "epub:EpubParser",
    "archive:ArchiveParser",
    "rtf:RtfParser",
    "notebook:NotebookParser",
    "subtitles:SubtitlesParser",
    "mail:MailParser",
    "markdown:MarkdownParser",
    "restructuredtext:RestructuredTextParser",
    "html:HtmlParser",
    "xml:XmlParser",
    "json:JsonParser",
    "csv:CsvParser",
    "text:TextParser",
)
"""In the order they are asked: those sure of their content first, plain text last."""


def choose(blob: Blob, options: LoadOptions) -> Parser:
    """Return the parser of the format `blob` is of; raises UnknownFormatError."""
    for parser in _parsers(options):
        if parser.accepts(blob):
            return parser
    raise UnknownFormatError(str(blob.source))


def parse(blob: Blob, options: LoadOptions) -> Iterator[Document | LoadError]:
    """Yield the Documents of one blob and of what is packed in it, metadata complete.

    What cannot be read is a LoadError in its place.
    """
    try:
        parser = choose(blob, options)
        for document in parser.lazy_parse(blob):
            yield _complete(document, blob)
        for member in parser.members(blob):
            yield from [member] if isinstance(member, LoadError) else _member(member, options)
    except LoadError as error:
        yield error
    except Exception as error:  # noqa: BLE001 - the readers of formats raise whatever they meet
        reason = f"it is damaged or not what it seems ({type(error).__name__})"
        yield LoadError(str(blob.source), reason, "open and save it again")


def _parsers(options: LoadOptions) -> Iterator[Parser]:
    for entry in _FORMATS:
        module, parser = entry.split(":")
        yield getattr(import_module(f"loaders.formats.{module}"), parser)(options)


def _member(blob: Blob, options: LoadOptions) -> Iterator[Document | LoadError]:
    try:
        options.limits.check_nesting(str(blob.source), blob.metadata["depth"])
    except LoadError as error:
        yield error
        return
    for item in parse(blob, options):
        if not isinstance(item, UnknownFormatError):
            yield item


def _complete(document: Document, blob: Blob) -> Document:
    source = str(blob.source)
    if not document.page_content.strip():
        raise LoadError(source, "there is no text in it", "give a source with text")
    identity = f"{source}\0{document.page_content}".encode()
    document.metadata |= {
        "id": hashlib.sha256(identity).hexdigest()[:16],
        "source": source,
        "pages": document.metadata.get("pages", []),
    }
    return document
