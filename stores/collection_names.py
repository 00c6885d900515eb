"""Names of collections, which may be any text, and of their folders, which may not."""

from __future__ import annotations

import re
import unicodedata

from precis.errors import UsageError

UNNAMED = "_"
"""What the folder of an unnamed collection starts with; a named one's cannot."""

_PLAIN = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9_-])?")
_ENCODED = "x--"
_OF_WINDOWS = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
_MOST_BYTES = 120


def is_unnamed(name: str) -> bool:
    """Return whether this is the name, and the folder, of a collection that was made of sources."""
    return re.fullmatch(rf"{UNNAMED}[0-9a-f]{{16}}", name) is not None


def check_name(collection: str) -> str:
    """Return the name in its one spelling (NFC). Raises UsageError for what cannot be one."""
    name = unicodedata.normalize("NFC", collection).strip()
    if not name:
        raise UsageError("the name of the collection is empty: use letters or digits")
    if is_unnamed(name):
        raise UsageError(f"'{name}' cannot name a collection: such names are reserved")
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in name):
        raise UsageError(f"{collection!r} cannot name a collection: it has control characters")
    if len(name.encode()) > _MOST_BYTES:
        raise UsageError(f"'{name[:40]}…' cannot name a collection: it is over {_MOST_BYTES} bytes")
    return name


def folder_of(name: str) -> str:
    """Return the folder of a collection: its name where every file system takes it.

    >>> folder_of("work"), folder_of("Q1/é")
    ('work', 'x--51312fc3a9')
    """
    if _PLAIN.fullmatch(name) and not name.startswith(_ENCODED) and not _OF_WINDOWS.match(name):
        return name
    return _ENCODED + name.encode().hex()


def name_of(folder: str) -> str | None:
    """Return the collection of a folder, None if it belongs to none.

    >>> name_of("x--51312fc3a9"), name_of("_9f2"), name_of("lost+found")
    ('Q1/é', None, None)
    """
    try:
        name = bytes.fromhex(folder.removeprefix(_ENCODED)).decode()
    except ValueError:
        name = ""
    plain = folder if not folder.startswith(_ENCODED) else name
    return plain if plain and folder_of(plain) == folder else None
