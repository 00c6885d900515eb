"""Parse sentences and citations from CSV, TSV and YAML in a reply.

A record is a mapping as in JSON; what its fields mean is decided in `fields.py`.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from typing import Any

from precis.chains.writers.replies.citations import cited_numbers

_DELIMITERS = "\t;,"
_FENCE = re.compile(r"^\s*```")
_KEY = re.compile(
    r"^\s*(?:[-*]\s+)?[\"'*]{0,2}([^\W\d_][\w -]{0,30}?)[\"'*]{0,2}\s*[:：](?:\s+(.*))?$"
)
_BARE = re.compile(r"^\s*-\s*\[?(\d{1,4})\]?\s*$")
_HEADER_WORDS = 4
_LEAST = 2


def records_of(reply: str) -> list[dict[str, Any]]:
    """Return the rows below a header, or the records of keys that repeat; [] where there is none.

    >>> records_of("claim,sources\\nIt rained.,2\\nNobody came.,\\"1, 3\\"")[1]
    {'claim': 'Nobody came.', 'sources': '1, 3'}
    """
    lines = [line for line in reply.splitlines() if line.strip() and not _FENCE.match(line)]
    return _rows(lines) or _keyed(lines)


def _rows(lines: Sequence[str]) -> list[dict[str, Any]]:
    for at, line in enumerate(lines[:3]):
        for delimiter in _DELIMITERS:
            header = [cell.strip(" \"'") for cell in line.split(delimiter)]
            if len(header) < _LEAST or not all(map(_is_name, header)):
                continue
            rows = [_row(it, delimiter, header) for it in lines[at + 1 :]]
            found = [row for row in rows if row]
            if len(found) >= _LEAST and len(found) >= len(rows) - 1:
                return found
    return []


def _is_name(cell: str) -> bool:
    return 0 < len(cell.split()) <= _HEADER_WORDS and not re.search(r"[\d.!?|:：]", cell)


def _row(line: str, delimiter: str, header: Sequence[str]) -> dict[str, Any] | None:
    """Read a row; commas in text or numbers that nobody quoted are given back to their cell."""
    cells = [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter))]
    if len(cells) < len(header):
        return None
    first = 1 if len(header) > _LEAST and cells[0].isdecimal() else 0
    last = len(cells)
    while len(header) - first == _LEAST and last > first + 1 and _is_numbers(cells[last - 1]):
        last -= 1
    if len(cells) > len(header) and last < len(cells):
        text = f"{delimiter} ".join(cells[first:last])
        cells = [*cells[:first], text, ", ".join(cells[last:])]
    whole = len(cells) == len(header) and all(it.count("[") == it.count("]") for it in cells)
    return dict(zip(header, cells, strict=True)) if whole else None


def _is_numbers(cell: str) -> bool:
    return bool(cited_numbers(re.sub(r"[\[\]]", " ", cell)))


def _keyed(lines: Sequence[str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    last = ""
    for key, value in _pairs(lines):
        if key and found and not found[-1][last]:
            del found[-1][last]  # a key of what follows: it has no value of its own
        if key:
            if not found or key in found[-1]:
                found.append({})
            found[-1][key], last = value, key
        elif found:
            found[-1][last] = f"{found[-1][last]}, {value}".strip(", ")
    names = {frozenset(record) for record in found[-_LEAST:]}
    alike = [record for record in found if frozenset(record) in names]
    same = len(names) == 1 and len(found) - len(alike) <= 1
    return alike if same and len(alike) >= _LEAST and len(next(iter(names))) >= _LEAST else []


def _pairs(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield keys and values; a number on a line of its own has the key ""."""
    for line in lines:
        if bare := _BARE.match(line):
            yield "", bare[1]
        elif pair := _KEY.match(line):
            yield pair[1].lower(), (pair[2] or "").strip().strip("\"'")
