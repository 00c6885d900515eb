"""Metadata from exports of reference managers (Zotero, JabRef, Mendeley) beside files.

An export is a folder with a file of BibTeX (`.bib`) or of Zotero's RDF (`.rdf`), and the papers
that it names, below `files/`. Title, author and date of a paper are then those of the export.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from precis.loaders.decode import decode
from precis.loaders.tex import with_letters
from precis.loaders.xmltree import attribute, child, local_name, safely_parsed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element as Element

Known = dict[str, str]
"""Those of title, author and date that are known."""

_MOST_BYTES = 10_000_000
_MOST_EXPORTS = 20
_ENTRY = re.compile(r"^[ \t]*@\w{1,40}[ \t]*\{", re.MULTILINE)
_MARKUP = re.compile(r"\\[A-Za-z]{1,20}\s?|[{}]|\\(?=[^\w\s])")
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_PEOPLE = {"authors", "editors"}


def known_files(folder: Path) -> dict[Path, Known]:
    """Return what the exports in a folder say of the files below it."""
    try:
        exports = sorted(p for p in folder.iterdir() if p.suffix.lower() in _READERS)
    except OSError:
        return {}
    found: dict[Path, Known] = {}
    for export in exports[:_MOST_EXPORTS]:
        try:
            data = export.read_bytes() if export.stat().st_size <= _MOST_BYTES else b""
        except OSError:
            continue
        for name, known in _READERS[export.suffix.lower()](data):
            found.setdefault((folder / name).resolve(), known)
    return found


def _bibtex(data: bytes) -> Iterator[tuple[str, Known]]:
    """Yield the files of each entry; what follows the start of an entry is looked at once."""
    text = decode(data) or ""
    starts = [match.end() for match in _ENTRY.finditer(text)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        fields = dict(_fields(text[start:end]))
        known = {
            "title": _plain(fields.get("title", "")),
            "author": "; ".join(map(_plain, re.split(r"\s+and\s+", fields.get("author", "")))),
            "date": _day(fields.get("date") or fields.get("year", "")),
        }
        for place in _split(fields.get("file", ""), ";"):
            parts = _split(place, ":")
            name = parts[1] if len(parts) > 2 else parts[0]  # noqa: PLR2004 - name, path, type
            if name.strip():
                yield re.sub(r"\\(.)", r"\1", name).strip(), _filled(known)


def _fields(entry: str) -> Iterator[tuple[str, str]]:
    """Yield the fields of an entry, and what stands in their braces or quotes."""
    name = ""
    pieces: list[str] = []
    depth, quoted, escaped = 0, False, False
    for sign in entry[entry.find(",") + 1 :]:
        is_mark = not escaped and sign in '{}"'
        escaped = sign == "\\" and not escaped
        depth += is_mark and sign == "{"
        depth -= is_mark and sign == "}"
        quoted ^= is_mark and sign == '"' and not depth
        if depth < 0 or (sign == "," and not depth and not quoted):
            yield name, _inside("".join(pieces))
            name, pieces = "", []
            if depth < 0:
                return
        elif sign == "=" and not name and not depth and not quoted:
            name, pieces = "".join(pieces).strip().lower(), []
        else:
            pieces.append(sign)


def _inside(value: str) -> str:
    value = value.strip()
    return value[1:-1] if value[:1] + value[-1:] in {"{}", '""'} else value


def _split(text: str, mark: str) -> list[str]:
    """Split at a mark that no backslash stands before."""
    return re.split(rf"(?<!\\){mark}", text)


def _rdf(data: bytes) -> Iterator[tuple[str, Known]]:
    root = safely_parsed(data)
    items = [] if root is None else list(root)
    files = {
        attribute(item, "about") or "": attribute(place, "resource") or ""
        for item in items
        if (place := child(item, "resource")) is not None and local_name(item) == "Attachment"
    }
    for item in items:
        for link in (part for part in item if local_name(part) == "link"):
            name = files.get(attribute(link, "resource") or "")
            if name:
                yield name, _described(item)


def _described(item: Element) -> Known:
    parts = (part for part in item if local_name(part) in _PEOPLE)
    people = (person for part in parts for person in part.iter("{*}Person"))
    names = [
        " ".join(filter(None, (_words(child(p, "givenName")), _words(child(p, "surname")))))
        for p in people
    ]
    return _filled(
        {
            "title": _words(child(item, "title")),
            "author": "; ".join(names),
            "date": _day(_words(child(item, "date"))),
        }
    )


def _filled(known: Known) -> Known:
    return {name: value for name, value in known.items() if value}


def _day(text: str) -> str:
    found = _DAY.search(text)
    return found[0] if found else ""


def _plain(text: str) -> str:
    """Return what BibTeX prints of a value: without braces and commands."""
    return " ".join(_MARKUP.sub("", with_letters(text)).split())


def _words(element: Element | None) -> str:
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())


_READERS = {".bib": _bibtex, ".rdf": _rdf}
