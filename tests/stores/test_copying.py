"""Copies of libraries between folders and databases, either way."""

import json
from pathlib import Path

import numpy as np
import psycopg
import pytest

from precis.chains.library_copy import copy_library
from precis.chains.library_place import LibraryPlace
from precis.errors import UsageError
from precis.models.calls.kept_calls import open_calls
from precis.stores.copying import CopyError, content_of
from precis.stores.kept_shares import open_shares
from precis.stores.library_store import LibraryStore
from precis.stores.permissions import Right
from precis.stores.shares import Share
from tests.conftest import Precis
from tests.fakes.documents import documents
from tests.fakes.postgres import PostgresServer
from tests.stores.test_shared import EMBEDDINGS, SPLITTER, make_document

TEXTS = {
    "/a.md": "Ferries leave at noon.\n\n" + " ".join(f"Stop {n} is a harbour." for n in range(30)),
    "/b.md": "Кошки спят на крыше. a\0b",
    "/c.md": "",
}


def open_store(place: LibraryPlace, chroma: str | None = None) -> LibraryStore:
    chroma = chroma if place.database else None
    places = {"database": place.database, "chroma": chroma}
    return LibraryStore(place.folder, EMBEDDINGS, SPLITTER, model="fake", **places)


@pytest.mark.parametrize("on_chroma", [False, True])
def test_there_and_back_all_is_as_it_was(
    tmp_path: Path, database_url: str, request: pytest.FixtureRequest, on_chroma: bool
) -> None:
    chroma = request.getfixturevalue("server") if on_chroma else None
    first, second = LibraryPlace(tmp_path / "1"), LibraryPlace(tmp_path / "2")
    shared = LibraryPlace(tmp_path / "3", database_url)
    open_store(first).ingest(documents(TEXTS), "Q1/été")
    open_store(first).ingest([make_document("x", "http://x", "Of bridges.")], "second")
    open_store(first).remove(["/b.md"], "Q1/été")
    open_store(first).ingest(documents({"/d.md": "Later."}), "Q1/été")
    open_calls(first.calls).put(b"k" * 32, "m", "reply")
    copied = [copy_library(*places, chroma, lambda *_: None) for places in [(first, shared)] * 2]
    back = copy_library(shared, second, chroma, lambda *_: None)
    assert copied[0] == copied[1]
    assert back.collections == copied[0].collections
    assert [it.documents for it in back.collections] == [3, 1]
    assert open_calls(second.calls).get(b"k" * 32) == "reply"
    for name in ("Q1/été", "second"):
        stores = [open_store(place, chroma).store(name) for place in (first, shared, second)]
        assert len({store.read(content_of)[0] for store in stores}) == 1
        assert stores[0].sources() == stores[1].sources() == stores[2].sources()
        question = np.asarray(EMBEDDINGS.embed_query("harbour"), np.float32)
        found = [store.search("Which stop?", question, 5, []) for store in stores]
        assert on_chroma or found[0] == found[1] == found[2]
        assert [it.page_content for it in found[0]] == [it.page_content for it in found[2]]


def test_another_collection_of_the_name_is_left_as_it_is(tmp_path: Path, database_url: str) -> None:
    folder, shared = LibraryPlace(tmp_path / "1"), LibraryPlace(tmp_path / "2", database_url)
    open_store(folder).ingest(documents(TEXTS))
    open_store(shared).ingest(documents({"/x.md": "Another."}))
    with pytest.raises(CopyError, match=r"'default' in postgresql://precis@.* differs"):
        copy_library(folder, shared, None, lambda *_: None)
    assert [source.source for source in open_store(shared).sources()] == ["/x.md"]
    with pytest.raises(UsageError, match="both source and target"):
        copy_library(folder, folder, None, lambda *_: None)


def test_a_vector_that_is_lost_is_noticed(tmp_path: Path, database_url: str) -> None:
    folder, shared = LibraryPlace(tmp_path / "1"), LibraryPlace(tmp_path / "2", database_url)
    open_store(folder).ingest(documents(TEXTS))
    copy_library(folder, shared, None, lambda *_: None)
    with psycopg.connect(database_url) as connection:
        connection.execute(
            "DELETE FROM precis.vectors WHERE key = (SELECT key FROM precis.chunk_vectors LIMIT 1)"
        )
    with pytest.raises(CopyError):
        copy_library(folder, shared, None, lambda *_: None)


def test_from_the_command_line(
    precis: Precis, postgres_server: PostgresServer, database_url: str, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("Mrs Alder approves every refund herself.")
    assert precis("ingest", tmp_path / "a.txt", "--library", tmp_path / "1").code == 0
    run = precis("library", "copy", tmp_path / "1", database_url, "--json")
    wanted = {"collection": "default", "documents": 1, "chunks": 1}
    assert json.loads(run.out)["collections"] == [wanted], run.err
    asked = precis("search", "Who approves a refund?", "--library", database_url)
    assert "Mrs Alder" in asked.out
    empty = postgres_server.new_database(bare=True)
    upgraded = precis("library", "upgrade", "--library", empty, "--json")
    assert json.loads(upgraded.out)["before"] == 0
    refused = precis("library", "upgrade", "--library", tmp_path / "1")
    assert (refused.code, "is a folder" in refused.err) == (2, True)
    assert "s3cret" not in run.out + run.err + upgraded.out + upgraded.err


def test_what_is_restricted_stays_so(tmp_path: Path, database_url: str) -> None:
    folder, shared = LibraryPlace(tmp_path / "1"), LibraryPlace(tmp_path / "2", database_url)
    open_store(folder).ingest(documents(TEXTS), "hr")
    there, here = (open_shares(place.folder, place.database) for place in (folder, shared))
    there.unshare("hr", "everybody")
    there.share("hr", "anna", Right.READ)
    there.share("~anna/x", "ben", Right.WRITE)
    here.share("~anna/x", "cleo", Right.READ)
    copy_library(folder, shared, None, lambda *_: None)
    assert here.list_shares("hr") == there.list_shares("hr")
    assert here.list_shares("~anna/x") == [Share("~anna/x", "cleo", Right.READ)]
