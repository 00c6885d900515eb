"""Our BM25 beside SQLite's own, after documents were added, changed and removed."""

import random

import pytest

from precis.stores import postings
from precis.stores.collection_store import Change
from precis.stores.library_store import LibraryStore
from precis.stores.terms import is_run
from tests.fakes.documents import documents

WORDS = "ferry harbour noon ticket Katze Häuser Москва गाँव the of".split()


def texts(choose: random.Random, names: str) -> dict[str, str]:
    """Return texts of 1 to 400 words; where a word stands in most, its weight is next to none."""
    lengths = {name: choose.choice([1, 20, 130, 400]) for name in names}
    return {
        f"/docs/{name}.md": " ".join(choose.choices(WORDS[choose.randrange(9) :], k=length))
        for name, length in lengths.items()
    }


@pytest.mark.parametrize("seed", range(2))
def test_scores_are_those_of_sqlite(
    library: LibraryStore, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postings, "_B", 0.75)  # SQLite's own, which cannot be chosen
    choose = random.Random(seed)
    library.ingest(documents(texts(choose, "abcdefgh")))
    library.ingest(documents(texts(choose, "ghij")))
    library.remove(["/docs/a.md", "/docs/h.md"])
    snapshot = library.store("default").snapshot()
    counted = dict(snapshot.catalog.rows("SELECT term, doc FROM terms"))
    assert snapshot.index.frequencies([*counted, "unknown"]) == counted
    for _ in range(40):
        asked = choose.sample(sorted(counted), choose.randint(1, 8))
        matched = snapshot.catalog.rows(
            "SELECT rowid, -bm25(keywords) FROM keywords WHERE keywords MATCH ?",
            " OR ".join(f'"{term}"' for term in asked if not is_run(term)) or "none",
        )
        found = snapshot.index.keywords([(term,) for term in asked if not is_run(term)], 1000)
        assert found == pytest.approx(dict(matched))
        for run in filter(is_run, asked):
            matched = snapshot.catalog.rows(
                "SELECT rowid, -bm25(keywords) * 0.4 FROM keywords WHERE keywords MATCH ?",
                f'"{run}"',
            )
            assert snapshot.index.keywords([(run,)], 1000) == pytest.approx(dict(matched))


def test_the_forms_of_a_word_are_one_word(library: LibraryStore) -> None:
    texts = {f"/docs/{n}.md": f"{'ticket' if n % 3 else 'tickets'} {n}" for n in range(9)}
    library.ingest(documents({**texts, "/docs/other.md": "tram " * 3 + "noon"}))
    snapshot = library.store("default").snapshot()
    alone = snapshot.index.keywords([("ticket",)], 100)
    assert snapshot.index.keywords([("ticket", "none")], 100) == pytest.approx(alone)
    both = snapshot.index.keywords([("tram", "noon")], 100)
    [score] = both.values()
    [one], [other] = (snapshot.index.keywords([(w,)], 100).values() for w in ("tram", "noon"))
    assert max(one, other) < score < one + other


def test_rows_are_found_by_the_names_of_their_columns(library: LibraryStore) -> None:
    rows = "\n".join(f"| Harbour {n} | {n}55-01{n} |" for n in range(40))
    table = f"| Place | Telephone |\n|---|---|\n{rows}\n"
    notes = {f"/docs/{n}.md": f"Harbour {n % 35} is quiet in the evening." for n in range(70)}
    library.ingest(documents({"/docs/places.md": table} | notes))
    assert "3155-0131" in library.search("telephone 3155-0131", k=1)[0].page_content
    found = library.search("telephone of harbour 31", k=3)
    [row] = [one for one in found if "3155-0131" in one.page_content]
    assert "Telephone" not in row.page_content
    assert {one.metadata["source"] for one in library.search("telephone", k=2)} == {
        "/docs/places.md"
    }


def test_what_was_indexed_of_tables_is_forgotten(library: LibraryStore) -> None:
    text = (
        "Ferries.\n\n| Place | Fare |\n|---|---|\n" + "| harbour | 12 |\n" * 90 + "\nThat is all."
    )
    library.ingest(documents({"/docs/a.md": text, "/docs/b.md": "Boats."}))
    [document] = documents({"/docs/c.md": text})
    changes = library.store("default").open_transaction(rebuild=False)
    changes.commit(Change(renamed={documents({"/docs/a.md": text})[0].metadata["id"]: document}))
    library.remove(["/docs/c.md"])
    snapshot = library.store("default").snapshot()
    assert snapshot.catalog.rows("SELECT term FROM terms WHERE term = 'fare'") == []
    counted = snapshot.catalog.rows("SELECT doc FROM terms")
    assert {count for (count,) in counted} == {1}


def test_forms_that_nearly_every_chunk_has(library: LibraryStore) -> None:
    given = {f"/docs/{n}.md": "Alle Häuser der Stadt, houses of the old town" for n in range(5)}
    library.ingest(documents(given))
    for question in ("Häuser houses", "houses", "der Stadt"):
        assert len(library.search(question, k=9)) == 5
