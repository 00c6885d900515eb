"""`s3://` against a server with Amazon's API on loopback (moto)."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest

from precis.errors import MissingExtraError
from precis.loaders import LoadError, LoadOptions, load
from precis.loaders.limits import Limits
from precis.loaders.remote.bucket import Bucket
from tests.conftest import Precis
from tests.loaders.remote.in_step import InterruptedRunError, Kept, check_history

SECRET = "s3cr3t-of-the-tests"


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(scope="module")
def system(endpoint: str) -> Iterator[Any]:
    """The file system of the server, as the environment describes it; a client takes 0.4 s."""
    import s3fs

    with pytest.MonkeyPatch.context() as patch:
        for name, value in {
            "AWS_ENDPOINT_URL": endpoint,
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": SECRET,
            "AWS_DEFAULT_REGION": "us-east-1",
        }.items():
            patch.setenv(name, value)
        yield s3fs.S3FileSystem(skip_instance_cache=True, use_listings_cache=False)


@pytest.fixture
def s3(system: Any) -> Any:
    """The file system with an empty bucket."""
    if system.exists("work"):
        system.rm("work", recursive=True)
    system.mkdir("work")
    return system


class Notes:
    def __init__(self, s3: Any) -> None:
        self.s3 = s3

    def put(self, name: str, text: str) -> None:
        self.s3.pipe(f"work/notes/{name}", text.encode())

    def delete(self, name: str) -> None:
        self.s3.rm(f"work/notes/{name}")

    def rename(self, name: str, new: str) -> None:
        self.s3.mv(f"work/notes/{name}", f"work/notes/{new}")


def test_the_library_follows_a_bucket(seed: int, s3: Any, kept: Kept) -> None:
    check_history(seed, Notes(s3), "s3://work/notes/", kept)


def test_what_is_loaded_of_a_bucket(s3: Any, kept: Kept) -> None:
    for name in ("a.txt", "b/c d#e?.md", ".hidden", "b/.git/x.txt", "logs/today.txt", "b/x.bin"):
        s3.pipe(
            f"work/{name}",
            b"Words in a file.\n" if name[-3:] != "bin" else b"\x7fELF\2\1\1" + bytes(99),
        )
    options = LoadOptions(exclude=("logs/",))
    found = [document.metadata["source"] for document in load(["s3://work"], options)]
    assert found == ["s3://work/a.txt", "s3://work/b/c d#e?.md"]
    [one] = load(["s3://work/a.txt"])
    assert one.metadata["source"] == "s3://work/a.txt"


def test_a_bucket_without_anything_that_can_be_read_says_so(s3: Any, kept: Kept) -> None:
    s3.pipe("work/program", b"\x7fELF\2\1\1" + bytes(99))
    with pytest.raises(LoadError, match="nothing in it can be loaded"):
        list(load(["s3://work"]))
    s3.pipe("work/a.txt", b"note-1 is here.")
    for _ in range(2):
        assert not kept.update("s3://work").failed


@pytest.fixture
def fetched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were fetched."""
    names: list[str] = []
    fetch = Bucket._fetch

    def noted(self: Bucket, system: Any, path: str, source: str) -> bytes:
        names.append(path)
        return fetch(self, system, path, source)

    monkeypatch.setattr(Bucket, "_fetch", noted)
    return names


def test_what_is_of_no_known_format_is_fetched_once(
    s3: Any, kept: Kept, fetched: list[str]
) -> None:
    for name in ("a.bin", "b.bin"):
        s3.pipe(f"work/{name}", b"\x7fELF\2\1\1" + bytes(99) + name.encode())
    s3.pipe("work/note.txt", b"note-1 is here.")
    for _ in range(3):
        assert not kept.update("s3://work").failed
    assert sorted(fetched) == ["work/a.bin", "work/b.bin", "work/note.txt"]
    s3.pipe("work/a.bin", b"note-2 is here.")
    s3.rm("work/b.bin")
    assert kept.update("s3://work").added == 1
    assert kept.notes() == ["note-1", "note-2"]
    assert fetched[3:] == ["work/a.bin"]
    assert not list(kept.folder.glob("downloads-*"))


def test_a_bucket_of_no_known_format_says_so_each_time(
    s3: Any, kept: Kept, fetched: list[str]
) -> None:
    s3.pipe("work/a.bin", b"\x7fELF\2\1\1" + bytes(99))
    for _ in range(2):
        [failure] = kept.update("s3://work").failed
        assert "nothing in it can be loaded" in failure.error
    assert fetched == ["work/a.bin"]


