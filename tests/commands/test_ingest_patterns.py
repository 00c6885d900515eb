"""Patterns narrow what is read; of what they leave out nothing is removed."""

import json
from pathlib import Path

import pytest

from tests.conftest import Precis


@pytest.fixture
def folder(precis: Precis, tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text("The gate is open.")
    (folder / "deep/b.txt").write_text("The lock is shut.")
    assert precis("ingest", folder).code == 0
    return folder


@pytest.mark.parametrize("patterns", [["--include", "*.pdf"], ["--exclude", "*"]])
@pytest.mark.parametrize("relative", [False, True])
def test_nothing_is_removed(
    precis: Precis,
    folder: Path,
    patterns: list[str],
    relative: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(folder.parent)
    run = precis("ingest", folder.name if relative else folder, *patterns)
    assert run.code == 1
    assert "--include and --exclude leave out every file in it" in run.err
    assert "0 removed" in run.err + run.out
    assert len(precis("sources").out.splitlines()) == 2


def names(precis: Precis) -> list[str]:
    listed = precis("sources", "--json").out.splitlines()
    return sorted(Path(json.loads(line)["source"]).name for line in listed)


@pytest.mark.parametrize("patterns", [["--include", "a.txt"], ["--exclude", "deep"]])
def test_what_patterns_leave_out_stays_even_without_its_file(
    precis: Precis, folder: Path, patterns: list[str]
) -> None:
    assert "1 unchanged, 0 removed" in precis("ingest", folder, *patterns).out
    (folder / "deep/b.txt").unlink()
    precis("ingest", folder, *patterns)
    assert names(precis) == ["a.txt", "b.txt"]
    precis("ingest", folder)
    assert names(precis) == ["a.txt"]


def test_what_patterns_let_in_goes_with_its_file(precis: Precis, folder: Path) -> None:
    (folder / "deep/b.txt").unlink()
    precis("ingest", folder, "--include", "*.txt")
    assert names(precis) == ["a.txt"]


@pytest.mark.parametrize("relative", [False, True])
def test_an_emptied_folder_is_emptied_when_that_is_asked_for(
    precis: Precis, folder: Path, relative: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mount point of a disk that is not there is an empty folder too."""
    (folder / "a.txt").unlink()
    (folder / "deep/b.txt").unlink()
    monkeypatch.chdir(folder.parent)
    source = folder.name if relative else folder
    run = precis("ingest", source)
    assert "nothing in it can be loaded" in run.err
    assert len(precis("sources").out.splitlines()) == 2
    precis("ingest", source, "--prune")
    assert not precis("sources").out
