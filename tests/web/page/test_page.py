"""The page in a real Chromium, over a simulated model: its main paths, and who means it harm."""

from __future__ import annotations

import json
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from langchain_core.documents import Document

from precis.chains.requests import CallOptions
from precis.chains.workspace import Workspace
from tests.fakes.markup import HOSTILE
from tests.fakes.openai_server import ModelServer, model_server

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Page

    from precis.web.access import Access

pytest.importorskip("fastapi", reason="the extra 'web' is not installed")
CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
    pytest.mark.filterwarnings("ignore:.*:DeprecationWarning:gradio"),
]

FLAGS = """--headless --no-sandbox --disable-gpu --disable-quic --no-first-run
--disable-background-networking --disable-component-update --disable-sync""".split()
KEY = "sk-of-the-server"
DESKTOP, PHONE = (1280, 800), (390, 844)
NUMBERED = re.compile(r"^(\d+)[ .:)]+\s*(\S.*)$", re.MULTILINE)
MILL = "The mill was built in 1850 by two brothers. It burned down in 1901 and was never rebuilt."


LONG = "\n\n".join(
    f"In the year {1000 + n} the council of the town met {n} times and wrote down {n * 7} rules. "
    f"Rule number {n} forbade to carry {n} geese over the bridge by night." * 12
    for n in range(20)
)


BRIEF = """
description: For a board
parameters:
  audience:
    type: text
    help: Who reads it
steps:
  - summarize:
      length: short
      focus: what {audience} must know
"""


@dataclass
class Site:
    """A server of the page, its model, and its library."""

    url: str
    model: ModelServer
    workspace: Workspace

    def fill(self, *documents: Document) -> None:
        """Have exactly `documents` in the library."""
        self.empty()
        self.workspace.library.ingest(documents)

    def empty(self) -> None:
        """Have nothing in the library."""
        if self.workspace.library.has("default"):
            ids = [source.id for source in self.workspace.library.sources()]
            self.workspace.library.remove(ids)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with pytest.MonkeyPatch.context() as patch, model_server() as model:
        patch.setenv("OPENAI_API_KEY", KEY)
        patch.setenv("OPENAI_BASE_URL", model.url)
        patch.setenv("GRADIO_TEMP_DIR", "")
        folder = tmp_path_factory.mktemp("page")
        patch.setenv("XDG_CONFIG_HOME", str(folder))
        chain = folder / "precis" / "chains" / "brief.yaml"
        chain.parent.mkdir(parents=True)
        chain.write_text(BRIEF, encoding="utf-8")
        library = folder / "library"
        workspace = Workspace(library, CallOptions(), model="openai:simulated")
        with serving_page(workspace) as url:
            yield Site(url, model, workspace)


@contextmanager
def serving(workspace: Workspace, access: Access, **options: Any) -> Iterator[str]:
    import uvicorn

    from precis.web.app import create_app
    from precis.web.listening import address, listen, run
    from precis.web.quota import Quota
    from precis.web.service import Service

    service = Service(workspace, Quota(max_rate=1_000_000, max_upload=1))
    app = create_app(service, access, **options)
    servers: list[uvicorn.Server] = []
    with listen("127.0.0.1", 0) as listening:
        parts = (app, listening, servers.append, service.stopping.set)
        thread = threading.Thread(target=run, args=parts)
        thread.start()
        try:
            yield address("127.0.0.1", listening)
        finally:
            servers[0].should_exit = True
            thread.join()


@contextmanager
def serving_page(workspace: Workspace) -> Iterator[str]:
    """Serve the page, once it is made."""
    import httpx

    from precis.web.access import Access
    from precis.web.serve import make_page

    failures: list[Exception] = []
    options = {"make_page": make_page, "on_failure": failures.append}
    with serving(workspace, Access.everybody(), **options) as url:
        while httpx.get(url).status_code != httpx.codes.OK:
            if failures:
                raise failures[0]
            time.sleep(0.3)
        yield url


def prose(prompt: str) -> str:
    """Answer as a good model does, with the first sentences that are no headings."""
    found = [(n, text) for n, text in NUMBERED.findall(prompt) if not text.startswith("#")]
    return "\n".join(f"{text} [{n}]" for n, text in found[:3]) or "Nothing."


@pytest.fixture(scope="module")
def context() -> Iterator[BrowserContext]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser.new_context()
        browser.close()


