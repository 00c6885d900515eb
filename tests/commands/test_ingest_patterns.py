"""Patterns that leave out every file of a folder say so and remove nothing."""

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
