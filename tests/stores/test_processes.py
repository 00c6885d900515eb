"""Several processes, killed ones, and what the disk does to a library."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from benchmarks import kills
from precis.stores.catalog import Catalog
from precis.stores.errors import (
    CorruptedLibraryError,
    DiskFullError,
    LibraryBusyError,
)
from precis.stores.ingest_lock import ingest_lock
from precis.stores.library_store import LibraryStore
from precis.stores.local_store import LocalStore
from tests.conftest import ROOT
from tests.fakes.documents import documents
from tests.processes import PROCESSES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.synchronize import Event

    from precis.models.embeddings import MiniLM


def test_killed_ingests_leave_a_library_right(tmp_path: Path) -> None:
    kills.run(tmp_path, times=2, size=12, tell=lambda _: None)


def hold(folder: Path, held: Event, let_go: Event) -> None:
    with ingest_lock(folder / "lock", "default", 0):
        held.set()
        let_go.wait()


@pytest.fixture
def other_writer(library: LibraryStore) -> Iterator[Event]:
    """A process that holds the right to write until this is set."""
    held, let_go = PROCESSES.Event(), PROCESSES.Event()
    folder = library.path / "collections" / "default"
    process = PROCESSES.Process(target=hold, args=(folder, held, let_go))
    process.start()
    assert held.wait(60)
    yield let_go
    process.kill()
    process.join()


def test_a_second_writer_waits_with_a_message_and_readers_do_not(
    library: LibraryStore,
    texts: dict[str, str],
    minilm: MiniLM,
    other_writer: Event,
) -> None:
    told = threading.Event()
    second = LibraryStore(library.path, minilm, library.splitter, model="minilm", on_wait=told.set)
    thread = threading.Thread(target=second.ingest, args=(documents(texts),))
    thread.start()
    assert told.wait(20)
    assert library.collections() == []
    other_writer.set()
    thread.join(30)
    assert len(library.sources()) == 3


def test_a_second_writer_gives_up_after_wait(
    library: LibraryStore,
    texts: dict[str, str],
    minilm: MiniLM,
    other_writer: Event,
) -> None:
    second = LibraryStore(library.path, minilm, library.splitter, model="minilm", wait=0.1)
    with pytest.raises(LibraryBusyError, match=r"after 0\.1 s.*--wait"):
        second.ingest(documents(texts))


def test_a_reader_sees_what_another_process_published(
    library: LibraryStore, texts: dict[str, str], minilm: MiniLM
) -> None:
    library.ingest(documents(texts))
    reader = LibraryStore(library.path, minilm, library.splitter, model="minilm")
    assert reader.search("dogs", k=1)[0].metadata["source"] == "/docs/pets.md"
    library.ingest(documents({"/docs/pets.md": "Only parrots may come."}))
    assert "parrots" in reader.search("parrots", k=1)[0].page_content
    assert len(reader.sources()) == 3


def test_readers_while_vectors_are_folded(
    library: LibraryStore, texts: dict[str, str], minilm: MiniLM, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("precis.stores.transaction.should_fold", lambda _: True)
    library.ingest(documents(texts))
    stop, failures, reads = threading.Event(), [], []

    def read() -> None:
        while not stop.is_set():
            reader = LibraryStore(library.path, minilm, library.splitter, model="minilm")
            try:
                reads.append(reader.search("dogs and cats", k=3)[0].metadata["source"])
                reads.append(reader.search("dogs and cats", k=3)[0].metadata["source"])
            except Exception as error:  # noqa: BLE001
                failures.append(error)

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for number in range(8):
        library.ingest(documents({"/docs/new.md": f"Parrot {number} is new."}))
    stop.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert set(reads) == {"/docs/pets.md"}


def test_what_was_swept_while_it_was_read_is_read_again(
    library: LibraryStore, texts: dict[str, str], monkeypatch: pytest.MonkeyPatch, minilm: MiniLM
) -> None:
    library.ingest(documents(texts))
    reader = LibraryStore(library.path, minilm, library.splitter, model="minilm")
    opened, seen = LocalStore.vectors, []

    def swept(self: LocalStore, catalog: Catalog) -> object:
        seen.append(catalog.generation())
        if len(seen) == 1:
            with monkeypatch.context() as patched:
                patched.setattr("precis.stores.transaction.should_fold", lambda _: True)
                library.ingest(documents({"/docs/more.md": "Parrots may come on Mondays."}))
        return opened(self, catalog)

    monkeypatch.setattr(LocalStore, "vectors", swept)
    assert "Parrots" in reader.search("When may parrots come?", k=1)[0].page_content
    assert seen == [1, 2]


@pytest.mark.timeout(20)
def test_a_writer_waits_for_no_reader(library: LibraryStore, texts: dict[str, str]) -> None:
    library.ingest(documents(texts))
    reader = Catalog(library.path / "collections/default/catalog.sqlite")
    with reader.as_of_now():
        assert reader.commits() == 1
        library.ingest(documents({"/docs/more.md": "Parrots may come on Mondays."}))
        assert reader.commits() == 1
    assert reader.commits() == 2


def test_what_was_removed_is_in_no_file_though_a_reader_was_at_it(
    library: LibraryStore, texts: dict[str, str]
) -> None:
    library.ingest(documents(texts))
    reader = Catalog(library.path / "collections/default/catalog.sqlite")
    read, done = threading.Event(), threading.Event()

    def hold() -> None:
        with reader.as_of_now():
            assert reader.commits()
            read.set()
            done.wait(0.5)

    holder = threading.Thread(target=hold)
    holder.start()
    assert read.wait(20)
    library.remove(["/docs/pets.md"])
    done.set()
    holder.join()
    files = [path for path in library.path.rglob("*") if path.is_file()]
    assert [path for path in files if b"cats stay at home" in path.read_bytes()] == []


@pytest.mark.parametrize("name", ["catalog.sqlite", "chroma/chroma.sqlite3"])
def test_a_corrupted_file_is_named_and_the_rest_kept(
    library: LibraryStore, texts: dict[str, str], minilm: MiniLM, name: str
) -> None:
    library.ingest(documents(texts), "broken")
    library.ingest(documents(texts), "whole")
    [path] = library.path.glob(f"collections/broken/**/{name}")
    path.write_bytes(b"garbage " * 500)
    reader = LibraryStore(library.path, minilm, library.splitter, model="minilm")
    with pytest.raises(
        CorruptedLibraryError,
        match=f"broken.*{path.name}.*ingest again|broken.*chroma.*ingest again",
    ):
        reader.search("dogs", "broken")
    assert reader.search("dogs", "whole")
    assert path.read_bytes() == b"garbage " * 500


def test_a_catalog_cut_short_is_told(
    library: LibraryStore, texts: dict[str, str], minilm: MiniLM
) -> None:
    library.ingest(documents(texts))
    [path] = library.path.glob("collections/default/catalog.sqlite")
    os.truncate(path, path.stat().st_size // 2)
    reader = LibraryStore(library.path, minilm, library.splitter, model="minilm")
    with pytest.raises(CorruptedLibraryError, match=r"catalog\.sqlite"):
        reader.documents([source.id for source in reader.sources()])


@pytest.mark.parametrize(
    "where",
    [
        "precis.stores.recent_vectors.RecentVectors.add",
        "precis.stores.catalog_changes.CatalogChanges.add",
        "os.fsync",
    ],
)
def test_a_full_disk_is_told_and_nothing_lost(
    library: LibraryStore, texts: dict[str, str], where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.ingest(documents(texts))
    before = library.search("dogs")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(where, full)
        with pytest.raises(DiskFullError, match=r"is full: nothing is lost"):
            library.ingest(documents({"/docs/more.md": "Parrots may come."}))
    assert library.search("dogs") == before
    assert library.ingest(documents({"/docs/more.md": "Parrots may come."})).added == 1


UNPRIVILEGED = """
import os, sys, tempfile
from benchmarks.kills import *
from precis.stores.errors import *
import chromadb.errors, filelock
given = corpus(1, 1)
warm = open_library(Path(tempfile.mkdtemp()))  # imports all: another user may not see the checkout
warm.ingest(given), warm.search("dogs")
for mode in (0o755, 0o700):
    Path(sys.argv[1]).parent.chmod(mode)
    os.seteuid(65534)
    library = open_library(Path(sys.argv[1]))
    library.embeddings = warm.embeddings
    for work in (lambda: library.search("dogs")[0].page_content, lambda: library.ingest(given)):
        try:
            print(work())
        except LibraryError as error:
            print(error)
    os.seteuid(0)
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_without_permission(library: LibraryStore, texts: dict[str, str]) -> None:
    library.ingest(documents(texts))
    with TemporaryDirectory() as folder:  # those of pytest are for its own user alone
        path = Path(folder) / "library"
        shutil.copytree(library.path, path)
        for each in [path, *path.rglob("*")]:
            each.chmod(0o555 if each.is_dir() else 0o444)
        command = [sys.executable, "-c", UNPRIVILEGED, str(path)]
        run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
        [search, ingest, search_closed, ingest_closed] = run.stdout.splitlines()
        assert "Dogs may come" in search
        assert "cannot write to the library" in ingest
        assert "cannot read the library" in search_closed
        assert "cannot write to the library" in ingest_closed
