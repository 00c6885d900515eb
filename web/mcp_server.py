"""The MCP server: a library's search, answers, summaries and checks as tools of an agent.

Its documents are resources. What a tool does is done by `work.py`, as for every other face.
"""

from __future__ import annotations

import asyncio
import secrets
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ToolError
from mcp_types import Resource
from pydantic import Field

from precis.chains.events import Finished
from precis.chains.evidence import Passage
from precis.errors import PrecisError
from precis.web.jobs import Job

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

    from precis.chains.workspace import Workspace
    from precis.web.work import Result, Workshop

T = TypeVar("T")

_INSTRUCTIONS = (
    "Précis answers from the user's own documents, and every sentence names its evidence. Quote "
    "the citations when you use an answer; `answered: false` means that the documents do not say. "
    "A source is a web address, a path in a folder that the user allowed, or document:ID."
)
_MOST_LISTED = 1000

Sources = Annotated[list[str], Field(min_length=1, max_length=100)]
Collection = Annotated[str, Field(description="A part of the library.")]
Count = Annotated[int, Field(ge=1, le=100, description="How many passages.")]


class _Server(MCPServer):
    """Lists the documents of the library as they are now."""

    workspace: Workspace

    async def list_resources(self) -> list[Resource]:
        """Return the documents of every collection, and where they are read."""
        found = await asyncio.to_thread(self._documents)
        return [*await super().list_resources(), *found]

    def _documents(self) -> list[Resource]:
        library = self.workspace.library
        return [
            Resource(
                uri=f"precis://{collection}/{source.id}",
                name=source.source,
                title=source.title,
                mime_type="text/plain",
            )
            for collection in library.collections()
            for source in library.sources(collection)
        ][:_MOST_LISTED]


class Tools:
    """The tools; each gives the JSON object of the command of its name."""

    def __init__(self, workspace: Workspace, workshop: Workshop) -> None:
        self._workspace = workspace
        self._workshop = workshop

    async def search(
        self, question: str, collection: Collection = "default", k: Count = 8
    ) -> dict[str, Any]:
        """Find the passages of the user's documents that a question is about. Costs nothing."""
        find = self._workspace.library.search
        found = await _told(asyncio.to_thread(find, question, collection, k))
        passages = [Passage.of(chunk).model_dump() for chunk in found]
        return {"question": question, "passages": passages}

    async def ask(
        self,
        question: str,
        context: Context[Any, Any],
        *,
        collection: Collection = "default",
        k: Count = 8,
    ) -> dict[str, Any]:
        """Answer a question from the user's documents, each sentence with its evidence."""
        asked = {"question": question, "collection": collection, "k": k}
        asked |= {"where": [], "unsupported": None, "before": []}

        async def answer() -> Result:
            await context.report_progress(0, None, "looking for passages")
            async for event in await self._workshop.answering(asked):
                if isinstance(event, Finished):
                    return event.result.as_json()
            raise AssertionError("the events of a run end with its result")

        return await _told(answer())

    async def summarize(
        self,
        sources: Sources,
        context: Context[Any, Any],
        *,
        length: Annotated[str, Field(description="short, medium, long, or words.")] = "medium",
        focus: Annotated[str | None, Field(description="A question to keep to.")] = None,
        style: Literal["prose", "bullets"] = "prose",
        language: str | None = None,
        collection: Collection = "default",
    ) -> dict[str, Any]:
        """Summarize sources in one text, each sentence with its evidence."""
        asked = {"sources": sources, "collection": collection, "unsupported": None}
        asked |= {"length": length, "focus": focus, "style": style, "language": language}
        return await _done(self._workshop.summarize, "summarize", asked, context)

    async def check(
        self,
        text: str,
        sources: Sources,
        context: Context[Any, Any],
        *,
        collection: Collection = "default",
    ) -> dict[str, Any]:
        """Say of every sentence of a text whether the sources support it, and where."""
        asked = {"text": text, "sources": sources, "collection": collection}
        return await _done(self._workshop.check, "check", asked, context)

    async def ingest(
        self, sources: Sources, context: Context[Any, Any], *, collection: Collection = "default"
    ) -> dict[str, Any]:
        """Load sources into the library, to be searched and asked; unchanged ones cost nothing."""
        asked = {"sources": sources, "collection": collection}
        result = await _done(self._workshop.ingest, "ingest", asked, context)
        await context.notify_resources_changed()
        return result

    async def sources(self, collection: Collection = "default") -> dict[str, Any]:
        """List the documents that the library holds."""
        found = await _told(asyncio.to_thread(self._workspace.library.sources, collection))
        return {"collection": collection, "sources": [source._asdict() for source in found]}

    async def document(self, collection: str, document_id: str) -> str:
        """Return the text of a document, in which the offsets of every citation count."""
        find = self._workspace.library.documents
        try:
            found = await asyncio.to_thread(find, [document_id], collection)
        except PrecisError as error:
            raise ResourceError(str(error)) from None
        return found[document_id].page_content


def make_server(workspace: Workspace, workshop: Workshop) -> MCPServer:
    """Return the server over `workspace`; `workshop` does its long work."""
    server = _Server("precis", instructions=_INSTRUCTIONS, log_level="WARNING")
    server.workspace = workspace
    tools = Tools(workspace, workshop)
    for tool in (
        tools.search,
        tools.ask,
        tools.summarize,
        tools.check,
        tools.ingest,
        tools.sources,
    ):
        server.add_tool(tool)
    as_resource = server.resource("precis://{collection}/{document_id}", mime_type="text/plain")
    as_resource(tools.document)
    return server


async def _told(work: Awaitable[T]) -> T:
    """Wait for work; what a user can mend is told in one line."""
    try:
        return await work
    except PrecisError as error:
        raise ToolError(str(error)) from None


async def _done(
    do: Callable[[Job], Coroutine[Any, Any, Result]],
    kind: str,
    asked: dict[str, Any],
    context: Context[Any, Any],
) -> Result:
    """Do a job now, and report how far it is whenever that changes."""
    job = Job(secrets.token_hex(16), "local", kind, asked, "running", "")
    work = asyncio.create_task(do(job))
    steps = 0
    try:
        while not work.done():
            changed = asyncio.create_task(job.changed.wait())
            await asyncio.wait([work, changed], return_when=asyncio.FIRST_COMPLETED)
            changed.cancel()
            if job.progress and not work.done():
                steps += 1
                told = ", ".join(f"{name} {value}" for name, value in job.progress.items())
                await context.report_progress(steps, None, told)
        return await _told(work)
    finally:
        work.cancel()
