"""Find the format that reads a blob. The formats are in `formats/`."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING

from precis.languages.counts import count_of
from precis.loaders.errors import LoadError, UnknownFormatError, vanished
from precis.loaders.limits import LimitError
from precis.loaders.unread import KEY, Unread
from precis.loaders.unread_formats import unread_format

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from langchain_core.documents import Document
    from langchain_core.documents.base import Blob

    from precis.loaders.contract import Parser
    from precis.loaders.options import LoadOptions

ENTRY_POINTS = "precis.loaders"
"""The entry points under which other packages register parsers; they are tried before ours."""

_FORMATS = (
    "precis.loaders.formats.pdf:PdfParser",
    "precis.loaders.formats.docx:DocxParser",
    "precis.loaders.formats.pptx:PptxParser",
    "precis.loaders.formats.outlook:OutlookParser",
    "precis.loaders.formats.spreadsheet:SpreadsheetParser",
    "precis.loaders.formats.compound:CompoundParser",
    "precis.loaders.formats.opendocument:OpenDocumentParser",
    "precis.loaders.formats.openoffice:OpenOfficeParser",
    "precis.loaders.formats.flat:FlatParser",
    "precis.loaders.formats.epub:EpubParser",
    "precis.loaders.formats.webarchive:WebArchiveParser",
    "precis.loaders.formats.archive:ArchiveParser",
    "precis.loaders.formats.image:ImageParser",
    "precis.loaders.formats.audio:AudioParser",
    "precis.loaders.formats.rtf:RtfParser",
    "precis.loaders.formats.notebook:NotebookParser",
    "precis.loaders.formats.subtitles:SubtitlesParser",
    "precis.loaders.formats.mail:MailParser",
    "precis.loaders.formats.calendar:CalendarParser",
    "precis.loaders.formats.markdown:MarkdownParser",
    "precis.loaders.formats.restructuredtext:RestructuredTextParser",
    "precis.loaders.formats.latex:LatexParser",
    "precis.loaders.formats.manual:ManualParser",
    "precis.loaders.formats.html:HtmlParser",
    "precis.loaders.formats.xml:XmlParser",
    "precis.loaders.formats.json:JsonParser",
    "precis.loaders.formats.csv:CsvParser",
    "precis.loaders.formats.text:TextParser",
)
"""In the order they are tried: those with a sure signature first, plain text last."""

_MOST_NAMED = 5
_HASHED_TOGETHER = 1 << 20
"""Characters that are encoded at once: a copy of a long text would cost its memory again."""


def choose(blob: Blob, options: LoadOptions) -> Parser:
    """Return the parser of the format `blob` is of; raises UnknownFormatError."""
    for parser in _parsers(options):
        if parser.accepts(blob):
            return parser
    raise unread_format(blob)


def parse(
    blob: Blob, options: LoadOptions, tick: Callable[[], None] = lambda: None
) -> Iterator[Document | LoadError]:
    """Yield the Documents of one blob and of what is packed in it, metadata complete.

    What cannot be read is a LoadError in its place. `tick` is called during long work.
    """
    try:
        parser = choose(blob, options)
        parser.tick = tick
        own: Document | None = None
        for document in parser.lazy_parse(blob):
            if own is not None:
                yield own
            document.metadata |= parser.pictures.metadata()
            document.metadata |= blob.metadata.get("known", {})
            own = complete(document, str(blob.source))
        lost: list[UnknownFormatError] = []
        inside = _members(parser, blob, options, lost)
        if own is None:
            yield from _with_lost(inside, lost, str(blob.source))
        else:
            items = list(inside)
            yield _remarked(own, lost, str(blob.source))
            yield from items
    except LoadError as error:
        yield error
    except MemoryError:
        reason = f"it takes more than {options.limits.memory} MB of memory to read"
        yield LimitError(str(blob.source), reason, "--max-memory")
    except (GeneratorExit, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 - readers raise whatever they meet; Rust panics too
        if blob.path and not Path(blob.path).exists():
            yield vanished(str(blob.path))
            return
        reason = f"it is damaged or not what it seems ({type(error).__name__})"
        yield LoadError(str(blob.source), reason, "open and save it again")


def _parsers(options: LoadOptions) -> Iterator[Parser]:
    """Yield the formats of other packages, then our own."""
    for entry in (*_plugins(), *_FORMATS):
        module, _, name = entry.partition(":")
        yield getattr(import_module(module), name)(options)


@cache
def _plugins() -> tuple[str, ...]:
    return tuple(sorted(entry.value for entry in entry_points(group=ENTRY_POINTS)))


def _members(
    parser: Parser, blob: Blob, options: LoadOptions, lost: list[UnknownFormatError]
) -> Iterator[Document | LoadError]:
    """Yield what is packed in a blob; what is of no known format is added to `lost`."""
    for member in parser.members(blob):
        if isinstance(member, LoadError):
            yield member
            continue
        try:
            options.limits.check_nesting(str(member.source), member.metadata["depth"])
        except LoadError as error:
            yield error
            continue
        for item in parse(member, options, parser.tick):
            if isinstance(item, UnknownFormatError):
                lost.append(item)
            else:
                yield item


def _with_lost(
    items: Iterator[Document | LoadError], lost: Sequence[UnknownFormatError], source: str
) -> Iterator[Document | LoadError]:
    """Yield items; the last Document says what is lost."""
    last: Document | None = None
    for item in items:
        if isinstance(item, LoadError):
            yield item
        else:
            if last is not None:
                yield last
            last = item
    if last is not None:
        yield _remarked(last, lost, source)


def _remarked(document: Document, lost: Sequence[UnknownFormatError], source: str) -> Document:
    unread = Unread()
    for error in lost[:_MOST_NAMED]:
        unread.remark(f"{error.source.removeprefix(f'{source}/')} was not read: {error.reason}")
    if len(lost) > _MOST_NAMED:
        unread.remark(f"{count_of(len(lost), 'packed file was', 'packed files were')} not read")
    if lost:
        document.metadata[KEY] = [*document.metadata.get(KEY, []), *unread.remarks()]
    return document


def complete(document: Document, source: str) -> Document:
    """Return `document` with its `id`, `source` and `pages`; raises LoadError if it has no text."""
    text = document.page_content
    if not text or text.isspace():
        reason = "; ".join(["there is no text in it", *document.metadata.get(KEY, [])])
        raise LoadError(source, reason, "give a source with text")
    identity = hashlib.sha256(f"{source}\0".encode())
    for start in range(0, len(text), _HASHED_TOGETHER):
        identity.update(text[start : start + _HASHED_TOGETHER].encode())
    document.metadata |= {
        "id": identity.hexdigest()[:16],
        "source": source,
        "pages": document.metadata.get("pages", []),
    }
    return document
