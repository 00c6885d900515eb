"""The REST API at /api/v1: the library, search and answers. Jobs are in `job_routes.py`."""

from __future__ import annotations

import asyncio
from importlib.metadata import version
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Path, Request, Response

from precis.chains.events import Asked, Finished, Written
from precis.chains.evidence import SearchResult, loaded
from precis.chains.requests import COLLECTION_PATTERN, AskRequest, Collection, SearchRequest
from precis.web.dependencies import Id, Ready, Served, User, problems
from precis.web.problems import details_of
from precis.web.schemas import (
    AboutShown,
    AnswerShown,
    CollectionsShown,
    DocumentShown,
    SourcesShown,
)
from precis.web.streams import EVENTS, GRACE_SECONDS, event, streamed, until
from precis.web.wording import result_without_advice

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator

    from sse_starlette import ServerSentEvent

    from precis.chains.evidence import Answer
    from precis.web.service import Service

MOST_BYTES = 4_000_000
"""The limit of a request body; uploads have their own."""

PREFIX = "/api/v1"
PROBLEMS = problems(400, 401, 403, 413, 421, 422, 429, 500)
"""The errors of every route."""

In = Annotated[Collection, Path(json_schema_extra={"pattern": COLLECTION_PATTERN})]

router = APIRouter(prefix=PREFIX, responses=PROBLEMS, max_body_size=MOST_BYTES)


@router.get("/about", tags=["library"])
async def about(service: Served) -> AboutShown:
    """Describe this server."""
    model, embeddings = service.workspace.model, service.workspace.embeddings_name
    return AboutShown(version=version("precis"), model=model, embeddings=embeddings)


@router.get("/collections", tags=["library"])
async def list_collections(service: Served) -> CollectionsShown:
    """List the collections."""
    names = await asyncio.to_thread(service.workspace.library.collections)
    return CollectionsShown(collections=names)


@router.get("/collections/{collection:path}/sources", tags=["library"], responses=problems(404))
async def list_documents(service: Served, collection: In) -> SourcesShown:
    """List the documents of a collection."""
    found = await asyncio.to_thread(service.workspace.library.sources, collection)
    return SourcesShown.model_validate(
        {"collection": collection, "sources": [source._asdict() for source in found]}
    )


@router.get(
    "/collections/{collection:path}/documents/{document_id}",
    tags=["library"],
    responses=problems(404),
    response_model=DocumentShown,
    response_model_exclude_unset=True,
)
async def get_document(service: Served, collection: In, document_id: Id) -> dict[str, Any]:
    """Return a document with its text, from which quotes are taken verbatim."""
    find = service.workspace.library.documents
    found = await asyncio.to_thread(find, [document_id], collection)
    return loaded(found[document_id])


@router.delete(
    "/collections/{collection:path}/documents/{document_id}",
    tags=["library"],
    responses=problems(404, 503),
    status_code=204,
)
async def delete_document(service: Served, collection: In, document_id: Id) -> Response:
    """Remove a document, and its text from every file of the library."""
    await asyncio.to_thread(service.workspace.remove, [document_id], collection)
    return Response(status_code=204)


@router.post("/search", tags=["ask"], responses=problems(404))
async def search(service: Ready, wanted: SearchRequest) -> SearchResult:
    """Find passages without calling a chat model."""
    return await asyncio.to_thread(service.workspace.search, wanted.question, wanted)


@router.post(
    "/ask",
    tags=["ask"],
    response_model=AnswerShown,
    response_model_exclude_unset=True,
    responses=problems(404, 502) | {200: {"content": {EVENTS: {}}}},
)
async def ask(service: Ready, user: User, request: Request, wanted: AskRequest) -> Any:
    """Answer from a collection; `answered` is false if the documents do not say.

    A client that accepts `text/event-stream` receives `text` as it is written and finally `end`
    with the answer, or `problem`.
    """
    with service.accounts.spending(user):
        if EVENTS not in request.headers.get("accept", ""):
            return result_without_advice((await service.workshop.answer(wanted)).as_json())
        answering = await service.workshop.answering(wanted)
        return streamed(_answer_events(service, answering))


async def _answer_events(
    service: Service, answering: AsyncGenerator[Asked | Written | Finished[Answer]]
) -> AsyncIterator[ServerSentEvent]:
    try:
        async for it in until(service.stopping, answering, GRACE_SECONDS):
            match it:
                case Written(text=text):
                    yield event("text", {"text": text})
                case Finished(result=answer):
                    yield event("end", result_without_advice(answer.as_json()))
    except Exception as error:  # noqa: BLE001 - sent as an event
        yield event("problem", details_of(error, service.workspace.path))