@dataclass
class Watched:
    """What a browser asked for, and what should not have happened in it."""

    asked: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def dialog(self, dialog: Dialog) -> None:
        """Accept to remove; no other dialog is the page's own."""
        if not dialog.message.startswith("Remove "):
            self.wrong.append(f"dialog {dialog.message}")
        dialog.accept()

    def console(self, message: ConsoleMessage) -> None:
        """Keep what the content policy has refused."""
        if "Content Security Policy" in message.text:
            self.wrong.append(message.text)


Open = Callable[..., "Page"]


@pytest.fixture
def visit(site: Site, context: BrowserContext) -> Iterator[Open]:
    """Open the page; at the end nothing was asked of another host and no script had run."""
    watched, pages = Watched(), []
    site.model.reply, site.model.latency = prose, 0.0
    site.model.faults, site.model.breaks = lambda: None, lambda: False

    def visit(size: tuple[int, int] = DESKTOP, color_scheme: Any = "light") -> Page:
        page = context.new_page()
        pages.append(page)
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(color_scheme=color_scheme)
        page.set_default_timeout(15_000)
        page.on("request", lambda request: watched.asked.append(request.url))
        page.on("dialog", watched.dialog)
        page.on("console", watched.console)
        page.on("pageerror", lambda error: watched.wrong.append(f"error {error}"))
        page.goto(site.url)
        page.locator("#header dd", has_text="openai:simulated").wait_for()
        return page

    yield visit
    hacked = []
    for page in pages:
        if not page.is_closed():
            hacked.append(page.evaluate("window.hacked"))
            page.evaluate("localStorage.clear()")
        page.close()
    own = (site.url, "data:", "blob:")
    assert [url for url in watched.asked if not url.startswith(own)] == []
    assert watched.wrong == []
    assert not any(hacked)


def document(text: str = MILL, **metadata: Any) -> Document:
    own = {"id": "mill", "source": "mill.txt", "title": "The mill", "pages": []}
    return Document(text, metadata=own | {"media_type": "text/plain"} | metadata)


def open_tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def text_of(page: Page, selector: str) -> str:
    return " ".join(page.locator(selector).inner_text().split())


def test_a_newcomer_gets_a_summary_whose_sentences_open_their_source(
    site: Site, visit: Open
) -> None:
    site.empty()
    page = visit()
    assert "Start here" in text_of(page, "#summary")
    page.click("#example")
    cite = page.locator("#summary .cite").first
    cite.click()
    marked = page.locator("#source mark")
    marked.wait_for()
    assert marked.inner_text().startswith("The town of Vell had a library that closed at five")
    text = page.locator("#source .text").bounding_box()
    quote = marked.bounding_box()
    assert text
    assert quote
    assert text["y"] <= quote["y"] < text["y"] + text["height"]
    assert int(page.locator("#header dd").nth(2).inner_text().replace(",", "")) > 0
    page.keyboard.press("Escape")
    page.locator("#source .source").wait_for(state="hidden")
    assert cite.evaluate("cite => document.activeElement === cite")
    page.keyboard.press("Enter")
    marked.wait_for()


def test_files_are_loaded_one_by_one_and_can_be_removed(
    site: Site, visit: Open, tmp_path: Path
) -> None:
    site.empty()
    (tmp_path / "mill.txt").write_text(MILL)
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)) * 9)
    page = visit()
    page.set_input_files("#files input", [tmp_path / "mill.txt", tmp_path / "noise.bin"])
    page.locator("#loading .failed").wait_for()
    assert text_of(page, "#loading .done") == "mill.txt ready"
    failed = text_of(page, "#loading .failed")
    assert failed.startswith("noise.bin")
    assert str(tmp_path) not in failed
    assert "/" not in failed.removeprefix("noise.bin")
    page.locator("#documents label").first.click()
    page.click("#remove")
    page.locator("#documents").wait_for(state="hidden")
    assert site.workspace.library.sources() == []
    waiting = site.workspace.path / "server" / "page"
    assert not any(path.stat().st_size for path in waiting.rglob("*") if path.is_file())


