"""What an ingest costs and leaves: only what changed, and nothing of what is gone."""

import pytest

from precis.models.embeddings import MiniLM
from precis.stores.errors import DuplicateIdError
from precis.stores.ingest import IngestReport
from precis.stores.library_store import LibraryStore
from tests.fakes.documents import document, documents

REFUNDS = "/docs/refunds.md"


def counts(report: IngestReport) -> tuple[int, int, int, int]:
    return report.added, report.updated, report.unchanged, report.removed


def test_unchanged_costs_nothing(library: LibraryStore, texts: dict[str, str]) -> None:
    first = library.ingest(documents(texts))
    assert counts(first) == (3, 0, 0, 0)
    assert first.embedded >= first.chunks > 3
    (folder,) = library.path.glob("collections/default/0*")
    again = library.ingest(documents(texts))
    assert counts(again) == (0, 0, 3, 0)
    assert (again.embedded, again.chunks) == (0, first.chunks)
    assert folder.is_dir()


def test_a_changed_document_costs_its_changed_chunks(
    library: LibraryStore, texts: dict[str, str]
) -> None:
    library.ingest(documents(texts))
    changed = texts | {REFUNDS: texts[REFUNDS].replace("Refund 9:", "Refund nine:")}
    report = library.ingest(documents(changed))
    assert counts(report) == (0, 1, 2, 0)
    assert 1 <= report.embedded <= 3
    assert "Refund nine" in library.search("Refund nine", k=1)[0].page_content


def test_the_same_id_with_another_text_is_a_change(library: LibraryStore) -> None:
    old, new = document("/docs/a.md", "Cats sleep."), document("/docs/a.md", "Dogs bark.")
    new.metadata["id"] = old.metadata["id"]
    library.ingest([old])
    assert counts(library.ingest([new])) == (0, 1, 0, 0)
    assert library.search("animals")[0].page_content == "Dogs bark."


def test_the_same_text_under_two_names_is_embedded_once(library: LibraryStore) -> None:
    report = library.ingest(
        documents({"/a.md": "Cats sleep all day.", "/b.md": "Cats sleep all day."})
    )
    assert (report.added, report.embedded) == (2, 1)
    found = library.search("cats")
    assert {passage.metadata["source"] for passage in found} == {"/a.md", "/b.md"}
    library.remove([library.sources()[0].id])
    assert [passage.metadata["source"] for passage in library.search("cats")] == ["/b.md"]


def test_what_vanished_from_a_folder_is_removed(
    library: LibraryStore, texts: dict[str, str]
) -> None:
    library.ingest(documents(texts), roots=["/docs"])
    elsewhere = documents({"/docs2/a.md": "Birds sing."})
    library.ingest(elsewhere)
    less = [d for d in documents(texts) if d.metadata["source"] != REFUNDS]
    assert counts(library.ingest(less)) == (0, 0, 2, 0)
    assert counts(library.ingest(less, roots=["/docs"], failed=[REFUNDS])) == (0, 0, 2, 0)
    assert counts(library.ingest(less, roots=["/docs"])) == (0, 0, 2, 1)
    assert {s.source for s in library.sources()} == {
        "/docs/travel.md",
        "/docs/pets.md",
        "/docs2/a.md",
    }


def test_an_id_that_stands_twice_is_refused(library: LibraryStore, texts: dict[str, str]) -> None:
    library.ingest(documents(texts))
    one, other = document("/docs/a.md", "Cats sleep."), document("/docs/b.md", "Dogs bark.")
    other.metadata["id"] = one.metadata["id"]
    with pytest.raises(DuplicateIdError, match=r"occurs twice.*/docs/b\.md"):
        library.ingest([one, other])
    assert len(library.sources()) == 3


def test_a_document_given_twice_is_stored_once(library: LibraryStore) -> None:
    one = document("/docs/a.md", "Cats sleep.")
    assert counts(library.ingest([one, one])) == (1, 0, 0, 0)


def test_removed_text_is_in_no_file(library: LibraryStore) -> None:
    secret = "The combination of the vault is zanzibar-quokka-1747."
    kept = {f"/docs/{n}.md": f"Report {n} says nothing of note." for n in range(30)}
    library.ingest(documents(kept | {"/docs/secret.md": secret}))
    library.ingest(documents({"/docs/more.md": "One more."}))
    files = [path for path in library.path.rglob("*") if path.is_file()]
    assert any(b"quokka" in path.read_bytes() for path in files)
    [found] = library.search("combination of the vault", k=1)
    library.remove([found.metadata["document_id"]])
    for path in library.path.rglob("*"):
        if path.is_file():
            content = path.read_bytes().lower()
            assert not any(word in content for word in (b"quokka", b"zanzibar", b"combination"))
    assert library.search("combination of the vault", k=1)[0].page_content != secret


def test_a_failing_stream_changes_nothing_and_is_not_paid_again(
    library: LibraryStore, texts: dict[str, str]
) -> None:
    def broken() -> object:
        yield from documents(texts)
        raise OSError("the network is gone")

    with pytest.raises(OSError, match="network"):
        library.ingest(broken())  # type: ignore[arg-type]
    assert library.collections() == []
    assert list(library.path.glob("collections/default/0*")) == []


def test_what_was_embedded_before_a_failure_is_not_paid_again(
    library: LibraryStore, minilm: MiniLM, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("precis.stores.transaction._EMBED_AT_ONCE", 20)
    many = {f"/docs/{n}.md": f"Report {n} says {n * 7}." for n in range(60)}
    asked: list[int] = []
    real = minilm.embed_documents

    def third_fails(texts: list[str]) -> list[list[float]]:
        asked.append(len(texts))
        if len(asked) == 3:
            raise ConnectionError("gone")
        return real(texts)

    monkeypatch.setattr(minilm, "embed_documents", third_fails)
    with pytest.raises(ConnectionError):
        library.ingest(documents(many))
    report = library.ingest(documents(many))
    assert report.added == 60
    assert report.embedded == 60 - sum(asked[:2])


def test_progress_is_told_while_a_document_is_embedded(
    library: LibraryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("precis.stores.transaction._EMBED_AT_ONCE", 50)
    long = "\n\n".join(f"Paragraph {n} tells of {n * 3} sheep and {n} dogs." for n in range(400))
    told: list[int] = []
    library.ingest([document("/a.md", long)], on_progress=lambda r: told.append(r.embedded))
    assert len(set(told)) >= 3


@pytest.mark.parametrize("text", ["x", " \n ", "\0", "😀" * 500, "word " * 30000])
def test_any_text_can_be_stored(library: LibraryStore, text: str) -> None:
    [given] = documents({"/a.md": text})
    library.ingest([given])
    assert library.documents([given.metadata["id"]]) == {given.metadata["id"]: given}
    assert isinstance(library.search("word")[:1], list)


def test_page_numbers_stay(library: LibraryStore) -> None:
    pages = [{"page": 1, "start": 0, "end": 12}, {"page": 2, "start": 12, "end": 23}]
    given = document("/a.pdf", "Cats sleep. Dogs bark.")
    given.metadata["pages"] = pages
    library.ingest([given])
    assert (
        library.documents([given.metadata["id"]])[given.metadata["id"]].metadata["pages"] == pages
    )
