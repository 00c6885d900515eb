"""A library that is kept in step with a server, and random histories of such servers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import Protocol

from langchain_core.documents import Document

from precis.chains.ingest import Ingest
from precis.chains.ingested import Ingested
from precis.chains.requests import CallOptions
from precis.chains.whole_library.sources import load
from precis.chains.workspace import Workspace
from precis.loaders import LoadOptions

_WORDS = "harbour bridge lantern meadow copper violin orchard thunder saddle pebble".split()
_NOTE = re.compile(r"note-\d+")


class InterruptedRunError(Exception):
    """The run was ended from outside."""


class Kept:
    """A collection of a library in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._workspace = Workspace(folder, CallOptions())

    def update(self, source: str, after: int | None = None) -> Ingested:
        """Ingest a source as the command does; interrupted `after` so many documents."""
        ingest = Ingest(self._workspace, "default")
        roots: list[str] = []
        told = LoadOptions(cache=self.folder), ingest.fail, roots.append
        documents = load([source], self._workspace, *told, is_held=ingest.hold())
        return ingest.run(_interrupted(documents, after), roots)

    def documents(self) -> dict[str, Document]:
        library = self._workspace.library
        if not library.has("default"):
            return {}
        return library.documents([source.id for source in library.sources()])

    def notes(self) -> list[str]:
        """Return the notes that the library holds, sorted; one that is held twice twice."""
        texts = (document.page_content for document in self.documents().values())
        return sorted(note for text in texts for note in _NOTE.findall(text))


def _interrupted(documents: Iterator[Document], after: int | None) -> Iterator[Document]:
    yield from islice(documents, after)
    if after is not None:
        raise InterruptedRunError


class Server(Protocol):
    """What histories change: texts by name."""

    def put(self, name: str, text: str) -> None: ...

    def delete(self, name: str) -> None: ...

    def rename(self, name: str, new: str) -> None: ...


def check_history(seed: int, server: Server, source: str, kept: Kept) -> None:
    """Change the server at random, and check that the library follows, also after interruptions."""
    random, numbers, names = Random(seed), count(), count()
    there: dict[str, str] = {}
    held: list[str] = []
    for _ in range(3):
        for _ in range(random.randint(1, 4)):
            _change(random, server, there, numbers, names)
        if random.random() < 0.4:
            try:
                kept.update(source, after=random.randint(0, 2))
            except InterruptedRunError:
                assert kept.notes() == held
        result = kept.update(source)
        assert not result.failed
        held = sorted(there.values())
        assert kept.notes() == held
    again = kept.update(source)
    assert (again.added, again.updated, again.removed) == (0, 0, 0)
    assert again.unchanged == len(there)


def _change(
    random: Random,
    server: Server,
    there: dict[str, str],
    numbers: Iterator[int],
    names: Iterator[int],
) -> None:
    kind = random.choice(["add", "add", "edit", "delete", "rename"])
    name = random.choice(sorted(there)) if there else None
    if kind == "add" or name is None:
        name = f"file-{next(names)}.txt"
        there[name] = _put(random, server, name, numbers)
    elif kind == "edit":
        there[name] = _put(random, server, name, numbers)
    elif kind == "delete" and len(there) > 1:
        server.delete(name)
        del there[name]
    elif kind == "rename":
        new = f"file-{next(names)}.txt"
        server.rename(name, new)
        there[new] = there.pop(name)


def _put(random: Random, server: Server, name: str, numbers: Iterator[int]) -> str:
    note = f"note-{next(numbers)}"
    server.put(name, f"In {note} there is a {random.choice(_WORDS)} and a {random.choice(_WORDS)}.")
    return note
