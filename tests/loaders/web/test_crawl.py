"""Web sites, on one fake site: which pages belong to them, each once, in whose pace, what stays."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from precis.loaders import Limits, LoadError, LoadOptions, load
from precis.loaders.web.crawl import crawl
from precis.loaders.web.links import read_links
from precis.loaders.web.sitemap import pages_in
from tests.fakes.site import Reply

if TYPE_CHECKING:
    from langchain_core.documents.base import Blob

    from tests.fakes.site import Site

CRAWL = LoadOptions(crawl=True)


def page(name: str, *links: str, head: str = "") -> Reply:
    text = (
        f"This is the page about {name}, which nobody else has ever written about at such length. "
        f"Whoever comes to {name} in the winter should bring a coat, a lamp and some patience."
    )
    anchors = "".join(f'<li><a href="{link}">go</a></li>' for link in links)
    markup = (
        f"<!doctype html><html><head><title>{name}</title>{head}</head><body>"
        f"<nav><ul>{anchors}</ul></nav><article><h1>{name}</h1><p>{text}</p></article></body></html>"
    )
    return Reply(markup.encode(), validated=True)


def titles(source: str, options: LoadOptions = CRAWL, errors: list[LoadError] | None = None) -> str:
    on_error = None if errors is None else errors.append
    return " ".join(document.metadata["title"] for document in load([source], options, on_error))


@pytest.fixture
def docs(site: Site) -> str:
    """A site under /docs/: home → (a → (c → d), b), and links that lead out of it."""
    out = ["/other/x", "http://127.0.0.1:9/", "mailto:a@b.c", "#top", "javascript:x()", "http://["]
    site.serve("/docs/a", page("a", "c", "/docs/", "/docs/a#part"))
    site.serve("/docs/b", page("b", "missing", "photo.png"))
    site.serve("/docs/c", page("c", "d"))
    site.serve("/docs/d", page("d"))
    site.serve("/docs/photo.png", Reply(b"\x89PNG", "image/png"))
    site.serve("/other/x", page("x"))
    site.serve("/docsx", page("docsx"))
    return site.serve("/docs/", page("home", "a", "b", "/docsx", *out))


def test_a_site_is_what_is_under_the_path_of_its_first_page(site: Site, docs: str) -> None:
    documents = list(load([docs], CRAWL))
    assert [document.metadata["title"] for document in documents] == "home a b c d".split()
    assert documents[1].metadata["source"] == f"{docs}a"
    assert site.asked() == ["/docs/", *(f"/docs/{n}" for n in "a b c d missing photo.png".split())]


@pytest.mark.parametrize(
    ("depth", "found"), [(0, "home"), (1, "home a b"), (2, "home a b c"), (3, "home a b c d")]
)
def test_depth(docs: str, depth: int, found: str) -> None:
    assert titles(docs, LoadOptions(crawl=True, depth=depth)) == found


@pytest.mark.parametrize("pages", [1, 2, 3])
def test_no_more_pages_than_asked_for(site: Site, docs: str, pages: int) -> None:
    options = LoadOptions(crawl=True, limits=Limits(pages=pages))
    complete: list[str] = []
    assert len(list(load([docs], options, on_complete=complete.append))) == pages
    assert len(site.asked()) == pages
    assert complete == []


def test_a_complete_crawl_tells_what_the_site_was(site: Site, docs: str) -> None:
    start = site.serve("/old", Reply(status=301, headers={"Location": "/docs/"}))
    complete: list[str] = []
    list(load([start], CRAWL, on_complete=complete.append))
    assert complete == [docs.rstrip("/")]


def test_a_page_without_an_answer_leaves_a_crawl_incomplete(site: Site, docs: str) -> None:
    site.serve("/docs/b", Reply(status=500))
    complete: list[str] = []
    errors: list[LoadError] = []
    found = [d.metadata["title"] for d in load([docs], CRAWL, errors.append, complete.append)]
    assert found == ["home", "a", "c", "d"]
    assert [error.source for error in errors] == [f"{docs}b"]
    assert complete == []


def test_a_page_that_refuses_is_told_and_the_crawl_complete(site: Site, docs: str) -> None:
    site.serve("/docs/b", Reply(status=403))
    complete: list[str] = []
    errors: list[LoadError] = []
    list(load([docs], CRAWL, errors.append, complete.append))
    assert "403" in str(errors[0])
    assert complete


def test_robots_are_obeyed(site: Site, docs: str) -> None:
    rules = b"User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /docs/a\nAllow: /docs/b\n"
    site.serve("/robots.txt", Reply(rules, "text/plain"))
    assert titles(docs) == "home b"
    site.serve("/robots.txt", Reply(b"User-agent: precis\nDisallow: /docs/\n", "text/plain"))
    with pytest.raises(
        LoadError, match=r"robots\.txt .* disallows programs; load the page without"
    ):
        titles(docs)


def test_robots_that_cannot_be_read_forbid_everything(site: Site, docs: str) -> None:
    site.serve("/robots.txt", Reply(status=503))
    with pytest.raises(LoadError, match=r"robots\.txt: the server answered 503"):
        titles(docs)


def test_a_delay_between_pages_is_kept(site: Site, docs: str) -> None:
    site.serve("/robots.txt", Reply(b"User-agent: *\nCrawl-delay: 0.2\n", "text/plain"))
    start = time.monotonic()
    titles(docs, LoadOptions(crawl=True, depth=0))
    one = time.monotonic() - start
    titles(docs, LoadOptions(crawl=True, depth=1))
    assert time.monotonic() - start - one > 0.4
    site.serve("/robots.txt", Reply(b"User-agent: *\nCrawl-delay: 9999\n", "text/plain"))
    with pytest.raises(LoadError, match="asks for 9999 seconds between pages"):
        titles(docs)


def test_a_delay_does_not_count_as_slowness(site: Site, docs: str) -> None:
    site.serve("/robots.txt", Reply(b"User-agent: *\nCrawl-delay: 0.5\n", "text/plain"))
    options = LoadOptions(crawl=True, limits=Limits(seconds=1))
    pages = list(crawl(docs, options, lambda _: None))
    assert not [page for page in pages if isinstance(page, LoadError)]
    assert len(pages) == 5


def test_a_busy_server_is_asked_again_when_it_says(site: Site, docs: str) -> None:
    busy = Reply(status=429, headers={"Retry-After": "1"}, then=site.replies["/docs/a"])
    site.serve("/docs/a", busy)
    start = time.monotonic()
    assert titles(docs) == "home a b c d"
    assert time.monotonic() - start > 1
    assert site.asked().count("/docs/a") == 2


@pytest.mark.parametrize("after", ["0", "9999", "Tue, 3 Jun 2064 11:05:30 GMT", "-1", ""])
def test_a_server_that_stays_busy_is_left_alone(site: Site, after: str) -> None:
    address = site.serve("/", Reply(status=503, headers={"Retry-After": after}))
    with pytest.raises(LoadError, match="the server answered 503"):
        list(load([address]))
    assert site.asked() == ["/"] * (3 if after == "0" else 1)


def test_a_sitemap_finds_what_nothing_links_to(site: Site, docs: str) -> None:
    base = site.address
    index = f"<sitemapindex><sitemap><loc>{base}/sitemap-1.xml</loc></sitemap></sitemapindex>"
    entries = "".join(f"<url><loc>{base}{p}</loc></url>" for p in ("/docs/alone", "/other/x"))
    xmlns = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    site.serve("/sitemap-0.xml", Reply(index.encode(), "application/xml"))
    site.serve("/sitemap-1.xml", Reply(f"<urlset {xmlns}>{entries}</urlset>".encode(), "text/xml"))
    site.serve("/robots.txt", Reply(f"Sitemap: {base}/sitemap-0.xml\n".encode(), "text/plain"))
    site.serve("/docs/alone", page("alone"))
    assert titles(docs) == "home alone a b c d"


@pytest.mark.parametrize(
    ("body", "pages"),
    [
        (b"http://e.org/a\nhttp://e.org/b\n", 2),
        (b"not xml <<<", 0),
        (b"<urlset><url><loc>http://e.org/a</loc></url>", 0),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><urlset><url><loc>http://e/&a;</loc></url></urlset>', 1),
        (b"\x1f\x8bbroken", 0),
        (b"", 0),
    ],
)
def test_strange_sitemaps(body: bytes, pages: int) -> None:
    from langchain_core.documents.base import Blob

    def fetch(address: str) -> Blob:
        return Blob.from_data(body, metadata={"source": address, "url": address})

    assert len(list(pages_in("http://e.org/", [], fetch))) == pages


def test_sitemaps_that_list_each_other_end() -> None:
    from langchain_core.documents.base import Blob

    asked: list[str] = []

    def fetch(address: str) -> Blob:
        asked.append(address)
        other = f"http://e.org/{len(asked)}"
        links = "".join(f"<sitemap><loc>{to}</loc></sitemap>" for to in (address, other))
        body = f"<sitemapindex>{links}</sitemapindex>".encode()
        return Blob.from_data(body, metadata={"source": address, "url": address})

    assert list(pages_in("http://e.org/", [], fetch)) == []
    assert len(asked) == 100


def test_the_same_page_under_several_addresses_comes_once(site: Site) -> None:
    canonical = '<link rel="canonical" href="/docs/a">'
    site.serve("/docs/a", page("a", head=canonical))
    site.serve("/docs/a?print=1", page("a in print", head=canonical))
    site.serve("/docs/a/again", Reply(status=302, headers={"Location": "/docs/a"}))
    site.serve("/docs/index.html", page("home", "a?print=1", "a/again", "a"))
    site.serve("/docs/", page("home", "a?print=1", "a/again", "a"))
    complete: list[str] = []
    documents = list(load([f"{site.address}/docs/"], CRAWL, on_complete=complete.append))
    assert len(documents) == 2
    assert complete == [f"{site.address}/docs"]


def test_unchanged_pages_cost_a_304(site: Site, docs: str, tmp_path: Path) -> None:
    options = LoadOptions(crawl=True, cache=tmp_path)
    before = [document.page_content for document in load([docs], options)]
    site.serve("/docs/b", page("changed"))
    site.statuses.clear()
    after = [document.page_content for document in load([docs], options)]
    assert [status for path, status in site.statuses if path == "/docs/b"] == [200]
    assert {status for path, status in site.statuses if path in {"/docs/", "/docs/a"}} == {304}
    assert [a == b for a, b in zip(before, after, strict=True)] == [True, True, False, True, True]


def test_a_date_is_a_validator_too(site: Site, tmp_path: Path) -> None:
    date = "Mon, 01 Jan 2024 00:00:00 GMT"
    reply = page("home")
    reply.validated = False
    reply.headers = {"Last-Modified": date, "Cache-Control": "max-age=3600"}
    address = site.serve("/", reply)
    for _ in range(2):
        assert titles(address, LoadOptions(crawl=True, cache=tmp_path)) == "home"
    sent = [headers.get("if-modified-since") for path, headers in site.requests if path == "/"]
    assert sent == [None, date]


def test_an_interrupted_crawl_goes_on(site: Site, docs: str, tmp_path: Path) -> None:
    for name in "abcd":
        site.replies[f"/docs/{name}"].validated = False
    options = LoadOptions(crawl=True, cache=tmp_path)
    documents = load([docs], options)
    assert next(documents).metadata["title"] == "home"
    assert next(documents).metadata["title"] == "a"
    documents.close()  # type: ignore[attr-defined]
    before = set(site.asked())
    assert {"/docs/", "/docs/a"} <= before
    assert titles(docs, options) == "home a b c d"
    assert not {"/docs/", "/docs/a"} & set(site.asked())
    assert not list(tmp_path.glob("crawl*"))
    assert titles(docs, options) == "home a b c d"
    assert {"/docs/", "/docs/a"} <= set(site.asked())


def test_a_stopped_crawl_does_not_wait_for_answers(site: Site) -> None:
    slow = page("slow")
    slow.seconds = 20
    site.serve("/docs/slow", slow)
    documents = load([site.serve("/docs/", page("home", "quick", "slow"))], CRAWL)
    site.serve("/docs/quick", page("quick"))
    assert [next(documents).metadata["title"] for _ in range(2)] == ["home", "quick"]
    documents.close()  # type: ignore[attr-defined]
    for thread in threading.enumerate():
        if thread.name.startswith("precis-crawl"):
            thread.join(5)
            assert not thread.is_alive()


@pytest.mark.parametrize("kept", [b"", b"no database", b"SQLite format 3\0" + bytes(5000)])
def test_a_broken_cache_only_costs_time(docs: str, tmp_path: Path, kept: bytes) -> None:
    (tmp_path / "pages.sqlite").write_bytes(kept)
    assert titles(docs, LoadOptions(crawl=True, cache=tmp_path)) == "home a b c d"


def test_credentials_open_every_page_of_their_site(site: Site, docs: str) -> None:
    titles(docs.replace("//", "//ann:s3cret@"))
    assert len(site.requests) == 9
    assert all("Authorization" in headers for _, headers in site.requests)


def test_links_are_read_from_whatever_html() -> None:
    markup = (
        "<?xml version='1.0' encoding='latin-1'?><base href='/base/'><a href=a&amp;b>x</a>"
        "<!-- <a href=no> --><script>'<a href=no>'</script><AREA HREF='C'>" + "<a href=d>" * 1000
    )
    found = read_links(markup, "https://example.org/x/")
    assert found.addresses[:3] == [
        "https://example.org/base/a&b",
        "https://example.org/base/C",
        "https://example.org/base/d",
    ]
    for hostile in ("<" * 100_000, "<a " * 100_000, "<!--" * 100_000, "\0", "", "<div>" * 100_000):
        assert read_links(hostile, "https://example.org/").addresses == []


def test_a_feed_is_its_entries_and_leaves_the_rest_of_the_host_alone(site: Site, docs: str) -> None:
    entries = "".join(
        f"<item><title>{n}</title><link>{link}</link><description>About {n}.</description></item>"
        for n, link in enumerate([f"{docs}a", "/other/x", "http://127.0.0.1:9/"])
    )
    transcript = '<item><title>t</title><transcript url="/talk.vtt"/></item>'
    feed = f"<?xml version='1.0'?><rss><channel>{entries}{transcript}</channel></rss>"
    site.serve("/talk.vtt", Reply(b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello.\n", "text/vtt"))
    address = site.serve("/blog/feed.xml", Reply(feed.encode(), "application/rss+xml"))
    complete: list[str] = []
    documents = list(load([address], CRAWL, on_complete=complete.append))
    assert [d.metadata["title"] for d in documents[1:]] == ["a", "x", "talk"]
    assert "About 1." in documents[0].page_content
    assert complete == []
    assert titles(address, LoadOptions(crawl=True, depth=0)) == documents[0].metadata["title"]
