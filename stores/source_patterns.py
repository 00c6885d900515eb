"""Match sources by address, file, folder or glob."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from precis.stores.errors import UnknownDocumentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from precis.stores.catalog import Source

_OF_WINDOWS = re.compile(r"[a-z]:\\|\\\\", re.IGNORECASE)


def under(source: str, root: str) -> bool:
    """Return whether a source is `root` or in it; how an accent is encoded does not count."""
    return _below(_spelled(source), _spelled(root))


def _below(source: str, root: str) -> bool:
    root = root.rstrip("/\\")
    return source == root or source.startswith((f"{root}/", f"{root}?", f"{root}\\"))


def matches(source: str, glob: str) -> bool:
    """Return whether a source matches a glob, ignoring case.

    * stays within a folder and ** does not; a relative glob may match from any folder on, and one
    that ends in / means all in that folder. A set like [draft] or a backslash also means itself, as
    names of files have it; / also stands for the separator of Windows.
    """
    from wcmatch.glob import DOTGLOB, GLOBSTAR, globmatch

    source, glob = _spelled(source).casefold(), _spelled(glob).casefold()
    if _OF_WINDOWS.match(source):
        source, glob = source.replace("\\", "/"), glob.replace("\\", "/")
    if glob.endswith("/"):
        glob += "**"
    wanted = [glob, _literal(glob)]
    wanted += [f"**/{each.removeprefix('./')}" for each in wanted]
    return globmatch(source, wanted, flags=GLOBSTAR | DOTGLOB)


def meant(name: str, sources: Sequence[Source]) -> list[str]:
    """Return the ids of the documents that `name` means: an id, a source, a folder or a glob.

    How an accent is encoded counts only where two sources differ in that alone. A set like [draft]
    means itself where anything has it in its name.
    """
    if ids := [each.id for each in sources if each.id == name]:
        return ids
    places = [name] if "://" in name else [name, _resolved(name)]
    if ids := [each.id for each in sources if any(_below(each.source, it) for it in places)]:
        return ids
    if ids := [each.id for each in sources if any(under(each.source, place) for place in places)]:
        return ids
    for glob in (_literal(name), name):
        if ids := [each.id for each in sources if matches(each.source, glob)]:
            return ids
    return []


def all_meant(names: Iterable[str], sources: Sequence[Source], collection: str) -> list[str]:
    """Return the ids that `names` stand for, each once. Raises UnknownDocumentError for no match.

    An address and a file of one name are both meant.
    """
    ids: dict[str, None] = {}
    for name in names:
        found = meant(name, sources) if name.strip() else []
        if not found:
            raise UnknownDocumentError(name, collection)
        ids |= dict.fromkeys(found)
    return list(ids)


def vanished(source: str) -> bool:
    """Return whether a source is a file that is gone; of what is in an archive, the archive."""
    if "://" in source:
        return False
    path = Path(source)
    if not path.is_absolute():
        return False
    try:
        return not path.exists() and not any(parent.is_file() for parent in path.parents)
    except (OSError, ValueError):
        return False


def _literal(glob: str) -> str:
    return re.sub(r"([\[\]\\])", r"\\\1", glob)


def _resolved(name: str) -> str:
    try:
        return str(Path(name).resolve())
    except (OSError, ValueError, RuntimeError):
        return name


def _spelled(name: str) -> str:
    return unicodedata.normalize("NFC", name)