def test_answers_remember_what_was_said_and_what_is_not_there_is_not_made_up(
    site: Site, visit: Open
) -> None:
    site.fill(document())
    page = visit()
    open_tab(page, "Ask")
    page.fill("#question textarea", "When was the mill built?")
    page.keyboard.press("Enter")
    page.locator("#chat article").wait_for()
    assert "1850" in text_of(page, "#chat article")
    page.fill("#question textarea", "Who won the chess match in Reykjavik?")
    page.click("#ask")
    page.locator("#chat .turn").nth(1).locator(".remark, article").wait_for()
    assert page.locator("#chat .question").all_inner_texts() == [
        "When was the mill built?",
        "Who won the chess match in Reykjavik?",
    ]
    assert any(
        "When was the mill built?" in prompt and "Reykjavik" in prompt
        for prompt in site.model.prompts
    )
    page.click("#clear")
    page.locator("#chat .turn").first.wait_for(state="detached")


def test_a_chain_is_made_step_by_step_and_run(
    site: Site, visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(site.workspace.path.parent))
    site.fill(document(), document(f"Another one. {MILL}", id="other", title="Another"))
    page = visit()
    open_tab(page, "Chains")
    page.locator("#of-step-length textarea").fill("short")
    page.click("#add-step")
    page.locator("#chain code", has_text="summarize --length=short").wait_for()
    page.locator("#step input").click()
    page.get_by_role("option", name="keywords").click()
    page.locator("#of-step-count input").fill("3")
    page.click("#add-step")
    page.locator("#chain code", has_text="keywords --count=3").wait_for()
    page.click("#undo")
    page.locator("#chain code").nth(1).wait_for(state="detached")
    page.click("#run-chain")
    page.locator("#results article").nth(1).wait_for()
    assert page.locator("#results h2").all_inner_texts() == ["The mill", "Another"]
    page.locator("#results .cite").first.click()
    page.locator("#source mark").wait_for()
    page.keyboard.press("Escape")
    page.locator("#step input").click()
    page.get_by_role("option", name="extract").click()
    page.locator("#of-step-schema textarea").fill("/etc/passwd")
    page.click("#add-step")
    page.locator("#work .problem", has_text="--schema is not JSON").wait_for()
    assert page.locator("#chain code").count() == 1
    page.click("#undo")
    page.locator("#step input").click()
    page.get_by_role("option", name="brief: For a board").click()
    page.locator("#of-step-audience textarea").fill("the board")
    page.click("#add-step")
    page.locator("#chain code", has_text="brief '--audience=the board'").wait_for()
    page.click("#run-chain")
    for _ in range(150):
        if any("what the board must know" in prompt for prompt in site.model.prompts):
            return
        page.wait_for_timeout(100)
    pytest.fail("the chain of one's own was not run")


def test_a_collection_is_picked_or_named_and_all_follows_it(
    site: Site, visit: Open, tmp_path: Path
) -> None:
    site.fill(document())
    bridge = document("The bridge was opened in 1932.", id="bridge", title="The bridge")
    site.workspace.library.ingest([bridge], "work")
    page = visit()
    page.locator("#documents label", has_text="The mill").wait_for()
    page.click("#summarize")
    page.locator("#summary .cite").first.wait_for()
    page.locator("#collection input").click()
    page.get_by_role("option", name="work").click()
    page.locator("#documents label", has_text="The bridge").wait_for()
    page.locator("#summary .cite").first.click()
    page.locator("#source mark", has_text="The mill was built").wait_for()
    page.keyboard.press("Escape")
    page.click("#summarize")
    page.locator("#summary .claim", has_text="1932").locator(".cite").click()
    page.locator("#source mark", has_text="The bridge was opened").wait_for()
    page.keyboard.press("Escape")
    open_tab(page, "Ask")
    page.fill("#question textarea", "When was the bridge opened?")
    page.keyboard.press("Enter")
    page.locator("#chat article", has_text="1932").wait_for()
    open_tab(page, "Check")
    page.fill("#text textarea", "The bridge was opened in 1932.")
    page.click("#check")
    page.locator("#checked li.high").wait_for()
    open_tab(page, "Chains")
    page.click("#add-step")
    page.locator("#chain code").wait_for()
    page.click("#run-chain")
    page.locator("#results article", has_text="1932").wait_for()
    page.reload()
    page.locator("#documents label", has_text="The bridge").wait_for()
    page.locator("#documents label").click()
    page.click("#remove")
    page.locator("#documents").wait_for(state="hidden")
    assert [source.title for source in site.workspace.library.sources()] == ["The mill"]


