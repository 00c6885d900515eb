"""Whatever the input: an answer within the limits, one line for a refusal, and we live on."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from langchain_core.documents import Document

from precis.loaders import Limits, LoadError, LoadOptions, load
from precis.loaders.canonical import canonical
from tests.hostile.inputs import content, inputs

OPTIONS = LoadOptions(limits=Limits(seconds=3, memory=3000))
PASSWD = "root:"
CRASHES = {"far-cell.xlsx"}
"""Where a reader in native code gives up for want of memory, which costs its process."""


def attempt(path: Path) -> tuple[list[Document], list[LoadError]]:
    errors: list[LoadError] = []
    return list(load([str(path)], OPTIONS, errors.append)), errors


def test_there_are_enough() -> None:
    assert len(inputs()) >= 150


@pytest.mark.parametrize("name", inputs())
def test_nothing_hangs_kills_or_leaks(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content(name))
    start = time.monotonic()
    documents, errors = attempt(path)
    assert time.monotonic() - start < OPTIONS.limits.seconds + 3
    assert documents or errors
    for document in documents:
        text = document.page_content
        assert text.strip()
        assert canonical(text) == text
        assert PASSWD not in text
        for page in document.metadata["pages"]:
            assert 0 <= page["start"] <= page["end"] <= len(text)
    for error in errors:
        assert "\n" not in str(error)
        assert str(error).isprintable()
        assert "crashed" not in error.reason or name in CRASHES
    assert not [child for child in tmp_path.parent.iterdir() if child.name in {"x.txt", "tmp"}]


def test_the_next_source_still_loads(tmp_path: Path) -> None:
    (tmp_path / "fine.txt").write_text("fine")
    documents, errors = attempt(tmp_path / "fine.txt")
    assert [document.page_content for document in documents] == ["fine"]
    assert not errors


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("secret")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "fine.txt").write_text("fine")
    (folder / "file.txt").symlink_to(outside / "secret.txt")
    (folder / "all").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    (folder / "gone.txt").symlink_to(folder / "nothing")
    documents, errors = attempt(folder)
    assert [document.page_content for document in documents] == ["fine"]
    assert not errors
