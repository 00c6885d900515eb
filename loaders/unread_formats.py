"""Formats that no kept permissive library reads: what they are, and what to do with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from precis.loaders.contract import head, suffix
from precis.loaders.errors import UnknownFormatError
from precis.loaders.zipped import is_iwork

if TYPE_CHECKING:
    from langchain_core.documents.base import Blob

_ARCHIVE = ("archives of the kind {} are not read", "unpack it and give the folder")
_TEXT = ("{} are not read", "export it as PDF or an Office file")
_BOOK = ("{} are not read", "convert it to EPUB, with Calibre for example")
_DATABASE = ("{} are not read", "export its tables as CSV")
_MAIL = ("{} are not read", "export its messages as .eml or mbox")

POSTSCRIPT = b"%!PS"
"""A program that prints; it is made of text, but says little."""

PROPERTIES = b"bplist00"
"""A list of properties in binary, in which names and texts stand between lengths."""

_MARKS = (
    (0, b"7z\xbc\xaf\x27\x1c", "7z", _ARCHIVE),
    (0, b"Rar!\x1a\x07", "rar", _ARCHIVE),
    (0, b"MSCF", "cab", _ARCHIVE),
    (0, b"!<arch>\n", "ar", _ARCHIVE),
    (0, b"xar!", "xar", _ARCHIVE),
    (0, b"\x1f\x9d", "Z", _ARCHIVE),
    (0, b"LZIP", "lz", _ARCHIVE),
    (0, b"\x04\x22\x4d\x18", "lz4", _ARCHIVE),
    (60, b"BOOKMOBI", "Kindle books (MOBI, AZW)", _BOOK),
    (60, b"TEXtREAd", "Palm books (PDB)", _BOOK),
    (0, b"ITOLITLS", "Microsoft Reader books (LIT)", _BOOK),
    (0, b"ITSF", "compiled help files (CHM)", _BOOK),
    (0, POSTSCRIPT, "PostScript files", _TEXT),
    (0, PROPERTIES, "binary lists of properties (plist)", ("{} are not read", "save it as XML")),
    (0, b"AT&TFORM", "DjVu scans", _TEXT),
    (0, b"\xffWPC", "WordPerfect files", _TEXT),
    (0, bytes.fromhex("e4525c7b8cd8a74daeb15378d02996d3"), "OneNote sections", _TEXT),
    (0, b"AC10", "AutoCAD drawings (DWG)", _TEXT),
    (0, b"\x31\xbe\0\0", "files of Windows Write and Word for DOS", _TEXT),
    (0, b"\x32\xbe\0\0", "files of Windows Write", _TEXT),
    (0, b"WordPro", "Lotus Word Pro files", _TEXT),
    (0, b"\0\0\x02\0\x04\x04", "Lotus 1-2-3 sheets", _TEXT),
    (0, b"\0\0\x02\0\x06\x04", "Lotus 1-2-3 sheets", _TEXT),
    (0, b"\0\0\x1a\0", "Lotus 1-2-3 sheets", _TEXT),
    (0, b"\xff\0\x02\0\x04\x04", "Microsoft Works sheets", _TEXT),
    (0, b"\0\0\x02\0\x20\x51", "Quattro Pro sheets", _TEXT),
    (0, b"\0\0\x02\0\x21\x51", "Quattro Pro sheets", _TEXT),
    (0, b"HWP Document File", "Hangul word processor files (HWP)", _TEXT),
    (0, b"\x01\xff\x02\x04\x03\x02\x04\x02", "Microsoft Works files", _TEXT),
    (0, b"SQLite format 3\0", "SQLite databases", _DATABASE),
    (4, b"Standard Jet DB", "Access databases", _DATABASE),
    (4, b"Standard ACE DB", "Access databases", _DATABASE),
    (0, b"PAR1", "Parquet tables", _DATABASE),
    (0, b"!BDN", "Outlook mailboxes (PST, OST)", _MAIL),
)
"""Where each begins with what (the marks are in the formats' own descriptions)."""


_DBASE = ".dbf"
"""Its first byte is a version, which says little."""


def unread_format(blob: Blob) -> UnknownFormatError:
    """Return why a blob is not read, as exactly as can be told."""
    start = head(blob)
    for place, mark, name, (reason, remedy) in _MARKS:
        if start.startswith(mark, place):
            return UnknownFormatError(str(blob.source), reason.format(name), remedy)
    if suffix(blob) == _DBASE:
        reason, remedy = _DATABASE
        return UnknownFormatError(str(blob.source), reason.format("dBASE tables"), remedy)
    if is_iwork(blob):
        return UnknownFormatError(
            str(blob.source), _TEXT[0].format("documents of Apple's iWork"), _TEXT[1]
        )
    return UnknownFormatError(
        str(blob.source), "its format is not known here", "convert it to text"
    )
