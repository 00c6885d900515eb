"""The MCP server: a library's search, answers, summaries and checks as tools of an agent.

Its documents are resources. What a tool does is done by `work.py`, as for every other face.
"""

from __future__ import annotations

import asyncio
import inspect
import secrets
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, cast
from urllib.parse import quote, unquote

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ToolError
from mcp_types import Resource, ToolAnnotations
from pydantic import BaseModel, Field

from precis.chains.events import Finished
from precis.chains.evidence import SearchResult
from precis.chains.ingest import Ingested
from precis.chains.requests import (
    DEFAULT_COLLECTION,
    AskRequest,
    CheckRequest,
    Collection,
    IngestRequest,
    Request,
    SearchRequest,
    SourcesRequest,
    SummarizeRequest,
)
from precis.errors import PrecisError
from precis.web.job_store import Job
from precis.web.schemas import (
    AnswerShown,
    CheckedShown,
    SourcesShown,
    SummaryShown,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from precis.chains.workspace import Workspace
    from precis.web.work import Result, Workshop

T = TypeVar("T")
R = TypeVar("R", bound=Request)

_INSTRUCTIONS = (
    "Précis answers from the user's own documents, and every sentence names its evidence. Quote "
    "the citations when you use an answer; `answered: false` means that the documents do not say. "
    "A source is a web address, a path in a folder that the user allowed, collection:NAME for all "
    "documents of a collection, or document:ID."
)
_MOST_LISTED = 1000

_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
_LOADS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=True)
_CHANGES = ToolAnnotations(
    read_only_hint=False, destructive_hint=True, idempotent_hint=True, open_world_hint=True
)
"""An ingest drops documents whose files are gone."""

AnyContext = Context[Any, Any]


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
                uri=f"precis://{quote(collection, safe='')}/{source.id}",
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

    async def search(self, request: SearchRequest, context: AnyContext) -> dict[str, Any]:  # noqa: ARG002
        """Find the passages of the user's documents that a question is about. Costs nothing."""
        search = asyncio.to_thread(self._workspace.search, request.question, request)
        return (await _or_tool_error(search)).model_dump()

    async def ask(self, request: AskRequest, context: AnyContext) -> dict[str, Any]:
        """Answer a question from the user's documents, each sentence with its evidence."""

        async def answer() -> Result:
            await context.report_progress(0, None, "looking for passages")
            async for event in await self._workshop.answering(request):
                if isinstance(event, Finished):
                    return event.result.as_json()
            raise AssertionError("the events of a run end with its result")

        return await _or_tool_error(answer())

    async def summarize(self, request: SummarizeRequest, context: AnyContext) -> dict[str, Any]:
        """Summarize sources in one text, each sentence with its evidence."""
        return await self._do(request, context)

    async def check(self, request: CheckRequest, context: AnyContext) -> dict[str, Any]:
        """Say of every sentence of a text whether the sources support it, and where."""
        return await self._do(request, context)

    async def ingest(self, request: IngestRequest, context: AnyContext) -> dict[str, Any]:
        """Load sources into the library, to be searched and asked; unchanged ones cost nothing."""
        result = await self._do(request, context)
        await context.notify_resources_changed()
        return result

    async def _do(self, request: SourcesRequest, context: AnyContext) -> Result:
        """Do a job now, and report how far it is whenever that changes."""
        job = Job(secrets.token_hex(16), "local", request, "running", "")
        work = asyncio.create_task(self._workshop.do(job))
        steps, reported = 0, job.progress
        try:
            while not work.done():
                changed = asyncio.create_task(job.changed.wait())
                await asyncio.wait([work, changed], return_when=asyncio.FIRST_COMPLETED)
                changed.cancel()
                if job.progress != reported:
                    steps, reported = steps + 1, job.progress
                    message = ", ".join(f"{name} {value}" for name, value in job.progress.items())
                    await context.report_progress(steps, None, message)
            return await _or_tool_error(work)
        finally:
            work.cancel()

    async def sources(self, collection: Collection = DEFAULT_COLLECTION) -> SourcesShown:
        """List the documents that the library holds."""
        found = await _or_tool_error(asyncio.to_thread(self._workspace.library.sources, collection))
        return SourcesShown.model_validate(
            {"collection": collection, "sources": [source._asdict() for source in found]}
        )

    async def document(self, collection: str, document_id: str) -> str:
        """Return the text of a document, in which the offsets of every citation count."""
        find = self._workspace.library.documents
        try:
            found = await asyncio.to_thread(find, [document_id], unquote(collection))
        except PrecisError as error:
            raise ResourceError(str(error)) from None
        return found[document_id].page_content


def make_server(workspace: Workspace, workshop: Workshop) -> MCPServer:
    """Return the server over `workspace`; `workshop` does its long work."""
    server = _Server("precis", instructions=_INSTRUCTIONS, log_level="WARNING")
    server.workspace = workspace
    tools = Tools(workspace, workshop)
    for tool, shown, hints in (
        (tools.search, SearchResult, _READS),
        (tools.ask, AnswerShown, _READS),
        (tools.summarize, SummaryShown, _LOADS),
        (tools.check, CheckedShown, _LOADS),
        (tools.ingest, Ingested, _CHANGES),
    ):
        server.add_tool(_with_parameters(tool, shown), annotations=hints)
    server.add_tool(tools.sources, annotations=_READS)
    as_resource = server.resource("precis://{collection}/{document_id}", mime_type="text/plain")
    as_resource(tools.document)
    return server


async def _or_tool_error(work: Awaitable[T]) -> T:
    """Wait for work; what a user can mend becomes an error of the tool."""
    try:
        return await work
    except PrecisError as error:
        raise ToolError(str(error)) from None


def _with_parameters(
    tool: Callable[[R, AnyContext], Awaitable[dict[str, Any]]], result: type[BaseModel]
) -> Callable[..., Awaitable[dict[str, Any]]]:
    """Return a tool that takes the fields of its request one by one, as agents are shown them.

    `result` is what its result looks like.
    """
    model: type[Request] = inspect.get_annotations(tool, eval_str=True)["request"]

    @wraps(tool)
    async def call(context: AnyContext, **values: Any) -> dict[str, Any]:
        return await tool(cast("R", model(**values)), context)

    fields: dict[str, tuple[Any, Any]] = {"context": (AnyContext, inspect.Parameter.empty)}
    for name, field in model.model_fields.items():
        shown: Any = field.rebuild_annotation()
        annotation = Annotated[shown, Field(description=field.description)]
        default = inspect.Parameter.empty if field.is_required() else field.get_default()
        fields[name] = (annotation, default)
    call.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=it)
            for name, (it, default) in fields.items()
        ],
        return_annotation=result,
    )
    call.__annotations__ = {name: it for name, (it, _) in fields.items()} | {"return": result}
    del call.__wrapped__
    return call
