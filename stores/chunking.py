"""Split a document into chunks, and each chunk into the windows that are embedded."""

from __future__ import annotations

import hashlib
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, Protocol

from precis.languages.tables import headers_at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from langchain_core.documents import Document

WINDOW_CHARACTERS = 1000
"""A chunk that is longer is embedded as several windows: MiniLM reads 256 word pieces, which is
about this much English."""


class Splitter(Protocol):
    """Cuts documents into chunks with the metadata that the catalog keeps."""

    def split_documents(self, documents: Iterable[Document]) -> list[Document]:
        """Return the chunks of `documents`, in order."""


class ChunkedDocument(NamedTuple):
    """A document that has to be stored, its chunks, and for each the windows by key.

    One that is copied was `ingested_at` a time before; others are ingested now.
    """

    document: Document
    chunks: list[Document]
    windows: list[dict[str, str]]
    ingested_at: str | None = None


def chunk_document(document: Document, splitter: Splitter) -> ChunkedDocument:
    """Split a document; chunks that start together are one, the longest."""
    by_start: dict[int, Document] = {}
    for chunk in splitter.split_documents([document]):
        start, end = chunk.metadata["start_index"], chunk.metadata["end_index"]
        if start not in by_start or by_start[start].metadata["end_index"] < end:
            by_start[start] = chunk
    chunks = [by_start[start] for start in sorted(by_start)]
    headers = headers_at(document.page_content, sorted(by_start))
    pairs = zip(chunks, headers, strict=True)
    embedded = [
        windows(chunk.page_content, header.text if header else "") for chunk, header in pairs
    ]
    return ChunkedDocument(document, chunks, embedded)


def windows(text: str, header: str = "") -> dict[str, str]:
    """Return what is embedded of a chunk: stretches of like size, cut at white space, by key.

    Where a chunk begins within a table, `header` names the columns; each stretch begins with it.
    """
    before = f"{header}\n" if 0 < len(header) <= WINDOW_CHARACTERS // 4 else ""
    count = -(-len(text) // WINDOW_CHARACTERS)
    bounds = [0]
    for number in range(1, count):
        ideal = len(text) * number // count
        space = text.rfind(" ", bounds[-1] + 1, ideal + 1)
        bounds.append(space if space > 0 else ideal)
    stretches = [text[start:end].strip() for start, end in pairwise([*bounds, len(text)])]
    stretches = [before + stretch for stretch in stretches if stretch]
    return {key_of(stretch): stretch for stretch in stretches}


def key_of(text: str) -> str:
    """Return the key of a text's vector: 128 bits of its SHA-256, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
