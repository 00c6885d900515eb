"""Word 97 to 2003 ([MS-DOC]) → paragraphs, tables and notes; Word 6 and 95 → their text.

Styles and numbering are not read; what characters look like, in `word_marks.py`.
"""

from __future__ import annotations

import struct
from itertools import groupby
from typing import TYPE_CHECKING

from precis.loaders.binary.word_marks import CharacterMarks, marked
from precis.loaders.decode import decode
from precis.loaders.errors import LoadError
from precis.loaders.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olefile import OleFileIO

    from precis.loaders.unread import Unread

_WORD_97 = 0x00C1
_ENCRYPTED, _TABLE_1, _WIDE = 0x0100, 0x0200, 0x1000
_EAST_ASIAN = {0xA697: "cp932", 0xA698: "cp949", 0xA699: "cp950"}
"""What Word 6 and 95 of Japan, Korea and Taiwan begin with, and how they encode text."""

_COMPRESSED = 0x4000_0000
_PLCPCD = 0x02
_MOST_COLUMNS = 63
_CELL, _CR = "\x07", "\r"
_SIGNS = str.maketrans({"\x0b": "\n", "\x0c": "\r", "\x1e": "-", "\x1f": None, "\x02": None})
_STORIES = (
    *("body", "footnotes", "headers", "macros", "comments", "endnotes", "text boxes"),
    "text boxes of headers",
)
"""In the order of their lengths in FibRgLw97 (2.5.5)."""

_LABELS = {"footnotes": "Note", "endnotes": "Note", "headers": "Header or footer"}


def word_text(compound: OleFileIO, source: str, unread: Unread) -> str:
    """Return the text of a document; raises LoadError where it is encrypted or damaged."""
    stream = compound.openstream("WordDocument").read()
    try:
        version, flags = (
            struct.unpack_from("<H", stream, 2)[0],
            struct.unpack_from("<H", stream, 10)[0],
        )
        if flags & _ENCRYPTED:
            raise LoadError(source, "it is encrypted", "save it without a password")
        if version < _WORD_97:
            return _clean(_old_text(stream, flags), unread)
        tables = _table_stream(compound, flags)
        character_marks = CharacterMarks(stream, tables)
        text = ""
        marks: list[int] = []
        for piece, offset, width in _pieces(stream, tables):
            text += piece
            marks += character_marks.many(offset, len(piece), width)
        lengths = struct.unpack_from("<8i", stream, 0x4C)
    except (struct.error, OSError) as error:
        raise LoadError(source, "the file is damaged", "save it again as .docx") from error
    parts, start = [], 0
    for story, length in zip(_STORIES, lengths, strict=True):
        end = start + max(length, 0)
        part = _paired(marked(text[start:end], marks[start:end], unread))
        start = end
        if story == "comments":
            unread.add("comment", part.count("\x05"))
        elif story != "macros" and part.strip("\r\x03\x04 "):
            parts.append(_story(story, part, unread))
    return "\n\n".join(filter(None, parts))


