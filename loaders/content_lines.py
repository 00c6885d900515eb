"""Content lines of calendars and cards (RFC 5545, RFC 6350) → `Name: value`."""

from __future__ import annotations

import re
from quopri import decodestring
from typing import TYPE_CHECKING

from precis.loaders.decode import decode
from precis.loaders.markup import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,99}BEGIN:V(?:CALENDAR|CARD)\b", re.IGNORECASE)
_FOLD = re.compile(r"\n[ \t]")
_PROPERTY = re.compile(r"(?:[\w-]{1,40}\.)?([\w-]{1,40})((?:;[^:\"\n]*|\"[^\"\n]*\")*):(.*)")
_ESCAPED = re.compile(r"\\([nN,;:\\])")
_ENTRIES = {"vevent", "vtodo", "vjournal", "vfreebusy", "vcard"}
_ASIDE = {"vtimezone", "standard", "daylight", "valarm"}
_UNSHOWN = frozenset(
    "begin end version prodid uid dtstamp sequence rev photo logo sound key calscale method class"
    " transp created last-modified".split()
)
_LABEL = re.compile(r"_\$!<(.*)>!\$_")
"""How address books of Apple write a label that they translate."""

_PARTS = {"n", "adr", "org"}
"""Values of several parts, parted by semicolons."""


def is_components(start: bytes) -> bool:
    """Return whether bytes begin as a calendar or a card does."""
    return _BEGINS.match(start) is not None


def components(text: str) -> Iterator[str]:
    """Yield the properties of each event, task or contact, a line for each."""
    lines: list[str] = []
    aside = 0
    for line in _FOLD.sub("", _joined_quoted(text)).split("\n"):
        found = _PROPERTY.match(line)
        if not found:
            continue
        name, parameters, value = found[1].lower(), found[2].lower(), found[3]
        what = value.strip().lower()
        if name in {"begin", "end"} and what in _ASIDE:
            aside += 1 if name == "begin" else -1
        elif name in {"begin", "end"} and what in _ENTRIES:
            if lines:
                yield "\n".join(lines)
            lines = []
        elif name not in _UNSHOWN and aside <= 0 and (shown := _value(name, parameters, value)):
            lines.append(f"{name.capitalize()}: {shown}")
    if lines:
        yield "\n".join(lines)


def _joined_quoted(text: str) -> str:
    """Return text whose soft line breaks of quoted-printable are none."""
    return text.replace("=\n", "") if "QUOTED-PRINTABLE" in text.upper() else text


def _value(name: str, parameters: str, value: str) -> str:
    if "quoted-printable" in parameters:
        value = decode(decodestring(value.encode())) or value
    if "base64" in parameters or "encoding=b" in parameters:
        return ""
    if name in _PARTS:
        value = " ".join(filter(None, value.split(";")))
    value = _ESCAPED.sub(lambda sign: "\n" if sign[1] in "nN" else sign[1], value).strip()
    if "fmttype=text/html" in parameters:
        return text_of(value)
    label = _LABEL.fullmatch(value)
    return label[1] if label else value
