"""In a real Chromium: logging in and out, the documentation, and a server that is away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("fastapi", reason="the extra 'web' is not installed")

from precis.chains.requests import CallOptions
from precis.chains.workspace import Workspace
from precis.web.access import Access
from tests.fakes.openai_server import citing, model_server
from tests.web.page.browser import CHROMIUM, Site, Watched, check_view, chromium, serving
from tests.web.page.test_browser import document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")

TOKEN = "correct-horse-battery-staple"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def test_a_session_from_login_to_logout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, browser: Browser
) -> None:
    with model_server() as model:
        monkeypatch.setenv("OPENAI_API_KEY", "sk-of-the-server")
        monkeypatch.setenv("OPENAI_BASE_URL", model.url)
        model.reply = citing
        workspace = Workspace(tmp_path / "library", CallOptions(), model="openai:simulated")
        with serving(workspace, Access.one(TOKEN)) as url:
            site = Site(url, workspace)
            site.fill(document())
            tabs = Watched(site, browser)
            page = tabs.visit("/")
            assert page.url == f"{url}/login"
            check_view(page, "login")
            for _ in range(12):
                page.fill("[name=token]", "wrong")
                page.keyboard.press("Enter")
                page.locator("[role=alert]").wait_for()
            check_view(page, "a wrong token")
            page.fill("[name=token]", TOKEN)
            page.keyboard.press("Enter")
            page.wait_for_url(f"{url}/")
            page.goto(f"{url}/docs")
            for operation in page.locator("details.operation > summary").all()[:8]:
                operation.click()
            check_view(page, "documentation")

            model.latency = 9
            page.goto(f"{url}/?do=summarize")
            page.click("#go")
            page.locator(".running").wait_for()
            page.route("**/live", lambda route: route.abort())
            page.route("**/events", lambda route: route.abort())
            page.locator("#offline").wait_for()
            page.unroute("**/live")
            page.route("**/live", lambda route: route.fulfill(status=502, body="Bad gateway"))
            page.wait_for_timeout(4500)
            assert page.locator("#offline").is_visible()
            assert page.locator("text=Bad gateway").count() == 0
            check_view(page, "a server that is away")
            page.unroute("**/live")
            page.locator(".result .cite").first.wait_for()
            assert page.locator("#offline").is_hidden()

            page.get_by_role("button", name="Log out").click()
            page.wait_for_url(f"{url}/login")
            page.goto(f"{url}/history")
            assert page.url == f"{url}/login?next=%2Fhistory"
            page.fill("[name=token]", TOKEN)
            page.keyboard.press("Enter")
            page.wait_for_url(f"{url}/history")
            tabs.close()


def test_a_session_that_ends_while_work_streams(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, browser: Browser
) -> None:
    with model_server() as model:
        monkeypatch.setenv("OPENAI_API_KEY", "sk-of-the-server")
        monkeypatch.setenv("OPENAI_BASE_URL", model.url)
        model.reply, model.latency = citing, 4
        workspace = Workspace(tmp_path / "library", CallOptions(), model="openai:simulated")
        access = Access.one(TOKEN)
        with serving(workspace, access) as url:
            site = Site(url, workspace)
            site.fill(document())
            tabs = Watched(site, browser)
            page = tabs.visit("/login?next=/?do=summarize")
            page.fill("[name=token]", TOKEN)
            page.keyboard.press("Enter")
            page.click("#go")
            page.locator(".running").wait_for()
            result = page.url
            [cookie] = page.context.cookies()
            access.end_session(cookie["value"])
            page.locator("[name=token]").wait_for()
            page.fill("[name=token]", TOKEN)
            page.keyboard.press("Enter")
            page.wait_for_url(result)
            page.locator(".result .cite").first.wait_for()
            tabs.close()