def test_a_new_collection_has_a_name_and_is_filled_by_keyboard(
    site: Site, visit: Open, tmp_path: Path
) -> None:
    site.fill(document())
    page = visit(PHONE)
    page.locator("#library [data-fold]").click()
    page.locator("#documents label").wait_for()
    field = page.locator("#collection input")
    for bad, shown in (("x" * 121, "x" * 40), ("_0123456789abcdef",) * 2):
        field.fill(bad)
        field.press("Enter")
        page.locator("#loading .problem", has_text=shown).wait_for()
        assert field.input_value() == "default"
    field.fill("new-1")
    field.press("Enter")
    page.locator("#documents").wait_for(state="hidden")
    assert page.locator("#loading .problem").count() == 0
    (tmp_path / "mill.txt").write_text(MILL)
    page.set_input_files("#files input", tmp_path / "mill.txt")
    page.locator("#loading .done").wait_for()
    page.locator("#documents label").wait_for()
    assert [source.source for source in site.workspace.library.sources("new-1")] == ["mill.txt"]
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
    page.reload()
    page.locator("#documents label", has_text="mill.txt").wait_for(state="attached")
    assert field.input_value() == "new-1"


def test_work_of_the_page_takes_the_room_of_jobs(site: Site, visit: Open) -> None:
    import httpx

    site.fill(document(f"Room for all. {MILL}", id="a" * 16))
    page = visit()
    site.model.latency = 3
    with httpx.Client(base_url=f"{site.url}/api/v1", timeout=20) as client:

        def asked(number: int) -> dict[str, Any]:
            return {"sources": [f"document:{'a' * 16}"], "focus": f"{number}"}

        jobs = [client.post("/summarize", json=asked(n)).json()["id"] for n in range(4)]
        page.click("#summarize")
        page.locator("#summary", has_text="Waiting for room").wait_for()
        jobs += [client.post("/summarize", json=asked(n)).json()["id"] for n in range(4, 9)]
        refused = client.post("/summarize", json=asked(10))
        assert refused.status_code == httpx.codes.TOO_MANY_REQUESTS
        open_tab(page, "Check")
        page.fill("#text textarea", MILL)
        page.click("#check")
        page.locator("#checked .problem", has_text="10 jobs of yours are under way").wait_for()
        page.fill("#addresses textarea", "http://127.0.0.1:9/")
        page.click("#add")
        page.locator("#loading .problem", has_text="10 jobs of yours are under way").wait_for()
        site.model.latency = 0
        for job in jobs:
            client.delete(f"/jobs/{job}")
    open_tab(page, "Summarize")
    page.locator("#summary .cite").first.wait_for()


def test_what_another_tab_has_removed_is_told(site: Site, visit: Open) -> None:
    site.fill(document(f"Two tabs. {MILL}", id="gone"))
    page = visit()
    page.locator("#documents label").click()
    page.click("#summarize")
    page.locator("#summary .cite").first.wait_for()
    site.empty()
    page.locator("#summary .cite").first.click()
    page.locator("#source", has_text="not in the library any more").wait_for()
    page.locator("#source [data-close]").click()
    page.locator("#source .source").wait_for(state="hidden")
    page.click("#summarize")
    page.locator("#summary .problem", has_text="not in the library any more").wait_for()


def test_two_tabs_add_at_once(site: Site, visit: Open, tmp_path: Path) -> None:
    site.empty()
    pages = visit(), visit()
    for number, page in enumerate(pages):
        (tmp_path / f"tab{number}.txt").write_text(f"Tab {number} adds this. {MILL}")
        page.set_input_files("#files input", tmp_path / f"tab{number}.txt")
    for page in pages:
        page.locator("#loading .done").wait_for()
    names = [source.source for source in site.workspace.library.sources()]
    assert sorted(Path(name).name for name in names) == ["tab0.txt", "tab1.txt"]


def test_checked_sentences_are_coloured_by_their_support(site: Site, visit: Open) -> None:
    site.fill(document())
    page = visit()
    open_tab(page, "Check")
    page.fill("#text textarea", f"{MILL} It was painted in 1999.")
    page.click("#check")
    page.locator("#checked article").wait_for()
    assert [li.get_attribute("class") for li in page.locator("#checked li").all()] == [
        "high",
        "high",
        "low",
    ]
    page.locator("#checked .cite").first.click()
    assert page.locator("#source mark").inner_text() == MILL.partition(". ")[0] + "."


