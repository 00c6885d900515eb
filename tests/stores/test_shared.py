"""A library in PostgreSQL, in one file: it finds what a folder finds; faults, kills, clients."""

from __future__ import annotations

import os
import signal
import threading
from pkgutil import resolve_name
from typing import TYPE_CHECKING

import numpy as np
import psycopg
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from langchain_core.documents import Document
from langchain_core.embeddings import DeterministicFakeEmbedding

from precis.database import schema
from precis.database.upgrading import upgrade_database
from precis.splitters.content_defined import ContentDefinedSplitter
from precis.stores.errors import (
    EmptyLibraryError,
    LibraryBusyError,
    LibraryError,
    OtherEmbeddingsError,
    OtherPlaceError,
    OtherTermsError,
)
from precis.stores.indexing import TERMS
from precis.stores.library_store import LibraryStore
from precis.stores.shared import vectors
from precis.stores.shared.upgrading import upgrade_indexes
from precis.stores.shared.vectors import DatabaseVectors
from tests.conftest import Precis
from tests.fakes.documents import documents
from tests.fakes.postgres import PASSWORD
from tests.processes import run_apart

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Client = Callable[..., LibraryStore]

EMBEDDINGS = DeterministicFakeEmbedding(size=8)
SPLITTER = ContentDefinedSplitter(minimum=20, maximum=120)


@pytest.fixture
def client(database_url: str, tmp_path: Path) -> Client:
    """Return a function that makes clients with folders of their own."""
    count = iter(range(1000))

    def make(**options: object) -> LibraryStore:
        named = {"model": "fake", "database": database_url} | options
        return LibraryStore(tmp_path / f"{next(count)}", EMBEDDINGS, SPLITTER, **named)  # type: ignore[arg-type]

    return make


WORDS = (
    "ferry harbour noon Katze Häuser Füße Москва кошки गाँव 東京 don't BX-2401A "
    "getUserName 2024-03-15 naïve x\0y | A | B |"
).split(" ")
SENTENCES = st.lists(st.sampled_from([*WORDS, "w" * 100, "\n\n"]), min_size=1, max_size=40)
TEXTS = st.lists(SENTENCES.map(" ".join), min_size=1, max_size=5).map(". ".join)
STEPS = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from(["/x", "/Москва", "/x/y"]), TEXTS),
    min_size=1,
    max_size=6,
)


@settings(
    max_examples=5,
    phases=[Phase.explicit, Phase.generate],  # each example is slow: none is made smaller
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(STEPS, st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join))
def test_it_finds_what_a_folder_finds(
    client: Client,
    database_url: str,
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[tuple[str, ...]],
    ask: str,
) -> None:
    """After the same changes, of documents one by one and together: passages, scores, conditions,
    and what a question touches; the counts of terms are those of the index."""
    name = f"c{np.random.default_rng().integers(1 << 62)}"
    folder = tmp_path_factory.mktemp("local") / "library"
    both = (client(), LibraryStore(folder, EMBEDDINGS, SPLITTER, model="fake"))
    for library in both:
        together = []
        for number, (identity, place, text) in enumerate(steps):
            source = f"http://host{place}/{identity}.txt"  # of no file that could be gone
            together.append(make_document(f"{identity}{number}", source, text))
            if number % 3 != 1 or number + 1 == len(steps):
                library.ingest(together, name)
                together = []
        library.remove([f"http://host{steps[-1][1]}"], name)
        library.ingest([make_document("kept", "http://host/kept.txt", steps[0][2])], name)
    shared, local = both
    assert shared.sources(name)[0]._replace(ingested_at="") == local.sources(name)[0]._replace(
        ingested_at=""
    )
    for where in ((), ("source=http://host/x/**",), ("title~kept|a",)):
        assert shared.search(ask, name, 20, where=where) == local.search(ask, name, 20, where=where)
        assert shared.find_touched(ask, ask.split(), name, where=where) == local.find_touched(
            ask, ask.split(), name, where=where
        )
    with psycopg.connect(database_url) as connection:
        counted = "SELECT collection, term, chunks FROM precis.terms ORDER BY 1, 2"
        index = (
            "SELECT collection, term, sum(length(entries) / 12) FROM precis.postings "
            "GROUP BY 1, 2 ORDER BY 1, 2"
        )
        assert connection.execute(counted).fetchall() == connection.execute(index).fetchall()


def make_document(identity: str, source: str, text: str) -> Document:
    metadata = {"id": identity, "source": source, "title": f"T {identity}", "media_type": "text"}
    return Document(text, metadata=metadata)


