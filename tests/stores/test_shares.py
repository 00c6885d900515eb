"""Whom collections are shared with: any history against a plain model, in a file and a database."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from langchain_core.documents import Document

from precis.errors import UsageError
from precis.models.embeddings import MiniLM
from precis.splitters.content_defined import ContentDefinedSplitter
from precis.stores.errors import EmptyLibraryError, ReadOnlyError, UnknownCollectionError
from precis.stores.kept_shares import open_shares
from precis.stores.library_store import LibraryStore
from precis.stores.permissions import EVERYBODY, Right, owner_of
from precis.stores.shares import Share, Shares

USERS = "anna", "ben", "Ben"
COLLECTIONS = "~anna/papers", "~ben/papers", "default", "~anna", "~/x", "~an na/x"
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("share", "unshare", "forget")),
        st.sampled_from(COLLECTIONS),
        st.sampled_from((*USERS, EVERYBODY, "no/body", "")),
        st.sampled_from((Right.READ, Right.WRITE)),
    ),
    max_size=25,
)


class Model:
    """What a team expects, in a dictionary."""

    def __init__(self) -> None:
        self.given: dict[tuple[str, str], Right] = {}

    def do(self, step: str, collection: str, user: str, right: Right) -> bool:
        """Do a step, and say whether it is allowed."""
        if step == "forget":
            if collection.startswith("~"):
                self.given = {key: it for key, it in self.given.items() if key[0] != collection}
            return True
        known = user in {*USERS, EVERYBODY}
        if collection in COLLECTIONS[3:] or not known or collection == f"~{user}/papers":
            return False
        if step == "share":
            self.given[collection, user] = right
        elif user == EVERYBODY and collection == "default":
            self.given[collection, user] = Right.NONE
        else:
            return self.given.pop((collection, user), None) is not None
        return True

    def right(self, collection: str, user: str) -> Right:
        if collection == f"~{user}/papers":
            return Right.WRITE
        otherwise = Right.WRITE if collection == "default" else Right.NONE
        of_all = self.given.get((collection, EVERYBODY), otherwise)
        return max(of_all, self.given.get((collection, user), Right.NONE))


def follow(shares: Shares, steps: list[tuple[str, str, str, Right]]) -> None:
    model = Model()
    for step, collection, user, right in steps:
        change: Callable[[], None] = {
            "share": lambda c=collection, u=user, r=right: shares.share(c, u, r),
            "unshare": lambda c=collection, u=user: shares.unshare(c, u),
            "forget": lambda c=collection: shares.forget(c),
        }[step]
        if model.do(step, collection, user, right):
            change()
        else:
            with pytest.raises(UsageError):
                change()
        for one in USERS:
            expected = {name: model.right(name, one) for name in COLLECTIONS}
            assert shares.rights(one, COLLECTIONS) == expected
    expected_rows = sorted(Share(*key, it) for key, it in model.given.items())
    assert shares.list_shares() == expected_rows
    assert shares.list_shares("default") == [
        it for it in expected_rows if it.collection == "default"
    ]


@given(STEPS)
def test_any_history_of_shares_in_a_file(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, str, Right]]
) -> None:
    folder = tmp_path_factory.mktemp("library")
    shares = Shares(folder)
    follow(shares, steps)
    rows = shares.list_shares()
    shares.close()
    assert Shares(folder).list_shares() == rows


def test_any_history_of_shares_in_a_database(database_url: str, tmp_path: Path) -> None:
    shares = open_shares(tmp_path, database_url)

    @settings(max_examples=15, deadline=None)
    @given(STEPS)
    def holds(steps: list[tuple[str, str, str, Right]]) -> None:
        for it in shares.list_shares():
            shares._run(
                "DELETE FROM {shares} WHERE collection = ? AND name = ?", it.collection, it.user
            )
        follow(shares, steps)

    holds()


@given(st.text(max_size=8).map(lambda name: f"~{name}"))
def test_no_name_that_begins_with_a_tilde_is_common(name: str) -> None:
    owner = owner_of(name)
    assert owner is not None
    assert owner == "" or name.startswith(f"~{owner}/")


class OneRight:
    """The same right to some collections, and none to others."""

    def __init__(self, right: Right, *names: str) -> None:
        self.right = right
        self.names = names
        self.seen: set[str] = set()

    def rights(self, collections: object) -> dict[str, Right]:
        assert isinstance(collections, list)
        return {it: self.right if it in self.names else Right.NONE for it in collections}

    def on_open(self, collection: str) -> None:
        self.seen.add(collection)

    def on_hold(self, collection: str) -> None:
        raise AssertionError(collection)


def library(path: Path, permissions: OneRight | None = None) -> LibraryStore:
    return LibraryStore(
        path, MiniLM(), ContentDefinedSplitter(), model="minilm", permissions=permissions
    )


def document(text: str) -> Document:
    return Document(text, metadata={"id": "0" * 16, "source": "a", "title": "a", "pages": []})


EVERY_USE: dict[str, Callable[[LibraryStore, str], object]] = {
    "sources": lambda it, name: it.sources(name),
    "documents": lambda it, name: it.documents(["0" * 16], name),
    "search": lambda it, name: it.search("mill", name),
    "retriever": lambda it, name: it.retriever(name),
    "check": lambda it, name: it.check(name),
    "versions": lambda it, name: it.versions(name),
    "vanished": lambda it, name: it.vanished(name),
    "unmatched": lambda it, name: it.unmatched(name, where=["title=x"]),
    "find_touched": lambda it, name: it.find_touched("mill", ["mill"], name),
    "store": lambda it, name: it.store(name),
}
EVERY_CHANGE: dict[str, Callable[[LibraryStore, str], object]] = {
    "ingest": lambda it, name: it.ingest([document("Other text.")], name),
    "reembed": lambda it, name: it.reembed(name),
    "remove": lambda it, name: it.remove(["0" * 16], name),
    "drop": lambda it, name: it.drop(name),
}
NEITHER = {"collections", "every_id", "has", "right", "hold"}


def test_all_that_a_library_does_is_below() -> None:
    named = {it for it in vars(LibraryStore) if not it.startswith("_")}
    assert named == {*EVERY_USE, *EVERY_CHANGE, *NEITHER}


@pytest.mark.parametrize("use", [*EVERY_USE, *EVERY_CHANGE])
def test_what_may_not_be_read_is_as_if_it_were_not_there(tmp_path: Path, use: str) -> None:
    for name in ("default", "secret"):
        library(tmp_path).ingest([document("The mill was built.")], name)
    seen = library(tmp_path, OneRight(Right.WRITE, "default"))
    said = []
    for name in ("secret", "nought"):
        with pytest.raises(UnknownCollectionError) as raised:
            (EVERY_USE | EVERY_CHANGE)[use](seen, name)
        said.append(str(raised.value).replace(name, "it"))
    assert said[0] == said[1]
    assert (seen.collections(), seen.has("secret")) == (["default"], False)
    assert len(library(tmp_path).sources("secret")) == 1
    blind = library(tmp_path, OneRight(Right.WRITE))
    with pytest.raises(EmptyLibraryError):
        blind.sources("secret")


@pytest.mark.parametrize("use", EVERY_CHANGE)
def test_what_may_only_be_read_is_not_changed(tmp_path: Path, use: str) -> None:
    library(tmp_path).ingest([document("The mill was built.")])
    permissions = OneRight(Right.READ, "default")
    reader = library(tmp_path, permissions)
    for look in EVERY_USE.values():
        look(reader, "default")
    with pytest.raises(ReadOnlyError, match="you may read the collection 'default', but not"):
        EVERY_CHANGE[use](reader, "default")
    assert library(tmp_path).documents(["0" * 16])["0" * 16].page_content == "The mill was built."
    assert permissions.seen == {"default"}


def test_a_right_that_is_taken_away_during_an_ingest_is_missed(tmp_path: Path) -> None:
    permissions = OneRight(Right.WRITE, "default")

    def documents() -> Iterator[Document]:
        yield document("The mill was built.")
        permissions.right = Right.READ

    with pytest.raises(ReadOnlyError):
        library(tmp_path, permissions).ingest(documents())
    assert library(tmp_path).collections() == []


def test_a_name_is_looked_up_as_it_is_spelled(tmp_path: Path) -> None:
    library(tmp_path).ingest([document("The mill was built.")], "caf\u00e9")
    hidden = library(tmp_path, OneRight(Right.WRITE, "cafe\u0301", " caf\u00e9 "))
    with pytest.raises(EmptyLibraryError):
        hidden.sources("cafe\u0301")
