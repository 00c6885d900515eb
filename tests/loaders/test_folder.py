from __future__ import annotations

import os
import subprocess
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from langchain_core.documents.base import Blob

from precis.loaders import LoadError, LoadOptions, load
from precis.loaders.folder import files
from precis.loaders.registry import parse
from precis.loaders.sources import is_left_out


def plant(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, errors="replace")


def names(folder: Path, options: LoadOptions | None = None) -> list[str]:
    return [document.page_content for document in load([str(folder)], options)]


def test_a_folder_is_loaded_recursively_in_order(tmp_path: Path) -> None:
    plant(tmp_path, "c.md", "a.txt", "b/inner.txt", ".hidden/x.txt", ".env")
    assert names(tmp_path) == ["a.txt", "b/inner.txt", "c.md"]


def test_binary_files_of_a_folder_are_skipped(tmp_path: Path) -> None:
    plant(tmp_path, "a.txt")
    (tmp_path / "b.bin").write_bytes(bytes(range(256)))
    assert names(tmp_path) == ["a.txt"]


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="nothing in it can be loaded"):
        list(load([str(tmp_path)]))


def test_three_bad_files_among_two_hundred(tmp_path: Path) -> None:
    plant(tmp_path, *(f"{number:03}.txt" for number in range(197)))
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7 nonsense")
    (tmp_path / "c.txt").touch()
    (tmp_path / "d.ipynb").write_text('{"a": ')
    errors: list[LoadError] = []
    documents = list(load([str(tmp_path)], on_error=errors.append))
    assert len(documents) == 197
    assert [Path(error.source).name for error in errors] == ["b.pdf", "c.txt", "d.ipynb"]


def test_include_and_exclude(tmp_path: Path) -> None:
    plant(tmp_path, "a.md", "b.txt", "old/c.md", "old/new/d.md", "docs/e.txt")
    assert names(tmp_path, LoadOptions(include=("*.md",))) == ["a.md", "old/c.md", "old/new/d.md"]
    assert names(tmp_path, LoadOptions(include=("docs/", "/a.md"))) == ["a.md", "docs/e.txt"]
    assert names(tmp_path, LoadOptions(exclude=("old/", "*.txt"))) == ["a.md"]
    both = LoadOptions(include=("*.md",), exclude=("old/**/d.md",))
    assert names(tmp_path, both) == ["a.md", "old/c.md"]


def test_ignore_files_above_count_up_to_the_repository(tmp_path: Path) -> None:
    plant(tmp_path, "repository/docs/a.txt", "repository/docs/build/b.txt", "repository/.git/HEAD")
    (tmp_path / ".gitignore").write_text("*.txt\n")
    (tmp_path / "repository/.gitignore").write_text("build/\n")
    assert names(tmp_path / "repository/docs") == ["repository/docs/a.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root opens everything")
def test_a_folder_without_permission_is_reported(tmp_path: Path) -> None:
    plant(tmp_path, "a.txt", "closed/b.txt")
    (tmp_path / "closed").chmod(0)
    errors: list[LoadError] = []
    assert len(list(load([str(tmp_path)], on_error=errors.append))) == 1
    assert "permissions" in str(errors[0])


