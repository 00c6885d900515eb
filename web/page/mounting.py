"""Puts the page into the server, and lays out its frame: the bar, the columns, the source."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

import gradio as gr

from precis.chains.evidence import Usage
from precis.web.page import render
from precis.web.page.events import QUIET
from precis.web.page.library_column import LibraryColumn
from precis.web.page.paths import OnlyOpenPaths
from precis.web.page.scripts import MarkScripts
from precis.web.page.tabs import Tabs
from precis.web.page.work import Work

if TYPE_CHECKING:
    from fastapi import FastAPI

    from precis.web.service import Service

_HERE = Path(__file__).parent
_FONTS = ["system-ui", "sans-serif"]
_MONO = ["ui-monospace", "monospace"]
_UPLOADS = Path("server", "page")
"""Where in a library uploads wait to be loaded."""

_SWEEP = 3600, 24 * 3600
"""Every how many seconds uploads are looked through, and from which age on they go."""


def mount(app: FastAPI, service: Service, path: str = "/") -> FastAPI:
    """Put the page over `service` into `app`."""
    folder = service.workspace.path / _UPLOADS
    os.environ["GRADIO_TEMP_DIR"] = str(folder)
    app.add_middleware(OnlyOpenPaths, folder=folder, megabytes=service.quota.kept_megabytes)
    app.add_middleware(MarkScripts)
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        _Page(service).blocks,
        path,
        theme=_theme(),
        css=(_HERE / "page.css").read_text(encoding="utf-8"),
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size=service.options.limits.max_bytes,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        enable_monitoring=False,
    )
    gradio: Any = mounted.routes[-1]
    gradio.app.stop_event = service.stopping
    return mounted


class _Page:
    def __init__(self, service: Service) -> None:
        self._workspace = service.workspace
        self._service = service
        self._work = Work(service)
        with gr.Blocks(
            title="Précis", analytics_enabled=False, fill_width=True, delete_cache=_SWEEP
        ) as self.blocks:
            self._lay_out()
        self.blocks.queue(default_concurrency_limit=None, api_open=False)  # jobs wait for room

    def _lay_out(self) -> None:
        header = gr.HTML(render.header("", Usage()), elem_id="header")
        with gr.Row(elem_id="desk", equal_height=False):
            with gr.Column(elem_id="library", scale=1, min_width=280):
                library = LibraryColumn(self._service)
            with gr.Column(elem_id="work", scale=3, min_width=320):
                Tabs(self._work, library, header, self._header)
            source = gr.HTML(
                elem_id="source", js_on_load=(_HERE / "page.js").read_text(encoding="utf-8")
            )
        source.click(self._open_source, None, source, **QUIET)
        self.blocks.unload(self._cancel_tasks)
        self.blocks.load(library.look, library.seen, library.listing, **QUIET)
        self.blocks.load(lambda: self._header(Usage()), None, header, **QUIET)

    def _header(self, usage: Usage) -> str:
        return render.header(self._workspace.model, usage)

    def _open_source(self, event: gr.EventData) -> str:
        return self._work.open_source(event._data or {})  # noqa: SLF001 - has no public name

    async def _cancel_tasks(self, request: gr.Request) -> None:
        """Stop what a browser has started that is gone; Gradio would wait for its next picture.

        Gradio begins the names of its tasks with the session that they are for.
        """
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            if task.get_name().startswith(f"{request.session_hash}_"):
                task.cancel()


def _theme() -> gr.Theme:
    theme = gr.themes.Base(
        primary_hue="teal", neutral_hue="stone", font=_FONTS, font_mono=_MONO, radius_size="md"
    )
    return theme.set(
        body_text_color_subdued="*neutral_600",
        body_text_color_subdued_dark="*neutral_400",
        block_label_text_color="*neutral_600",
        block_title_text_color="*neutral_700",
        button_primary_background_fill="*primary_700",
        button_primary_background_fill_hover="*primary_800",
        button_primary_background_fill_dark="*primary_700",
        button_primary_background_fill_hover_dark="*primary_600",
    )
