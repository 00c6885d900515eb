"""The page: where its parts stand, and which work each of them starts.

The work itself is in `page_library.py` and `page_work.py`, the HTML in `render.py`, and what
happens in the browser alone in `page.js`.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

import gradio as gr
from gradio.utils import cancel_tasks

from chains.evidence import Usage
from chains.summarize import LENGTHS
from web import render
from web.guard import USER
from web.nonce import MarkScripts
from web.page_chains import ChainForm, Parts, written
from web.page_library import EXAMPLE, Shelf, addresses, files
from web.page_paths import OnlyOpenPaths
from web.page_work import Said, Shown, Work

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fastapi import FastAPI
    from langchain_core.documents.base import Blob

    from web.service import Service

_HERE = Path(__file__).parent
_LANGUAGES = ["English", "Deutsch", "Español", "Français", "Italiano", "Português"]
_FONTS = ["system-ui", "sans-serif"]
_MONO = ["ui-monospace", "monospace"]
_RUNS = 16
"""Pieces of work of one kind that run at the same time; more wait in line."""

_UPLOADS = Path("server", "page")
"""Where in a library uploads wait to be loaded."""

_SWEEP = 3600, 24 * 3600
"""Every how many seconds uploads are looked through, and from which age on they go."""

_TURNS = 50
"""Turns of a chat that are kept."""


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
    return mounted


class _Page:
    def __init__(self, service: Service) -> None:
        self._workspace = service.workspace
        self._shelf = Shelf(service.workspace, service.options)
        self._work = Work(service, self._shelf)
        with gr.Blocks(
            title="Précis", analytics_enabled=False, fill_width=True, delete_cache=_SWEEP
        ) as self.blocks:
            self._lay_out()
        self.blocks.queue(default_concurrency_limit=_RUNS, api_open=False)

    def _lay_out(self) -> None:
        self._spent = gr.State(Usage())
        self._header = gr.HTML(render.header("", Usage()), elem_id="header")
        self._example = gr.Button(
            "Try it with an example", elem_id="example", visible=False, render=False
        )
        with gr.Row(elem_id="desk", equal_height=False):
            with gr.Column(elem_id="library", scale=1, min_width=280):
                self._lay_out_library()
            with gr.Column(elem_id="work", scale=3, min_width=320), gr.Tabs():
                with gr.Tab("Summarize"):
                    self._lay_out_summarize()
                with gr.Tab("Ask"):
                    self._lay_out_ask()
                with gr.Tab("Chains"):
                    self._lay_out_chains()
                with gr.Tab("Check"):
                    self._lay_out_check()
            self._lay_out_source()
        self.blocks.unload(self._left)
        self.blocks.load(self._refresh, None, [*self._listing, self._header], **_QUIET)

    def _lay_out_library(self) -> None:
        gr.HTML(render.library_heading())
        self._chosen = gr.CheckboxGroup(
            [],
            label="Tick what to work on; none ticked means all",
            elem_id="documents",
            visible=False,
        )
        self._remover = gr.Button(
            "Remove what is ticked …", size="sm", elem_id="remove", visible=False
        )
        files = gr.File(file_count="multiple", label="Files", elem_id="files", height=110)
        with gr.Group():
            typed = gr.Textbox(
                label="Web addresses",
                placeholder="https://example.org/report",
                lines=1,
                max_lines=6,
                max_length=10_000,
                elem_id="addresses",
            )
            add = gr.Button("Add", size="sm", elem_id="add")
        self._loading = gr.HTML(elem_id="loading")
        stop = gr.Button("Stop loading", size="sm", visible=False, elem_id="stop-loading")
        self._listing = [self._chosen, self._remover, self._example]
        shown = [self._loading, stop, *self._listing]
        added: list[Any] = [
            files.upload(self._add_files, [files, self._chosen], [*shown, files], **_QUIET),
            add.click(self._add_addresses, [typed, self._chosen], [*shown, typed], **_QUIET),
            typed.submit(self._add_addresses, [typed, self._chosen], [*shown, typed], **_QUIET),
        ]
        stop.click(self._stopped_loading, None, shown, cancels=added, **_QUIET)
        self._remover.click(self._remove, self._chosen, [self._loading, *self._listing], **_QUIET)

    def _lay_out_summarize(self) -> None:
        with gr.Row(elem_classes="options"):
            length = gr.Dropdown(
                [(f"{name}, {words} words", name) for name, words in LENGTHS.items()],
                value="medium",
                label="Length",
                allow_custom_value=True,
                min_width=165,
                elem_id="length",
            )
            style = gr.Radio(
                ["prose", "bullets"], value="prose", label="Style", min_width=200, elem_id="style"
            )
            language = gr.Dropdown(
                [("as the documents", ""), *((name, name) for name in _LANGUAGES)],
                value="",
                label="Language",
                allow_custom_value=True,
                min_width=165,
                elem_id="language",
            )
        focus = gr.Textbox(
            label="Focus (optional): a question that the summary keeps to",
            placeholder="What does it cost, and who pays?",
            max_length=2_000,
            elem_id="focus",
        )
        with gr.Row(elem_classes="row-of-buttons"):
            go, stop = _go_and_stop("Summarize", "summarize")
            self._example.render()  # type: ignore[no-untyped-call]
        result = gr.HTML(render.welcome(), elem_id="summary")
        inputs = [self._chosen, length, focus, style, language, self._spent]
        outputs = [result, self._header, self._spent, stop]
        started = gr.on([go.click, focus.submit], self._summarize, inputs, outputs, **_QUIET)
        tried = self._example.click(
            self._add_example, self._chosen, [self._loading, *self._listing], **_QUIET
        )
        followed = tried.then(self._summarize, inputs, outputs, **_QUIET)
        stop.click(_stopped, None, [result, stop], cancels=[started, followed], **_QUIET)

    def _lay_out_ask(self) -> None:
        said = gr.State([])
        chat = gr.HTML(render.turns([]), elem_id="chat", autoscroll=True)
        question = gr.Textbox(
            label="Question",
            placeholder="What does the report say about costs?",
            max_length=4_000,
            elem_id="question",
        )
        with gr.Row(elem_classes="row-of-buttons"):
            go, stop = _go_and_stop("Ask", "ask")
            clear = gr.Button("New chat", elem_id="clear")
        inputs = [question, self._chosen, said, self._spent]
        outputs = [chat, said, self._header, self._spent, question, stop]
        started = gr.on([go.click, question.submit], self._ask, inputs, outputs, **_QUIET)
        stop.click(self._stopped_asking, said, [chat, stop], cancels=[started], **_QUIET)
        clear.click(lambda: ([], render.turns([])), None, [said, chat], **_QUIET)

    def _lay_out_chains(self) -> None:
        form = ChainForm(_QUIET)
        with gr.Row(elem_classes="row-of-buttons"):
            go, stop = _go_and_stop("Run the chain", "run-chain")
            form.take_back()
        result = gr.HTML(elem_id="results")
        inputs = [form.chain, self._chosen, self._spent]
        outputs = [result, self._header, self._spent, stop]
        started = go.click(self._run_chain, inputs, outputs, **_QUIET)
        stop.click(_stopped, None, [result, stop], cancels=[started], **_QUIET)

    def _lay_out_check(self) -> None:
        text = gr.Textbox(
            label="Text to check against the documents",
            placeholder="Paste a summary, an article, an answer of a chatbot …",
            lines=6,
            max_lines=16,
            max_length=200_000,
            elem_id="text",
        )
        with gr.Row(elem_classes="row-of-buttons"):
            go, stop = _go_and_stop("Check", "check")
        result = gr.HTML(
            render.remark("Each sentence gets a colour by how well the documents support it."),
            elem_id="checked",
        )
        started = go.click(self._check, [text, self._chosen], [result, stop], **_QUIET)
        stop.click(_stopped, None, [result, stop], cancels=[started], **_QUIET)

    def _lay_out_source(self) -> None:
        source = gr.HTML(
            elem_id="source", js_on_load=(_HERE / "page.js").read_text(encoding="utf-8")
        )
        source.click(self._open_source, None, source, **_QUIET)

    def _open_source(self, event: gr.EventData) -> str:
        return self._work.open_source(event._data or {})  # noqa: SLF001 - has no public name

    def _refresh(self) -> tuple[Any, ...]:
        return *self._listed([]), render.header(self._workspace.model, Usage())

    def _listed(self, chosen: Sequence[str]) -> tuple[Any, ...]:
        """Return how the parts look that list the library."""
        choices = self._shelf.choices()
        there = {document_id for _, document_id in choices}
        kept = [one for one in chosen if one in there]
        full = gr.update(visible=bool(choices))
        return (
            gr.update(choices=choices, value=kept, visible=bool(choices)),
            full,
            gr.update(visible=not choices),
        )

    def _remove(self, chosen: Sequence[str]) -> tuple[Any, ...]:
        if not chosen:
            return render.remark("Tick the documents to remove first."), *self._listed([])
        return self._shelf.remove(chosen), *self._listed([])

    async def _add_files(self, paths: list[str], chosen: list[str]) -> AsyncIterator[Any]:
        try:
            async for shown in self._add(files(map(Path, paths)), chosen):
                yield *shown, None
        finally:
            for path in paths:
                Path(path).unlink(missing_ok=True)

    async def _add_addresses(self, text: str, chosen: list[str]) -> AsyncIterator[Any]:
        async for shown in self._add(addresses(text), chosen):
            yield *shown, ""

    async def _add_example(self, chosen: list[str]) -> AsyncIterator[Any]:
        async for loading, _, *listed in self._add(files([EXAMPLE]), chosen):
            yield loading, *listed

    async def _add(
        self, sources: Mapping[str, str | Blob], chosen: list[str]
    ) -> AsyncIterator[Any]:
        if not sources:
            yield render.remark("Paste one or more web addresses first."), *_SKIPPED
            return
        async for states in self._shelf.add(sources):
            yield render.loading(states), gr.update(visible=True), *self._listed(chosen)
        yield gr.skip(), gr.update(visible=False), *self._listed(chosen)

    def _stopped_loading(self) -> tuple[Any, ...]:
        message = render.remark("Stopped; what was ready is in the library.")
        return message, gr.update(visible=False), *self._listed([])

    async def _summarize(self, request: gr.Request, *asked: Any) -> AsyncIterator[Any]:
        chosen, length, focus, style, language, spent = asked
        total = spent
        async for shown in self._work.summarize(
            _user(request), chosen, length=length, focus=focus, style=style, language=language
        ):
            total = spent + shown.usage
            yield shown.html, self._spending(total), total, _RUNNING
        yield gr.skip(), gr.skip(), total, _IDLE

    async def _ask(
        self,
        request: gr.Request,
        question: str,
        chosen: list[str],
        said: list[Said],
        spent: Usage,
    ) -> AsyncIterator[Any]:
        if not question.strip():
            yield (gr.skip(),) * 6
            return
        shown = Shown("")
        async for shown in self._work.ask(_user(request), question.strip(), chosen, said):
            chat = render.turns([*(one.html for one in said), shown.html])
            total = spent + shown.usage
            yield chat, said, self._spending(total), total, "", _RUNNING
        kept = [*said, Said(shown.html, shown.turn)][-_TURNS:]
        yield gr.skip(), kept, gr.skip(), gr.skip(), gr.skip(), _IDLE

    def _stopped_asking(self, said: list[Said]) -> tuple[Any, ...]:
        return render.turns([*(one.html for one in said), render.remark(_STOPPED)]), _IDLE

    async def _run_chain(
        self, request: gr.Request, parts: Parts, chosen: list[str], spent: Usage
    ) -> AsyncIterator[Any]:
        if not parts:
            yield render.remark("Add a step first."), gr.skip(), gr.skip(), _IDLE
            return
        total = spent
        async for shown in self._work.chain(_user(request), written(parts), chosen):
            total = spent + shown.usage
            yield shown.html, self._spending(total), total, _RUNNING
        yield gr.skip(), gr.skip(), total, _IDLE

    async def _check(self, text: str, chosen: list[str]) -> AsyncIterator[Any]:
        async for shown in self._work.check(text, chosen):
            yield shown.html, _RUNNING
        yield gr.skip(), _IDLE

    async def _left(self, request: gr.Request) -> None:
        """Stop what a browser has started that is gone; Gradio would wait for its next picture."""
        await cancel_tasks({f"{request.session_hash}_{index}" for index in self.blocks.fns})

    def _spending(self, usage: Usage) -> str:
        return render.header(self._workspace.model, usage)


_STOPPED = "Stopped. Finished calls are kept: started again, it goes on from here."

_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
"""The page shows its own progress; programs use the API."""

_SKIPPED = (gr.skip(),) * 4

_RUNNING, _IDLE = gr.update(visible=True), gr.update(visible=False)
"""How the button looks that stops a piece of work."""


def _go_and_stop(label: str, name: str) -> tuple[gr.Button, gr.Button]:
    go = gr.Button(label, variant="primary", elem_id=name)
    return go, gr.Button("Stop", variant="stop", visible=False, elem_id=f"stop-{name}")


def _user(request: gr.Request) -> str:
    """Return who asks, as the guard of the server has found."""
    assert request.request
    user: str = request.request.scope[USER]
    return user


def _stopped() -> tuple[Any, ...]:
    return render.remark(_STOPPED), _IDLE


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
