"""The tools of the MCP server; `work.py` does their work, as for every other interface.

Each returns the JSON object of the command of the same name as structured content, for programs,
and its readable part as text, for models; nothing is returned twice.
"""

from __future__ import annotations

import asyncio
import secrets
from typing import TYPE_CHECKING, Any

from mcp.server.mcpserver import Context
from mcp_types import CallToolResult, TextContent

from precis.chains.evidence import declined
from precis.chains.presentation import name, one_line, place
from precis.chains.requests import (
    DEFAULT_COLLECTION,
    AskRequest,
    CheckRequest,
    Collection,
    IngestRequest,
    JobRequest,
    RunRequest,
    SearchRequest,
    SummarizeRequest,
)
from precis.web.job import Job
from precis.web.page.exports.markdown import as_markdown
from precis.web.progress import progress_of
from precis.web.schemas import SourcesShown

if TYPE_CHECKING:
    from precis.chains.workspace import Workspace
    from precis.web.progress import Progress
    from precis.web.work import Result, Workshop

AnyContext = Context[Any, Any]


class Tools:
    """The tools of one library; they raise PrecisError for what an agent can fix."""

    def __init__(self, workspace: Workspace, workshop: Workshop) -> None:
        self._workspace = workspace
        self._workshop = workshop

    async def search(self, request: SearchRequest, context: AnyContext) -> CallToolResult:  # noqa: ARG002 - as the others
        """Find the passages of the user's documents that are relevant to a question. Free of
        charge."""
        found = await asyncio.to_thread(self._workspace.search, request.question, request)
        passages = [
            f"[{n}] {one_line(place(it.title or name(it.source), it.page))} "
            f"(document:{it.document_id}, "
            f"characters {it.start} to {it.end}):\n{it.text}"
            for n, it in enumerate(found.passages, start=1)
        ]
        text = "\n\n".join(passages) or "Nothing was found."
        return result(found.model_dump(mode="json"), text)

    async def ask(self, request: AskRequest, context: AnyContext) -> CallToolResult:
        """Answer a question from the user's documents, each sentence with its evidence."""
        return await self._do(request, context)

    async def summarize(self, request: SummarizeRequest, context: AnyContext) -> CallToolResult:
        """Summarize sources in one text, each sentence with its evidence."""
        return await self._do(request, context)

    async def check(self, request: CheckRequest, context: AnyContext) -> CallToolResult:
        """Check for every sentence of a text whether the sources support it, and where."""
        return await self._do(request, context)

    async def run(self, request: RunRequest, context: AnyContext) -> CallToolResult:
        """Run a chain of steps on each source, such as "faq" or "summarize | translate French"."""
        return await self._do(request, context)

    async def ingest(self, request: IngestRequest, context: AnyContext) -> CallToolResult:
        """Load sources into the library for searches and questions; unchanged ones cost nothing."""
        done = await self._do(request, context)
        await context.notify_resources_changed()
        return done

    async def sources(self, collection: Collection = DEFAULT_COLLECTION) -> CallToolResult:
        """List the documents in the library."""
        found = await asyncio.to_thread(self._workspace.library.sources, collection)
        shown = SourcesShown.model_validate(
            {"collection": collection, "sources": [source._asdict() for source in found]}
        )
        lines = (one_line(f"document:{it.id} {it.title} ({it.source})") for it in found)
        return result(shown.model_dump(mode="json"), "\n".join(lines))

    async def _do(self, request: JobRequest, context: AnyContext) -> CallToolResult:
        """Run a job now and report its progress."""
        job = Job(secrets.token_hex(16), "local", request, "running", "")
        reporter = _Reporter(context)
        work = asyncio.create_task(self._workshop.do(job))
        try:
            await reporter.report(progress_of(job))
            while not work.done():
                changed = asyncio.create_task(job.changed.wait())
                await asyncio.wait([work, changed], return_when=asyncio.FIRST_COMPLETED)
                changed.cancel()
                await reporter.report(progress_of(job))
            job.result = await work
        finally:
            work.cancel()
        job.status = "done"
        return result(job.result, _result_text(job))


class _Reporter:
    """Reports progress that never decreases, as MCP requires: a stage adds to the one before."""

    def __init__(self, context: AnyContext) -> None:
        self._context = context
        self._before, self._last, self._words = 0, -1, ""

    async def report(self, progress: Progress) -> None:
        if self._before + progress.done < self._last:
            self._before = self._last + 1
        done = self._before + progress.done
        if done > self._last:
            total = None if progress.total is None else self._before + progress.total
            self._last = done
            await self._context.report_progress(done, total, progress.words)


def result(structure: Result, text: str) -> CallToolResult:
    """Return the result of a tool."""
    content = [TextContent(type="text", text=text)]
    return CallToolResult(content=content, structured_content=structure)  # type: ignore[arg-type]  # a list of one kind of content


def _result_text(job: Job) -> str:
    """Return the readable text of a finished job."""
    assert job.result is not None
    if job.kind == "ingest":
        return _ingest_text(job.result)
    if job.kind == "ask" and not job.result["answered"]:
        return declined(job.result["languages"])
    return "\n".join([as_markdown("", [job]).strip(), *_failures(job.result)])


def _ingest_text(done: Result) -> str:
    names = "added", "updated", "unchanged", "removed"
    counts = ", ".join(f"{done[name]} {name}" for name in names)
    return "\n".join([f"Documents in '{done['collection']}': {counts}.", *_failures(done)])


def _failures(done: Result) -> list[str]:
    return [f"Failed: {it['source']}: {it['error']}" for it in done.get("failed", ())]
