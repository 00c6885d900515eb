"""Run a chain that ends with `extract`, and journal its rows as they arrive."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from precis.chains.composition.composed import WIDTH, compose
from precis.chains.steps.extract import Data, Extract
from precis.chains.whole_library.table.files import check_table, write_table
from precis.chains.whole_library.table.journal import Journal
from precis.chains.whole_library.table.rows import Row, columns, row_of
from precis.errors import PrecisError, UsageError

if TYPE_CHECKING:
    from langchain_core.documents import Document

    from precis.chains.composition.items import Item
    from precis.chains.requests import RunOptions
    from precis.chains.workspace import Workspace


class Table:
    """The table `path` of what `chain` extracts. Raises UsageError for a chain without data.

    A killed run resumes where it stopped; only WIDTH documents are in memory.
    """

    def __init__(self, path: Path, chain: str, workspace: Workspace, options: RunOptions) -> None:
        check_table(path)
        self.path = path
        self._failed: list[Row] = []
        self.composed = compose(
            chain,
            workspace,
            unsupported=options.unsupported,
            on_error=self._fail,
            delivery=options,
        )
        *_, last = self.composed.steps
        if not isinstance(last, Extract) or any(step.gathers for step in self.composed.steps):
            raise UsageError("--table needs a chain that ends with extract and gathers nothing")
        schema = last.parameters.schema_
        self._names = columns(schema)
        key = json.dumps([chain, schema, workspace.model, options.unsupported])
        self._journal = Journal(path, key)

    def rows(self, documents: Iterable[Document]) -> Iterator[Row]:
        """Yield the row of each document that has none yet, each once, and keep it."""
        waiting = self._new(documents)
        while batch := list(islice(waiting, WIDTH)):
            for [item] in self.composed.stream(batch):
                assert isinstance(item.result, Data)
                yield self._keep(row_of(item, item.result, self._names))
            while self._failed:
                yield self._keep(self._failed.pop(0))

    def write(self) -> int:
        """Write the file, whole; return the number of its rows."""
        count = sum(1 for _ in self._journal.rows())
        write_table(self.path, self._names, self._journal.rows())
        self._journal.remove()
        return count

    def _new(self, documents: Iterable[Document]) -> Iterator[Document]:
        seen = set(self._journal.done)
        for document in documents:
            if document.metadata["id"] not in seen:
                seen.add(document.metadata["id"])
                yield document

    def _keep(self, row: Row) -> Row:
        self._journal.append(row)
        return row

    def _fail(self, item: Item, error: PrecisError) -> None:
        for document in item.documents.values():
            metadata = document.metadata
            named = {name: metadata[name] for name in ("source", "title")}
            self._failed.append(Row(document_id=metadata["id"], **named, error=str(error)))
