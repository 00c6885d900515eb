"""The page in a real Chromium: a newcomer's first minutes, what outlives a tab, who means harm."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from langchain_core.documents import Document

pytest.importorskip("fastapi", reason="the extra 'web' is not installed")

from precis.chains.requests import CallOptions
from precis.chains.workspace import Workspace
from precis.models.calls import retries
from tests.fakes.markup import HOSTILE
from tests.fakes.openai_server import ModelServer, citing, model_server
from tests.web.page.browser import (
    CHROMIUM,
    PHONE,
    VIEWS,
    Site,
    Watched,
    check_view,
    chromium,
    serving,
)
from tests.web.page.test_drawing import deck, drawn
from tests.web.page.test_sources import pdf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")

MILL = "The mill was built in 1850 by two brothers. It burned down in 1901 and was never rebuilt."


@pytest.fixture(scope="module")
def model() -> Iterator[ModelServer]:
    with pytest.MonkeyPatch.context() as patch, model_server() as running:
        patch.setenv("OPENAI_API_KEY", "sk-of-the-server")
        patch.setenv("OPENAI_BASE_URL", running.url)
        patch.setattr(retries, "_BACKOFF_SECONDS", 0.0)
        yield running


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, model: ModelServer) -> Iterator[Site]:
    assert model.url
    library = tmp_path_factory.mktemp("page") / "library"
    workspace = Workspace(library, CallOptions(), model="openai:simulated")
    with serving(workspace) as url:
        yield Site(url, workspace)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def tabs(site: Site, browser: Browser, model: ModelServer) -> Iterator[Watched]:
    model.reply, model.latency, model.faults = citing, 0.0, lambda: None
    watched = Watched(site, browser)
    yield watched
    watched.close()


def document(text: str = MILL, **metadata: Any) -> Document:
    own = {"id": "a" * 16, "source": "mill.txt", "title": "The mill", "pages": []}
    return Document(text, metadata=own | {"media_type": "text/plain"} | metadata)


def is_in_view(page: Page, selector: str) -> bool:
    box = page.locator(selector).first.bounding_box()
    size = page.viewport_size
    return bool(box and size and 0 <= box["y"] < size["height"])


@pytest.mark.parametrize(("size", "scheme"), VIEWS)
def test_the_first_minutes_of_a_newcomer(
    site: Site, tabs: Watched, size: tuple[int, int], scheme: str
) -> None:
    site.fill()
    page = tabs.visit("/", size, scheme)
    check_view(page, "welcome")
    page.click("#example")
    page.wait_for_url("**/r/*")
    cite = page.locator(".result .cite").first
    cite.wait_for()
    assert is_in_view(page, ".result .cite")
    page.get_by_text("Save as").wait_for()
    check_view(page, "result")
    cite.click()
    page.locator("#source mark").first.wait_for()
    assert is_in_view(page, "#source mark")
    check_view(page, "source")
    page.keyboard.press("Escape")
    page.locator("#source").wait_for(state="hidden")
    assert cite.evaluate("cite => document.activeElement === cite")
    page.keyboard.press("Enter")
    page.locator("#source mark").first.wait_for()
    page.go_back()
    page.locator("#source").wait_for(state="hidden")
    assert "/r/" in page.url
    page.go_forward()
    page.locator("#source mark").first.wait_for()
    page.reload()
    page.locator("#source mark").first.wait_for()
    page.click("[data-close]")
    page.locator("#source").wait_for(state="hidden")
    assert page.locator(".cite").first.evaluate("cite => document.activeElement === cite")
    page.click("nav >> text=Start")
    page.fill("[name=question]", "How many readers have a key?")
    check_view(page, "ask")
    page.keyboard.press("Enter")
    page.wait_for_url("**/c/*")
    page.locator(".turn .cite").first.wait_for()
    check_view(page, "chat")
    for path in ("/library", "/history", "/?do=summarize", "/?do=check", "/?do=run", "/r/1234"):
        page.goto(f"{site.url}{path}")
        check_view(page, path)
    page.goto(f"{site.url}/library")
    page.click(".list .name")
    check_view(page, "document")


def test_work_outlives_the_tab(site: Site, tabs: Watched, model: ModelServer) -> None:
    site.fill(document(f"Outlives. {MILL}"))
    model.latency = 2
    page = tabs.visit("/?do=summarize")
    page.click("#go")
    page.wait_for_url("**/r/*")
    page.locator(".running").wait_for()
    where = page.url
    page.context.close()
    other = tabs.visit(where.removeprefix(site.url))
    other.locator(".result .cite").first.wait_for()
    other.locator("#announcer", has_text="The result is ready.").wait_for(state="attached")
    other.reload()
    other.locator(".result .cite").first.wait_for()


def test_without_events_the_page_asks_by_itself(
    site: Site, tabs: Watched, model: ModelServer
) -> None:
    site.fill(document(f"Polled. {MILL}"))
    model.latency = 2
    page = tabs.visit("/?do=summarize")
    page.route("**/events", lambda route: route.abort())
    page.click("#go")
    page.locator(".result .cite").first.wait_for()


def test_two_tabs_on_one_chat_see_the_same(site: Site, tabs: Watched) -> None:
    site.fill(document())
    page = tabs.visit("/?do=ask")
    page.fill("[name=question]", "When was the mill built?")
    page.keyboard.press("Enter")
    page.locator(".turn .cite").first.wait_for()
    other = tabs.visit(page.url.removeprefix(site.url))
    other.fill("#question", "When did it burn down?")
    other.keyboard.press("Enter")
    other.locator(".turn").nth(1).wait_for()
    page.locator(".turn").nth(1).wait_for()
    page.locator(".turn").nth(1).locator(".cite, .remark").first.wait_for()


def test_files_are_added_and_the_real_page_is_marked(
    site: Site, tabs: Watched, tmp_path: Path
) -> None:
    site.fill()
    (tmp_path / "mill.pdf").write_bytes(pdf())
    (tmp_path / "large.txt").write_bytes(b"x" * 1_100_000)
    page = tabs.visit("/library")
    (tmp_path / "empty.txt").touch()
    names = ("large.txt", "empty.txt", "mill.pdf")
    page.set_input_files("#files", [tmp_path / name for name in names])
    page.locator(".list .name", has_text="mill").wait_for()
    page.locator("#uploads", has_text="the file is empty").wait_for()
    assert page.locator("#uploads .failed").count() == 2
    check_view(page, "refused uploads")
    page.click("#dismiss")
    page.reload()
    assert page.locator("#uploads .failed").count() == 0
    page.route("**/api/v1/uploads*", lambda _: None)
    page.set_input_files("#files", [tmp_path / "mill.pdf"])
    page.locator("#uploads li").wait_for()
    page.reload()
    page.locator("#uploads .failed", has_text="not sent").wait_for()
    page.unroute("**/api/v1/uploads*")
    page.click("#dismiss")
    page.goto(f"{site.url}/?do=summarize")
    page.click("#go")
    page.locator(".result .cite").first.click()
    page.locator("#source rect.quoted").first.wait_for()
    check_view(page, "page of a PDF")
    page.click("#source >> text=Text")
    page.locator("#source mark").first.wait_for()


def test_copying_works_over_plain_http(site: Site, tabs: Watched) -> None:
    site.fill(document())
    page = tabs.visit("/?do=summarize")
    page.click("#go")
    page.locator(".result .cite").first.wait_for()
    page.evaluate(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined});"
        "document.addEventListener('copy', event => (window.copied = event.target.value))"
    )
    page.click("[data-copy]")
    page.get_by_role("button", name="Copied").wait_for()
    assert "1850" in page.evaluate("window.copied")


def test_a_phone_in_the_dark_bears_long_names(site: Site, tabs: Watched) -> None:
    title = "An exceedingly long title " * 9
    site.fill(document(f"{'Geese' * 60}. {MILL}", title=title, source=f"{'x' * 200}/mill.txt"))
    page = tabs.visit("/library", PHONE, "dark")
    check_view(page, "library")
    page.click("text=Summarize")
    page.click("#go")
    page.locator(".result .cite").first.click()
    page.locator("#source .source").wait_for()
    check_view(page, "source")
    page.click("[data-close]")
    page.locator("#source").wait_for(state="hidden")


def test_no_text_runs_or_loads_anything(
    site: Site, tabs: Watched, model: ModelServer, tmp_path: Path
) -> None:
    printable = [text for text in HOSTILE if text.isprintable()]
    everything = " ".join(printable)
    pages = [{"page": everything, "start": 0, "end": len(everything)}]
    site.fill(
        *(
            document(
                f"{everything} stands in a document of the council. {MILL}",
                id=f"{n:016x}",
                title=everything,
                source=f"{everything}/{n}.md",
                pages=pages,
                media_type=kind,
            )
            for n, kind in enumerate(("text/markdown", "text/plain"))
        )
    )
    model.reply = lambda _: "\n".join(f"{text} [1]" for text in printable)
    page = tabs.visit("/library")
    page.locator(".list .name").first.click()
    page.locator(".source.alone").wait_for()
    page.goto(f"{site.url}/?do=summarize")
    page.fill("[name=focus]", everything[:1900])
    page.click("#go")
    page.wait_for_url("**/r/*")
    page.locator(".result, .problem").first.wait_for()
    for cite in page.locator(".cite").all()[:2]:
        cite.click()
        page.locator("#source .source").wait_for()
        page.keyboard.press("Escape")
    page.goto(f"{site.url}/?do=ask")
    page.fill("[name=question]", everything[:1900])
    page.click("#go")
    page.wait_for_url("**/c/*")
    page.locator(".turn .result, .turn .remark, .turn .problem").first.wait_for()
    page.goto(f"{site.url}/library")
    broken = tmp_path / "<svg onload=alert(1)>.pdf"
    broken.write_bytes(b"%PDF-1.7 <script>alert(1)</script>")
    page.set_input_files("#files", broken)
    page.locator(".problem", has_text="could not be added").wait_for()
    for path in ("/", "/history"):
        page.goto(f"{site.url}{path}")
        time.sleep(0.1)
    assert page.locator("main script, main iframe, main img, main [onload]").count() == 0


@drawn
def test_a_slide_takes_the_place_of_its_text_once_it_is_drawn(
    site: Site, tabs: Watched, tmp_path: Path
) -> None:
    site.fill()
    (tmp_path / "harbour.pptx").write_bytes(deck())
    page = tabs.visit("/library")
    page.set_input_files("#files", [tmp_path / "harbour.pptx"])
    page.locator(".list .name").first.wait_for()
    page.goto(f"{site.url}/?do=summarize")
    page.click("#go")
    page.locator(".result .cite").first.click()
    page.locator("#source .remark", has_text="being drawn").wait_for()
    assert page.locator("#source mark").count() > 0
    page.locator("#source rect.quoted").first.wait_for(timeout=60_000)
    check_view(page, "slide")
    page.keyboard.press("Escape")
    page.locator("#source").wait_for(state="hidden")
    page.locator(".result .cite").first.click()
    page.locator("#source rect.quoted").first.wait_for()
    assert page.locator("#source .remark").count() == 0


def test_a_folder_keeps_its_paths(site: Site, tabs: Watched, tmp_path: Path) -> None:
    site.fill()
    for name in ("minutes/2024/may.txt", "minutes/2025/june.txt", "minutes/empty.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"{name} {MILL}" if "empty" not in name else "")
    page = tabs.visit("/library")
    page.set_input_files("#folder", tmp_path / "minutes")
    page.locator(".list .name", has_text="may").wait_for()
    page.locator("#uploads .failed").wait_for()
    page.select_option("[name=folder]", label="minutes/2024 (1)")
    page.locator(".list .name", has_text="june").wait_for(state="detached")
    assert page.locator(".list .name").count() == 1
