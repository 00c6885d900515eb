from pathlib import Path

import pytest

from loaders import LoadError, load


def test_a_folder_is_loaded_recursively_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("c.md", "a.txt", "b/inner.txt", ".hidden/x.txt", ".env"):
        (tmp_path / name).write_text(name)
    contents = [document.page_content for document in load([str(tmp_path)])]
    assert contents == ["a.txt", "b/inner.txt", "c.md"]


def test_binary_files_of_a_folder_are_skipped(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text")
    (tmp_path / "b.bin").write_bytes(bytes(range(256)))
    assert [document.page_content for document in load([str(tmp_path)])] == ["text"]


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="nothing in it can be loaded"):
        list(load([str(tmp_path)]))


def test_bad_files_of_a_folder_are_reported(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7 nonsense")
    (tmp_path / "c.txt").touch()
    errors: list[LoadError] = []
    documents = list(load([str(tmp_path)], on_error=errors.append))
    assert [document.page_content for document in documents] == ["text"]
    assert [Path(error.source).name for error in errors] == ["b.pdf", "c.txt"]
