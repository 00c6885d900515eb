"""/: choosing a task and its documents, the example for newcomers, and starting tasks."""

from __future__ import annotations

import asyncio
from typing import Any

from fastapi import Request, Response

from precis.chains.requests import DEFAULT_COLLECTION, LENGTHS, AskRequest, SummarizeRequest
from precis.errors import PrecisError, UsageError
from precis.web.page.content.listing import contents, entries
from precis.web.page.content.selection import Selection
from precis.web.page.content.step_fields import known_steps, step_text
from precis.web.page.content.tasks import TASKS, check_chain, choice_of, request_of, title_of
from precis.web.page.html import HERE, go_to, page
from precis.web.page.routes.common import Fields, Form, Ready, Served, User, line_of, page_router
from precis.web.problems import ProblemError
from precis.web.service import Service

router = page_router()
EXAMPLE = HERE / "example.md"
_LANGUAGES = ("English", "Deutsch", "Español", "Français", "Italiano", "Português")
_RECENT = 6


@router.get("/")
async def start(request: Request, service: Served, user: User, form: Form) -> Response:
    """Show the tasks; the query of the address fills in the form."""
    return await _start(request, service, user, form)


async def _start(
    request: Request, service: Service, user: str, form: Fields, problem: str = ""
) -> Response:
    task = form.one("do", "ask")
    selection = Selection.of(form)
    library = service.workspace.library
    names, found = await asyncio.to_thread(contents, library, selection.collection)
    chosen = []
    if selection.ids or selection.only:
        try:
            chosen = selection.entries(library)
        except PrecisError as error:
            problem = problem or line_of(error, service)
    if task == "run":
        await service.ready.wait()
    steps = known_steps() if task == "run" else {}
    return page(
        request,
        "start.html",
        status=422 if problem else 200,
        tasks=TASKS,
        task=task if task in TASKS else "ask",
        selection=selection,
        collections=names,
        total=len(found),
        chosen=chosen,
        problem=problem,
        form=form,
        lengths=LENGTHS,
        languages=_LANGUAGES,
        models=service.models,
        has_chat=service.workspace.has_chat,
        steps=steps,
        step=steps.get(form.one("step"), next(iter(steps.values()), None)),
        parts=form.all("part"),
        recent=[*service.jobs.results(user)[:_RECENT]],
        chats=service.jobs.chats(user)[:_RECENT],
    )


@router.post("/tasks/{task}")
async def begin(request: Request, service: Ready, user: User, form: Form, task: str) -> Response:
    """Start a task and show it; an error in the form is shown above it."""
    if task not in TASKS:
        raise ProblemError(404, "there is nothing here")
    try:
        selection, wanted, title, choice = await asyncio.to_thread(_read_form, service, form, task)
        if isinstance(wanted, AskRequest):
            about: dict[str, Any] = {"collection": wanted.collection, "where": wanted.where}
            about |= {"choice": choice.model_dump(), "query": selection.query}
            chat = service.jobs.new_chat(user, title, about)
            service.jobs.submit(user, wanted, title, chat.id, choice)
            return go_to(request, f"/c/{chat.id}")
        job = service.jobs.submit(user, wanted, title, choice=choice)
    except (PrecisError, UsageError) as error:
        line = line_of(error, service)
        form.set("do", task)
        return await _start(request, service, user, form, line)
    return go_to(request, f"/r/{job.id}")


@router.post("/tasks/{task}/estimate")
async def estimate(request: Request, service: Ready, user: User, form: Form, task: str) -> Response:
    """Estimate the cost of a task, without a model call."""
    try:
        _, wanted, _, choice = await asyncio.to_thread(_read_form, service, form, task)
        usage = await service.estimate(user, wanted, choice)
    except PrecisError as error:
        line = line_of(error, service)
        return page(request, "parts/estimate.html", usage=None, problem=line)
    return page(request, "parts/estimate.html", usage=usage, problem="")


def _read_form(service: Service, form: Fields, task: str) -> tuple[Selection, Any, str, Any]:
    selection = Selection.of(form)
    found = selection.entries(service.workspace.library)
    wanted = request_of(task, form, selection, found)
    choice = choice_of(form)
    check_chain(wanted, service.workspace_of(choice))
    return selection, wanted, title_of(wanted, found), choice


@router.get("/steps")
async def step_fields(request: Request, _: Ready, form: Form) -> Response:
    """Show the parameters of a step."""
    steps = known_steps()
    step = steps.get(form.one("step"), next(iter(steps.values())))
    return page(request, "parts/step_fields.html", step=step, form=form)


@router.post("/steps")
async def add_step(request: Request, service: Ready, form: Form) -> Response:
    """Add the step that the form describes to the chain, or remove the last one."""
    parts, problem = form.all("part"), ""
    if form.one("undo"):
        parts = parts[:-1]
    else:
        try:
            parts = [*parts, step_text(form)]
        except UsageError as error:
            problem = line_of(error, service)
    return page(request, "parts/chain.html", parts=parts, problem=problem)


@router.post("/example")
async def example(request: Request, service: Ready, user: User) -> Response:
    """Load the example and summarize it."""
    from langchain_core.documents.base import Blob

    from precis.chains.ingest import Ingest
    from precis.loaders import load

    ingest = Ingest(service.workspace, DEFAULT_COLLECTION)
    blob = Blob.from_path(EXAMPLE, guess_type=False, metadata={"source": EXAMPLE.name})
    await ingest.run_in_thread(load([blob], service.options, ingest.fail))
    found = await asyncio.to_thread(entries, service.workspace.library, DEFAULT_COLLECTION)
    [one] = [it for it in found if it.source == EXAMPLE.name]
    wanted = SummarizeRequest(sources=[f"document:{one.id}"], length="short")
    job = service.jobs.submit(user, wanted, title_of(wanted, [one]))
    return go_to(request, f"/r/{job.id}")