def _paired(text: str) -> str:
    """Return text whose surrogates, each of which counts in the lengths, are characters."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", errors="replace")


def _old_text(stream: bytes, flags: int) -> str:
    """Return the text of Word 6 or 95; in East Asia each character takes two bytes, lower first."""
    first, last = struct.unpack_from("<II", stream, 0x18)
    raw = stream[first:last]
    if not flags & _WIDE:
        return raw.decode("cp1252", errors="replace")
    pairs = zip(raw[1::2], raw[::2], strict=False)
    swapped = b"".join(bytes(pair) if pair[0] else bytes(pair[1:]) for pair in pairs)
    encoding = _EAST_ASIAN.get(struct.unpack_from("<H", stream)[0])
    return swapped.decode(encoding, errors="replace") if encoding else decode(swapped) or ""


def _table_stream(compound: OleFileIO, flags: int) -> bytes:
    name = "1Table" if flags & _TABLE_1 else "0Table"
    return bytes(compound.openstream(name).read())


def _pieces(stream: bytes, tables: bytes) -> Iterator[tuple[str, int, int]]:
    """Yield the pieces that the text is made of, where each begins in bytes, and how many bytes a
    unit of it has (2.4.1): a character, or half of one beyond the first 65,536.
    """
    at, size = struct.unpack_from("<II", stream, 0x01A2)
    end = at + size
    while at < end and tables[at] != _PLCPCD:
        at += 3 + struct.unpack_from("<H", tables, at + 1)[0]
    length = struct.unpack_from("<I", tables, at + 1)[0]
    count = (length - 4) // 12
    places = struct.unpack_from(f"<{count + 1}I", tables, at + 5)
    for index in range(count):
        descriptor = at + 5 + 4 * (count + 1) + 8 * index
        offset = struct.unpack_from("<I", tables, descriptor + 2)[0]
        characters = places[index + 1] - places[index]
        if offset & _COMPRESSED:
            start = (offset & ~_COMPRESSED) // 2
            yield stream[start : start + characters].decode("cp1252", errors="replace"), start, 1
        else:
            data = stream[offset : offset + 2 * characters]
            yield "".join(map(chr, struct.unpack(f"<{len(data) // 2}H", data))), offset, 2


def _story(story: str, text: str, unread: Unread) -> str:
    shown = _clean(text, unread)
    label = _LABELS.get(story)
    if not label:
        return shown
    lines = [line.strip() for line in shown.split("\n\n")]
    if story == "headers":
        lines = list(dict.fromkeys(lines))
    return "\n".join(f"{label}: {line}" for line in lines if any(map(str.isalpha, line)))


def _clean(text: str, unread: Unread) -> str:
    text = _without_instructions(text)
    unread.add("picture", text.count("\x01"))
    unread.add("drawing", text.count("\x08"))
    kept = text.translate(_SIGNS)
    clean = "".join(c for c in kept if c in "\n\r\t\x07" or c >= " ")
    return "\n\n".join(_blocks(clean))


def _without_instructions(text: str) -> str:
    """Return text with the results of fields and without their instructions (2.8.25)."""
    shown: list[str] = []
    hidden: list[bool] = []
    for sign in text:
        if sign == "\x13":
            hidden.append(True)
        elif sign == "\x14" and hidden:
            hidden[-1] = False
        elif sign == "\x15" and hidden:
            hidden.pop()
        elif not any(hidden):
            shown.append(sign)
    return "".join(shown)


def _blocks(text: str) -> Iterator[str]:
    """Yield paragraphs and tables; a cell ends in a mark, and a row in one more (2.4.3)."""
    pieces = []
    for paragraph in text.replace(_CR, f"{_CR}\0").split("\0"):
        *cells, rest = paragraph.split(_CELL)
        pieces += [(True, cell.strip()) for cell in cells]
        pieces += [(False, rest.strip())] if rest else []
    for in_table, group in groupby(_rejoined(pieces), key=lambda piece: piece[0]):
        texts = [piece for _, piece in group]
        if in_table:
            yield table(_rows(texts))
        else:
            yield from filter(None, texts)


def _rejoined(pieces: list[tuple[bool, str]]) -> list[tuple[bool, str]]:
    """Return pieces with the paragraphs of a cell in it, where a table has begun."""
    found: list[tuple[bool, str]] = []
    inside: list[str] = []
    ahead = False
    for is_cell, text in reversed(pieces):
        if is_cell:
            found.append((True, text))
            ahead = bool(text)
        elif ahead and found[-1][0] and inside:
            found[-1] = (True, f"{text} {found[-1][1]}")
        else:
            found.append((False, text))
    return found[::-1]


def _rows(cells: list[str]) -> list[list[str]]:
    """Return the rows of a table: the width at which every mark of a row's end is empty."""
    for width in range(1, min(len(cells), _MOST_COLUMNS + 1)):
        ends = cells[width :: width + 1]
        if len(cells) % (width + 1) == 0 and not any(ends):
            return [cells[at : at + width] for at in range(0, len(cells), width + 1)]
    rows: list[list[str]] = [[]]
    for cell in cells:
        if cell or not rows[-1]:
            rows[-1].append(cell)
        else:
            rows.append([])
    return rows