def test_an_emptied_bucket_empties_the_collection(s3: Any, kept: Kept) -> None:
    s3.pipe("work/a.txt", b"note-1 is here.")
    kept.update("s3://work")
    s3.rm("work/a.txt")
    assert kept.update("s3://work").removed == 1
    assert kept.notes() == []


def test_what_was_fetched_before_an_interruption_is_not_fetched_again(
    s3: Any, kept: Kept, fetched: list[str]
) -> None:
    for number in range(12):
        s3.pipe(f"work/{number:02}.txt", f"note-{number} is here.".encode())
    with pytest.raises(InterruptedRunError):
        kept.update("s3://work", after=8)
    before = len(fetched)
    assert before >= 8
    kept.update("s3://work")
    assert len(kept.notes()) == len(fetched) == 12
    assert not list(kept.folder.glob("downloads-*"))


def test_a_file_that_cannot_be_had_stays_in_the_library(
    s3: Any, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        s3.pipe(f"work/{number}.txt", f"note-{number} is here.".encode())
    kept.update("s3://work")
    s3.pipe("work/1.txt", b"note-4 is here.")
    opened = type(s3).open

    def refuse(self: Any, path: str, *args: Any, **options: Any) -> Any:
        if path.endswith("1.txt"):
            raise PermissionError("Forbidden")
        return opened(self, path, *args, **options)

    with monkeypatch.context() as patch:
        patch.setattr(type(s3), "open", refuse)
        [failure] = kept.update("s3://work").failed
    assert failure.source == "s3://work/1.txt"
    assert kept.notes() == ["note-0", "note-1", "note-2"]
    assert kept.update("s3://work").updated == 1
    assert kept.notes() == ["note-0", "note-2", "note-4"]


def test_a_listing_that_fails_removes_nothing(
    s3: Any, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    s3.pipe("work/a.txt", b"note-1 is here.")
    kept.update("s3://work")
    s3.rm("work/a.txt")
    monkeypatch.setattr(type(s3), "find", lambda *_, **__: (_ for _ in ()).throw(PermissionError()))
    [failure] = kept.update("s3://work").failed
    assert "the server refuses to show it" in failure.error
    assert kept.notes() == ["note-1"]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("s3://nowhere/x", "nothing has this name"),
        ("s3://work/typo", "nothing has this name"),
        ("s3:work", "not an address"),
        ("s3://work::memory://x", "not an address"),
        ("ftp://host/x", "addresses of 'ftp' cannot be loaded"),
    ],
)
def test_what_names_nothing_is_told_in_one_line(s3: Any, source: str, told: str) -> None:
    with pytest.raises(LoadError) as caught:
        list(load([source]))
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_over_the_limit_is_not_fetched(s3: Any) -> None:
    s3.pipe("work/big.txt", b"word " * 250_000)
    with pytest.raises(LoadError, match="--max-megabytes"):
        list(load(["s3://work"], LoadOptions(limits=Limits(megabytes=1))))


def test_servers_refuse_them(s3: Any) -> None:
    for source in ("s3://work", "imap://ann@127.0.0.1", "zotero:"):
        with pytest.raises(LoadError, match="refused here"):
            list(load([source], LoadOptions(public_only=True)))


def test_no_secret_is_shown_or_kept(
    s3: Any, precis: Precis, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    s3.pipe("work/a.txt", b"The harbour is open.")
    run = precis("ingest", "s3://work", "--json", "--library", kept.folder)
    assert run.code == 0, run.err
    assert '"added": 1' in run.out

    def fail(*_: Any, **__: Any) -> Any:
        raise OSError(f"cannot sign with {SECRET} for ann:{SECRET}@host")

    monkeypatch.setattr(type(s3), "info", fail)
    failed = precis("ingest", f"s3://ann:{SECRET}@work", "--library", kept.folder)
    assert failed.code == 1
    assert SECRET not in failed.out + failed.err
    assert not [
        p for p in kept.folder.rglob("*") if p.is_file() and SECRET.encode() in p.read_bytes()
    ]


def test_without_the_package_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("precis.errors.find_spec", lambda _: None)
    for source, extra in {"s3://b": "s3", "imap://ann@h": "imap"}.items():
        with pytest.raises(MissingExtraError, match=f"uv sync --inexact --extra {extra}"):
            list(load([source]))
