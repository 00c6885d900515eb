"""Pages that a real Chromium has to run, and what it may not do."""

from __future__ import annotations

import shutil
import sys
import time
from typing import TYPE_CHECKING

import pytest

from precis.errors import MissingExtraError
from precis.loaders import LimitError, Limits, LoadError, LoadOptions, load
from precis.loaders.web import connections, render
from tests.fakes.site import Reply
from tests.loaders.test_html import PAGE, PARAGRAPH

if TYPE_CHECKING:
    from tests.fakes.site import Site
    from tests.loaders.conftest import PdfMaker

RENDER = LoadOptions(render=True)

needs_chromium = pytest.mark.skipif(
    not any(map(shutil.which, render._NAMES)), reason="no Chromium is installed"
)


def app(script: str) -> Reply:
    return Reply(
        "<!doctype html><html lang=en><head><title>App</title></head>"
        f"<body><main id=app></main><script>{script}</script></body></html>".encode()
    )


def showing(text: str) -> str:
    return f"document.getElementById('app').innerHTML = `<p>{text}</p>`;"


@needs_chromium
def test_what_scripts_show_is_loaded(site: Site) -> None:
    script = f"fetch('/text').then(r => r.text()).then(t => {{{showing('${t}')}}})"
    site.serve("/app.js", Reply(script.encode(), "text/javascript"))
    site.serve("/text", Reply(PARAGRAPH.encode(), "text/plain"))
    site.serve("/photo.png", Reply(b"\x89PNG", "image/png"))
    address = site.serve(
        "/",
        Reply(
            b"<!doctype html><title>App</title><main id=app></main><img src=/photo.png>"
            b"<script src=/app.js></script>"
        ),
    )
    with pytest.raises(LoadError, match="no text until its scripts run; load it with --render"):
        list(load([address]))
    site.asked()
    (document,) = load([address], RENDER)
    assert document.page_content == PARAGRAPH
    assert document.metadata["title"] == "App"
    assert site.asked() == ["/", "/app.js", "/text"]


@needs_chromium
def test_other_sources_are_as_without_it(site: Site, make_pdf: PdfMaker) -> None:
    pdf = site.serve("/report", Reply(make_pdf("Costs rose."), "application/pdf"))
    page = site.serve("/page", Reply(PAGE.encode("utf-16"), "text/html"))
    documents = list(load([pdf, page], RENDER))
    assert documents[0].page_content == "Costs rose."
    assert documents[1].page_content == next(load([page])).page_content


@needs_chromium
def test_a_page_that_stays_empty_says_so(site: Site) -> None:
    with pytest.raises(LoadError, match="there is no text in this page; check the address"):
        list(load([site.serve("/", app("1"))], RENDER))


@needs_chromium
def test_no_address_inside_the_network_is_reached(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([True])  # the page itself
    monkeypatch.setattr(connections, "is_public", lambda _: next(answers, False))
    inside = site.serve(
        "/secret", Reply(b"secret", "text/plain", headers={"Access-Control-Allow-Origin": "*"})
    )
    socket = inside.replace("http", "ws")
    script = f"""
        new WebSocket('{socket}'); navigator.sendBeacon('{inside}', 'x');
        document.body.append(Object.assign(document.createElement('iframe'), {{src: '{inside}'}}));
        document.body.append(Object.assign(document.createElement('img'), {{src: '{inside}'}}));
        fetch('{inside}').then(r => r.text()).catch(e => 'nothing').then(t => {{
            {showing(PARAGRAPH + " It said ${t}.")}
        }});"""
    options = LoadOptions(render=True, public_only=True)
    (document,) = load([site.serve("/", app(script))], options)
    assert document.page_content.endswith("It said nothing.")
    assert site.asked() == ["/"]


@needs_chromium
def test_a_page_that_never_rests(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render, "_QUIET_SECONDS", 0.7)
    script = f"""
        {showing(PARAGRAPH)}
        setInterval(() => fetch('/poll?' + Math.random()), 50);
        setInterval(() => location.hash = Math.random(), 50);
        alert(1); confirm(2); window.open('/popup');"""
    (document,) = load([site.serve("/", app(script))], RENDER)
    assert document.page_content == PARAGRAPH


@needs_chromium
def test_a_page_that_hangs_ends(site: Site) -> None:
    address = site.serve("/", app("setTimeout(() => { while (true) {} }, 100)"))
    start = time.monotonic()
    with pytest.raises(LimitError, match="not rendered within 2 seconds; raise it with --max-sec"):
        list(load([address], LoadOptions(render=True, fetch_timeout=1, limits=Limits(seconds=2))))
    assert time.monotonic() - start < 15


@needs_chromium
def test_a_page_that_grows_ends(site: Site) -> None:
    address = site.serve("/", app("document.body.innerText = 'word '.repeat(400000)"))
    with pytest.raises(LimitError, match="limit of 1 MB"):
        list(load([address], LoadOptions(render=True, limits=Limits(megabytes=1))))


@needs_chromium
def test_a_browser_that_does_not_start(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render.shutil, "which", lambda name: "/bin/false")
    with pytest.raises(LoadError, match="/bin/false does not start"):
        list(load([site.serve("/", app("1"))], RENDER))


def test_without_the_package_it_names_the_extra(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "playwright.async_api", None)
    with pytest.raises(MissingExtraError, match="--render needs the extra 'render'"):
        list(load([site.serve("/", app("1"))], RENDER))


def test_without_a_browser_it_says_how_to_get_one(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(render.shutil, "which", lambda name: None)
    errors: list[LoadError] = []
    assert list(load([site.serve("/", app("1"))], RENDER, errors.append)) == []
    assert "rendering needs Chromium; on Debian: apt install chromium" in str(errors[0])
