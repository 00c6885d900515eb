import asyncio
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from langchain_core.documents import Document

from precis.chains.ingest import Ingest, StoppedError
from precis.chains.requests import CallOptions
from precis.chains.workspace import Workspace
from precis.loaders import load


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "library", CallOptions(), model="extractive")


@pytest.fixture
def notes(tmp_path: Path) -> list[str]:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"Note {name} is about bridges and ferries.")
    return [str(tmp_path / f"{name}.txt") for name in "abc"]


def test_what_failed_is_in_the_result(workspace: Workspace, notes: list[str]) -> None:
    ingest = Ingest(workspace, "default")
    result = ingest.run(load([*notes, "missing.txt"], on_error=ingest.fail))
    assert (result.added, [Path(it.source).name for it in result.failed]) == (3, ["missing.txt"])


def test_stopped_it_changes_nothing(workspace: Workspace, notes: list[str]) -> None:
    ingest = Ingest(workspace, "default")

    def documents() -> Iterator[Document]:
        for document in load(notes):
            yield document
            ingest.stop()

    with pytest.raises(StoppedError):
        ingest.run(documents())
    assert not workspace.library.has("default")


def test_cancelled_it_is_stopped(workspace: Workspace, notes: list[str]) -> None:
    read, go_on = Event(), Event()

    def documents() -> Iterator[Document]:
        for document in load(notes):
            read.set()
            go_on.wait(30)
            yield document

    async def cancel() -> None:
        work = asyncio.create_task(Ingest(workspace, "default").run_in_thread(documents()))
        await asyncio.to_thread(read.wait, 30)
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work
        go_on.set()

    asyncio.run(cancel())  # waits for its threads
    assert not workspace.library.has("default")
