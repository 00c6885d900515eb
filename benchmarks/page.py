"""How soon a server answers, and the page can be used on loopback, beside Gradio's smallest page.

Usable: the library is listed and Summarize can be pressed. Run: uv run --extra web python -m
benchmarks.page. Needs an installed Chromium.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import httpx
import typer
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext

_FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_SMALLEST = """
import gradio as gr
with gr.Blocks(analytics_enabled=False) as page:
    gr.Button("Summarize", elem_id="summarize")
own = gr.themes.Base(font=["system-ui"], font_mono=["monospace"])
page.launch(server_port={port}, quiet=True, ssr_mode=False, theme=own)
"""


def main(rounds: int = 7, starts_measured: int = 5, port: int = 7979) -> None:
    """Print the medians as tables."""
    with tempfile.TemporaryDirectory() as library:
        subprocess.run(
            [sys.executable, "main.py", "ingest", "docs/", "--library", library, "-q"], check=True
        )
        print("| cold start until | s |\n|---|---|")
        starts = [_start(library, port) for _ in range(starts_measured)]
        for name, times in zip(
            ("the API answers", "the page is at /"), zip(*starts, strict=True), strict=True
        ):
            print(f"| {name} | {median(times):.2f} |")
        print()
        serve = [sys.executable, "main.py", "serve", "-q", "--max-rate", "100000"]
        smallest = [sys.executable, "-c", _SMALLEST.format(port=port + 1)]
        with (
            _running([*serve, "--library", library, "--port", f"{port}"], port),
            _running(smallest, port + 1),
            sync_playwright() as playwright,
        ):
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=_FLAGS
            )
            ready = {"the page": (port, "#documents label"), "smallest": (port + 1, "#summarize")}
            print("| page | first visit, s | next visit, s |\n|---|---|---|")
            for name, (at, element) in ready.items():
                times = [_visits(browser, at, element) for _ in range(rounds)]
                first, again = (median(column) for column in zip(*times, strict=True))
                print(f"| {name} | {first:.2f} | {again:.2f} |")


def _start(library: str, port: int) -> tuple[float, float]:
    """Return the seconds from the start of a server to its first answer, and to the page."""
    command = [sys.executable, "main.py", "serve", "-q", "--max-rate", "100000"]
    started = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--library", library, "--port", f"{port}"], cwd=Path(__file__).parents[1]
    )
    try:
        answered = []
        for path in ("api/v1/about", ""):
            while not _answers(port, path):
                assert process.poll() is None
                time.sleep(0.05)
            answered.append(time.perf_counter() - started)
    finally:
        process.terminate()
        process.wait()
    return answered[0], answered[1]


def _visits(browser: Browser, port: int, element: str) -> tuple[float, float]:
    """Return the seconds of a visit with nothing kept in the browser, and of the next one."""
    context = browser.new_context()
    try:
        return _visit(context, port, element), _visit(context, port, element)
    finally:
        context.close()


def _visit(context: BrowserContext, port: int, element: str) -> float:
    page = context.new_page()
    started = time.perf_counter()
    page.goto(f"http://127.0.0.1:{port}/", wait_until="commit")
    page.locator("#summarize").wait_for()
    page.locator(element).first.wait_for()
    taken = time.perf_counter() - started
    page.close()
    return taken


@contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    process = subprocess.Popen(command, cwd=Path(__file__).parents[1])
    try:
        while not _answers(port):
            assert process.poll() is None
            time.sleep(0.2)
        yield
    finally:
        process.terminate()
        process.wait()


def _answers(port: int, path: str = "") -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/{path}").status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False


if __name__ == "__main__":
    typer.run(main)
