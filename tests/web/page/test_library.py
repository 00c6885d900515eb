"""The library of the page: thousands are found, chosen and deleted; uploads are not lost."""

from __future__ import annotations

import time
from html.parser import HTMLParser
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("fastapi", reason="the extra 'web' is not installed")

from precis.stores.catalog import Source
from precis.web.page.content.listing import (
    Filter,
    _below_top,
    _entry,
    listing,
    matching_entries,
    natural,
)
from precis.web.page.content.step_fields import known_steps
from tests.web.client import done, upload
from tests.web.page.views import HTML, PART, finished, links, posted, text_of

if TYPE_CHECKING:
    from tests.web.client import Served, TestClient

FOUND = [
    _entry(Source(f"{n:016x}", f"{folder}/{n}.{ending}", f"Report {n}", f"2026-{month:02}-01", n))
    for n, (folder, ending, month) in enumerate(
        (
            ("/srv/minutes/2024", "pdf", 1),
            ("/srv/minutes/2025", "docx", 2),
            ("https://example.org/news", "html", 3),
            ("/srv/letters", "pdf", 4),
        )
        * 700
    )
]


def test_thousands_are_searched_filtered_sorted_and_paged() -> None:
    first = listing(FOUND, Filter(), "name", 1)
    assert (first.matches, first.pages, len(first.entries)) == (2800, 56, 50)
    assert [it.title for it in first.entries[:11]] == [f"Report {n}" for n in range(11)]
    assert listing(FOUND, Filter(), "size", 99).entries[-1].chunks == 0
    assert listing(FOUND, Filter(), "added", 1).entries[0].added == "2026-04-01"
    assert [(it, n) for it, n in first.folders if it.startswith("/srv")] == [
        ("/srv", 2100),
        ("/srv/letters", 700),
        ("/srv/minutes", 1400),
        ("/srv/minutes/2024", 700),
        ("/srv/minutes/2025", 700),
    ]
    assert listing([it for it in FOUND if it.kind == "Word"], Filter(), "name", 1).folders == []
    assert dict(first.kinds) == {"PDF": 1400, "Word": 700, "Web page": 700}
    below = matching_entries(FOUND, Filter(folder="/srv/minutes", kind="PDF"))
    assert {it.folder for it in below} == {"/srv/minutes/2024"}
    assert len(matching_entries(FOUND, Filter(since="2026-03-01"))) == 1400
    assert [it.title for it in matching_entries(FOUND, Filter(q="REPORT 2799"))] == ["Report 2799"]
    assert not matching_entries(FOUND, Filter(q="799.docx"))
    assert not matching_entries(FOUND, Filter(q="minutes"))
    assert len(matching_entries(FOUND, Filter(q="eport 279"))) == 11


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (["/srv/a/x.pdf"], [""]),
        (["/srv/a/x.pdf", "/srv/a/y/z.pdf", "/srv/a/y/x.pdf"], ["", "y", "y"]),
        (["/srv/a/x.pdf", "/home/op/b/c/x.pdf", "/home/op/b/x.pdf"], ["", "c", ""]),
        (["mine/2024/x.pdf", "https://a.org/b", "x.pdf"], ["mine/2024", "a.org", ""]),
    ],
)
def test_folders_are_shown_below_the_one_that_documents_share(
    given: list[str], shown: list[str]
) -> None:
    found = [_entry(Source(f"{n:016x}", it, "", "2026-01-01", 1)) for n, it in enumerate(given)]
    assert [it.folder for it in _below_top(found)] == shown


@given(st.lists(st.text(max_size=8)), st.randoms())
def test_the_order_of_names_does_not_depend_on_where_they_stood(
    names: list[str], random: Random
) -> None:
    mixed = random.sample(names, len(names))
    assert [natural(it) for it in sorted(mixed, key=natural)] == [
        natural(it) for it in sorted(names, key=natural)
    ]


def fill(client: TestClient, *names: str, collection: str = "default") -> None:
    sources = [upload(client, f"{name} was built in 1850.", f"{name}.txt") for name in names]
    done(client, "ingest", sources=sources, collection=collection)


def ids(client: TestClient, collection: str = "default") -> dict[str, str]:
    listed = client.get(f"/api/v1/collections/{collection}/sources").json()["sources"]
    return {it["title"]: it["id"] for it in listed}


