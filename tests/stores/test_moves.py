"""Files that move, and what names of sources mean."""

import unicodedata
from pathlib import Path

import pytest

from precis.stores.catalog import Source
from precis.stores.collection_names import check_name, folder_of, name_of
from precis.stores.errors import UnknownDocumentError
from precis.stores.library_store import LibraryStore
from precis.stores.source_patterns import matches, meant, under
from tests.fakes.documents import document, documents

COMPOSED, DECOMPOSED = (unicodedata.normalize(form, "/docs/é.txt") for form in ("NFC", "NFD"))


def written(folder: Path, names: list[str]) -> list[str]:
    folder.mkdir()
    for name in names:
        (folder / name).write_text(f"The report {name} is about bridges.")
    return [str(folder / name) for name in names]


def loaded(paths: list[str]) -> list:
    return documents({path: Path(path).read_text() for path in paths})


def test_a_folder_that_moved_is_renamed_and_costs_nothing(
    library: LibraryStore, tmp_path: Path
) -> None:
    paths = written(tmp_path / "a", ["one.md", "two.md"])
    before = library.ingest(loaded(paths), roots=[str(tmp_path / "a")])
    (tmp_path / "a").rename(tmp_path / "c")
    moved = loaded([path.replace("/a/", "/c/") for path in paths])
    report = library.ingest(moved, roots=[str(tmp_path / "c")])
    assert (report.added, report.updated, report.removed, report.embedded) == (0, 2, 0, 0)
    assert report.chunks == before.chunks
    assert {s.source for s in library.sources()} == {d.metadata["source"] for d in moved}
    assert library.documents([d.metadata["id"] for d in moved])
    found = library.search("report two", k=1)[0]
    assert found.metadata["source"].endswith("/c/two.md")


def test_a_copy_is_no_rename(library: LibraryStore, tmp_path: Path) -> None:
    [path] = written(tmp_path / "a", ["one.md"])
    library.ingest(loaded([path]))
    copy = tmp_path / "copy.md"
    copy.write_text(Path(path).read_text())
    assert library.ingest(loaded([str(copy)])).added == 1
    assert len(library.sources()) == 2


def test_what_is_gone_is_listed(library: LibraryStore, tmp_path: Path) -> None:
    one, two = written(tmp_path / "a", ["one.md", "two.md"])
    library.ingest([*loaded([one, two]), document("https://example.org/a", "A page.")])
    Path(one).unlink()
    assert [source.source for source in library.vanished()] == [one]


def test_of_two_spellings_the_one_that_was_written_is_meant() -> None:
    sources = [Source(name, name, name, "2026-01-01", 1) for name in (COMPOSED, DECOMPOSED)]
    assert meant(COMPOSED, sources) == [COMPOSED]
    assert meant(DECOMPOSED, sources) == [DECOMPOSED]
    assert meant(COMPOSED, sources[1:]) == [DECOMPOSED]


def test_a_set_means_itself_where_a_name_has_it() -> None:
    names = ["/a/[draft] 1.txt", "/a/d 2.txt", "/a/final.txt"]
    sources = [Source(name, name, name, "2026-01-01", 1) for name in names]
    assert meant("[draft]*", sources) == names[:1]
    assert meant("[draft]*", sources[1:]) == names[1:]


@pytest.mark.parametrize(
    ("name", "gone"),
    [
        ("/docs/a", {"/docs/a/1.md", "/docs/a/[draft] 2.md"}),
        ("/docs/a/", {"/docs/a/1.md", "/docs/a/[draft] 2.md"}),
        ("**/*.md", {"/docs/a/1.md", "/docs/a/[draft] 2.md"}),
        ("[draft] 2.md", {"/docs/a/[draft] 2.md"}),
        ("/docs/a/[draft] 2.md", {"/docs/a/[draft] 2.md"}),
        ("https://example.org/a", {"https://example.org/a", "https://example.org/a?x=1"}),
        (COMPOSED, {DECOMPOSED}),
    ],
)
def test_removal_by_name(library: LibraryStore, name: str, gone: set[str]) -> None:
    sources = [
        "/docs/a/1.md",
        "/docs/a/[draft] 2.md",
        "/docs/ab.txt",
        "https://example.org/a",
        "https://example.org/a?x=1",
        "https://example.org/ab",
        DECOMPOSED,
    ]
    library.ingest(documents({source: f"About {number}." for number, source in enumerate(sources)}))
    assert {source.source for source in library.remove([name])} == gone
    assert {source.source for source in library.sources()} == set(sources) - gone


@pytest.mark.parametrize("name", ["*.pdf", "/nowhere", "", " ", "0" * 16])
def test_a_name_of_nothing_removes_nothing(library: LibraryStore, name: str) -> None:
    library.ingest(documents({"/docs/a.md": "One.", "/docs/b.md": "Two."}))
    with pytest.raises(UnknownDocumentError, match="no document"):
        library.remove(["/docs/a.md", name])
    assert len(library.sources()) == 2


def test_one_name_spelled_in_two_ways() -> None:
    assert matches(COMPOSED, DECOMPOSED)
    assert matches(DECOMPOSED, "*" + COMPOSED[-5:])
    assert under(COMPOSED, DECOMPOSED)
    assert matches("/docs/[draft].md", "[draft].md")
    assert matches("/docs/d.md", "[draft].md")


NAMES = ["work", "Work", "Q1/2026", "..", "a.b", "con", "x--41", "_9", "été", "日本", "a" * 120]


def test_collections_may_have_any_name(library: LibraryStore) -> None:
    for name in NAMES:
        library.ingest(documents({f"/{name}.md": f"This is {name}."}), name)
    assert library.collections() == sorted(NAMES)
    for name in NAMES:
        assert [source.source for source in library.sources(name)] == [f"/{name}.md"]
    folders = [folder_of(check_name(name)) for name in NAMES]
    assert len({folder.casefold() for folder in folders}) == len(NAMES)
    assert [name_of(folder) for folder in folders] == NAMES
