"""PowerPoint 97 to 2003 ([MS-PPT]) → the text of each slide and its notes."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

from precis.loaders.errors import LoadError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olefile import OleFileIO

_CONTAINER = 0xF
_SLIDE_LIST, _SLIDE_PLACE = 0x0FF0, 0x03F3
_CHARACTERS, _BYTES = 0x0FA0, 0x0FA8
_TEXT_TYPE = 0x0F9F
_USER_EDIT, _DIRECTORY = 0x0FF5, 0x1772
_SLIDES, _NOTES = 0, 2
_TITLES = {0, 6}
"""Kinds of text that are titles (2.13.33)."""

_MOST_EDITS = 1000
_DEEPEST = 30


class _Record(NamedTuple):
    kind: int
    instance: int
    is_container: bool
    start: int
    end: int


def slide_texts(compound: OleFileIO, source: str) -> list[str]:
    """Return the texts of the slides in their order; raises LoadError for a damaged file."""
    try:
        data = compound.openstream("PowerPoint Document").read()
        user = compound.openstream("Current User").read()
        return list(_slides(data, struct.unpack_from("<I", user, 16)[0]))
    except (struct.error, KeyError, OSError, IndexError) as error:
        raise LoadError(source, "the file is damaged", "save it again as .pptx") from error


def _slides(data: bytes, edit: int) -> Iterator[str]:
    places, document = _directory(data, edit)
    root = _record(data, places[document])
    outlines: dict[int, dict[int, list[tuple[bool, str]]]] = {_SLIDES: {}, _NOTES: {}}
    for record in _children(data, root):
        if record.kind == _SLIDE_LIST and record.instance in outlines:
            outlines[record.instance] = _outline(data, record)
    notes = list(outlines[_NOTES])
    for index, (reference, outline) in enumerate(outlines[_SLIDES].items()):
        parts = [f"# {' '.join(text.split())}" if title else text for title, text in outline]
        parts += _shapes(data, places, reference)
        if index < len(notes):
            told = "\n".join(_shapes(data, places, notes[index]))
            parts += [f"Notes: {told}"] if told.strip("*\n ") else []
        yield "\n\n".join(part for part in parts if part.strip("*\n "))


def _directory(data: bytes, edit: int) -> tuple[dict[int, int], int]:
    """Return where the objects of the last edit are, and which is the document (2.3.3)."""
    places: dict[int, int] = {}
    document = 0
    for _ in range(_MOST_EDITS):
        record = _record(data, edit)
        if record.kind != _USER_EDIT:
            break
        before, directory, own = struct.unpack_from("<III", data, record.start + 8)
        document = document or own
        for key, place in _entries(data, _record(data, directory)):
            places.setdefault(key, place)
        if not before or before >= edit:
            break
        edit = before
    return places, document


def _entries(data: bytes, record: _Record) -> Iterator[tuple[int, int]]:
    at = record.start
    while record.kind == _DIRECTORY and at + 4 <= record.end:
        word = struct.unpack_from("<I", data, at)[0]
        first, count = word & 0xFFFFF, word >> 20
        for index in range(count):
            yield first + index, struct.unpack_from("<I", data, at + 4 + 4 * index)[0]
        at += 4 + 4 * count


def _outline(data: bytes, record: _Record) -> dict[int, list[tuple[bool, str]]]:
    """Return the texts of the placeholders of each slide, and whether they are titles."""
    found: dict[int, list[tuple[bool, str]]] = {}
    texts: list[tuple[bool, str]] = []
    title = False
    for part in _children(data, record):
        if part.kind == _SLIDE_PLACE:
            texts = found.setdefault(struct.unpack_from("<I", data, part.start)[0], [])
        elif part.kind == _TEXT_TYPE:
            title = struct.unpack_from("<I", data, part.start)[0] in _TITLES
        elif (text := _text(data, part)) is not None:
            texts.append((title, text))
    return found


def _shapes(data: bytes, places: dict[int, int], reference: int) -> list[str]:
    """Return the texts that a slide holds itself: those of its other shapes."""
    if reference not in places:
        return []
    found: dict[str, None] = {}
    for record in _descendants(data, _record(data, places[reference])):
        text = _text(data, record)
        if text and text.strip():
            found[text.strip()] = None
    return list(found)


def _text(data: bytes, record: _Record) -> str | None:
    raw = data[record.start : record.end]
    if record.kind == _CHARACTERS:
        text = raw.decode("utf-16-le", errors="replace")
    elif record.kind == _BYTES:
        text = raw.decode("latin-1")
    else:
        return None
    return text.replace("\r", "\n").replace("\x0b", "\n")


def _record(data: bytes, at: int) -> _Record:
    head, kind, length = struct.unpack_from("<HHI", data, at)
    end = min(at + 8 + length, len(data))
    return _Record(kind, head >> 4, head & 0xF == _CONTAINER, at + 8, end)


def _children(data: bytes, parent: _Record) -> Iterator[_Record]:
    at = parent.start
    while at + 8 <= parent.end:
        record = _record(data, at)
        yield record
        at = max(record.end, at + 8)


def _descendants(data: bytes, parent: _Record, depth: int = 0) -> Iterator[_Record]:
    for record in _children(data, parent):
        yield record
        if record.is_container and depth < _DEEPEST:
            yield from _descendants(data, record, depth + 1)
