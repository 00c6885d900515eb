"""A server of the page in this process, and a Chromium that says what it should not have seen."""

from __future__ import annotations

import shutil
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpx
import pytest

pytest.importorskip("fastapi", reason="the extra 'web' is not installed")

from precis.web.access import LOCAL, Access
from precis.web.app import create_app
from precis.web.listening import address, listen, run
from precis.web.quota import Quota
from precis.web.rights import asking
from precis.web.service import Service

if TYPE_CHECKING:
    from collections.abc import Iterator

    import uvicorn
    from langchain_core.documents import Document
    from playwright.sync_api import Browser, ConsoleMessage, Page, Response

    from precis.chains.workspace import Workspace

CHROMIUM = shutil.which("chromium")
FLAGS = """--headless --no-sandbox --disable-gpu --disable-quic --no-first-run
--disable-background-networking --disable-component-update --disable-sync""".split()
DESKTOP, PHONE = (1440, 900), (390, 844)
VIEWS = [(DESKTOP, "light"), (PHONE, "dark")]


@dataclass
class Site:
    """A server and its library."""

    url: str
    workspace: Workspace

    def fill(self, *documents: Document) -> None:
        """Have exactly `documents` in the library."""
        library = self.workspace.library
        with asking(LOCAL):
            if library.has("default"):
                library.remove([source.id for source in library.sources()])
            if documents:
                library.ingest(documents)


@contextmanager
def serving(workspace: Workspace, access: Access | None = None, **options: Any) -> Iterator[str]:
    """Serve, and yield the address once the models are loaded."""
    service = Service(workspace, Quota(max_rate=1_000_000, max_upload=1))
    app = create_app(service, access or Access.everybody(), **options)
    servers: list[uvicorn.Server] = []
    with listen("127.0.0.1", 0) as listening:
        parts = (app, listening, servers.append, service.stopping.set)
        thread = threading.Thread(target=run, args=parts)
        thread.start()
        try:
            url = address("127.0.0.1", listening)
            while httpx.get(f"{url}/ready").status_code != httpx.codes.OK:
                time.sleep(0.1)
            yield url
        finally:
            servers[0].should_exit = True
            thread.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Watched:
    """Opens tabs, and keeps what should not have happened in them."""

    site: Site
    browser: Browser
    wrong: list[str] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)

    def visit(
        self, path: str = "/", size: tuple[int, int] = DESKTOP, color_scheme: Any = "light"
    ) -> Page:
        """Open a tab at a path."""
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme=color_scheme
        )
        context.add_init_script(HACKED)
        page = context.new_page()
        self.pages.append(page)
        page.set_default_timeout(30_000)
        page.on("request", lambda request: self._asked(request.url))
        page.on("response", self._answered)
        page.on("dialog", lambda dialog: dialog.accept())
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.wrong.append(f"error {error}"))
        page.goto(f"{self.site.url}{path}")
        return page

    def close(self) -> None:
        """Close the tabs; nothing was asked of another host, and no script had run."""
        for page in self.pages:
            page.context.close()
        assert self.wrong == []

    def _answered(self, response: Response) -> None:
        """Note an answer to htmx that `page.js` would take for a server that is away."""
        headers = response.headers
        is_part = "HX-Request" in headers.get("vary", "") or "hx-redirect" in headers
        if response.ok and "hx-request" in response.request.headers and not is_part:
            self.wrong.append(f"no part of a view: {response.url}")

    def _asked(self, url: str) -> None:
        if not url.startswith((self.site.url, "data:", "blob:")):
            self.wrong.append(f"asked {url}")

    def _console(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "hacked" in message.text:
            self.wrong.append(message.text)


HACKED = "Object.defineProperty(window, 'hacked', {set() { console.error('hacked'); }});"
"""Has the browser say so when a hostile text of `fakes/markup.py` has run."""


def check_view(page: Page, name: str) -> None:
    """Assert that axe-core finds nothing, that the width fits, and that targets are 24 px large.

    Contrasts are looked at in both colour schemes.
    """
    from axe_playwright_python.base import AXE_FILE_PATH

    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    assert page.evaluate(SMALL) == [], name
    client = page.context.new_cdp_session(page)  # a script of DevTools, which no policy stops
    client.send("Runtime.evaluate", {"expression": AXE_FILE_PATH.read_text(encoding="utf-8")})
    assert _violations(page) == [], name
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    usual, other = ("dark", "light") if dark else ("light", "dark")
    page.emulate_media(color_scheme=other)
    assert _violations(page, "runOnly: ['color-contrast'],") == [], f"{name}, {other}"
    page.emulate_media(color_scheme=usual)


def _violations(page: Page, only: str = "") -> list[tuple[str, list[str]]]:
    found = page.evaluate(f"axe.run(document, {{{only} resultTypes: ['violations']}})")
    return [(it["id"], [node["html"][:200] for node in it["nodes"]]) for it in found["violations"]]


SMALL = """Array.from(document.querySelectorAll("a, button, summary, select, input, textarea"))
  .filter(one => {
    const { width, height } = one.getBoundingClientRect();
    const unseen = one.closest(".unseen, .text, label.tick, .skip") || !one.checkVisibility();
    return !unseen && width > 0 && (width < 23.9 || height < 23.9);
  }).map(one => one.outerHTML.slice(0, 120))"""
"""What is smaller than 24 px; links inside of a document's text and ticks in their label apart."""
