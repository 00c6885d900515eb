"""The form: files and addresses in; a summary, or the answer to a question, out as Markdown."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

import gradio as gr

from precis.chains.composition.grammar import Call, Word, printed
from precis.chains.requests import LENGTHS, JobRequest, RunRequest, SummarizeRequest, checked
from precis.errors import PrecisError
from precis.web.guard import USER
from precis.web.page.exports.markdown import as_markdown
from precis.web.problems import details_of
from precis.web.simple.paths import OnlyOpenPaths
from precis.web.simple.scripts import MarkScripts
from precis.web.uploads import UPLOAD

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from fastapi import FastAPI

    from precis.web.service import Service

_UPLOADS = Path("server", "form")
"""The folder of a library where uploaded files wait to be read."""

_SWEEP = 3600, 24 * 3600
"""The seconds between two sweeps of these, and the age at which they are deleted."""

_PIECE = 1 << 20


def mount(app: FastAPI, service: Service) -> FastAPI:
    """Put the form over `service` into `app`."""
    folder = service.workspace.path / _UPLOADS
    os.environ["GRADIO_TEMP_DIR"] = str(folder)
    app.add_middleware(OnlyOpenPaths, folder=folder, megabytes=service.quota.kept_megabytes)
    app.add_middleware(MarkScripts)
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        _form(service),
        "/",
        theme=gr.themes.Base(font=["system-ui"], font_mono=["monospace"]),
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


def _form(service: Service) -> gr.Blocks:
    async def work(
        request: gr.Request, paths: list[str] | None, typed: str, question: str, length: str
    ) -> str:
        assert request.request
        user: str = request.request.scope[USER]
        try:
            sources = [word if "://" in word else f"https://{word}" for word in typed.split()]
            sources += [await _upload(service, user, Path(path)) for path in paths or ()]
            return await _run_job(service, user, _request(sources, question.strip(), length))
        except PrecisError as error:
            line = details_of(error, service.workspace.path)["detail"]
            raise gr.Error(line) from None

    blocks: gr.Blocks = gr.Blocks(title="Précis", analytics_enabled=False, delete_cache=_SWEEP)
    with blocks:
        gr.Markdown("# Précis\nA summary of documents, or an answer from them.")
        files = gr.File(file_count="multiple", label="Files", elem_id="files")
        typed = gr.Textbox(label="Web addresses", max_length=10_000, elem_id="addresses")
        question = gr.Textbox(
            label="Question; without one, a summary", max_length=2_000, elem_id="question"
        )
        length = gr.Radio(list(LENGTHS), value="medium", label="Length of the summary")
        go = gr.Button("Go", variant="primary", elem_id="go")
        result = gr.Markdown(elem_id="result", sanitize_html=True)
        inputs = [files, typed, question, length]
        go.click(work, inputs, result, api_visibility="private")
    blocks.queue(default_concurrency_limit=None, api_open=False)  # jobs wait for a slot
    return blocks


async def _upload(service: Service, user: str, path: Path) -> str:
    """Turn a file of Gradio into an upload of the server."""

    async def pieces() -> AsyncIterator[bytes]:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece

    upload = await service.uploads.receive(user, path.name, pieces())
    return f"{UPLOAD}{upload.id}"


def _request(sources: list[str], question: str, length: str) -> JobRequest:
    if not sources:
        raise PrecisError("there is nothing to read yet: choose files, or paste addresses")
    if not question:
        return checked(lambda: SummarizeRequest(sources=sources, length=length))
    chain = printed([Call(Word("ask"), (Word(question),))])
    return checked(lambda: RunRequest(sources=sources, chain=chain))


async def _run_job(service: Service, user: str, request: JobRequest) -> str:
    job = service.jobs.submit(user, request)
    try:
        async for seen in service.jobs.watch(job, user):
            job = seen
    finally:
        service.jobs.cancel(user, job.id)
        service.uploads.drop(user, getattr(request, "sources", ()))
    if job.problem:
        raise PrecisError(job.problem["detail"])
    return as_markdown("Result", [job])