def test_results_are_saved_as_markdown_and_json(site: Site, visit: Open, tmp_path: Path) -> None:
    site.fill(document())
    page = visit()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("#summarize")
    page.locator("#summary [data-copy]").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert "[^1]: The mill" in page.evaluate("navigator.clipboard.readText()")
    for name in ("precis.md", "precis.json"):
        with page.expect_download() as saved:
            page.locator(f"#summary [data-save='{name}']").click()
        assert saved.value.suggested_filename == name
        saved.value.save_as(tmp_path / name)
    assert "[^1]: The mill (mill.txt): “The mill was built" in (tmp_path / "precis.md").read_text()
    found = json.loads((tmp_path / "precis.json").read_text())
    assert found["summary"][0]["citations"][0]["source"] == "mill.txt"


@pytest.mark.parametrize("leave", ["stop", "close"])
def test_to_stop_or_to_leave_ends_the_calls(site: Site, visit: Open, leave: str) -> None:
    site.fill(document(f"{leave}. {LONG}"))
    page = visit()
    site.model.latency = 0.6
    before = len(site.model.prompts)
    page.click("#summarize")
    page.locator("#summary .running", has_text="running").wait_for()
    if leave == "stop":
        page.click("#stop-summarize")
        page.locator("#summary .remark", has_text="Stopped").wait_for()
        assert page.locator("#summarize").is_visible()
    else:
        page.close()
    while site.model.running:
        time.sleep(0.05)
    asked = len(site.model.prompts)
    time.sleep(1.0)
    assert len(site.model.prompts) == asked
    assert asked > before


def test_a_model_that_fails_is_told_in_one_line(site: Site, visit: Open) -> None:
    site.fill(document(f"A model that fails. {LONG}"))
    page = visit()
    asked = iter(range(99))
    site.model.faults = lambda: 401 if next(asked) else None
    page.click("#summarize")
    page.locator("#summary .problem").wait_for()
    assert "key" in text_of(page, "#summary .problem")
    assert KEY not in page.content()
    assert page.locator("#header dd").nth(1).inner_text() == "1"
    assert page.locator("#summarize").is_visible()


def test_an_answer_that_breaks_off_is_told_and_not_shown_as_one(site: Site, visit: Open) -> None:
    site.fill(document(f"A stream that breaks. {LONG}"))
    page = visit()
    begun = count(1)
    site.model.breaks = lambda: True
    site.model.reply = lambda _: f"Beginning {next(begun)} of an answer that never ends. [1]"
    open_tab(page, "Ask")
    page.fill("#question textarea", "What happens to the stream?")
    page.keyboard.press("Enter")
    page.locator("#chat .problem").wait_for()
    assert page.locator("#chat .cite").count() == 0
    assert "Beginning" not in text_of(page, "#chat .problem")


def test_what_cannot_be_had_is_told_and_no_address_is_the_servers_own(
    site: Site, visit: Open, tmp_path: Path
) -> None:
    site.empty()
    page = visit()
    refused = {
        "/etc/passwd": "https:///etc/passwd",
        "file:///etc/passwd": "addresses of 'file' cannot be loaded",
        "http://127.0.0.1:9/": "'127.0.0.1' is not a public address",
        "http://[::1]/": "'::1' is not a public address",
        "http://169.254.169.254/latest": "'169.254.169.254' is not a public address",
    }
    page.fill("#addresses textarea", "\n".join(refused))
    page.click("#add")
    page.locator("#loading li.failed").nth(len(refused) - 1).wait_for()
    told = text_of(page, "#loading")
    assert all(reason in told for reason in refused.values())
    (tmp_path / "empty.txt").touch()
    (tmp_path / "large.txt").write_text("More words. " * 100_000)
    page.set_input_files("#files input", tmp_path / "empty.txt")
    page.locator("#loading .failed", has_text="empty").wait_for()
    page.set_input_files("#files input", tmp_path / "large.txt")
    page.get_by_text("maximum allowed size").first.wait_for()

    assert page.locator("#documents").is_hidden()