PATTERN = st.lists(
    st.sampled_from(["a", "b", "*", "**", "/", "?", "[ab]", "[!a]", "\\*", ".txt", "!"]),
    min_size=1,
    max_size=6,
).map("".join)
TREE = ("b.txt", "a/b", "b/a.txt", "b/ab/a", "ab/b/b.txt", "*", "a b/b")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(PATTERN, max_size=3))
def test_git_ignores_the_same_files(
    lines: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What is left is what `git ls-files` lists of the same folder."""
    folder = tmp_path_factory.mktemp("tree")
    plant(folder, *TREE)
    (folder / ".gitignore").write_text("\n".join(lines))
    run = ["git", "-c", "core.excludesFile=", "-C", str(folder)]
    subprocess.run([*run, "init", "-q"], check=True)
    listed = [*run, "ls-files", "-z", "--others", "--exclude-standard"]
    output = subprocess.run(listed, check=True, capture_output=True, text=True).stdout
    expected = sorted(name for name in output.split("\0") if name and not name.startswith("."))
    paths = files(folder, LoadOptions())
    found = [path.relative_to(folder).as_posix() for path in paths if isinstance(path, Path)]
    assert sorted(found) == expected


TREE = ("a/1.txt", "a/2.txt", "a/b/3.txt", "a/b/4.txt", "c/5.txt", "c/6.txt", "7.txt")


@given(gone=st.sampled_from([".", "a", "c", "7.txt"]), after=st.integers(1, len(TREE)))
def test_what_vanishes_after_its_folder_was_listed_is_read_or_named(
    tmp_path_factory: pytest.TempPathFactory, gone: str, after: int
) -> None:
    folder = tmp_path_factory.mktemp("folder") / "root"
    plant(folder, *TREE)
    found = files(folder, LoadOptions())
    seen = [*islice(found, after)]
    (folder / gone).rename(folder.with_name("moved"))
    seen += found
    errors = [item for item in seen if isinstance(item, LoadError)]
    for name in TREE:
        path = folder / name
        assert path in seen or any(path.is_relative_to(error.source) for error in errors)
    assert all("vanished" in error.reason for error in errors)


def test_a_file_that_is_gone_when_it_is_read_vanished(tmp_path: Path) -> None:
    blob = Blob.from_path(tmp_path / "b.txt", metadata={"source": str(tmp_path / "b.txt")})
    [error] = parse(blob, LoadOptions())
    assert isinstance(error, LoadError)
    assert error.reason == "it vanished while being read"


@pytest.mark.parametrize(
    ("root", "inside", "left_out"),
    [
        ("/docs", "a.txt", False),
        ("/docs", "a.md", True),
        ("/docs", "deep/a.txt", False),
        ("/docs", "old/a.txt", True),
        ("/docs", "old/deep/a.txt", True),
        ("s3://bucket/docs", "a.txt", False),
        ("s3://bucket/docs", "a.md", True),
        ("https://example.org/docs", "a.md", False),
        ("imaps://ann@example.org", "INBOX/5", False),
    ],
)
def test_what_patterns_leave_out(root: str, inside: str, left_out: bool) -> None:
    options = LoadOptions(include=("*.txt",), exclude=("old",))
    assert is_left_out(f"{root}/{inside}", root, options) is left_out
    assert not is_left_out(f"{root}/{inside}", root, LoadOptions())
    assert not is_left_out(root, root, options)
    assert not is_left_out(f"/other/{inside}", root, options)


def test_of_what_is_packed_the_name_of_its_file_counts(tmp_path: Path) -> None:
    plant(tmp_path, "pack.zip")
    packed = str(tmp_path / "pack.zip/deep/a.txt")
    assert is_left_out(packed, str(tmp_path), LoadOptions(include=("*.txt",)))
    assert not is_left_out(packed, str(tmp_path), LoadOptions(include=("*.zip",)))


@pytest.mark.parametrize(
    ("raised", "reason"),
    [(PermissionError(13, "Permission denied"), "denied"), (OSError(36, "Name too long"), "long")],
)
def test_an_entry_that_cannot_be_looked_at_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raised: OSError, reason: str
) -> None:
    plant(tmp_path, "a.txt", "b.txt", "c.txt")
    look = Path.is_dir

    def refuse(path: Path) -> bool:
        if path.name == "b.txt":
            raise raised
        return look(path)

    monkeypatch.setattr(Path, "is_dir", refuse)
    first, error, last = files(tmp_path, LoadOptions())
    assert (first, last) == (tmp_path / "a.txt", tmp_path / "c.txt")
    assert isinstance(error, LoadError)
    assert error.source == str(tmp_path / "b.txt")
    assert reason in error.reason


def test_a_name_that_is_not_utf_8_is_reported(tmp_path: Path) -> None:
    plant(tmp_path, "a.txt", os.fsdecode(b"\xff.txt"), os.fsdecode(b"\xfe/b.txt"))
    errors: list[LoadError] = []
    [document] = load([str(tmp_path)], on_error=errors.append)
    assert document.metadata["source"].endswith("a.txt")
    assert {error.reason for error in errors} == {"its name is not in UTF-8"}
    assert sorted(Path(error.source).name for error in errors) == ["?.txt", "b.txt"]
