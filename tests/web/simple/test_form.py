"""The quick form in a real Chromium: a summary, an answer, and nothing of Gradio's that is open."""

from __future__ import annotations

import time
from importlib.util import find_spec
from typing import TYPE_CHECKING

import httpx
import pytest

pytest.importorskip("fastapi", reason="the extra 'web' is not installed")

from precis.chains.requests import CallOptions
from precis.chains.workspace import Workspace
from precis.web.serve import make_simple
from tests.web.page.browser import CHROMIUM, Site, Watched, chromium, serving

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.skipif(find_spec("gradio") is None, reason="the extra 'simple' is not installed"),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
    pytest.mark.filterwarnings("ignore:.*:DeprecationWarning:gradio"),
]


def test_files_are_summarized_and_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADIO_TEMP_DIR", "")
    workspace = Workspace(tmp_path / "library", CallOptions(), model="extractive")
    (tmp_path / "mill.txt").write_text("The mill was built in 1850. It burned down in 1901.")
    with serving(workspace, make_simple=make_simple) as url, chromium() as browser:
        while httpx.get(url).status_code != httpx.codes.OK:
            time.sleep(0.2)
        tabs = Watched(Site(url, workspace), browser)
        page = tabs.visit()
        page.set_input_files("#files input", tmp_path / "mill.txt")
        page.locator("#files >> text=mill.txt").wait_for()
        page.click("#go")
        page.locator("#result", has_text="1850").wait_for()
        page.fill("#addresses textarea", "http://127.0.0.1:9/")
        page.fill("#question textarea", "When did it burn down?")
        page.click("#go")
        page.get_by_text("could not be").or_(page.get_by_text("public")).first.wait_for()
        tabs.close()
        for path in ("gradio_api/info", "gradio_api/file=/etc/passwd", "monitoring", "config"):
            assert httpx.get(f"{url}/{path}").status_code == httpx.codes.NOT_FOUND
    assert list((tmp_path / "library" / "server" / "uploads").iterdir()) == []
