"""A site in the library: ingested, changed, ingested again, asked, and forgotten."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest

from tests.fakes.site import Reply
from tests.loaders.web.test_crawl import page

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Precis
    from tests.fakes.site import Site

COUNTS = ("added", "updated", "unchanged", "removed")


@pytest.fixture
def docs(site: Site) -> str:
    for name in ("harbour", "lighthouse"):
        site.serve(f"/docs/{name}", page(name))
    return site.serve("/docs/", page("island", "harbour", "lighthouse"))


def ingested(precis: Precis, *arguments: str, code: int = 0) -> tuple[int, ...]:
    run = precis("ingest", *arguments, "--json")
    assert run.code == code, run.err
    report: dict[str, Any] = json.loads(run.out)
    return tuple(report[count] for count in COUNTS)


def test_a_site_is_ingested_and_again_only_what_changed(
    precis: Precis, site: Site, docs: str
) -> None:
    assert ingested(precis, docs, "--crawl") == (3, 0, 0, 0)
    site.statuses.clear()
    assert ingested(precis, docs, "--crawl") == (0, 0, 3, 0)
    assert {status for path, status in site.statuses if path.startswith("/docs")} == {304}
    site.serve("/docs/harbour", page("harbour wall"))
    assert ingested(precis, docs, "--crawl") == (0, 1, 2, 0)


def test_a_page_that_vanished_from_the_site_is_removed(
    precis: Precis, site: Site, docs: str
) -> None:
    ingested(precis, docs, "--crawl")
    del site.replies["/docs/harbour"]
    assert ingested(precis, docs, "--crawl", "--keep-missing") == (0, 0, 2, 0)
    assert ingested(precis, docs, "--crawl") == (0, 0, 2, 1)
    [found] = [json.loads(precis("search", "harbour", "--json").out)]
    assert all("harbour" not in passage["source"] for passage in found["passages"])


def test_a_page_by_itself_and_what_is_packed_in_an_address(
    precis: Precis, site: Site, docs: str
) -> None:
    assert ingested(precis, docs) == (1, 0, 0, 0)
    assert ingested(precis, docs) == (0, 0, 1, 0)
    assert [status for path, status in site.statuses if path == "/docs/"] == [200, 304]
    pack = site.serve("/pack.zip", Reply(zipped("a.txt", "b.txt"), "application/zip"))
    assert ingested(precis, pack) == (2, 0, 0, 0)
    site.serve("/pack.zip", Reply(zipped("a.txt"), "application/zip"))
    assert ingested(precis, pack) == (0, 0, 1, 1)


def zipped(*names: str) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, f"The text of {name}.")
    return packed.getvalue()


def test_what_could_not_be_seen_is_not_removed(precis: Precis, site: Site, docs: str) -> None:
    ingested(precis, docs, "--crawl")
    site.serve("/docs/", page("island", "harbour", "down"))
    site.serve("/docs/down", Reply(status=503))
    assert ingested(precis, docs, "--crawl", code=1)[3] == 0
    site.serve("/docs/", Reply(status=500))
    assert ingested(precis, docs, "--crawl", code=1) == (0, 0, 0, 0)
    site.serve("/docs/", page("island", "harbour", "lighthouse"))
    assert ingested(precis, docs) == (0, 0, 1, 0)
    assert ingested(precis, docs, "--crawl", "--max-pages", "1") == (0, 0, 1, 0)
    assert ingested(precis, docs, "--crawl") == (0, 0, 3, 0)


def test_a_site_without_the_library(precis: Precis, docs: str) -> None:
    run = precis("load", docs, "--crawl", "--depth", "1", "--json")
    assert [json.loads(line)["title"] for line in run.out.splitlines()] == [
        "island",
        "harbour",
        "lighthouse",
    ]
    run = precis("summarize", docs, "--crawl", "--json")
    assert len(json.loads(run.out)["sources"]) == 3
    run = precis("ask", "What should one bring to the harbour?", "--in", docs, "--crawl", "--json")
    assert "coat" in json.loads(run.out)["answer"][0]["text"]


def test_a_removed_page_is_in_no_file_of_the_library(
    precis: Precis, docs: str, tmp_path: Path
) -> None:
    ingested(precis, docs, "--crawl")
    for line in precis("sources", "--json").out.splitlines():
        precis("sources", "remove", json.loads(line)["id"])
    assert precis("sources", "--json").out == ""
    for path in (tmp_path / "library").rglob("*"):
        assert path.is_dir() or b"nobody else has ever" not in path.read_bytes(), path


def test_depth_below_zero_is_refused(precis: Precis, docs: str) -> None:
    run = precis("load", docs, "--crawl", "--depth", "-1")
    assert run.code == 2
    assert "--depth" in run.err
