"""In a real Chromium: a user's own collection, shared with others on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("fastapi", reason="the extra 'web' is not installed")

from precis.chains.requests import CallOptions
from precis.chains.workspace import Workspace
from precis.web.access import LOCAL, Access, add_user
from precis.web.rights import asking
from tests.web.page.browser import CHROMIUM, VIEWS, Site, Watched, check_view, chromium, serving
from tests.web.page.test_browser import document

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")


def test_an_own_collection_is_shared_on_the_page(tmp_path: Path) -> None:
    users = tmp_path / "users"
    token, _ = add_user(users, "anna"), add_user(users, "ben")
    workspace = Workspace(tmp_path / "library", CallOptions(), model="extractive")
    with chromium() as browser, serving(workspace, Access.file(users)) as url:
        with asking(LOCAL):
            workspace.library.ingest([document()], "~anna/papers")
        tabs = Watched(Site(url, workspace), browser)
        for size, scheme in VIEWS:
            page = tabs.visit("/login", size, scheme)
            page.fill("[name=token]", token)
            page.keyboard.press("Enter")
            page.wait_for_url(f"{url}/")
            page.goto(f"{url}/library?in=~anna/papers")
            page.click("text=Sharing")
            page.fill("[name=user]", "ben")
            page.click("button:text-is('Share')")
            page.click("text=Sharing")
            page.locator("text=ben may read").wait_for()
            check_view(page, f"sharing at {size}")
            page.click("[aria-label='Stop sharing with ben']")
            page.click("text=Sharing")
            assert page.locator("text=ben may read").count() == 0
            page.click("text=New collection")
            page.fill("details[open] [name=in]", "notes")
            page.check("[name=own]")
            check_view(page, f"a new collection at {size}")
            page.click("text=Create")
            page.locator("h1").wait_for()
            assert page.locator("select[name=in]").input_value() == "~anna/notes"
            check_view(page, f"an empty collection at {size}")
        tabs.close()
