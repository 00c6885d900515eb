"""The network to a shared library's servers is cut, for moments and for long."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from langchain_core.documents import Document
from langchain_core.embeddings import DeterministicFakeEmbedding

from precis.splitters.content_defined import ContentDefinedSplitter
from precis.stores.errors import LibraryError
from precis.stores.library_store import LibraryStore
from tests.fakes.documents import documents
from tests.fakes.network import Network, network_to

EMBEDDINGS = DeterministicFakeEmbedding(size=8)
SPLITTER = ContentDefinedSplitter(minimum=20, maximum=120)
BEFORE = {f"/docs/{n}.md": f"Bridge {n} was opened by the mayor in {1900 + n}." for n in range(6)}
AFTER = {f"/docs/{n}.md": f"Bridge {n} is closed. It cost {n} million." for n in range(3, 9)}

Open = Callable[[], LibraryStore]


@pytest.fixture(params=["database", "chroma"])
def place(request: pytest.FixtureRequest) -> str:
    """The option of a library, and the fixture that gives the server's address."""
    return str(request.param)


@pytest.fixture
def url(place: str, request: pytest.FixtureRequest) -> str:
    name = "database_url" if place == "database" else "server"
    return str(request.getfixturevalue(name))


@pytest.fixture
def network(url: str) -> Iterator[Network]:
    port = urlsplit(url).port
    assert port
    with network_to(port) as network:
        yield network


@pytest.fixture
def through(
    place: str, url: str, network: Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Open:
    """Return a function that opens the library through the network."""
    monkeypatch.setattr("precis.database.pool._WAIT_SECONDS", 5.0)
    monkeypatch.setattr("precis.stores.chroma_server.CONNECT_SECONDS", 2.0)
    monkeypatch.setattr("precis.stores.chroma_server.SILENT_SECONDS", 2.0)
    monkeypatch.setattr("precis.stores.server_collection.LEASE_SECONDS", 6.0)
    monkeypatch.setattr("precis.stores.server_collection._BEAT_SECONDS", 1.0)
    led = url.replace(f":{urlsplit(url).port}", f":{network.port}")
    address = f"{led}?connect_timeout=2" if place == "database" else led
    count = iter(range(100))

    def make() -> LibraryStore:
        options = {"model": "fake", place: address}
        return LibraryStore(tmp_path / f"{next(count)}", EMBEDDINGS, SPLITTER, **options)  # type: ignore[arg-type]

    return make


def stored_texts(library: LibraryStore, name: str) -> dict[str, str]:
    found = library.documents([source.id for source in library.sources(name)], name)
    return {it.metadata["source"]: it.page_content for it in found.values()}


def cutting(texts: dict[str, str], cut: Callable[[], None]) -> Iterator[Document]:
    """Yield documents; the network is cut after half of them."""
    for number, document in enumerate(documents(texts)):
        if number == len(texts) // 2:
            cut()
        yield document


def test_a_cut_of_a_moment_is_waited_for(
    through: Open, network: Network, request: pytest.FixtureRequest
) -> None:
    name, library = request.node.name, through()
    library.ingest(documents(BEFORE), name)
    library.ingest(cutting(AFTER, lambda: network.cut(0.7)), name)
    assert stored_texts(library, name) == BEFORE | AFTER
    network.cut(0.7)
    assert stored_texts(library, name) == BEFORE | AFTER
    assert stored_texts(through(), name) == BEFORE | AFTER


def test_a_long_cut_is_one_line_and_loses_nothing(
    through: Open, network: Network, request: pytest.FixtureRequest
) -> None:
    name, library = request.node.name, through()
    library.ingest(documents(BEFORE), name)

    def lose() -> None:
        network.cut()
        network.mend(forgetful=True)
        network.cut()

    with pytest.raises(LibraryError) as failed:
        library.ingest(cutting(AFTER, lose), name)
    assert "\n" not in str(failed.value)
    with pytest.raises(LibraryError) as unreachable:
        stored_texts(through(), name)
    assert "\n" not in str(unreachable.value)
    network.mend(forgetful=True)
    assert stored_texts(through(), name) == BEFORE
    assert stored_texts(library, name) == BEFORE
    library.ingest(documents(AFTER), name)
    assert stored_texts(library, name) == BEFORE | AFTER
