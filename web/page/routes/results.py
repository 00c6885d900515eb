"""/r/ID: a result and its progress, for its user and everyone with the address."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

from fastapi import Request, Response
from sse_starlette import ServerSentEvent

from precis.web.job import Job
from precis.web.page.content.grid import grid
from precis.web.page.content.results import left_out, remarks, sections
from precis.web.page.exports.formats import FORMATS, exported
from precis.web.page.html import go_to, page
from precis.web.page.routes.common import Form, Id, Served, User, page_router
from precis.web.problems import ProblemError
from precis.web.service import Service
from precis.web.streams import StoppingError, stopping_event, streamed, until

router = page_router()

_PAUSE = 1.0
"""Minimum seconds between two updates of a job: each is a request that counts for the rate."""


def job_view(job: Job, user: str) -> dict[str, Any]:
    """Return what a template needs to show a job."""
    problem = job.problem["detail"] if job.problem else ""
    elapsed = time.monotonic() - job.started if job.started and not job.ended else job.seconds
    done = job.status == "done"
    return {
        "job": job,
        "is_owner": job.user == user,
        "problem": problem,
        "elapsed": elapsed,
        "sections": sections(job) if done else [],
        "remarks": remarks(job) if done else [],
        "left_out": left_out(job) if done else [],
        "grid": grid(job) if done and job.kind == "run" else None,
        "collection": job.request.collection,
        "formats": FORMATS,
    }


async def _job_page(
    request: Request, template: str, job: Job, user: str, **values: bool
) -> Response:
    """Show a job. Nobody waits for the HTML of another's result, which may be long."""

    def render() -> Response:
        return page(request, template, **job_view(job, user), **values)

    return await asyncio.to_thread(render) if job.ended else render()


@router.get("/r/{job_id}")
async def result(request: Request, service: Served, user: User, job_id: Id) -> Response:
    """Show a result, or its progress."""
    return await _job_page(request, "result.html", service.jobs.shared(user, job_id), user)


@router.get("/r/{job_id}/live")
async def live(request: Request, service: Served, user: User, job_id: Id) -> Response:
    """Return the progress of a job; once it has ended, its result in place of that."""
    job = service.jobs.shared(user, job_id)
    if not job.ended:
        return await _job_page(request, "parts/running.html", job, user)
    answer = await _job_page(request, "parts/work.html", job, user, out_of_band=True)
    answer.headers["hx-retarget"] = f"#work-{job.id}"
    answer.headers["hx-reswap"] = "outerHTML"
    return answer


@router.get("/r/{job_id}/events")
async def events(service: Served, user: User, job_id: Id) -> Response:
    """Send an event whenever a job has changed."""
    job = service.jobs.shared(user, job_id)
    return streamed(_changes(service, job, user))


async def _changes(service: Service, job: Job, user: str) -> AsyncIterator[ServerSentEvent]:
    try:
        async for seen in until(service.stopping, service.jobs.watch(job, user)):
            yield ServerSentEvent(seen.status, event="changed")
            await asyncio.sleep(_PAUSE)
    except StoppingError:
        yield stopping_event()


@router.post("/r/{job_id}/stop")
async def stop(request: Request, service: Served, user: User, job_id: Id) -> Response:
    """Stop a job."""
    job = service.jobs.cancel(user, job_id)
    return go_to(request, f"/c/{job.chat}" if job.chat else f"/r/{job_id}")


@router.post("/r/{job_id}/again")
async def again(request: Request, service: Served, user: User, job_id: Id) -> Response:
    """Run a job again; finished model calls are not paid again."""
    job = service.jobs.get(user, job_id)
    if job.withheld and job.problem:
        raise ProblemError(job.problem["status"], job.problem["detail"])
    new = service.jobs.submit(user, job.request, job.title, job.chat, job.choice)
    if job.chat:
        service.jobs.delete(user, [job_id])
        return go_to(request, f"/c/{job.chat}")
    return go_to(request, f"/r/{new.id}")


@router.post("/r/{job_id}/name")
async def rename(request: Request, service: Served, user: User, form: Form, job_id: Id) -> Response:
    """Rename a result."""
    service.jobs.rename(user, job_id, form.title())
    return go_to(request, f"/r/{job_id}")


@router.get("/r/{job_id}/export.{kind}")
async def export(service: Served, user: User, job_id: Id, kind: str) -> Response:
    """Return a result as a file."""
    job = service.jobs.shared(user, job_id)
    return await asyncio.to_thread(exported, job.title, [job], kind)
