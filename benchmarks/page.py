"""How soon a server answers, and the page can be used on loopback, beside Gradio's smallest page.

Usable: a question can be asked. Run: uv run --extra web --extra simple python -m benchmarks.page.
Needs an installed Chromium.
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

from benchmarks.serve import cpu_seconds

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
        print("| cold start until | s | of which the process computed, s |\n|---|---|---|")
        serve = [sys.executable, "main.py", "serve", "-q", "--max-rate", "100000"]
        serve += ["--library", library, "--port", f"{port}"]
        starts = [_start(serve, port) for _ in range(starts_measured)]
        for name, moments in zip(
            ("the API answers", "the page is at /"), zip(*starts, strict=True), strict=True
        ):
            passed, computed = (median(times) for times in zip(*moments, strict=True))
            print(f"| {name} | {passed:.2f} | {computed:.2f} |")
        print()
        smallest = [sys.executable, "-c", _SMALLEST.format(port=port + 1)]
        with (
            _running(serve) as page,
            _running(smallest) as other,
            sync_playwright() as playwright,
        ):
            _wait(page, port)
            _wait(other, port + 1)
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=_FLAGS
            )
            ready = {"the page": (port, "#go"), "smallest": (port + 1, "#summarize")}
            print("| page | first visit, s | next visit, s |\n|---|---|---|")
            for name, (at, element) in ready.items():
                times = [_visits(browser, at, element) for _ in range(rounds)]
                first, again = (median(column) for column in zip(*times, strict=True))
                print(f"| {name} | {first:.2f} | {again:.2f} |")


Moment = tuple[float, float]
"""Seconds since the start of a process, and seconds of a core that it has used by then."""


def _start(serve: list[str], port: int) -> tuple[Moment, Moment]:
    """Return when a server that is started gives its first answer, and when it has the page."""
    started = time.perf_counter()
    with _running(serve) as process:
        _wait(process, port, "api/v1/about")
        answered = time.perf_counter() - started, cpu_seconds(process.pid)
        _wait(process, port)
        return answered, (time.perf_counter() - started, cpu_seconds(process.pid))


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
    page.locator(element).first.wait_for()
    taken = time.perf_counter() - started
    page.close()
    return taken


@contextmanager
def _running(command: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, cwd=Path(__file__).parents[1])
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def _wait(process: subprocess.Popen[bytes], port: int, path: str = "") -> None:
    while not _answers(port, path):
        assert process.poll() is None
        time.sleep(0.05)


def _answers(port: int, path: str) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/{path}").status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False


if __name__ == "__main__":
    typer.run(main)
