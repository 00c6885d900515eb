"""The MCP server: a library's search, answers, summaries and checks for agents and editors."""

from __future__ import annotations

import inspect
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, cast

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import CallToolResult, ContentBlock, Resource, TextContent, ToolAnnotations
from pydantic import BaseModel, Field, ValidationError

from precis.chains.evidence import SearchResult
from precis.chains.ingested import Ingested
from precis.chains.requests import Request, checked, problem
from precis.errors import PrecisError
from precis.web.mcp_prompts import prompts
from precis.web.mcp_resources import Resources
from precis.web.mcp_tools import AnyContext, Tools
from precis.web.schemas import AskedShown, CheckedShown, RunShown, SourcesShown, SummaryShown
from precis.web.wording import without_advice

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from precis.chains.workspace import Workspace
    from precis.loaders import LoadOptions
    from precis.web.folders import Folders
    from precis.web.work import Workshop

R = TypeVar("R", bound=Request)

_INSTRUCTIONS = (
    "Précis answers from the user's own documents, and every sentence names its evidence. Quote "
    "the citations when you use an answer; `answered: false` means that the documents do not say. "
    "A source is a web address, a path in a folder that the user allowed, which may be relative to "
    "it, collection:NAME for all documents of a collection, or document:ID."
)

_READS = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
_LOADS = _READS.model_copy(update={"open_world_hint": True})
_CHANGES = ToolAnnotations(
    read_only_hint=False, destructive_hint=True, idempotent_hint=True, open_world_hint=True
)
"""An ingest drops documents whose files are gone."""


class _Server(MCPServer):
    """Lists current resources, and words errors for agents."""

    resources: Resources

    async def list_resources(self) -> list[Resource]:
        """Return the documents of the library, and the files of the folders."""
        return [*await super().list_resources(), *await self.resources.list_all()]

    async def call_tool(self, name: str, arguments: dict[str, Any], context: Any = None) -> Any:
        """Call a tool; an error that the agent can fix is its result."""
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            if isinstance(error.__cause__, ValidationError):
                return _error_result(problem(error.__cause__))
            raise


def make_server(
    workspace: Workspace, workshop: Workshop, folders: Folders, options: LoadOptions
) -> MCPServer:
    """Return the server over `workspace`; `workshop` runs its jobs.

    The files of `folders` are resources, read with `options`.
    """
    server = _Server("precis", instructions=_INSTRUCTIONS, log_level="WARNING")
    server.resources = Resources(workspace, folders, options)
    tools = Tools(workspace, workshop)
    for tool, shown, hints in (
        (tools.search, SearchResult, _READS),
        (tools.ask, AskedShown, _READS),
        (tools.summarize, SummaryShown, _LOADS),
        (tools.check, CheckedShown, _LOADS),
        (tools.run, RunShown, _LOADS),
        (tools.ingest, Ingested, _CHANGES),
    ):
        server.add_tool(_with_parameters(tool, shown, folders), annotations=hints)
    server.add_tool(_or_failed(tools.sources, SourcesShown, folders), annotations=_READS)
    for uri, read in (
        ("precis://{collection}/{document_id}", server.resources.document),
        ("file:///{+path}", server.resources.file),
    ):
        server.resource(uri, mime_type="text/plain")(read)
    for prompt in prompts():
        server.add_prompt(prompt)
    return server


def _error_result(line: str) -> CallToolResult:
    content: list[ContentBlock] = [TextContent(type="text", text=without_advice(line))]
    return CallToolResult(content=content, is_error=True)


def _or_failed(
    tool: Callable[..., Awaitable[CallToolResult]], result: type[BaseModel], folders: Folders
) -> Callable[..., Awaitable[CallToolResult]]:
    """Return a tool that returns `result`, or an error in one line, with relative sources."""

    @wraps(tool)
    async def call(*given: Any, **values: Any) -> CallToolResult:
        try:
            made = await tool(*given, **values)
        except PrecisError as error:
            return _error_result(folders.relative(str(error)))
        made.structured_content = _with_relative(made.structured_content, folders)
        for part in made.content:
            if isinstance(part, TextContent):
                part.text = folders.relative(part.text)
        return made

    signature = inspect.signature(tool, eval_str=True)
    returns = Annotated[CallToolResult, result]
    call.__signature__ = signature.replace(return_annotation=returns)  # type: ignore[attr-defined]  # inspect reads it
    call.__annotations__ = inspect.get_annotations(tool, eval_str=True) | {"return": returns}
    del call.__wrapped__
    return call


def _with_relative(found: Any, folders: Folders) -> Any:
    """Return a result with sources, and errors about them, relative to the folders."""
    if isinstance(found, list):
        return [_with_relative(it, folders) for it in found]
    if isinstance(found, dict):
        return {
            name: folders.relative(it)
            if name in {"source", "error"} and isinstance(it, str)
            else _with_relative(it, folders)
            for name, it in found.items()
        }
    return found


def _with_parameters(
    tool: Callable[[R, AnyContext], Awaitable[CallToolResult]],
    result: type[BaseModel],
    folders: Folders,
) -> Callable[..., Awaitable[CallToolResult]]:
    """Return a tool whose parameters are the fields of its request, as agents see them.

    `result` is the type of its result.
    """
    model: type[Request] = inspect.get_annotations(tool, eval_str=True)["request"]

    @wraps(tool)
    async def call(context: AnyContext, **values: Any) -> CallToolResult:
        return await tool(cast("R", checked(lambda: model(**values))), context)

    fields: dict[str, tuple[Any, Any]] = {"context": (AnyContext, inspect.Parameter.empty)}
    for name, field in model.model_fields.items():
        shown: Any = field.rebuild_annotation()
        annotation = Annotated[shown, Field(description=field.description)]
        default = inspect.Parameter.empty if field.is_required() else field.get_default()
        fields[name] = (annotation, default)
    call.__signature__ = inspect.Signature(  # type: ignore[attr-defined]  # inspect reads it
        [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=it)
            for name, (it, default) in fields.items()
        ],
    )
    call.__annotations__ = {name: it for name, (it, _) in fields.items()}
    del call.__wrapped__
    return _or_failed(call, result, folders)
