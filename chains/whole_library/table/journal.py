"""The journal of a table's rows, one JSON object per line: a killed run resumes from it.

A line cut by a kill is made again. The table of another chain starts from nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from precis.chains.whole_library.table.rows import Row


class Journal:
    """The rows of the table `path`, in a file beside it; `key` names the chain and its model."""

    def __init__(self, path: Path, key: str) -> None:
        self.path = path.with_name(f".{path.name}.rows")
        self._key = json.dumps({"key": key})
        self.done = self._read()

    def append(self, row: Row) -> None:
        """Keep a row, on disk when this returns."""
        with self.path.open("a", encoding="utf-8") as file:
            file.write(row.model_dump_json() + "\n")
        if row.error is None:
            self.done.add(row.document_id)

    def rows(self) -> Iterator[Row]:
        """Yield the rows in the order they were made; of a document, the last one."""
        latest = {row.document_id: number for number, row in enumerate(self._rows())}
        for number, row in enumerate(self._rows()):
            if latest[row.document_id] == number:
                yield row

    def remove(self) -> None:
        """Remove the file, once the table is written."""
        self.path.unlink(missing_ok=True)

    def _read(self) -> set[str]:
        """Return the ids of the documents that have a row; start over for another chain."""
        with suppress(FileNotFoundError), self.path.open(encoding="utf-8") as file:
            if file.readline().rstrip("\n") == self._key:
                self._mend()
                return {row.document_id for row in self._rows() if row.error is None}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(self._key + "\n", encoding="utf-8")
        return set()

    def _mend(self) -> None:
        """Cut off a last line that has no end."""
        with self.path.open("rb+") as file:
            size = file.seek(0, 2)
            back = min(size, 1 << 24)
            file.seek(size - back)
            file.truncate(size - back + file.read().rfind(b"\n") + 1)

    def _rows(self) -> Iterator[Row]:
        with self.path.open(encoding="utf-8") as file:
            next(file)
            yield from map(Row.model_validate_json, file)
