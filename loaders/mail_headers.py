"""What all mail formats share: headers (RFC 5322, RFC 2047), and the choice of body.

Everything here takes time in proportion to the length of the headers.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from email.utils import parsedate_to_datetime
from itertools import groupby
from typing import TYPE_CHECKING

from precis.loaders.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

_NAME = re.compile(rb"[!-9;-~]{1,100}:")
_ALONE = {b"from", b"received", b"return-path", b"message-id", b"mime-version", b"delivered-to"}
"""One of these, and two of the next, are in every message and hardly in anything else."""

_USUAL = {b"from", b"date", b"subject", b"to"}
_WEB_ARCHIVE = {b"mime-version", b"content-type"}
"""All that a page has which a browser or Word saved with its pictures (MHTML, RFC 2557)."""

_ENCODED = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_ESCAPED = re.compile(rb"=([0-9A-Fa-f]{2})")
_YEAR = re.compile(rb"\b\d{4}(?: [+-]\d{4})?\s*\Z")
_QUOTES = re.compile(r">*+")
_LONGEST_LINE = 500
_ENOUGH = 0.8
"""A plain text with at least this share of the words of the same in HTML says as much."""


def is_message(start: bytes) -> bool:
    """Return whether bytes begin with the headers of a message; the last line may be cut."""
    found: set[bytes] = set()
    lines = start.lstrip(b"\r\n").split(b"\n")
    for line in lines[:-1] or lines:
        if not line.strip():
            break
        if found and line.startswith((b" ", b"\t")):
            continue
        name = _NAME.match(line)
        if not name:
            return False
        found.add(name[0][:-1].lower())
    return (bool(found & _ALONE) and len(found & _USUAL) > 1) or found >= _WEB_ARCHIVE


def mailbox_starts(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield where each message of a mailbox (mbox, RFC 4155) starts: its line, and what follows."""
    position = 0 if data.startswith(b"From ") else data.find(b"\nFrom ") + 1
    while position or data.startswith(b"From "):
        end = data.find(b"\n", position, position + _LONGEST_LINE) + 1
        if end and _YEAR.search(data[position:end]) and _NAME.match(data, end):
            yield position, end
        position = data.find(b"\nFrom ", position) + 1
        if not position:
            return


def header(message: Message, name: str) -> str:
    """Return the first header of that name on one line, decoded; "" if it is missing."""
    raw = next((str(v) for k, v in message.raw_items() if k.lower() == name.lower()), "")
    return " ".join(decoded(_text(raw.encode("utf-8", "surrogateescape"))).split())


def decoded(value: str) -> str:
    """Return a header with its encoded words as text, in whatever charset they are.

    >>> decoded("=?iso-8859-1?Q?Gr=F6=DFe?= =?utf-8?B?IMO8?= ok")
    'Größe ü ok'
    """
    pieces: list[tuple[str | None, bytes]] = []
    end = 0
    for word in _ENCODED.finditer(value):
        between = value[end : word.start()]
        if between.strip() or not pieces or pieces[-1][0] is None:
            pieces.append((None, between.encode("utf-8", "surrogatepass")))
        pieces.append((word[1].partition("*")[0].lower(), _bytes(word[2], word[3])))
        end = word.end()
    pieces.append((None, value[end:].encode("utf-8", "surrogatepass")))
    return "".join(
        _text(b"".join(data for _, data in group), charset)
        for charset, group in groupby(pieces, key=lambda piece: piece[0])
    )


def fullest(alternatives: list[tuple[str, bool]]) -> str:
    """Return the text with the most words, the first plain one that has nearly as many.

    Each is a text and whether it comes from HTML.
    """
    most = max((len(text.split()) for text, _ in alternatives), default=0)
    full = [item for item in alternatives if len(item[0].split()) >= _ENOUGH * most]
    return min(full, key=lambda item: item[1], default=("", False))[0]


def flowed(text: str, *, deletes: bool) -> str:
    """Return text with the lines joined that were broken for sending (RFC 3676).

    >>> flowed("It goes \\non here.\\n-- \\nAnn", deletes=False)
    'It goes on here.\\n-- \\nAnn'
    """
    paragraphs: list[list[str]] = []
    depth, is_open = "", False
    for line in text.split("\n"):
        quotes = _QUOTES.match(line)
        outer, depth = depth, quotes[0] if quotes else ""
        words = line[len(depth) :]
        if is_open and depth == outer:
            paragraphs[-1].append(words.removeprefix(" "))
        else:
            paragraphs.append([line])
        is_open = line.endswith(" ") and words.strip() != "--"
        if is_open and deletes:
            paragraphs[-1][-1] = paragraphs[-1][-1][:-1]
    return "\n".join(map("".join, paragraphs))


def day(value: str) -> str:
    """Return the day of a date (ISO 8601), "" if it is not a date."""
    try:
        return parsedate_to_datetime(value[:_LONGEST_LINE]).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _bytes(encoding: str, text: str) -> bytes:
    data = text.encode("utf-8", "surrogatepass")
    if encoding in "qQ":
        return _ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), data.replace(b"_", b" "))
    try:
        return b64decode(data + b"=" * (-len(data) % 4))
    except (binascii.Error, ValueError):
        return data


def _text(data: bytes, charset: str | None = None) -> str:
    return decode(data, [charset]) or data.decode("utf-8", "replace")
