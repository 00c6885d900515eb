"""What every format implements: `accepts` and `lazy_parse`; and helpers on blobs.

Which format gets a blob is decided in `registry.py`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, ClassVar, NotRequired, TypedDict, cast
from urllib.parse import unquote, urlsplit

from langchain_core.documents.base import Blob

from precis.loaders.decode import as_utf8
from precis.loaders.kept_pictures import Pictures
from precis.loaders.note_links import without_notion_id
from precis.loaders.options import LoadOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from langchain_core.documents import Document

    from precis.loaders.errors import LoadError

HEAD_BYTES = 4096
"""How much of a blob decides its format."""


class Page(TypedDict):
    """`page_content[start:end]` is the text of `page`: its number or its name.

    `recognized` is true where the text was read from a picture or heard, and may have errors.
    """

    page: int | str
    start: int
    end: int
    recognized: NotRequired[bool]


class Parser(ABC):
    """One format: whether a blob is of it, and its Documents.

    `lazy_parse` yields canonical text (`canonical.py`) with the metadata `title` and
    `media_type`, and what is known of `pages`, `author`, `date`, `language` and `url`; what the
    blob holds that the text does not is in `unread` (`unread.py`). The registry adds `id` and
    `source`. It raises LoadError for a blob it cannot read.

    It has the methods of LangChain's BaseBlobParser and takes its place, but is none: to import
    that takes every reading process twice the time that all else does.
    """

    media_type: ClassVar[str]

    def __init__(self, options: LoadOptions | None = None) -> None:
        self.options = options or LoadOptions()
        self.pictures = Pictures()
        self.tick: Callable[[], None] = lambda: None
        """Reports that long work is still running, which restarts the time limit."""

    @abstractmethod
    def accepts(self, blob: Blob) -> bool:
        """Return whether `blob` is of this format: by content first, then by name."""

    @abstractmethod
    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield the Documents of `blob`."""

    def parse(self, blob: Blob) -> list[Document]:
        """Return the Documents of `blob`."""
        return list(self.lazy_parse(blob))

    def members(self, blob: Blob) -> Iterator[Blob | LoadError]:  # noqa: ARG002 - of the contract: most have none
        """Yield what else is packed in `blob`: files of an archive, attachments of a message."""
        yield from ()


def head(blob: Blob) -> bytes:
    """Return the first bytes of `blob`, at most HEAD_BYTES."""
    if isinstance(blob.data, bytes):
        return blob.data[:HEAD_BYTES]
    with blob.as_bytes_io() as stream:
        return cast("BinaryIO", stream).read(HEAD_BYTES)


def text_head(blob: Blob) -> bytes:
    """Return the first bytes of `blob`; of text with a mark or wide characters, in plain UTF-8."""
    return as_utf8(head(blob))


def name(blob: Blob) -> str:
    """Return the file name of `blob`, "" for standard input."""
    source = str(blob.source or "")
    path = unquote(urlsplit(source).path) if "://" in source else source
    return "" if source == "-" else PurePosixPath(path).name


def suffix(blob: Blob) -> str:
    """Return the lower-case suffix of the name of `blob`, with its dot."""
    return PurePosixPath(name(blob)).suffix.lower()


def stem(blob: Blob) -> str:
    """Return a title for a blob that has none inside: its name without suffix and Notion's id."""
    return without_notion_id(PurePosixPath(name(blob)).stem) or str(blob.source)


def member(parent: Blob, path: str, data: bytes, media_type: str | None = None) -> Blob:
    """Return a blob for what is packed in `parent` under the name `path`."""
    metadata = {
        "source": f"{parent.source}/{path}",
        "depth": parent.metadata.get("depth", 0) + 1,
        "listed": True,
    }
    return Blob.from_data(data, mime_type=media_type, metadata=metadata)
