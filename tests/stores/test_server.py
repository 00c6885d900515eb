"""A library on a real Chroma server, with several clients."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from pkgutil import resolve_name

import pytest
from langchain_core.documents import Document

from precis.errors import UsageError
from precis.models.embeddings import MiniLM
from precis.splitters.content_defined import ContentDefinedSplitter
from precis.stores.chroma_server import ChromaServer
from precis.stores.errors import (
    EmptyLibraryError,
    LibraryBusyError,
    OtherEmbeddingsError,
    ServerError,
    UnknownCollectionError,
)
from precis.stores.library_store import LibraryStore
from precis.stores.server_collection import ServerCollection
from tests.conftest import Precis
from tests.fakes.documents import documents
from tests.processes import run_apart

Client = Callable[..., LibraryStore]


@pytest.fixture
def client(server: str, tmp_path: Path, minilm: MiniLM) -> Client:
    """Return a function that makes clients with folders of their own."""
    count = iter(range(100))

    def make(**options: object) -> LibraryStore:
        folder = tmp_path / f"client{next(count)}"
        splitter = ContentDefinedSplitter(minimum=60, maximum=200)
        named = {"model": "minilm", "chroma": server} | options
        return LibraryStore(folder, minilm, splitter, **named)  # type: ignore[arg-type]

    return make


def test_another_client_sees_what_one_wrote(client: Client, texts: dict[str, str]) -> None:
    one, other = client(), client()
    report = one.ingest(documents(texts), "shared")
    assert (report.added, report.embedded > 0) == (3, True)
    assert other.search("Which team approves a refund?", "shared") == one.search(
        "Which team approves a refund?", "shared"
    )
    given = {d.metadata["id"]: d for d in documents(texts)}
    assert other.documents(given, "shared") == given
    again = other.ingest(documents(texts), "shared")
    assert (again.unchanged, again.embedded) == (3, 0)
    assert "shared" in other.collections()


def test_changes_and_removals_reach_the_other(client: Client, texts: dict[str, str]) -> None:
    one, other = client(), client()
    one.ingest(documents(texts), "moving")
    assert len(other.sources("moving")) == 3
    changed = {"/docs/pets.md": "Only parrots may come."}
    assert one.ingest(documents(changed), "moving").updated == 1
    assert "parrots" in other.search("parrots", "moving", 1)[0].page_content
    [gone] = [s.id for s in other.sources("moving") if s.source == "/docs/pets.md"]
    other.remove([gone], "moving")
    assert {s.source for s in one.sources("moving")} == {"/docs/refunds.md", "/docs/travel.md"}
    late = client()
    assert late.sources("moving") == one.sources("moving") or len(late.sources("moving")) == 2
    files = [p.read_bytes() for c in (one, other) for p in c.path.rglob("*") if p.is_file()]
    assert not any(b"parrot" in content for content in files)


def test_collections_of_a_server_may_have_any_name(client: Client) -> None:
    for name in ("Q1/été", "日本", "a.b"):
        client().ingest(documents({"/a.md": f"This is {name}."}), name)
    assert {"Q1/été", "日本", "a.b"} <= set(client().collections())
    assert client().search("This", "日本")[0].page_content == "This is 日本."


def test_clients_at_once(client: Client) -> None:
    clients = [client() for _ in range(3)]
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for turn in range(2):
                text = {f"/docs/{number}-{turn}.md": f"Client {number} writes in turn {turn}."}
                clients[number].ingest(documents(text), "crowd")
                assert clients[number].search("Who writes?", "crowd")
        except BaseException as error:  # noqa: BLE001
            failures.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    listed = [[source.source for source in each.sources("crowd")] for each in clients]
    assert (
        listed[0]
        == listed[1]
        == listed[2]
        == sorted(f"/docs/{number}-{turn}.md" for number in range(3) for turn in range(2))
    )


def test_a_second_writer_waits_or_gives_up(
    client: Client, server: str, texts: dict[str, str]
) -> None:
    held = ServerCollection(ChromaServer(server), "held")
    told: list[bool] = []
    with held.writing(1), pytest.raises(LibraryBusyError, match="--wait"):
        client(wait=0.5, on_wait=lambda: told.append(True)).ingest(documents(texts), "held")
    assert told == [True]
    assert client().ingest(documents(texts), "held").added == 3


def ingest_until_killed(folder: Path, server: str, killed_at: str) -> None:
    place, _, method = killed_at.rpartition(".")
    killed = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)  # noqa: E731
    setattr(resolve_name(place), method, killed)
    splitter = ContentDefinedSplitter(minimum=60, maximum=200)
    library = LibraryStore(folder, MiniLM(), splitter, model="minilm", chroma=server)
    changed = {f"/docs/{n}.md": f"Bridge {n} is closed again. It cost {n}." for n in range(9)}
    library.ingest(documents(changed), "killed")


@pytest.mark.parametrize(
    ("killed_at", "published"),
    [
        ("precis.stores.chroma_server:ServerVectors.add", False),
        ("precis.stores.server_collection:ServerCollection.publish", False),
        ("precis.stores.server_collection:ServerCollection.forget", True),
    ],
)
def test_a_client_that_is_killed_leaves_one_version_or_the_other(
    client: Client, server: str, monkeypatch: pytest.MonkeyPatch, killed_at: str, published: bool
) -> None:
    monkeypatch.setattr("precis.stores.server_collection.LEASE_SECONDS", 0.5)
    one, other, victim = client(), client(), client()
    before = {f"/docs/{n}.md": f"Bridge {n} was opened by a mayor." for n in range(9)}
    one.ingest(documents(before), "killed")
    found = one.search("Who opened bridge 7?", "killed", 3)
    assert run_apart(ingest_until_killed, victim.path, server, killed_at) == -signal.SIGKILL
    seen = other.search("Who opened bridge 7?", "killed", 3)
    assert (seen != found) == published
    assert all(("closed" in passage.page_content) == published for passage in seen)
    one.ingest(documents(before), "killed")
    assert other.search("Who opened bridge 7?", "killed", 3) == found
    assert len(ServerCollection(ChromaServer(server), "killed").vectors("minilm").keys()) == 9


def test_a_dead_writer_is_taken_over_and_swept(
    client: Client, server: str, texts: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = client()
    one.ingest(documents(texts), "dead")
    remote = ServerCollection(ChromaServer(server), "dead")
    remote._first("writer", "nobody")
    vectors = remote.vectors("minilm")
    before = vectors.keys()
    vectors.add({"0" * 32: one.embeddings.vectors(["left behind"])[0]})  # type: ignore[attr-defined]
    monkeypatch.setattr("precis.stores.server_collection.LEASE_SECONDS", 0.5)
    one.ingest(documents({"/docs/new.md": "A new one."}), "dead")
    assert len(vectors.keys()) == len(before) + 1
    assert len(client().sources("dead")) == 4


def test_a_writer_that_was_taken_over_changes_nothing(
    client: Client, texts: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("precis.stores.server_collection.LEASE_SECONDS", 0.5)
    one, other = client(), client()
    one.ingest(documents(texts), "taken")

    def cut_off_meanwhile() -> Iterator[Document]:
        yield from documents({"/docs/lost.md": "A lost one."})
        other.ingest(documents({"/docs/new.md": "A new one."}), "taken")

    with pytest.raises(ServerError, match="took over"):
        one.ingest(cut_off_meanwhile(), "taken")
    wanted = {**texts, "/docs/new.md": "A new one."}
    for library in (one, other, client()):
        held = library.documents([source.id for source in library.sources("taken")], "taken")
        assert {d.metadata["source"]: d.page_content for d in held.values()} == wanted
        assert library.search("A new one", "taken", 1)[0].metadata["source"] == "/docs/new.md"
    assert one.ingest(documents({"/docs/lost.md": "A lost one."}), "taken").added == 1
    assert len(other.sources("taken")) == 5


def test_a_failed_ingest_leaves_nothing(
    client: Client, server: str, texts: dict[str, str], minilm: MiniLM,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    one = client()
    one.ingest(documents(texts), "failing")
    vectors = ServerCollection(ChromaServer(server), "failing").vectors("minilm")
    before = vectors.keys()

    monkeypatch.setattr("precis.stores.ingest._BATCH_WINDOWS", 20)

    def broken() -> Iterator[object]:
        yield from documents({f"/docs/{n}.md": f"Report {n}." for n in range(60)})
        raise ConnectionError("gone")

    with pytest.raises(ConnectionError):
        one.ingest(broken(), "failing")  # type: ignore[arg-type]
    assert vectors.keys() == before
    assert len(client().sources("failing")) == 3


def test_other_embeddings_and_rebuilt(client: Client, texts: dict[str, str]) -> None:
    one, other = client(), client(model="other")
    one.ingest(documents(texts), "models")
    with pytest.raises(OtherEmbeddingsError, match="--reembed"):
        other.search("dogs", "models")
    assert other.reembed("models").embedded > 0
    assert other.search("dogs", "models")[0].metadata["source"] == "/docs/pets.md"
    with pytest.raises(OtherEmbeddingsError):
        one.search("dogs", "models")


def test_errors_of_a_server(client: Client, texts: dict[str, str]) -> None:
    with pytest.raises((UnknownCollectionError, EmptyLibraryError)):
        client().search("dogs", "nowhere")
    with pytest.raises(ServerError, match=r"127\.0\.0\.1:9 fails.*chroma run"):
        client(chroma="http://127.0.0.1:9").search("dogs")
    with pytest.raises(UsageError, match="is not the address"):
        client(chroma="localhost:8000").search("dogs")


def test_from_the_command_line(precis: Precis, server: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Mrs Alder approves every refund herself.")
    options = ("--chroma", server, "--collection", "cli")
    assert precis("ingest", tmp_path / "a.txt", *options).code == 0
    asked = precis("ask", "Who approves a refund?", *options, "--library", tmp_path / "other")
    assert "Mrs Alder approves every refund herself." in asked.out, asked.err
    down = precis("search", "x", "--chroma", "http://127.0.0.1:9")
    assert (down.code, len(down.err.splitlines())) == (1, 1)
