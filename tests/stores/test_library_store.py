"""What a library gives back: passages, documents, sources; and its errors."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from langchain_core.retrievers import BaseRetriever

from precis.errors import UsageError
from precis.models.embeddings import MiniLM
from precis.splitters.content_defined import ContentDefinedSplitter
from precis.stores.chunk_index import main_language
from precis.stores.errors import (
    CorruptedLibraryError,
    EmptyLibraryError,
    NewerLibraryError,
    NotALibraryError,
    OlderLibraryError,
    OtherEmbeddingsError,
    UnknownCollectionError,
    UnknownDocumentError,
)
from precis.stores.library_folder import make_folder
from precis.stores.library_store import LibraryStore
from tests.fakes.documents import documents

REFUNDS = "/docs/refunds.md"


def test_search_finds_what_answers(library: LibraryStore, texts: dict[str, str]) -> None:
    library.ingest(documents(texts))
    passages = library.search("Which team approves a refund?", k=3)
    assert passages[0].metadata["source"] == REFUNDS
    scores = [passage.metadata["score"] for passage in passages]
    assert scores == sorted(scores, reverse=True)


def test_every_passage_is_verbatim(library: LibraryStore, texts: dict[str, str]) -> None:
    given = {d.metadata["id"]: d for d in documents(texts)}
    library.ingest(given.values())
    assert library.documents(given) == given
    for passage in library.search("office", k=20):
        at = passage.metadata
        text = given[at["document_id"]].page_content
        assert passage.page_content == text[at["start_index"] : at["end_index"]]


def test_retriever_is_langchains(library: LibraryStore, texts: dict[str, str]) -> None:
    library.ingest(documents(texts), "work")
    retriever = library.retriever("work", k=2)
    assert isinstance(retriever, BaseRetriever)
    assert retriever.invoke("cats") == library.search("cats", "work", 2)


@pytest.mark.parametrize("where", ["title~REFUND", "source=docs/ref*.md", "source=/docs/r*"])
def test_conditions_narrow_the_search(
    library: LibraryStore, texts: dict[str, str], where: str
) -> None:
    library.ingest(documents(texts))
    found = library.search("dogs", where=[where], k=50)
    assert {passage.metadata["source"] for passage in found} == {REFUNDS}
    assert library.search("dogs", where=[where, "title=nothing"]) == []


def test_conditions_that_no_document_meets(library: LibraryStore, texts: dict[str, str]) -> None:
    library.ingest(documents(texts))
    both = ["title~refund", "title~pets"]
    assert library.unmatched(where=["title~refund", "source=nowhere/**"]) == ["source=nowhere/**"]
    assert library.unmatched(where=both) == both
    assert library.unmatched(where=both[:1]) == library.unmatched() == []


def test_sources_and_collections(library: LibraryStore, texts: dict[str, str]) -> None:
    library.ingest(documents(texts), "work")
    library.hold(documents(texts))
    assert library.collections() == ["work"]
    listed = library.sources("work")
    assert [source.source for source in listed] == sorted(texts)
    assert all(source.chunks > 0 and source.ingested_at for source in listed)


def test_unnamed_collection_is_found_again(library: LibraryStore, texts: dict[str, str]) -> None:
    name = library.hold(documents(texts))
    assert library.hold(documents(texts)[::-1]) == name
    assert library.hold(documents(texts)[:1]) != name
    assert library.search("dogs", name)[0].metadata["source"] == "/docs/pets.md"


def test_empty_library_says_how_to_fill_it(library: LibraryStore) -> None:
    with pytest.raises(EmptyLibraryError, match="precis ingest SOURCE"):
        library.search("anything")
    assert not library.path.exists()


def test_unknown_names_are_told(library: LibraryStore, texts: dict[str, str]) -> None:
    library.ingest(documents(texts), "work")
    with pytest.raises(UnknownCollectionError, match=r"'home'.*work"):
        library.search("anything", "home")
    with pytest.raises(UsageError, match="is empty"):
        library.search("anything", " ")
    with pytest.raises(UnknownDocumentError, match="'abc'"):
        library.remove(["abc"], "work")


@pytest.mark.parametrize(
    ("question", "k", "where"),
    [(" ", 8, []), ("a", 0, []), ("a", 8, ["title"]), ("a", 8, ["x=y"])],
)
def test_bad_requests(
    library: LibraryStore, texts: dict[str, str], question: str, k: int, where: list[str]
) -> None:
    library.ingest(documents(texts))
    with pytest.raises(UsageError):
        library.search(question, k=k, where=where)


@pytest.mark.parametrize("question", ['"', "AND OR NOT", "a* NEAR(b)", "?!", "日本 語", "x" * 9000])
def test_any_text_is_a_question(
    library: LibraryStore, texts: dict[str, str], question: str
) -> None:
    library.ingest(documents(texts))
    assert library.search(question, k=2)


def test_folder_of_something_else(library: LibraryStore, texts: dict[str, str]) -> None:
    library.path.mkdir()
    (library.path / "thesis.doc").touch()
    with pytest.raises(NotALibraryError):
        library.ingest(documents(texts))
    with pytest.raises(NotALibraryError):
        library.search("anything")


@pytest.mark.parametrize("name", ["lost+found", ".snapshot", ".DS_Store", "calls.sqlite"])
def test_what_a_system_puts_into_a_new_volume_is_nothing_else(
    library: LibraryStore, texts: dict[str, str], name: str
) -> None:
    (library.path / name).mkdir(parents=True)
    assert library.ingest(documents(texts)).added == len(texts)


def test_newer_format(library: LibraryStore, texts: dict[str, str]) -> None:
    library.ingest(documents(texts))
    catalog = library.path / "collections/default/catalog.sqlite"
    with closing(sqlite3.connect(catalog)) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(NewerLibraryError, match="99"):
        library.search("anything")
    with pytest.raises(NewerLibraryError, match="99"):
        library.ingest(documents(texts))


def test_older_format(library: LibraryStore, texts: dict[str, str]) -> None:
    folder = library.path / "collections/default"
    folder.mkdir(parents=True)
    (folder / "current.json").write_text('{"format": 1, "generation": "00000001"}')
    for work in (lambda: library.search("anything"), lambda: library.ingest(documents(texts))):
        with pytest.raises(OlderLibraryError, match=r"default has format 1.*ingest again"):
            work()
    assert library.ingest(documents(texts), "other").added == 3


@pytest.mark.parametrize("statement", ["DROP TABLE vectors", "PRAGMA application_id = 7"])
def test_a_foreign_catalog(library: LibraryStore, texts: dict[str, str], statement: str) -> None:
    library.ingest(documents(texts))
    with closing(sqlite3.connect(library.path / "collections/default/catalog.sqlite")) as db:
        db.execute(statement)
    for work in (
        lambda: library.search("anything"),
        lambda: library.ingest(documents({"/docs/a.md": "One more."})),
    ):
        with pytest.raises(CorruptedLibraryError, match=r"catalog\.sqlite"):
            work()


def test_other_embeddings(library: LibraryStore, texts: dict[str, str], minilm: MiniLM) -> None:
    library.ingest(documents(texts))
    other = LibraryStore(library.path, minilm, library.splitter, model="other")
    with pytest.raises(OtherEmbeddingsError, match=r"'minilm', not 'other'.*--reembed"):
        other.search("dogs")
    with pytest.raises(OtherEmbeddingsError):
        other.ingest(documents(texts))
    assert other.reembed().embedded > 0
    assert other.search("dogs")[0].metadata["source"] == "/docs/pets.md"


def test_chroma_itself_reads_the_vectors(library: LibraryStore, texts: dict[str, str]) -> None:
    import chromadb

    library.ingest(documents(texts))
    (folder,) = Path(library.path).glob("collections/default/*/chroma")
    settings = chromadb.Settings(anonymized_telemetry=False)
    collection = chromadb.PersistentClient(str(folder), settings).get_collection("chunks")
    assert collection.count() > 0
    assert collection.configuration["hnsw"]["space"] == "cosine"


@pytest.mark.parametrize("candidates", [5, 50])
def test_no_order_of_storing_decides_among_equals(
    tmp_path: Path, minilm: MiniLM, monkeypatch: pytest.MonkeyPatch, candidates: int
) -> None:
    monkeypatch.setattr("precis.stores.search._CANDIDATES", candidates)
    told = documents({f"/docs/{n}.md": "The ferry leaves at noon." for n in range(30)})
    found = []
    for name, order in [("one", told), ("other", told[::-1])]:
        splitter = ContentDefinedSplitter(minimum=60, maximum=200)
        library = LibraryStore(tmp_path / name, minilm, splitter, model="minilm")
        library.ingest(order)
        passages = library.search("When does the ferry leave?", k=5)
        found.append([passage.metadata["source"] for passage in passages])
    assert len(found[0]) == 5
    assert found[0] == found[1]


def test_sources_are_asked_beside_a_library_that_cannot_be_written(
    library: LibraryStore, texts: dict[str, str], tmp_path: Path, minilm: MiniLM
) -> None:
    other = LibraryStore(tmp_path / "other", minilm, library.splitter, model="minilm")
    name = other.hold(documents(texts))
    taken = make_folder(library.path) / "collections" / name
    taken.write_text("no folder can be made here")
    assert library.hold(documents(texts)) == name
    assert "finance team" in library.search("Which team approves a refund?", name)[0].page_content
    assert library.hold(documents(texts)) == name
    assert taken.is_file()


def test_the_main_language_of_a_collection(library: LibraryStore) -> None:
    german = "Die Katzen schlafen den ganzen Tag auf dem Dach des alten Hauses."
    library.ingest(documents({"/a.md": german, "/b.md": german + " Das ist so.", "/c.md": "Cats."}))
    assert library.store("default").look(main_language) == "de"