def test_nothing_forged_runs_or_reads_a_file_of_the_server(
    site: Site, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(site.url)
    page.locator("#summarize").wait_for()
    page.evaluate("""document.querySelector("#summary").innerHTML =
        `<img src=x onerror="window.hacked=1"><svg onload="window.hacked=1">`""")
    page.evaluate("""document.body.append(Object.assign(document.createElement("script"),
        {textContent: "window.hacked=1"}))""")
    config = page.evaluate("window.gradio_config")
    forged = {"path": "/etc/passwd", "meta": {"_type": "gradio.FileData"}}
    for dependency in config["dependencies"]:
        body = {"data": [[forged], forged], "fn_index": dependency["id"], "session_hash": "forged"}
        page.request.post(f"{site.url}/gradio_api/queue/join", data=body)
    for path in (
        "file=/etc/passwd",
        f"file={site.workspace.path}/calls.sqlite",
        "proxy=http://127.0.0.1:9/",
        "vibe-code",
        "run/predict",
        "info",
    ):
        assert page.request.get(f"{site.url}/gradio_api/{path}").status == 404
    time.sleep(0.5)
    assert not [s for s in site.workspace.library.sources() if "passwd" in s.source]
    assert page.evaluate("window.hacked") is None
    page.close()


def test_a_token_opens_the_page_to_a_browser(context: BrowserContext, tmp_path: Path) -> None:
    from precis.web.access import Access

    workspace = Workspace(tmp_path / "library", CallOptions(), model="extractive")
    token = "a-token-of-a-user-1234"
    with serving(workspace, Access.one(token)) as url:
        page = context.new_page()
        page.goto(url)
        page.get_by_label("Token").fill(token)
        page.keyboard.press("Enter")
        page.get_by_text("Précis is starting").wait_for()
        page.close()


def test_a_server_stops_while_a_browser_looks_on(
    context: BrowserContext,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("GRADIO_TEMP_DIR", "set by each page, and read by the others")
    workspace = Workspace(tmp_path / "library", CallOptions(), model="extractive")
    page = context.new_page()
    with serving_page(workspace) as url:
        with page.expect_request("**/heartbeat/*"):
            page.goto(url)
        page.locator("#header dd", has_text="extractive").wait_for()
    page.close()
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


def test_the_page_fits_a_phone_in_the_dark(site: Site, visit: Open) -> None:
    title = "An exceedingly long title " * 12
    site.fill(document("Geese" * 60 + ". " + MILL, title=title, source="x" * 300))
    page = visit(PHONE, color_scheme="dark")
    page.click("#summarize")
    page.locator("#summary .cite").first.click()
    page.locator("#source mark").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
    close = page.locator("#source [data-close]")
    box = close.bounding_box()
    assert box
    assert box["x"] + box["width"] <= PHONE[0]
    close.click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(map(int, re.findall(r"\d+", dark)[:3])) < 60


def test_a_newcomer_on_a_phone_sees_the_example_without_scrolling_past_options(
    site: Site, visit: Open
) -> None:
    site.empty()
    page = visit(PHONE)
    page.locator("#example").wait_for()
    assert page.locator("#length").is_hidden()
    box = page.locator("#example").bounding_box()
    assert box
    assert box["y"] + box["height"] < PHONE[1]


def test_of_a_long_summary_numbers_stay_at_their_words_and_exports_in_view(
    site: Site, visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    from precis.chains.evidence import Claim, Span, Summary
    from precis.web.page import render

    text = " ".join(
        f"In {1000 + n} the council met {n} times and{' slowly' * (n % 7)} rested."
        for n in range(300)
    )
    site.fill(document(text, title="The minutes of the council " * 9))

    def long(summary: Summary, *, bullets: bool) -> str:
        spans = [
            Span(document_id="mill", start=found.start(), end=found.end())
            for found in re.finditer(r"In [^.]*\.", text)
        ]
        claims = [
            Claim(text=text[span.start : span.end], spans=(span,), supported=True) for span in spans
        ]
        return shown(summary.model_copy(update={"claims": tuple(claims)}), bullets=bullets)

    shown = render.summary
    monkeypatch.setattr(render, "summary", long)
    page = visit()
    page.click("#summarize")
    cites = page.locator("#summary article > p .cite")
    cites.nth(299).wait_for()
    apart = """cites => cites.filter(cite => {
        const word = document.createRange();
        word.selectNodeContents(cite.parentElement.firstChild);
        return cite.getBoundingClientRect().left < word.getClientRects()[0].left;
    }).length"""
    for width in (390, 430, 470, 900, DESKTOP[0]):
        page.set_viewport_size({"width": width, "height": DESKTOP[1]})
        assert cites.evaluate_all(apart) == 0
    cites.nth(200).click()
    page.locator("#source mark", has_text="In 1200 ").wait_for()
    copy = page.locator("#summary [data-copy]").bounding_box()
    assert copy
    assert 0 < copy["y"] < DESKTOP[1]
    assert page.locator("#source mark").bounding_box()


def test_everything_is_reached_by_keyboard(site: Site, visit: Open) -> None:
    site.fill(document("By keyboard. " + MILL))
    page = visit()
    page.locator("#addresses textarea").focus()
    reached = set()
    for _ in range(20):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.role"))
        if "summarize" in reached:
            break
    assert {"add", "tab", "summarize"} <= reached
    page.keyboard.press("Enter")
    page.locator("#summary .cite").first.wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "cite"
    page.keyboard.press("Enter")
    page.locator("#source mark").wait_for()


MARKS = """Array.from(document.querySelectorAll("#header, #library, #work, #source")).flatMap(
  part => Array.from(part.querySelectorAll("*"))).flatMap(
  one => Array.from(one.attributes).map(({name, value}) => [one.tagName, name, value])).filter(
  ([tag, name, value]) => name.startsWith("on") || /evil|hacked/.test(value)
    && !/^(title|aria-label|data-format|value|placeholder)$/.test(name))"""
"""The attributes in the page that could do harm."""


def test_no_text_runs_or_loads_anything(site: Site, visit: Open, tmp_path: Path) -> None:
    printable = [text for text in HOSTILE if text.isprintable()]
    everything = " ".join(printable)
    site.fill(
        document(
            f"{everything} stands in a document that was written down by the council. {MILL}",
            title=everything,
            source=f"{everything}.txt",
            pages=[{"page": everything, "start": 0, "end": len(everything)}],
        ),
        *(
            document(f"{text} is known.", id=f"{n:016x}", title=text, source=f"{text}/{n}")
            for n, text in enumerate(printable)
        ),
    )
    page = visit()
    page.locator("#documents label").nth(len(printable)).wait_for()
    page.locator("#documents label", has_text=printable[0]).last.click()
    page.set_default_timeout(40_000)

    named = tmp_path / "<img src=x onerror=window.hacked=1>.txt"
    named.write_text("\n".join(printable))
    broken = tmp_path / "<svg onload=alert(1)>.pdf"
    broken.write_bytes(b"%PDF-1.7 <script>alert(1)</script>")
    page.set_input_files("#files input", [named, broken])
    page.locator("#loading .failed").wait_for()
    assert "svg onload=alert(1)" in text_of(page, "#loading")

    site.model.reply = lambda _: "\n".join(f"{text} [1]" for text in printable)
    page.fill("#focus textarea, #focus input", everything[:1900])
    page.fill("#length input", printable[3])
    page.keyboard.press("Tab")
    page.click("#summarize")
    page.locator("#summary .problem").wait_for()
    assert printable[3] in text_of(page, "#summary .problem")
    page.fill("#length input", "300")
    page.keyboard.press("Tab")
    page.fill("#language input", printable[4])
    page.keyboard.press("Tab")
    page.click("#summarize")
    page.locator("#summary article").wait_for()
    page.locator("#summary summary").click()
    for cite in page.locator("#summary .cite").all()[:3]:
        cite.click()
        page.locator("#source mark").wait_for()

    open_tab(page, "Ask")
    for number, question in enumerate((everything[:3900], printable[0])):
        page.fill("#question textarea", question)
        page.click("#ask")
        page.locator("#chat .turn:has(article, .remark, .problem)").nth(number).wait_for()
    assert printable[0] in page.locator("#chat .question").last.inner_text()

    open_tab(page, "Check")
    page.fill("#text textarea", ". ".join(printable))
    page.click("#check")
    page.locator("#checked article").wait_for()

    page.fill("#addresses textarea", "\n".join(text.replace(" ", "") for text in printable))
    page.click("#add")
    page.locator("#loading li.failed").nth(20).wait_for()
    assert page.evaluate(MARKS) == []
    assert page.locator("#work script, #work iframe, #work img, #source script").count() == 0
