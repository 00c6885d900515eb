"""`precis ingest --watch`, in a process of its own as users run it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

import pytest

from precis.commands import watching
from precis.commands.watching import Watch
from precis.errors import PrecisError
from tests.conftest import Precis, interruptible

COUNTS = ("added", "updated", "unchanged", "removed")


class Watching:
    """A process that watches `folder`."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self._lines: Queue[str] = Queue()
        self._warnings: Queue[str] = Queue()
        for stream, queue in ((process.stdout, self._lines), (process.stderr, self._warnings)):
            Thread(target=self._read, args=(stream, queue), daemon=True).start()

    @staticmethod
    def _read(stream: Any, queue: Queue[str]) -> None:
        for line in stream:
            queue.put(line)

    def counts(self) -> tuple[int, ...]:
        """Return what the next update did, once it has."""
        result = json.loads(self._lines.get(timeout=60))
        return tuple(result[name] for name in COUNTS)

    def warning(self) -> str:
        return self._warnings.get(timeout=60)

    def is_silent(self, seconds: float) -> bool:
        try:
            self._lines.get(timeout=seconds)
        except Empty:
            return True
        return False


@contextmanager
def watching_process(folder: Path, library: Path) -> Iterator[Watching]:
    command = [sys.executable, "-m", "precis", "ingest", folder, "--watch", "--json", "--quiet"]
    process = subprocess.Popen(
        [*map(str, command), "--library", str(library)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=dict(os.environ),
        preexec_fn=interruptible,  # noqa: PLW1509 - no thread of ours holds a lock
    )
    try:
        yield Watching(process)
    finally:
        process.kill()
        process.wait()


def test_a_folder_is_followed_and_nothing_is_lost_when_it_vanishes(tmp_path: Path) -> None:
    folder, library = tmp_path / "notes", tmp_path / "library"
    folder.mkdir()
    (folder / "a.txt").write_text("The harbour opens at nine.")
    (folder / "b.txt").write_text("The bridge is closed.")
    with watching_process(folder, library) as it:
        assert it.counts() == (2, 0, 0, 0)
        (folder / "inside").mkdir()
        (folder / "inside" / "c.txt").write_text("A lantern hangs there.")
        assert it.counts() == (1, 0, 2, 0)
        (folder / "a.txt").write_text("The harbour opens at ten.")
        assert it.counts() == (0, 1, 2, 0)
        (folder / "b.txt").rename(folder / "d.txt")
        assert it.counts() == (0, 1, 2, 0)
        (folder / "d.txt").unlink()
        assert it.counts() == (0, 0, 2, 1)

        folder.rename(tmp_path / "elsewhere")
        assert "is gone: nothing is removed" in it.warning()
        assert it.is_silent(1)
        (tmp_path / "elsewhere" / "e.txt").write_text("The violin is back.")
        (tmp_path / "elsewhere").rename(folder)
        assert it.counts() == (1, 0, 2, 0)

        it.process.send_signal(signal.SIGINT)
        assert it.process.wait(timeout=60) == 0


class Folder:
    """A watch over `root` whose looks are scripted: each does something and says what changed."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root
        self.updates: list[set[Path] | None] = []
        self.warnings: list[str] = []
        self.fails = False
        self._monkeypatch = monkeypatch
        root.mkdir(exist_ok=True)
        self.watch = Watch([root], root / "library", self._update, self.warnings.append)

    def _update(self, roots: Sequence[Path], touched: set[Path] | None) -> None:
        if self.fails:
            raise PrecisError("the disk is full")
        assert roots == [self.root]
        self.updates.append(touched)

    def run(self, *looks: Any) -> None:
        script = iter(looks)

        def changes(_: Any, roots: Sequence[Path]) -> Iterator[set[Path]]:
            while True:
                try:
                    yield next(script)() or set()
                except StopIteration:
                    raise KeyboardInterrupt from None

        self._monkeypatch.setattr(Watch, "_changes", changes)
        with pytest.raises(KeyboardInterrupt):
            self.watch.run()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    return Folder(tmp_path / "notes", monkeypatch)


def nothing() -> None:
    """A look at which nothing has changed."""


def test_only_what_was_touched_is_read(folder: Folder) -> None:
    one = folder.root / "one.txt"
    folder.run(nothing, nothing, lambda: {one}, nothing)
    assert folder.updates == [None, {one}]


@pytest.mark.parametrize("name", [".gitignore", "library.bib", "chapter.tex"])
def test_all_is_read_where_a_file_changes_how_others_are_read(folder: Folder, name: str) -> None:
    folder.run(nothing, lambda: {folder.root / name})
    assert folder.updates == [None, None]


def test_a_mount_point_without_its_mount_is_awaited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounted = [True]
    monkeypatch.setattr(watching, "ismount", lambda _: mounted[0])
    folder = Folder(tmp_path / "disk", monkeypatch)
    folder.run(
        nothing,
        lambda: mounted.clear() or mounted.append(False),
        nothing,
        lambda: mounted.clear() or mounted.append(True),
        nothing,
    )
    assert folder.updates == [None, None]
    assert "waiting for it" in folder.warnings[0]


def test_a_folder_that_was_replaced_is_read_as_a_whole(folder: Folder) -> None:
    def replace() -> None:
        folder.root.rename(folder.root.with_name("old"))
        folder.root.mkdir()

    folder.run(nothing, replace, nothing)
    assert folder.updates == [None, None]


def test_an_update_that_failed_is_tried_again(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "_AGAIN_SECONDS", 0)
    one, two = folder.root / "1.txt", folder.root / "2.txt"

    def fail() -> set[Path]:
        folder.fails = True
        return {one}

    def mend() -> set[Path]:
        folder.fails = False
        return {two}

    folder.run(nothing, fail, nothing, mend)
    assert folder.updates == [None, {one, two}]
    assert "the disk is full; trying again" in folder.warnings[0]


def test_changes_of_hidden_files_and_of_the_library_do_not_matter(folder: Folder) -> None:
    concerned = {
        name
        for name in ("a.txt", ".git/index", ".a.swp", "library/calls.sqlite", "b/.gitignore", "b/c")
        if folder.watch._concerns(None, str(folder.root / name))  # type: ignore[arg-type] # unused
    }
    assert concerned == {"a.txt", "b/.gitignore", "b/c"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "takes files and folders"),
        (["notes", "--prune"], "without --prune"),
        (["https://example.org/"], "'https://example.org/' is none"),
        (["zotero:"], "'zotero:' is none"),
        (["nowhere"], "'nowhere' is none"),
    ],
)
def test_what_cannot_be_watched_is_bad_usage(
    precis: Precis, arguments: list[str], told: str, tmp_path: Path
) -> None:
    run = precis("ingest", *arguments, "--watch")
    assert run.code == 2
    assert told in run.err


def test_an_emptied_folder_removes_nothing(precis: Precis, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "a.txt").write_text("The harbour opens at nine.")
    assert precis("ingest", folder).code == 0
    shutil.rmtree(folder)
    folder.mkdir()
    assert precis("ingest", folder).code == 1
    assert "a.txt" in precis("sources").out


def test_a_library_inside_a_folder_is_no_part_of_it(precis: Precis, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The harbour opens at nine.")
    library = tmp_path / "inside"
    for _ in range(2):
        run = precis("ingest", tmp_path, "--library", library, "--json")
        assert run.code == 0, run.err
        assert not json.loads(run.out)["failed"]
