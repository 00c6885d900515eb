"""`collection:NAME` and `document:NAME` as sources of every command."""

import json
from pathlib import Path

import pytest

import precis as api
from tests.conftest import Precis

SLIDES = Path(__file__).parents[1] / "loaders/files/pandoc.pptx"
TEXTS = {
    "refunds": "Mrs Alder approves every refund. The office opens at nine.",
    "travel": "Trips are booked by the office. Trains come first.",
    "pets": "Dogs may come to the office on Fridays.",
}


@pytest.fixture
def library(precis: Precis, tmp_path: Path) -> Path:
    """A library with the collections work (refunds, travel) and home (travel, pets)."""
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text)
    for collection, names in {"work": ["refunds", "travel"], "home": ["travel", "pets"]}.items():
        files = [tmp_path / f"{name}.txt" for name in names]
        assert precis("ingest", *files, "--collection", collection).code == 0
    return tmp_path / "library"


def loaded(precis: Precis, *sources: str) -> list[str]:
    run = precis("load", *sources, "--json")
    assert run.code == 0, run.err
    return [Path(json.loads(line)["source"]).stem for line in run.out.splitlines()]


@pytest.mark.parametrize(
    ("sources", "titles"),
    [
        (["collection:work"], ["refunds", "travel"]),
        (["collection:*"], ["pets", "travel", "refunds"]),
        (["collection:WO*"], ["refunds", "travel"]),
        (["document:*.txt"], ["pets", "travel", "refunds"]),
        (["document:**/pets.txt", "collection:home"], ["pets", "travel"]),
        (["document:tr*.txt"], ["travel"]),
    ],
)
def test_names_and_globs(
    precis: Precis, library: Path, sources: list[str], titles: list[str]
) -> None:
    assert loaded(precis, *sources) == titles


def test_a_document_is_what_its_file_is(precis: Precis, library: Path) -> None:
    file = library.parent / "pets.txt"
    from_file = precis("load", file, "--json").out
    identity = json.loads(from_file)["id"]
    assert precis("load", f"document:{identity}", "--json").out == from_file
    assert precis("load", f"document:{file}", "--json").out == from_file
    [document] = api.load(f"document:{identity}", library=library)
    assert document.page_content == TEXTS["pets"]


@pytest.mark.parametrize("place", ["folder", "database"])
def test_a_document_of_a_collection_names_its_pages(
    precis: Precis, tmp_path: Path, request: pytest.FixtureRequest, place: str
) -> None:
    shared = place == "database"
    where = request.getfixturevalue("database_url") if shared else tmp_path / "library"
    assert precis("ingest", SLIDES, "--library", where).code == 0
    from_file = precis("load", SLIDES, "--json").out
    assert len(json.loads(from_file)["pages"]) > 1
    source = f"document:{json.loads(from_file)['id']}"
    from_library = precis("load", source, "--json", "--library", where).out
    assert json.loads(from_library) == json.loads(from_file)
    for sources in ([SLIDES], [source, "--library", where]):
        summary = json.loads(precis("summarize", *sources, "--json").out)["summary"]
        pages = [it["page"] for claim in summary for it in claim["citations"]]
        assert all(pages)
        if sources == [SLIDES]:
            wanted = pages
    assert pages == wanted


def test_every_command_reads_them(precis: Precis, library: Path) -> None:
    summary = json.loads(
        precis("summarize", "collection:work", "--model", "extractive", "--json").out
    )
    assert len(summary["sources"]) == 2
    run = precis("run", "keywords", "collection:work", "--model", "extractive", "--json")
    assert len(run.out.splitlines()) == 2
    claim = library.parent / "claim.txt"
    claim.write_text("Dogs may come to the office on Fridays.")
    assert precis("check", claim, "--against", "document:pets.txt").code == 0
    assert precis("ingest", "collection:work", "--collection", "copy").code == 0
    assert loaded(precis, "collection:copy") == ["refunds", "travel"]


def test_a_question_stores_nothing_anew(precis: Precis, library: Path) -> None:
    held = sorted((library / "collections").iterdir())

    def ask(*inside: str) -> set[str]:
        options = [each for source in inside for each in ("--in", source)]
        run = precis("ask", "Who is in the office?", *options, "--model", "extractive", "--json")
        assert run.code == 0, run.err
        return {Path(passage["source"]).stem for passage in json.loads(run.out)["passages"]}

    assert ask("collection:home") == {"travel", "pets"}
    assert ask("collection:work") == {"refunds", "travel"}
    run = precis("search", "office", "--in", "document:pets.txt", "--collection", "home", "--json")
    assert {Path(p["source"]).stem for p in json.loads(run.out)["passages"]} == {"pets"}
    assert sorted((library / "collections").iterdir()) == held
    assert ask("collection:*") == set(TEXTS)
    assert sorted((library / "collections").iterdir()) != held


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("collection:nowhere", "no collection 'nowhere'"),
        ("document:nothing", "no document 'nothing'"),
        ("document:", "'document:' names nothing"),
        ("collection: ", "names nothing"),
        ("document:[", "no document '['"),
    ],
)
def test_names_of_nothing_end_the_command(
    precis: Precis, library: Path, source: str, told: str
) -> None:
    for command in (["load", source], ["search", "office", "--in", source, "--collection", "home"]):
        run = precis(*command)
        assert (run.code, told in run.err, run.out) == (2, True, ""), run.err


def test_an_empty_collection_and_library_say_so(precis: Precis, library: Path) -> None:
    assert precis("sources", "remove", "*.txt", "--collection", "home").code == 0
    run = precis("load", "collection:home")
    assert (run.code, "'home' is empty" in run.err) == (1, True)
    run = precis("load", "collection:home", "--library", library.parent / "other")
    assert (run.code, "is empty: fill it" in run.err) == (1, True)


def test_a_file_of_such_a_name_is_named_with_its_folder(
    precis: Precis, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (library.parent / "document:x").write_text("A file of that name.")
    monkeypatch.chdir(library.parent)
    assert "A file of that name." in precis("load", "./document:x").out