def test_any_text_and_name_is_kept(client: Client) -> None:
    strange = "a\0b 🙂 " + "x" * 5000
    document = make_document(strange, f"/{strange}", strange)
    client().ingest([document], "Q1/été\\日本")
    other = client()
    assert other.collections() == ["Q1/été\\日本"]
    assert other.documents([strange], "Q1/été\\日本") == {strange: document}
    assert other.ingest([document], "Q1/été\\日本").unchanged == 1
    other.remove([strange], "Q1/été\\日本")
    other.drop("Q1/été\\日本")
    with pytest.raises(EmptyLibraryError, match="the library postgresql://precis@"):
        client().sources("Q1/été\\日本")


def test_a_search_costs_the_same_however_large_the_library_is(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For a new client: as few requests for any question, as many bytes as few passages have."""
    costs = []
    for count in (20, 150):
        texts = {
            f"/{count}/{n}.txt": f"Ship {n} of fleet {count} sails at noon." for n in range(count)
        }
        client().ingest(documents(texts), f"of {count}")
        with counted(monkeypatch) as cost:
            client().search(f"Where does ship 7 of fleet {count} sail?", f"of {count}")
        costs.append(cost)
    for question, k in (
        ("noon", 1),
        (" ".join(f"ship {n} of fleet at noon" for n in range(50)), 50),
    ):
        with counted(monkeypatch) as cost:
            client().search(question, "of 150", k)
        costs.append(cost)
    assert max(cost["requests"] for cost in costs) <= 15
    assert costs[1]["rows"] < 1.2 * (costs[0]["rows"] + 2 * 150)


def test_one_more_document_costs_the_same_however_large_the_library_is(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    costs = []
    for count in (5, 60):
        texts = {f"/{count}/{n}.txt": f"Ship {n} of fleet {count} sails." for n in range(count)}
        client().ingest(documents(texts), f"of {count}")
        with counted(monkeypatch) as cost:
            client().ingest(documents({"/more.txt": "A ferry sails at noon."}), f"of {count}")
        costs.append(cost)
    assert costs[0] == costs[1]
    assert costs[0]["requests"] <= 26


class counted:  # noqa: N801 - a context manager
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.cost = {"requests": 0, "rows": 0}
        self._patch = monkeypatch

    def __enter__(self) -> dict[str, int]:
        execute = psycopg.Connection.execute

        def noted(connection: object, *values: object, **options: object) -> object:
            cursor = execute(connection, *values, **options)  # type: ignore[arg-type,call-overload]
            self.cost["requests"] += 1
            self.cost["rows"] += max(cursor.rowcount, 0)
            return cursor

        self._patch.setattr(psycopg.Connection, "execute", noted)
        return self.cost

    def __exit__(self, *_: object) -> None:
        self._patch.undo()


def test_few_of_many_vectors_are_compared_and_the_nearest_are_among_them(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "CHOSEN", 100)
    drawn = np.random.default_rng(7)
    centres = drawn.standard_normal((20, 64))
    rows = (centres[drawn.integers(20, size=1000)] + drawn.standard_normal((1000, 64))).astype("f4")
    keys = [f"{n:032x}" for n in range(len(rows))]
    store = client().store("many")
    with store._database.writing() as connection:  # type: ignore[attr-defined]
        DatabaseVectors(connection, 1, 1).add(dict(zip(keys, rows, strict=True)))
        found = [
            {each.key for each in DatabaseVectors(connection, 1, 1).nearest(row, 10)}
            for row in rows[::50]
        ]
    lengths = np.linalg.norm(rows, axis=1)
    hits = 0
    for row, near in zip(rows[::50], found, strict=True):
        cosines = rows @ row / lengths
        hits += len(near & {keys[n] for n in np.argsort(-cosines)[:10]})
    assert hits >= 0.97 * 10 * len(found)


def ingest_until_killed(folder: Path, database: str, times: int, killed_at: str) -> None:
    place, _, method = killed_at.rpartition(".")
    usual, left = getattr(resolve_name(place), method), [times]

    def killed(*values: object, **options: object) -> object:
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return usual(*values, **options)

    setattr(resolve_name(place), method, killed)
    library = LibraryStore(folder, EMBEDDINGS, SPLITTER, model="fake", database=database)
    library.ingest(documents(CLOSED))


CLOSED = {f"/{n}.md": f"Bridge {n} is closed. It cost {n}." for n in range(9)}


@pytest.mark.parametrize(
    ("killed_at", "published"),
    [
        ((0, "precis.stores.shared.vectors:DatabaseVectors.add"), False),
        ((4, "precis.stores.shared.transaction:SharedTransaction._add"), False),
        ((0, "precis.stores.shared.transaction:.write_head"), False),
        ((0, "psycopg:Connection.rollback"), True),
    ],
)
def test_a_client_that_is_killed_leaves_one_version_or_the_other(
    client: Client,
    database_url: str,
    tmp_path: Path,
    killed_at: tuple[int, str],
    published: bool,
) -> None:
    before = {f"/{n}.md": f"Bridge {n} was opened by a mayor." for n in range(9)}
    client().ingest(documents(before))
    found = client().search("Who opened bridge 7?", k=3)
    given = (tmp_path / "v", database_url, *killed_at)
    assert run_apart(ingest_until_killed, *given) == -signal.SIGKILL
    seen = client().search("Who opened bridge 7?", k=3)
    assert (seen != found) == published
    assert all(("closed" in passage.page_content) == published for passage in seen)
    again = client().ingest(documents(CLOSED))
    assert again.embedded == (9 if killed_at[1].endswith("Vectors.add") else 0)
    client().ingest(documents(before))
    assert client().search("Who opened bridge 7?", k=3) == found
    with psycopg.connect(database_url) as connection:
        for table, rows in {"vectors": 9, "sketches": 9, "chunk_vectors": 9, "loose": 0}.items():
            counted = connection.execute(f"SELECT count(*) FROM precis.{table}".encode())
            assert counted.fetchone() == (rows,), table


def test_writers_take_turns_and_readers_do_not_wait(client: Client) -> None:
    client().ingest(documents({"/a.md": "The first."}))
    told: list[bool] = []
    with client().store("default").transaction() as transaction:
        assert transaction.count() == 1
        assert client().search("first")
        with pytest.raises(LibraryBusyError, match="--wait"):
            client(wait=0.3, on_wait=lambda: told.append(True)).ingest(documents({"/b.md": "B."}))
    assert told == [True]
    failed: list[BaseException] = []

    def write(number: int) -> None:
        try:
            client().ingest(documents({f"/{number}.md": f"Of thread {number}."}))
        except BaseException as error:  # noqa: BLE001 - raised where the threads are joined
            failed.append(error)

    threads = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(client().sources()) == 5


def test_removed_text_is_in_no_row(client: Client, database_url: str) -> None:
    client().ingest(documents({"/a.md": "Of parrots.", "/b.md": "Of bridges."}))
    client().remove(["/a.md"])
    with psycopg.connect(database_url) as connection:
        tables = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'precis'"
        for (table,) in connection.execute(tables).fetchall():
            rows = connection.execute(f"SELECT it::text FROM precis.{table} AS it".encode())
            kept = " ".join(row for (row,) in rows)
            assert b"parrot".hex() not in kept, table
            assert "parrot" not in kept, table


FAULTS = {
    "53100": "has no space left: nothing is lost; free some",
    "25006": "takes no changes: give the address of the primary",
    "42501": "denies this user access",
    "XX001": "fails .*: check it and try again",
}


@pytest.mark.parametrize("state", FAULTS)
def test_what_a_server_refuses_is_one_line_and_loses_nothing(
    client: Client, database_url: str, state: str
) -> None:
    client().ingest(documents({"/a.md": "The first."}))
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION 'refused' USING ERRCODE = '{state}'; END $$; "
            "CREATE TRIGGER refuse BEFORE INSERT ON precis.postings "
            "EXECUTE FUNCTION refuse()".encode()
        )
    with pytest.raises(LibraryError, match=FAULTS[state]) as error:
        client().ingest(documents({"/b.md": "The second."}))
    assert "\n" not in str(error.value)
    assert PASSWORD not in str(error.value)
    assert [source.source for source in client().sources()] == ["/a.md"]
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("DROP TRIGGER refuse ON precis.postings")
    report = client().ingest(documents({"/b.md": "The second."}))
    assert (report.added, report.embedded) == (1, 0)


@pytest.mark.parametrize("age", ["older", "newer"])
def test_an_index_of_other_terms_is_refused_and_an_older_one_upgraded(
    client: Client, database_url: str, monkeypatch: pytest.MonkeyPatch, age: str
) -> None:
    """As the catalog of a folder is; what is upgraded is found as what is ingested now."""
    texts = {f"/{n}.md": f"The bridges of {n} were closed, | BX-{n} |." for n in range(9)}
    with monkeypatch.context() as then:
        then.setattr(
            "precis.stores.shared.keyword_writer.segment_terms", lambda _, of: ["x x"] * len(of)
        )
        then.setattr("precis.stores.shared.store.TERMS", TERMS + (1 if age == "newer" else -1))
        client().ingest(documents(texts))
    uses: list[Callable[[], object]] = [
        lambda: client().search("bridges"),
        lambda: client().find_touched("bridges", ["bridg"]),
        lambda: client().ingest(documents({"/x.md": "X."})),
        lambda: client().remove(["/1.md"]),
    ]
    way_out = "update precis" if age == "newer" else "`precis library upgrade`"
    for use in uses:
        with pytest.raises(OtherTermsError, match=f"index of .*'default'.* {age} .*{way_out}"):
            use()
    assert len(client().sources()) == 9
    assert upgrade_indexes(database_url) == (["default"] if age == "older" else [])
    if age == "older":
        client().ingest(documents(texts), "fresh")
        for question in ("Which bridge was closed?", "BX-7"):
            assert client().search(question, k=20) == client().search(question, "fresh", k=20)
        assert upgrade_indexes(database_url) == []
    else:
        client().reembed()
        assert client().search("bridges")


BEFORE_BATCHES = """
ALTER TABLE precis.postings DROP CONSTRAINT postings_pkey;
ALTER TABLE precis.postings RENAME COLUMN batch TO document;
ALTER TABLE precis.documents DROP COLUMN batch;
CREATE INDEX postings_by_term ON precis.postings (collection, term);
CREATE INDEX postings_by_document ON precis.postings (collection, document);
DELETE FROM precis.schema_version WHERE version = 7;
"""
"""Leads from schema 7 to 6, where each document was written by itself."""


def test_an_index_of_documents_is_upgraded_to_one_of_batches(
    client: Client, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {number: text for number, text in schema.migrations().items() if number <= 7}
    texts = {f"/{n}.md": f"The bridges of {n} were closed, | BX-{n} |." for n in range(6)}
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA precis CASCADE")
    with monkeypatch.context() as then:
        then.setattr(schema, "migrations", lambda: known)
        for document in documents(texts):
            client().ingest([document])
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(BEFORE_BATCHES.encode())
    assert upgrade_database(database_url) == (6, schema.latest())
    client().remove(["/3.md"])
    client().ingest(documents({"/1.md": "The ferry of 1."}))
    texts = {"/1.md": "The ferry of 1."} | {
        k: v for k, v in texts.items() if k not in {"/1.md", "/3.md"}
    }
    client().ingest(documents(texts), "fresh")
    for question in ("Which bridge was closed?", "BX-4", "ferry"):
        assert client().search(question, k=20) == client().search(question, "fresh", k=20)


def test_other_embeddings_and_other_places(client: Client, server: str) -> None:
    client().ingest(documents({"/a.md": "The first."}))
    with pytest.raises(OtherEmbeddingsError, match="'fake', not 'other'"):
        client(model="other").search("first")
    with pytest.raises(OtherPlaceError, match="in the database: leave --chroma out"):
        client(chroma=server).search("first")
    assert client(chroma=server).reembed().embedded == 1
    assert client(chroma=server).search("first")
    with pytest.raises(OtherPlaceError, match="on a Chroma server: name it with --chroma"):
        client().search("first")
    with pytest.raises(OtherPlaceError):
        client().ingest(documents({"/b.md": "The second."}))
    assert client().reembed().embedded == 1


def test_from_the_command_line(
    precis: Precis, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("Mrs Alder approves every refund herself.")
    assert precis("ingest", tmp_path / "a.txt", "--library", database_url).code == 0
    monkeypatch.setenv("PRECIS_LIBRARY", database_url)
    asked = precis("ask", "Who approves a refund?")
    assert "Mrs Alder approves every refund herself." in asked.out, asked.err
    described = precis("about")
    assert "postgresql://precis@127.0.0.1" in described.out
    wrong = precis("search", "x", "--library", database_url.replace("s3cret", "wr0ng"))
    down = precis("search", "x", "--library", "postgresql://precis:hunter22@127.0.0.1:9/db")
    malformed = precis("search", "x", "--library", "postgresql://precis:hunter22@127.0.0.1")
    assert (wrong.code, down.code, malformed.code) == (1, 1, 2)
    for run in (asked, described, wrong, down, malformed):
        assert not any(each in run.out + run.err for each in ("s3cret", "wr0ng", "hunter22"))
        assert run is asked or len(run.err.splitlines()) <= 1, run.err
