from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from precis.loaders import LimitError, Limits, LoadError, LoadOptions, load

CONTENTS = {
    "notes/a.txt": b"first",
    "notes/b.md": b"# Second",
    "c.bin": bytes(range(256)),
    "__MACOSX/._a.txt": b"resource fork",
    ".hidden": b"hidden",
}


def zipped(contents: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in contents.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(contents: dict[str, bytes], mode: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in contents.items():
            part = tarfile.TarInfo(name)
            part.size = len(data)
            archive.addfile(part, io.BytesIO(data))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return out.getvalue()


PACKED = {
    "x.zip": zipped(CONTENTS),
    "x.tar": tarred(CONTENTS, "w"),
    "x.tar.gz": tarred(CONTENTS, "w:gz"),
    "x.tar.bz2": tarred(CONTENTS, "w:bz2"),
    "x.tar.xz": tarred(CONTENTS, "w:xz"),
}


@pytest.mark.parametrize("name", PACKED)
def test_what_is_packed_is_loaded(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(PACKED[name])
    documents = list(load([str(path)]))
    assert [(d.metadata["source"], d.page_content) for d in documents] == [
        (f"{path}/notes/a.txt", "first"),
        (f"{path}/notes/b.md", "# Second"),
    ]


def test_a_single_packed_file(tmp_path: Path) -> None:
    path = tmp_path / "notes.md.gz"
    path.write_bytes(gzip.compress(b"# Notes"))
    (document,) = load([str(path)])
    assert document.metadata["source"] == f"{path}/notes.md"
    assert document.metadata["media_type"] == "text/markdown"


def test_archives_in_archives_and_their_limit(tmp_path: Path) -> None:
    inner = zipped({"a.txt": b"deep"})
    for depth in range(3):
        inner = zipped({f"{depth}.zip": inner})
    path = tmp_path / "nested.zip"
    path.write_bytes(inner)
    with pytest.raises(LimitError, match="packed more than 3 deep; raise it with --max-nesting"):
        list(load([str(path)]))
    options = LoadOptions(limits=Limits(nesting=4))
    assert [document.page_content for document in load([str(path)], options)] == ["deep"]


BOMB = bytes(20_000_000)


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("x.zip", partial(zipped, {"a.txt": BOMB})),
        ("x.gz", partial(gzip.compress, BOMB)),
        ("x.tar.gz", partial(tarred, {"a.txt": BOMB}, "w:gz")),
        ("x.docx", partial(zipped, {"word/document.xml": BOMB})),
        ("x.epub", partial(zipped, {"META-INF/container.xml": BOMB})),
        ("x.xlsx", partial(zipped, {"xl/workbook.xml": BOMB})),
    ],
)
def test_what_explodes_is_refused(tmp_path: Path, name: str, pack: Callable[[], bytes]) -> None:
    (tmp_path / name).write_bytes(pack())
    with pytest.raises(LimitError, match="unpacks to more than 100 times its size"):
        list(load([str(tmp_path / name)]))


def test_too_many_members(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(zipped({f"{n}.txt": b"x" for n in range(11)}))
    with pytest.raises(LimitError, match="packs more than 10 files"):
        list(load([str(tmp_path / "x.zip")], LoadOptions(limits=Limits(members=10))))


def test_bad_members_cost_only_themselves(tmp_path: Path) -> None:
    contents = {"../up.txt": b"out", "/abs.txt": b"out", "bad.pdf": b"%PDF-1", "good.txt": b"good"}
    (tmp_path / "x.zip").write_bytes(zipped(contents))
    errors: list[LoadError] = []
    (document,) = load([str(tmp_path / "x.zip")], on_error=errors.append)
    assert document.page_content == "good"
    assert [error.reason for error in errors] == [
        "its name leads out of the archive",
        "its name leads out of the archive",
        "the PDF is damaged",
    ]


@pytest.mark.parametrize("name", PACKED)
def test_damaged_archives(tmp_path: Path, name: str) -> None:
    data = PACKED[name]
    (tmp_path / name).write_bytes(data[: min(len(data) // 2, 1600)])
    errors: list[LoadError] = []
    list(load([str(tmp_path / name)], on_error=errors.append))
    assert errors


def test_an_archive_of_nothing_known(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(zipped({"c.bin": bytes(range(256))}))
    with pytest.raises(LoadError, match="nothing in it can be loaded"):
        list(load([str(tmp_path / "x.zip")]))


def test_a_damaged_member_costs_itself(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("bad.txt", "bad words")
        packed.writestr("good.txt", "good words")
    (tmp_path / "x.zip").write_bytes(out.getvalue().replace(b"bad words", b"mad words"))
    errors: list[LoadError] = []
    (document,) = load([str(tmp_path / "x.zip")], on_error=errors.append)
    assert document.page_content == "good words"
    assert [error.reason for error in errors] == ["it is damaged in the archive"]


def test_a_document_of_iwork_is_no_archive(tmp_path: Path) -> None:
    contents = {"Index/Document.iwa": bytes(9), "Metadata/Properties.plist": b"bplist00"}
    (tmp_path / "x.pages").write_bytes(zipped(contents))
    with pytest.raises(LoadError, match="iWork are not read; export it"):
        list(load([str(tmp_path / "x.pages")]))
