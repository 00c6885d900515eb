"""The documents of a collection as a list: searched, filtered, sorted and paged."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from precis.chains.presentation import name
from precis.stores.errors import EmptyLibraryError, UnknownCollectionError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from precis.stores.catalog import Source
    from precis.stores.library_store import LibraryStore
    from precis.web.page.routes.common import Fields

PAGE = 50
"""Documents per page."""

SORTS = {"name": "Name", "added": "Newest first", "size": "Longest first"}

_KINDS = {
    "PDF": ".pdf",
    "Word": ".docx .doc .odt .rtf",
    "Slides": ".pptx .ppt .odp",
    "Table": ".xlsx .xls .ods .csv .tsv",
    "Book": ".epub",
    "Mail": ".eml .msg .mbox",
    "Picture": ".png .jpg .jpeg .gif .webp .tiff .bmp",
    "Web page": ".html .htm",
    "Text": ".txt .md .rst .tex",
}
_KIND_OF = {suffix: kind for kind, suffixes in _KINDS.items() for suffix in suffixes.split()}
_DIGITS = re.compile(r"(\d+)")


class Filter(NamedTuple):
    """Which documents to list; an empty field does not filter. `since` is a day, 2026-11-01."""

    q: str = ""
    folder: str = ""
    kind: str = ""
    since: str = ""

    @classmethod
    def of(cls, fields: Fields) -> Filter:
        """Read a filter from a form."""
        return cls(**fields.filled_in(*cls._fields))

    def __bool__(self) -> bool:
        return any(self)


class Entry(NamedTuple):
    """A document in the list."""

    id: str
    title: str
    source: str
    folder: str
    kind: str
    added: str
    chunks: int


class Listing(NamedTuple):
    """A page of the matching entries, `matches` in all, and the possible filters."""

    entries: Sequence[Entry]
    matches: int
    total: int
    page: int
    pages: int
    folders: Sequence[tuple[str, int]]
    kinds: Sequence[tuple[str, int]]


def entries(library: LibraryStore, collection: str) -> list[Entry]:
    """Return all documents of a collection, which need not exist."""
    try:
        return _below_top(list(map(_entry, library.sources(collection))))
    except (EmptyLibraryError, UnknownCollectionError):
        return []


def contents(library: LibraryStore, collection: str) -> tuple[list[str], list[Entry]]:
    """Return the collections to choose from, `collection` among them, and its documents."""
    return sorted({*library.collections(), collection}), entries(library, collection)


def matching_entries(found: Sequence[Entry], only: Filter) -> list[Entry]:
    """Return the entries that match a filter."""
    words = [_starting(word) for word in _plain(only.q).split()]
    return [
        it
        for it in found
        if (not only.kind or it.kind == only.kind)
        and (not only.folder or it.folder == only.folder or it.folder.startswith(only.folder + "/"))
        and (not only.since or it.added >= only.since)
        and all(word.search(_plain(f"{it.title} {name(it.source)}")) for word in words)
    ]


def _starting(word: str) -> re.Pattern[str]:
    """Return what finds a word anywhere, and a number where one starts: 1 in 10, but not in 21."""
    return re.compile((r"(?<!\d)" if word[0].isdigit() else "") + re.escape(word))


def listing(found: Sequence[Entry], only: Filter, sort: str, page: int) -> Listing:
    """Return a page of the entries that match a filter, sorted."""
    left = sorted(matching_entries(found, only), key=_order(sort))
    pages = max(1, -(-len(left) // PAGE))
    page = min(max(1, page), pages)
    return Listing(
        left[(page - 1) * PAGE : page * PAGE],
        len(left),
        len(found),
        page,
        pages,
        sorted(_folders(found).items(), key=lambda it: natural(it[0])),
        sorted(Counter(it.kind for it in found).items()),
    )


def natural(text: str) -> list[tuple[int, str]]:
    """Return a key that sorts as people do: numbers by value, ignoring case and accents."""
    parts = _DIGITS.split(_plain(text))
    return [(int(part), "") if part.isascii() and part.isdigit() else (-1, part) for part in parts]


def _entry(source: Source) -> Entry:
    where = source.source
    address = urlsplit(where) if "://" in where else None
    path = PurePath(address.path if address else where)
    kind = _KIND_OF.get(path.suffix.lower(), "Web page" if address else "Other")
    folder = address.netloc if address else str(path.parent)
    title = source.title or name(where)
    folder = "" if folder == "." else folder
    return Entry(source.id, title, where, folder, kind, source.ingested_at, source.chunks)


def _below_top(found: list[Entry]) -> list[Entry]:
    """Show no folders of this machine: of absolute ones what is below the one that they share."""
    tops: dict[str, str] = {}
    for folder in {it.folder for it in found if _is_absolute(it.folder)}:
        first = _first(folder)
        tops[first] = os.path.commonpath([tops.get(first, folder), folder])
    return [
        it._replace(folder="" if (below := os.path.relpath(it.folder, top)) == "." else below)
        if (top := tops.get(_first(it.folder)))
        else it
        for it in found
    ]


def _is_absolute(folder: str) -> bool:
    return PurePath(folder).is_absolute()


def _first(folder: str) -> str:
    """Return the topmost of absolute folders: /srv of /srv/minutes; "" for others."""
    return "/".join(PurePath(folder).parts[:2]) if _is_absolute(folder) else ""


def _folders(found: Sequence[Entry]) -> Counter[str]:
    """Count the documents in each folder and in those below it, where that narrows the choice."""
    counts: Counter[str] = Counter()
    for folder, count in Counter(it.folder for it in found if it.folder).items():
        counts[folder] += count
        for above in PurePath(folder).parents:
            if str(above) not in {".", "/"}:
                counts[str(above)] += count
    total = len(found)
    return Counter(
        {
            folder: count
            for folder, count in counts.items()
            if count < counts.get(str(PurePath(folder).parent), total)
        }
    )


def _order(sort: str) -> Callable[[Entry], tuple[Any, ...]]:
    match sort:
        case "added":
            return lambda it: (_backwards(it.added), natural(it.title))
        case "size":
            return lambda it: (-it.chunks, natural(it.title))
        case _:
            return lambda it: (natural(it.title), natural(it.source))


def _backwards(text: str) -> tuple[int, ...]:
    return tuple(-ord(letter) for letter in text)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
