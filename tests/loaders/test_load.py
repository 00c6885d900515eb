"""Sources of every kind, in order, and what a bad one costs."""

from __future__ import annotations

import hashlib
import io
import os
import sys
from pathlib import Path

import pytest
from langchain_core.documents import Document

from precis.loaders import LimitError, Limits, LoadError, LoadOptions, load


def one(source: Path | str, options: LoadOptions | None = None) -> Document:
    (document,) = load([str(source)], options)
    return document


def pipe(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(b"\xef\xbb\xbfOne.\r\nTwo.\r\n")
    document = one(path)
    assert document.page_content == "One.\nTwo.\n"
    expected = hashlib.sha256(f"{path}\0One.\nTwo.\n".encode()).hexdigest()[:16]
    assert document.metadata == {
        "id": expected,
        "source": str(path),
        "title": "story",
        "media_type": "text/plain",
        "pages": [],
    }


def test_text_without_a_known_suffix(tmp_path: Path) -> None:
    path = tmp_path / "NOTES"
    path.write_text("some notes")
    assert one(path).metadata["media_type"] == "text/plain"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("intro\n\n## The *Plan* ##\n\nbody", "The *Plan*"),
        ("---\ntitle: 'Plans'\n---\n# Other", "Plans"),
        ("Underlined\n==========\n\n# Other", "Underlined"),
        ("no heading", "plan"),
    ],
)
def test_markdown_is_the_file_itself(tmp_path: Path, text: str, title: str) -> None:
    path = tmp_path / "plan.md"
    path.write_text(text)
    document = one(path)
    assert document.page_content == text
    assert document.metadata["title"] == title
    assert document.metadata["media_type"] == "text/markdown"


def test_standard_input_is_typed_by_its_content(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe(monkeypatch, b"<!doctype html><title>T</title><body><p>A paragraph of a page.</p>")
    document = one("-")
    assert document.metadata["source"] == "-"
    assert document.metadata["media_type"] == "text/html"
    assert "A paragraph of a page." in document.page_content


def test_empty_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe(monkeypatch, b"")
    with pytest.raises(LoadError, match="standard input is empty"):
        one("-")


def test_sources_come_in_order_and_lazily(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("first")
    documents = load([str(tmp_path / "a.txt"), str(tmp_path / "gone.txt")])
    assert next(documents).page_content == "first"
    with pytest.raises(LoadError, match=r"gone\.txt: there is no such file"):
        next(documents)


def test_a_bad_source_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("good")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)))
    (tmp_path / "spaces.txt").write_text(" \n ")
    (tmp_path / "last.txt").write_text("last")
    names = ["gone.txt", "empty.txt", "binary.txt", "spaces.txt"]
    errors: list[LoadError] = []
    sources = [str(tmp_path / name) for name in ["good.txt", *names, "last.txt"]]
    documents = list(load(sources, on_error=errors.append))
    assert [document.page_content for document in documents] == ["good", "last"]
    assert [Path(error.source).name for error in errors] == names
    for error in errors:
        assert error.reason in str(error)
        assert "\n" not in str(error)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("a\0b", "is not a path"),
        ("x" * 5000, "is not a path"),
        ("ftp://example.org/a", "addresses of 'ftp' cannot be loaded"),
        ("", "this names nothing"),
    ],
)
def test_senseless_sources(
    source: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LoadError, match=reason):
        list(load([source]))


def test_a_device_is_no_source() -> None:
    with pytest.raises(LoadError, match="neither a file nor a folder"):
        list(load([os.devnull]))


def test_a_file_over_the_limit_names_the_option(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    path.write_bytes(b"a" * 1_000_001)
    with pytest.raises(LimitError, match=r"limit of 1 MB; raise it with --max-megabytes"):
        one(path, LoadOptions(limits=Limits(megabytes=1)))


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("secret")
    path.chmod(0)
    with pytest.raises(LoadError, match="permission"):
        one(path)


def test_importing_the_package_is_cheap() -> None:
    import subprocess

    code = "import sys, loaders; print(*sys.modules)"
    run = [sys.executable, "-c", code]
    modules = subprocess.run(run, capture_output=True, text=True, check=True).stdout.split()
    assert not {"trafilatura", "pypdfium2", "bs4", "lxml"} & set(modules)
