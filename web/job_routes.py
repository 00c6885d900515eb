"""The REST API of jobs at /api/v1: uploads, starting jobs, and their progress."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Header, Query, Request, Response
from starlette.responses import JSONResponse

from precis.chains.requests import (
    CheckRequest,
    IngestRequest,
    RunRequest,
    SourcesRequest,
    SummarizeRequest,
)
from precis.web.dependencies import Id, Ready, Served, User, problems
from precis.web.routes import MOST_BYTES, PREFIX, PROBLEMS
from precis.web.schemas import (
    AnyJob,
    CheckJob,
    IngestJob,
    JobShown,
    JobsShown,
    RunJob,
    SummarizeJob,
    UploadShown,
)
from precis.web.streams import EVENTS, StoppingError, event, stopping_event, streamed, until
from precis.web.uploads import UPLOAD

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from sse_starlette import ServerSentEvent

    from precis.web.job import Job
    from precis.web.service import Service

_LATEST_JOBS = 50
_NO_LIMIT = 1 << 50
_ENDED = "end"
"""The id of the last event of a job."""

_FILE = {"schema": {"type": "string", "format": "binary"}}

router = APIRouter(prefix=PREFIX, tags=["jobs"], responses=PROBLEMS, max_body_size=MOST_BYTES)


@router.post(
    "/uploads",
    status_code=201,
    max_body_size=_NO_LIMIT,
    openapi_extra={
        "requestBody": {"required": True, "content": {"application/octet-stream": _FILE}}
    },
)
async def upload(
    service: Served, user: User, request: Request, name: Annotated[str, Query(max_length=1000)]
) -> UploadShown:
    """Store the request body, a file, for a day; `source` names it in later requests."""
    kept = await service.uploads.receive(user, name, request.stream())
    return UploadShown(id=kept.id, source=f"{UPLOAD}{kept.id}", name=kept.name, bytes=kept.bytes)


@router.delete("/uploads/{upload_id}", status_code=204, responses=problems(404))
async def delete_upload(service: Served, user: User, upload_id: Id) -> Response:
    """Delete an upload."""
    service.uploads.remove(user, upload_id)
    return Response(status_code=204)


@router.post("/summarize", status_code=202, response_model=SummarizeJob, responses=problems(404))
async def summarize(service: Ready, user: User, wanted: SummarizeRequest) -> Response:
    """Start a summary of sources."""
    return await _submit(service, user, wanted)


@router.post("/ingest", status_code=202, response_model=IngestJob, responses=problems(404))
async def ingest(service: Ready, user: User, wanted: IngestRequest) -> Response:
    """Start loading sources into a collection."""
    return await _submit(service, user, wanted)


@router.post("/check", status_code=202, response_model=CheckJob, responses=problems(404))
async def check(service: Ready, user: User, wanted: CheckRequest) -> Response:
    """Start checking the sentences of a text against sources."""
    return await _submit(service, user, wanted)


@router.post("/run", status_code=202, response_model=RunJob, responses=problems(404))
async def run(service: Ready, user: User, wanted: RunRequest) -> Response:
    """Start a chain of steps over sources."""
    from precis.chains.composition.composed import composed_steps

    await asyncio.to_thread(
        composed_steps,
        wanted.chain,
        service.workspace,
        unsupported=wanted.unsupported,
        files=False,
    )
    return await _submit(service, user, wanted)


@router.get("/jobs", response_model=JobsShown)
async def list_jobs(service: Served, user: User) -> Response:
    """List the latest jobs, without their results."""
    found = service.jobs.of(user, _LATEST_JOBS)
    return JSONResponse({"jobs": [_job_json(job) | {"result": None} for job in found]})


@router.get("/jobs/{job_id}", response_model=AnyJob, responses=problems(404))
async def get_job(service: Served, user: User, job_id: Id) -> Response:
    """Return the progress of a job, and its result once it is done."""
    return JSONResponse(_job_json(service.jobs.get(user, job_id)))


@router.delete("/jobs/{job_id}", response_model=AnyJob, responses=problems(404))
async def cancel_job(service: Served, user: User, job_id: Id) -> Response:
    """Cancel a job; its finished model calls stay in the cache for the next one like it."""
    return JSONResponse(_job_json(service.jobs.cancel(user, job_id)))


@router.get(
    "/jobs/{job_id}/events",
    responses=problems(404)
    | {
        200: {"description": "Events.", "content": {EVENTS: {"schema": {"type": "string"}}}},
        204: {"description": "There are no events after the given id."},
    },
    response_class=Response,
)
async def watch_job(
    service: Served,
    user: User,
    job_id: Id,
    last_event_id: Annotated[str | None, Header(max_length=100)] = None,
) -> Response:
    """Stream a job: `text` as it is written, `progress`, and finally `end` with the job.

    The text so far is its first `at` characters followed by `text`. With `Last-Event-ID` the stream
    resumes after that event. When the server stops, the last event is `stopping`.
    """
    job = service.jobs.get(user, job_id)
    if last_event_id == _ENDED:
        return Response(status_code=204)
    return streamed(_events(service, user, job, last_event_id or ""))


async def _events(
    service: Service, user: str, job: Job, last_id: str
) -> AsyncGenerator[ServerSentEvent]:
    run, _, place = last_id.partition("-")
    sent = int(place) if run == job.run and place.isdecimal() else 0
    sent, progress = min(sent, len(job.text)), None
    try:
        async for seen in until(service.stopping, service.jobs.watch(job, user)):
            if len(seen.text) > sent:
                value = {"at": sent, "text": seen.text[sent:]}
                sent = len(seen.text)
                yield event("text", value, f"{seen.run}-{sent}")
            if seen.progress != progress:
                progress = seen.progress
                yield event("progress", progress, f"{seen.run}-{sent}")
            if seen.ended:
                yield event("end", _job_json(seen), _ENDED)
    except StoppingError:
        yield stopping_event()


async def _submit(service: Service, user: str, wanted: SourcesRequest) -> Response:
    await asyncio.to_thread(service.workshop.check_sources, user, wanted)
    return JSONResponse(_job_json(service.jobs.submit(user, wanted)), 202)


def _job_json(job: Job) -> dict[str, Any]:
    """Return a job as JSON with its result as stored, possibly by an earlier version."""
    head = JobShown.model_validate(job, from_attributes=True)
    return head.model_dump(mode="json", exclude={"result"}) | {"result": job.result}