def test_documents_are_chosen_asked_and_deleted(served: Served) -> None:
    client = served()
    fill(client, "mill", "bridge", "tower")
    found = ids(client)
    html = client.get("/library?q=mill").text
    assert [it.split("?")[0] for it in links(html, "/d/")] == [f"/d/{found['mill']}"]
    part = client.get("/library?q=er", headers=PART | {"hx-target": "listing"}).text
    assert "<html" not in part
    assert "1 document of 3" in text_of(part)
    chosen = {"do": "summarize", "doc": [found["mill"], found["tower"]]}
    assert "2 of 3 documents" in text_of(client.get("/", params=chosen).text)
    filtered = client.get("/", params={"do": "summarize", "q": "mill"}).text
    assert "only mill" in text_of(filtered)
    where = posted(client, "/tasks/ask", question="When was the tower built?", doc=found["tower"])
    assert "tower" in text_of(finished(client, where))
    for nothing in ({}, {"q": "mill"}, {"all": "1"}):
        assert client.post("/library/delete", data=nothing, headers=HTML).status_code == 422
    assert len(ids(client)) == 3
    posted(client, "/library/delete", doc=found["mill"])
    posted(client, "/library/delete", all="1", q="bridge")
    assert list(ids(client)) == ["tower"]
    late = client.post("/library/delete", data={"doc": found["mill"]}, headers=HTML)
    assert (late.status_code, "no longer in the library" in late.text) == (422, True)


def test_a_collection_is_deleted_whole_and_made_again(served: Served) -> None:
    client = served()
    fill(client, "mill", collection="work")
    fill(client, "bridge")
    posted(client, "/library/drop", in_="work")
    assert client.get("/api/v1/collections").json() == {"collections": ["default"]}
    fill(client, "tower", collection="work")
    assert list(ids(client, "work")) == ["tower"]
    assert client.post("/library/drop", data={"in": "nothing"}, headers=HTML).status_code == 404


def test_uploads_that_a_closed_tab_has_left_are_added_or_discarded(served: Served) -> None:
    client = served()
    left = [upload(client, f"Number {n} was built.", f"{n}.txt") for n in range(3)]
    html = client.get("/library").text
    assert "3 uploaded files not added yet" in text_of(html)
    posted(client, "/library/add", upload=[it.removeprefix("upload:") for it in left[:2]])
    deadline = time.monotonic() + 30
    while len(text_of(client.get("/library").text).split(" passage")) < 3:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert "1 uploaded file not added yet" in text_of(client.get("/library").text)
    posted(client, "/library/discard", upload=left[2].removeprefix("upload:"))
    assert "not added yet" not in client.get("/library").text


def test_what_cannot_be_added_says_why(served: Served) -> None:
    client = served()
    for fields, wrong in (
        ({}, "There is nothing to add"),
        ({"addresses": " "}, "There is nothing to add"),
        ({"addresses": "https://example.org file:///etc/passwd"}, "is not a web address"),
        ({"addresses": "example.org", "in": "x" * 200}, "x" * 40),
    ):
        answer = client.post("/library/add", data=fields, headers=HTML)
        assert (answer.status_code, wrong in text_of(answer.text)) == (422, True), answer.text
    typed = "http://127.0.0.1:9/secret http://example.org/"
    answer = client.post("/library/add", data={"addresses": typed}, headers=HTML)
    assert "not a public address" in answer.text
    assert typed in text_of(answer.text)
    broken = [upload(client, b"%PDF-1.7 broken", f"{n}.pdf") for n in range(2)]
    posted(client, "/library/add", upload=[it.removeprefix("upload:") for it in broken])
    deadline = time.monotonic() + 30
    while "could not be added" not in (html := client.get("/library").text):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert "2 sources could not be added" in text_of(html)


def test_what_is_read_out_of_attributes_is_one_line(served: Served) -> None:
    broken: list[tuple[str, str]] = []

    class Attributes(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            broken.extend((tag, value) for _, value in attrs if value and "\n" in value)

    client = served()
    fill(client, "mill")
    finished(client, posted(client, "/tasks/summarize"))
    for path in ("/", "/?do=summarize", "/?do=check", "/?do=run", "/library", "/history"):
        Attributes().feed(client.get(path, headers=HTML).text)
    for step in known_steps():
        Attributes().feed(client.get("/steps", params={"step": step}, headers=PART).text)
    assert broken == []
