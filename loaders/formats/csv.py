"""Comma- and tab-separated values: one table, its first row the head."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from langchain_core.documents import Document

from precis.loaders.contract import Parser, head, stem, suffix
from precis.loaders.decode import is_text
from precis.loaders.errors import LoadError
from precis.loaders.formats.text import read_text
from precis.loaders.guess import guess
from precis.loaders.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.documents.base import Blob

_DELIMITERS = {".csv": ",;\t|", ".tsv": "\t", ".tab": "\t"}
_MEDIA_TYPES = {"text/csv": ",;\t|", "text/tab-separated-values": "\t"}
_TOLD = re.compile(r"\Asep=([^\w\s]|\t)\n")
"""A first line that names the delimiter for Excel."""

_RARE = "~^¦"
"""What parts the cells of exports that avoid all usual signs."""

_SAMPLE = 65536
_MAX_FIELD = 1_000_000


class CsvParser(Parser):
    """What the csv module reads, with the delimiter that parts all lines alike."""

    media_type = "text/csv"

    def accepts(self, blob: Blob) -> bool:
        """Take text that is named or served as CSV or TSV, or looks like it without a name."""
        return is_text(head(blob)) and bool(_delimiters(blob))

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document."""
        text = read_text(blob)
        told = _TOLD.match(text)
        text = text[told.end() :] if told else text
        delimiter = told[1] if told else _best(_delimiters(blob), text[:_SAMPLE])
        csv.field_size_limit(_MAX_FIELD)
        try:
            shown = table(_rows(text, delimiter))
        except csv.Error as error:
            reason = f"the table is malformed ({error})"
            raise LoadError(str(blob.source), reason, "correct it") from None
        media_type = "text/tab-separated-values" if delimiter == "\t" else self.media_type
        yield Document(shown, metadata={"title": stem(blob), "media_type": media_type})


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text), delimiter=delimiter, skipinitialspace=True)


def _delimiters(blob: Blob) -> str:
    named = _DELIMITERS.get(suffix(blob), "") or _MEDIA_TYPES.get(blob.mimetype or "", "")
    return named or _DELIMITERS.get(f".{guess(blob)}", "")


def _best(delimiters: str, sample: str) -> str:
    """Return the delimiter with which most rows have as many cells as the first; a rare one only
    where every row has, and no other parts them.
    """

    def fit(delimiter: str) -> tuple[float, int]:
        try:
            rows = [row for row in _rows(sample, delimiter) if row]
        except csv.Error:
            return 0.0, 0
        width = len(rows[0]) if rows else 0
        alike = sum(len(row) == width for row in rows) / max(len(rows), 1)
        return (alike, width) if width > 1 else (0.0, sample.count(delimiter))

    best = max(delimiters, key=fit)
    rare = max(_RARE, key=fit)
    return rare if not fit(best)[0] and fit(rare)[0] == 1 else best
