"""Jupyter notebooks: prose, code and printed results, cell by cell (nbformat 3 and 4)."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, TypedDict

from langchain_core.documents import Document

from precis.json_text import Decoder
from precis.loaders.canonical import paginate
from precis.loaders.contract import Parser, stem, suffix, text_head
from precis.loaders.decode import decode
from precis.loaders.errors import LoadError
from precis.loaders.formats.markdown import title_of
from precis.loaders.markup import text_of
from precis.loaders.unread import Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.documents.base import Blob

_MARKS = (b'"cell_type"', b'"nbformat"')

_COLOURS = re.compile("\x1b\\[[0-9;]*m")
_OBJECT = re.compile(r"<[\w.][^<>\n]{0,200}>")
"""What Python shows of an object that has no text."""

Text = str | list[str]


class Output(TypedDict, total=False):
    """One result of a code cell."""

    text: Text
    data: dict[str, Any]
    ename: str
    evalue: str
    html: Text


class Cell(TypedDict, total=False):
    """One cell of a notebook."""

    cell_type: str
    source: Text
    input: Text
    outputs: list[Output]
    attachments: dict[str, Any]


class NotebookParser(Parser):
    """Markdown as it is, code and its text output in fences; pictures are counted."""

    media_type = "application/x-ipynb+json"

    def accepts(self, blob: Blob) -> bool:
        """Take JSON that has cells, and JSON named as a notebook."""
        start = text_head(blob)
        json_object = start.lstrip(b" \t\r\n").startswith(b"{")
        return json_object and (suffix(blob) == ".ipynb" or all(mark in start for mark in _MARKS))

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document; `pages` are cells, 1-based."""
        try:
            notebook = json.loads(
                decode(blob.as_bytes()) or "", object_pairs_hook=_known_fields, cls=Decoder
            )
            cells = notebook["cells"] if "cells" in notebook else notebook["worksheets"][0]["cells"]
            language = notebook.get("metadata", {}).get("kernelspec", {}).get("language", "")
            parts = [_cell(cell, language) for cell in cells]
            unread = _unread(cells)
        except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
            reason = f"this is not a notebook ({error})"
            raise LoadError(str(blob.source), reason, "open and save it again") from None
        text, pages = paginate(enumerate(parts, start=1))
        yield Document(
            text,
            metadata={
                "title": title_of(text) or stem(blob),
                "media_type": self.media_type,
                "pages": pages,
                **unread.metadata(),
            },
        )


def _known_fields(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object without the fields that are null."""
    return {name: value for name, value in pairs if value is not None}


def _cell(cell: Cell, language: str) -> str:
    source = _joined(cell.get("source", cell.get("input", ""))).strip()
    if cell.get("cell_type") != "code":
        return source
    code = f"```{language}\n{source}\n```" if source else ""
    results = (_result(output) for output in cell.get("outputs", []))
    return "\n\n".join(part for part in (code, *results) if part)


def _result(output: Output) -> str:
    """Return an output in its fullest form: Markdown, a table of HTML, LaTeX, plain text."""
    data = output.get("data", {})
    rich = _joined(data.get("text/html", output.get("html", "")))
    if "text/markdown" in data:
        return _joined(data["text/markdown"]).strip()
    plain = _joined(output.get("text") or data.get("text/plain", ""))
    if rich and (not plain or "<table" in rich or _OBJECT.fullmatch(plain.strip())):
        return text_of(rich)
    if "text/latex" in data:
        return _joined(data["text/latex"]).strip()
    if "application/json" in data and not plain.strip():
        plain = json.dumps(data["application/json"], ensure_ascii=False, indent=1)
    error = ": ".join(filter(None, (output.get("ename", ""), output.get("evalue", ""))))
    shown = _COLOURS.sub("", plain or error).strip()
    return f"```\n{shown}\n```" if shown else ""


def _unread(cells: list[Cell]) -> Unread:
    """Count the pictures and figures that cells have put out."""
    unread = Unread()
    for cell in cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            unread.add("picture", any(kind.startswith("image/") for kind in data))
            unread.add("interactive figure", any(kind.endswith("+json") for kind in data))
        unread.add("picture", len(cell.get("attachments", {})))
    return unread


def _joined(text: Text) -> str:
    return text if isinstance(text, str) else "".join(text)
