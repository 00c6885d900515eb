"""JSON and JSON lines: values under their names, without brackets and quotes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from langchain_core.documents import Document

from precis.loaders.canonical import paginate
from precis.loaders.contract import Parser, head, stem, suffix
from precis.loaders.errors import LoadError
from precis.loaders.formats.text import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.documents.base import Blob

_JSON = {".json", ".geojson"}
_LINES = {".jsonl", ".ndjson"}
_OPENING = (b"{", b"[")

Value = dict[str, "Value"] | list["Value"] | str | float | bool | None


class JsonParser(Parser):
    """One value, or one a line."""

    media_type = "application/json"

    def accepts(self, blob: Blob) -> bool:
        """Take what is named or served as JSON, and nameless text that begins as JSON does."""
        start = head(blob).lstrip(b"\xef\xbb\xbf \t\r\n")
        if suffix(blob):
            return suffix(blob) in _JSON | _LINES
        served = (blob.mimetype or "").removeprefix("application/").endswith("json")
        return served or (start.startswith(_OPENING) and b'"' in start and _begins(start))

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document; of JSON lines, `pages` are line numbers."""
        text = read_text(blob)
        source = str(blob.source)
        lines = suffix(blob) in _LINES
        try:
            values = {1: json.loads(text)} if not lines else {}
        except ValueError as error:
            lines = True
            values = {}
            if suffix(blob) in _JSON or "\n" not in text.strip():
                raise LoadError(source, f"the JSON is wrong ({error})", "correct it") from None
        if lines:
            values = dict(_lines(text, source))
        shown, pages = paginate((line, "\n".join(_shown(value))) for line, value in values.items())
        yield Document(
            shown,
            metadata={
                "title": stem(blob),
                "media_type": "application/jsonl" if lines else self.media_type,
                "pages": pages if lines else [],
            },
        )


def _begins(start: bytes) -> bool:
    """Say whether the first value of `start` is JSON as far as it goes."""
    try:
        json.JSONDecoder().raw_decode(start.decode("utf-8", errors="ignore"))
    except json.JSONDecodeError as error:
        return error.pos >= len(error.doc) - 1 or "Unterminated" in error.msg
    except RecursionError:
        return True
    return True


def _lines(text: str, source: str) -> Iterator[tuple[int, Value]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except ValueError as error:
                reason = f"the JSON in line {number} is wrong ({error})"
                raise LoadError(source, reason, "correct it") from None


def _shown(value: Value, depth: int = 0) -> Iterator[str]:
    """Yield the lines of a value: `name: value`, `- value`, two blanks deeper for each level."""
    indent = "  " * depth
    if isinstance(value, dict | list):
        entries = value.items() if isinstance(value, dict) else ((None, entry) for entry in value)
        for key, entry in entries:
            label = "-" if key is None else f"{key}:"
            if isinstance(entry, dict | list) and entry:
                yield f"{indent}{label}"
                yield from _shown(entry, depth + 1)
            else:
                yield f"{indent}{label} {_scalar(entry)}"
    else:
        yield f"{indent}{_scalar(value)}"


def _scalar(value: Value) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
