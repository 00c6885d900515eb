"""What every CollectionStore keeps to: folder, Chroma server, and database with or without one."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING
from uuid import uuid4

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from langchain_core.documents import Document
from langchain_core.embeddings import DeterministicFakeEmbedding

from precis.splitters.content_defined import ContentDefinedSplitter
from precis.stores.chunking import chunk_document
from precis.stores.collection_store import Change, CollectionStore
from precis.stores.errors import LibraryBusyError, OtherEmbeddingsError, UnknownDocumentError
from precis.stores.filters import conditions
from precis.stores.library_store import LibraryStore

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

SENTENCES = (
    "The launch of Heron is on 5 May.",
    "The budget of Heron is nine million.",
    "Lunch is served at noon.",
    "Кошки спят на крыше.",
)
EMBEDDINGS = DeterministicFakeEmbedding(size=8)
SPLITTER = ContentDefinedSplitter(minimum=20, maximum=60)


@pytest.fixture(params=["folder", "server", "database", "database and server"])
def stores(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., CollectionStore]:
    """Return a function that opens one collection, each time from a client of its own."""
    chroma = request.getfixturevalue("server") if "server" in request.param else None
    database = request.getfixturevalue("database_url") if "database" in request.param else None
    shared = chroma or database
    clients = iter(range(1000))

    def opened(name: str, model: str = "fake") -> CollectionStore:
        folder = tmp_path / (f"client{next(clients)}" if shared else "library")
        places = {"chroma": chroma, "database": database}
        return LibraryStore(folder, EMBEDDINGS, SPLITTER, model=model, wait=0, **places).store(name)

    return opened


def make_document(identity: str, text: str, source: str | None = None) -> Document:
    source = source or f"/{identity}.txt"
    return Document(
        text,
        metadata={"id": identity, "source": source, "title": identity, "media_type": "text/plain"},
    )


def write(store: CollectionStore, documents: Sequence[Document], **change: object) -> int:
    """Commit documents and a change; return how many texts were embedded."""
    with store.transaction() as transaction:
        if documents:
            chunked = [chunk_document(document, SPLITTER) for document in documents]
            transaction.stage(chunked, lambda: None)
        transaction.commit(Change(**change))  # type: ignore[arg-type]
        return transaction.embedded


def search(store: CollectionStore, question: str, *where: str, k: int = 5) -> list[Document]:
    vector = np.asarray(EMBEDDINGS.embed_query(question), dtype=np.float32)
    return store.search(question, vector, k, conditions(where))


def test_every_reader_sees_a_commit_and_nobody_what_is_only_staged(
    stores: Callable[..., CollectionStore],
) -> None:
    name = uuid4().hex
    one, other = stores(name), stores(name)
    assert not one.exists()
    write(one, [make_document("a", SENTENCES[0])])
    with one.transaction() as transaction:
        transaction.stage(
            [chunk_document(make_document("b", SENTENCES[1]), SPLITTER)], lambda: None
        )
        assert transaction.count() == 2
        assert [source.id for source in other.sources()] == ["a"]
        assert not any("budget" in found.page_content for found in search(other, "budget"))
        transaction.commit(Change())
    assert [source.id for source in other.sources()] == ["a", "b"]
    assert "budget" in search(other, "budget of Heron", k=1)[0].page_content
    assert other.documents(["b"]) == {"b": make_document("b", SENTENCES[1])}


def test_what_fails_leaves_all_as_it_was_and_is_not_paid_for_twice(
    stores: Callable[..., CollectionStore],
) -> None:
    store = stores(uuid4().hex)
    write(store, [make_document("a", SENTENCES[0])])
    chunked = [chunk_document(make_document("a", SENTENCES[1]), SPLITTER)]
    with suppress(InterruptedError), store.transaction() as transaction:
        transaction.stage(chunked, lambda: None)
        raise InterruptedError
    assert store.documents(["a"]) == {"a": make_document("a", SENTENCES[0])}
    assert search(store, "budget", "source=/nowhere/**") == []
    with store.transaction() as transaction:
        transaction.stage(chunked, lambda: None)
        transaction.stage(chunked, lambda: None)
        transaction.commit(Change())
        assert transaction.count() == 1
    assert store.documents(["a"]) == {"a": make_document("a", SENTENCES[1])}


def test_a_rename_costs_nothing_and_is_found_by_its_new_name(
    stores: Callable[..., CollectionStore],
) -> None:
    store = stores(uuid4().hex)
    write(store, [make_document("a", SENTENCES[0])])
    renamed = make_document("b", SENTENCES[0], "/borealis/b.txt")
    assert write(store, [], renamed={"a": renamed}) == 0
    assert store.documents(["b"]) == {"b": renamed}
    with pytest.raises(UnknownDocumentError):
        store.documents(["a"])
    assert search(store, "borealis", "source=/borealis/**")[0].metadata["document_id"] == "b"
    assert search(store, "launch", "source=/a.txt") == []


def test_one_writes_at_a_time(stores: Callable[..., CollectionStore]) -> None:
    name = uuid4().hex
    one, other = stores(name), stores(name)
    write(one, [make_document("a", SENTENCES[0])])
    with one.transaction(), pytest.raises(LibraryBusyError), other.transaction():
        pass
    assert write(other, [make_document("b", SENTENCES[1])]) == 1


def test_other_embeddings_must_rebuild(stores: Callable[..., CollectionStore]) -> None:
    name = uuid4().hex
    write(stores(name), [make_document("a", SENTENCES[0]), make_document("b", SENTENCES[1])])
    store = stores(name, model="other")
    with pytest.raises(OtherEmbeddingsError), store.transaction():
        pass
    with store.transaction(rebuild=True) as transaction:
        transaction.stage(
            [chunk_document(make_document("b", SENTENCES[1]), SPLITTER)], lambda: None
        )
        transaction.commit(Change())
        assert transaction.embedded == 1
    assert [source.id for source in store.sources()] == ["b"]
    assert [found.metadata["document_id"] for found in search(store, "Heron")] == ["b"]


NAMES = st.sampled_from("abc")
TEXTS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map(" ".join)
FOLDERS = st.sampled_from(["/public", "/secret", "/public/secret"])
STEPS = st.one_of(
    st.tuples(st.just("put"), NAMES, FOLDERS, TEXTS),
    st.tuples(st.just("remove"), NAMES, FOLDERS, TEXTS),
    st.tuples(st.just("rename"), NAMES, FOLDERS, TEXTS),
)


@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(STEPS, min_size=1, max_size=6),
    st.sampled_from(["source=/public/**", "source=/secret/*", "title=a|c", "source~secret"]),
    st.sampled_from([*SENTENCES, "When is the launch of Heron?"]),
)
def test_after_any_changes_a_filter_is_a_wall(
    stores: Callable[..., CollectionStore],
    steps: list[tuple[str, str, str, str]],
    condition: str,
    question: str,
) -> None:
    name = uuid4().hex
    store, reader = stores(name), stores(name)
    write(store, [make_document("0", SENTENCES[2])])
    kept = {"0": make_document("0", SENTENCES[2])}
    for number, (action, identity, folder, text) in enumerate(steps):
        source = f"{folder}/{identity}{number}.txt"
        if action == "put":
            kept[identity] = make_document(identity, text, source)
            write(store, [kept[identity]])
        elif identity in kept and action == "remove":
            write(store, [], removed=[identity])
            del kept[identity]
        elif identity in kept:
            renamed = make_document(f"{identity}{number}", kept.pop(identity).page_content, source)
            write(store, [], renamed={identity: renamed})
            kept[renamed.metadata["id"]] = renamed
    assert {source.id for source in reader.sources()} == set(kept)
    assert reader.documents(kept) == kept
    [wanted] = conditions([condition])
    inside = {identity for identity, each in kept.items() if wanted.holds(each.metadata)}
    found = search(reader, question, condition, k=20)
    assert {passage.metadata["document_id"] for passage in found} <= inside
    for passage in found:
        at = passage.metadata
        text = kept[at["document_id"]].page_content
        assert passage.page_content == text[at["start_index"] : at["end_index"]]
        assert at["score"] > 0
    copies = {identity for identity in inside if question in kept[identity].page_content}
    assert copies <= {passage.metadata["document_id"] for passage in found}
