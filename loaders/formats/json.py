"""JSON, JSON with comments and JSON lines: values under their names, numbers as they are spelled.

What is no JSON after all stands as it is, with a remark; a bad line costs itself.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from langchain_core.documents import Document

from precis.languages.counts import count_of
from precis.loaders.canonical import paginate
from precis.loaders.contract import Parser, head, stem, suffix
from precis.loaders.cues import shown_cues
from precis.loaders.encoded import without_encoded
from precis.loaders.errors import LoadError
from precis.loaders.formats.text import read_text
from precis.loaders.json_shapes import Pairs, meaning, transcript
from precis.loaders.unread import Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.documents.base import Blob

    from precis.loaders.timed_text import Timed

_JSON = {
    ".json",
    ".geojson",
    ".jsonc",
    ".json5",
    ".webmanifest",
    ".topojson",
    ".jsonld",
    ".canvas",
    ".json3",
}
_LINES = {".jsonl", ".ndjson"}
_OPENING = (b"{", b"[")
_LAST_COMMA = re.compile(r",(?=\s*+[}\]])")
_OUTSIDE = re.compile(r'"(?:[^"\\\n]|\\.)*+"?|//[^\n]*+|/\*')
_BREAKS = {0x85: r"\u0085", 0x2028: r"\u2028", 0x2029: r"\u2029"}
"""Line ends of other formats, which JSON strings may contain; escaped here."""

_SPACE = re.compile(r"\s*+")
_MOST_REMARKS = 5
_SOUND = 0.5
"""The share of lines that are JSON by themselves in a file of JSON lines."""

Value = Any
Lines = list[tuple[int, Value]]
"""Values and the lines where they begin."""


class Number(str):
    """A number as it is spelled: 1.10 is a version as often as a measure."""

    __slots__ = ()


class JsonParser(Parser):
    """One value, or several, one after the other."""

    media_type = "application/json"

    def accepts(self, blob: Blob) -> bool:
        """Take what is named or served as JSON, and text that is JSON as far as it is looked at."""
        if suffix(blob) in _JSON | _LINES:
            return True
        start = head(blob).lstrip(b"\xef\xbb\xbf \t\r\n")
        served = (blob.mimetype or "").removeprefix("application/").endswith("json")
        return served or (start.startswith(_OPENING) and b'"' in start and _begins(start))

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document; of JSON lines, `pages` are line numbers."""
        text = read_text(blob, _BREAKS)
        unread, lines = Unread(), suffix(blob) in _LINES
        values, reason = ([], "") if lines else _whole(text)
        one = bool(values)
        values = values or _by_line(text, unread, 0 if lines else _SOUND) or _in_sequence(text)
        if not values:
            if lines:
                raise LoadError(str(blob.source), "no line of it is JSON", "correct it")
            unread.remark(f"it is not valid JSON ({reason}) and is shown as it stands")
            values = [(1, text)]
        if one and (said := transcript(values[0][1])):
            yield self._transcript(blob, said)
            return
        outlines = [(line, *without_encoded("\n".join(_lines(meaning(it))))) for line, it in values]
        unread.add("embedded file", sum(count for *_, count in outlines))
        shown, pages = paginate((line, outline) for line, outline, _ in outlines)
        several = not one and (len(values) > 1 or lines)
        yield Document(
            shown,
            metadata={
                "title": stem(blob),
                "media_type": "application/jsonl" if several else self.media_type,
                "pages": pages if several else [],
                **unread.metadata(),
            },
        )

    def _transcript(self, blob: Blob, said: list[Timed]) -> Document:
        text, pages = paginate(shown_cues(said), separator="\n")
        metadata = {"title": stem(blob), "media_type": self.media_type, "pages": pages}
        return Document(text, metadata=metadata)


def _loads(text: str) -> Value:
    return json.loads(text, object_pairs_hook=Pairs, parse_int=Number, parse_float=Number)


def _whole(text: str) -> tuple[Lines, str]:
    """Return the one value of a text, comments and last commas left out; or what is wrong."""
    try:
        return [(1, _loads(text))], ""
    except RecursionError:
        return [], "it is nested too deeply"
    except ValueError as error:
        reason = str(error)
    try:
        return [(1, _loads(_LAST_COMMA.sub("", "".join(_uncommented(text)))))], ""
    except (ValueError, RecursionError):
        return [], reason


def _uncommented(text: str) -> Iterator[str]:
    end = 0
    while found := _OUTSIDE.search(text, end):
        yield text[end : found.start()]
        end = found.end()
        if found[0] == "/*":
            close = text.find("*/", end)
            end = close + 2 if close >= 0 else len(text)
            yield " "
        elif found[0].startswith('"'):
            yield found[0]
    yield text[end:]


def _by_line(text: str, unread: Unread, share: float) -> Lines:
    """Return the value of each line that is JSON, none where at most that share of them is."""
    values: Lines = []
    wrong: dict[int, str] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip(" \t,"):
            try:
                values.append((number, _loads(line.rstrip(" \t,"))))
            except ValueError as error:
                wrong[number] = getattr(error, "msg", str(error))
            except RecursionError:
                wrong[number] = "it is nested too deeply"
    if len(values) <= share * (len(values) + len(wrong)) or not _is_record(values):
        return []
    for number, reason in list(wrong.items())[:_MOST_REMARKS]:
        unread.remark(f"line {number} is not JSON ({reason})")
    if len(wrong) > _MOST_REMARKS:
        unread.remark(f"{count_of(len(wrong), 'line is', 'lines are')} not JSON")
    return values


def _is_record(values: Lines) -> bool:
    return any(isinstance(value, list) for _, value in values)


def _in_sequence(text: str) -> Lines:
    """Return values that follow each other, however they are broken into lines, by line."""
    decoder = json.JSONDecoder(object_pairs_hook=Pairs, parse_int=Number, parse_float=Number)
    values: Lines = []
    position, line, counted = 0, 1, 0
    while (position := _SPACE.match(text, position).end()) < len(text):  # type: ignore[union-attr]  # it matches always
        line += text.count("\n", counted, position)
        counted = position
        try:
            value, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            return []
        values.append((line, value))
    return values if _is_record(values) else []


def _begins(start: bytes) -> bool:
    """Return whether the first value of `start` is JSON as far as it goes, and what follows it
    begins as one.
    """
    text = start.decode("utf-8", errors="ignore")
    try:
        _, end = json.JSONDecoder().raw_decode(text)
    except json.JSONDecodeError as error:
        return error.pos >= len(error.doc) - 1 or "Unterminated" in error.msg
    except RecursionError:
        return True
    return text[end:].lstrip()[:1] in {"", "{", "["}


def _lines(value: Value) -> Iterator[str]:
    """Yield the lines of a value: `name: value`, `- value`, two blanks deeper for each level."""
    if not isinstance(value, list):
        yield _scalar(value)
    levels = [_labelled(value)]
    while levels:
        indent = "  " * (len(levels) - 1)
        label, entry = next(levels[-1], (None, None))
        if label is None:
            levels.pop()
        elif isinstance(entry, list) and entry:
            yield f"{indent}{label}"
            levels.append(_labelled(entry))
        else:
            yield f"{indent}{label} {_scalar(entry)}"


def _labelled(value: Value) -> Iterator[tuple[str | None, Value]]:
    if isinstance(value, Pairs):
        yield from ((f"{name}:", entry) for name, entry in value)
    elif isinstance(value, list):
        yield from (("-", entry) for entry in value)


def _scalar(value: Value) -> str:
    if isinstance(value, list):
        return "{}" if isinstance(value, Pairs) else "[]"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
