"""The REST API at /api/v1, in one file: every route, for its documentation."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from importlib.metadata import version
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from sse_starlette import EventSourceResponse, ServerSentEvent

from precis.chains.events import Finished, Written
from precis.chains.evidence import SearchResult, loaded
from precis.chains.requests import (
    COLLECTION_PATTERN,
    AskRequest,
    CheckRequest,
    Collection,
    IngestRequest,
    RunRequest,
    SearchRequest,
    SourcesRequest,
    SummarizeRequest,
)
from precis.web.guard import USER
from precis.web.problems import MEDIA_TYPE, ProblemDetails, details_of
from precis.web.schemas import (
    AboutShown,
    AnswerShown,
    CollectionsShown,
    DocumentShown,
    JobShown,
    JobsShown,
    SourcesShown,
    UploadShown,
)
from precis.web.service import Service
from precis.web.uploads import UPLOAD

if TYPE_CHECKING:
    from pathlib import Path as FilePath

    from precis.chains.evidence import Answer
    from precis.web.job_store import Job

_SEND_SECONDS = 30
"""A client that takes nothing of an event stream for so long is let go."""

_LATEST_JOBS = 50
_MOST_BYTES = 4_000_000
_NO_LIMIT = 1 << 50
"""Of the body of a request; uploads have a limit of their own."""

EVENTS = "text/event-stream"


def _problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    schema = {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}
    content = {"content": {MEDIA_TYPE: schema}, "model": ProblemDetails}
    return {status: {"description": "Why not.", **content} for status in statuses}


def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


def _user(request: Request) -> str:
    user: str = request.scope[USER]
    return user


async def _ready(request: Request) -> Service:
    service = _service(request)
    await service.ready.wait()
    return service


Served = Annotated[Service, Depends(_service)]
Ready = Annotated[Service, Depends(_ready)]
User = Annotated[str, Depends(_user)]
Id = Annotated[str, Path(pattern=r"^[0-9a-f]{16,64}$")]
In = Annotated[Collection, Path(json_schema_extra={"pattern": COLLECTION_PATTERN})]

router = APIRouter(
    prefix="/api/v1",
    responses=_problems(400, 401, 403, 413, 421, 422, 429, 500),
    max_body_size=_MOST_BYTES,
)


@router.get("/about", tags=["library"])
async def about(service: Served) -> AboutShown:
    """Say what serves here."""
    model, embeddings = service.workspace.model, service.workspace.embeddings_name
    return AboutShown(version=version("precis"), model=model, embeddings=embeddings)


@router.get("/collections", tags=["library"])
async def collections(service: Served) -> CollectionsShown:
    """List what was ingested into."""
    names = await asyncio.to_thread(service.workspace.library.collections)
    return CollectionsShown(collections=names)


@router.get("/collections/{collection:path}/sources", tags=["library"], responses=_problems(404))
async def sources(service: Served, collection: In) -> SourcesShown:
    """List the documents of a collection."""
    found = await asyncio.to_thread(service.workspace.library.sources, collection)
    return SourcesShown.model_validate(
        {"collection": collection, "sources": [source._asdict() for source in found]}
    )


@router.get(
    "/collections/{collection:path}/documents/{document_id}",
    tags=["library"],
    responses=_problems(404),
    response_model=DocumentShown,
    response_model_exclude_unset=True,
)
async def document(service: Served, collection: In, document_id: Id) -> dict[str, Any]:
    """Return a document with the text that every quote is cut from."""
    find = service.workspace.library.documents
    found = await asyncio.to_thread(find, [document_id], collection)
    return loaded(found[document_id])


@router.delete(
    "/collections/{collection:path}/documents/{document_id}",
    tags=["library"],
    responses=_problems(404, 503),
    status_code=204,
)
async def remove(service: Served, collection: In, document_id: Id) -> Response:
    """Remove a document so that no file of the library holds its text."""
    await asyncio.to_thread(service.workspace.remove, [document_id], collection)
    return Response(status_code=204)


@router.post("/search", tags=["ask"], responses=_problems(404))
async def search(service: Ready, wanted: SearchRequest) -> SearchResult:
    """Find passages; no chat model is called."""
    return await asyncio.to_thread(service.workspace.search, wanted.question, wanted)


@router.post(
    "/ask",
    tags=["ask"],
    response_model=AnswerShown,
    response_model_exclude_unset=True,
    responses=_problems(404, 502) | {200: {"content": {EVENTS: {}}}},
)
async def ask(service: Ready, user: User, request: Request, wanted: AskRequest) -> Any:
    """Answer from a collection; without an answer there, `answered` is false.

    Who accepts `text/event-stream` gets `text` as it is written and last `end` with the answer,
    or `problem`.
    """
    with service.accounts.spending(user):
        if EVENTS not in request.headers.get("accept", ""):
            return (await service.workshop.answer(wanted)).as_json()
        answering = await service.workshop.answering(wanted)
        return EventSourceResponse(
            _answer_events(answering, service.workspace.path), send_timeout=_SEND_SECONDS
        )


async def _answer_events(
    answering: AsyncIterator[Written | Finished[Answer]], library: FilePath
) -> AsyncIterator[ServerSentEvent]:
    try:
        async for event in answering:
            match event:
                case Written(text=text):
                    yield _event("text", {"text": text})
                case Finished(result=answer):
                    yield _event("end", answer.as_json())
    except Exception as error:  # noqa: BLE001 - sent as an event
        yield _event("problem", details_of(error, library))


@router.post(
    "/uploads",
    tags=["jobs"],
    status_code=201,
    max_body_size=_NO_LIMIT,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/octet-stream": {"schema": {"format": "binary"}}},
        }
    },
)
async def upload(
    service: Served, user: User, request: Request, name: Annotated[str, Query(max_length=1000)]
) -> UploadShown:
    """Keep the body of the request, a file, for a day; `source` names it in later requests."""
    kept = await service.uploads.receive(user, name, request.stream())
    return UploadShown(id=kept.id, source=f"{UPLOAD}{kept.id}", name=kept.name, bytes=kept.bytes)


@router.delete("/uploads/{upload_id}", tags=["jobs"], status_code=204, responses=_problems(404))
async def remove_upload(service: Served, user: User, upload_id: Id) -> Response:
    """Delete an upload."""
    service.uploads.remove(user, upload_id)
    return Response(status_code=204)


@router.post("/summarize", tags=["jobs"], status_code=202)
async def summarize(service: Served, user: User, wanted: SummarizeRequest) -> JobShown:
    """Start a summary of sources."""
    return _submit(service, user, wanted)


@router.post("/ingest", tags=["jobs"], status_code=202)
async def ingest(service: Served, user: User, wanted: IngestRequest) -> JobShown:
    """Start to load sources into a collection."""
    return _submit(service, user, wanted)


@router.post("/check", tags=["jobs"], status_code=202)
async def check(service: Served, user: User, wanted: CheckRequest) -> JobShown:
    """Start to judge the sentences of a text by sources."""
    return _submit(service, user, wanted)


@router.post("/run", tags=["jobs"], status_code=202)
async def run(service: Ready, user: User, wanted: RunRequest) -> JobShown:
    """Start a chain of steps over sources."""
    from precis.chains.composition.composed import composed_steps

    await asyncio.to_thread(
        composed_steps,
        wanted.chain,
        service.workspace,
        unsupported=wanted.unsupported,
        files=False,
    )
    return _submit(service, user, wanted)


@router.get("/jobs", tags=["jobs"])
async def jobs(service: Served, user: User) -> JobsShown:
    """List the latest jobs, without their results."""
    found = service.jobs.of(user, _LATEST_JOBS)
    shown = [_job_shown(job).model_copy(update={"result": None}) for job in found]
    return JobsShown(jobs=shown)


@router.get("/jobs/{job_id}", tags=["jobs"], responses=_problems(404))
async def job(service: Served, user: User, job_id: Id) -> JobShown:
    """Say how far a job is, and give its result when it is done."""
    return _job_shown(service.jobs.get(user, job_id))


@router.delete("/jobs/{job_id}", tags=["jobs"], responses=_problems(404))
async def cancel(service: Served, user: User, job_id: Id) -> JobShown:
    """Cancel a job; what it has paid for is kept for the next one like it."""
    return _job_shown(service.jobs.cancel(user, job_id))


@router.get(
    "/jobs/{job_id}/events",
    tags=["jobs"],
    responses=_problems(404) | {200: {"description": "Events.", "content": {EVENTS: {}}}},
    response_class=Response,
)
async def events(service: Served, user: User, job_id: Id) -> Response:
    """Stream a job: `text` as it is written, `progress`, and last `end` with the job."""
    watched = service.jobs.watch(service.jobs.get(user, job_id))
    return EventSourceResponse(_events(watched), send_timeout=_SEND_SECONDS)


async def _events(watched: AsyncIterator[Job]) -> AsyncIterator[ServerSentEvent]:
    sent, progress = 0, None
    async for job in watched:
        if len(job.text) > sent:
            piece, sent = job.text[sent:], len(job.text)
            yield _event("text", {"text": piece})
        if job.progress != progress:
            progress = job.progress
            yield _event("progress", progress)
        if job.ended:
            yield _event("end", _job_shown(job).model_dump())


def _event(kind: str, value: dict[str, Any]) -> ServerSentEvent:
    return ServerSentEvent(json.dumps(value, ensure_ascii=False), event=kind)


def _submit(service: Service, user: str, wanted: SourcesRequest) -> JobShown:
    return _job_shown(service.jobs.submit(user, wanted))


def _job_shown(job: Job) -> JobShown:
    return JobShown.model_validate(job, from_attributes=True)
