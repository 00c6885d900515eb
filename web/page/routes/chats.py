"""/c/ID: a chat with the documents; other users can read it."""

from __future__ import annotations

import asyncio

from fastapi import Request, Response

from precis.errors import PrecisError
from precis.web.job import Choice
from precis.web.page.content.tasks import question_of
from precis.web.page.exports.formats import FORMATS, exported
from precis.web.page.html import go_to, nothing_new, page
from precis.web.page.routes.common import Form, Id, Ready, Served, User, line_of, page_router
from precis.web.page.routes.results import job_view
from precis.web.problems import ProblemError

router = page_router()


@router.get("/c/{chat_id}")
async def show(request: Request, service: Served, user: User, chat_id: Id) -> Response:
    """Show a chat."""
    return _chat(request, service, user, chat_id)


def _chat(
    request: Request, service: Served, user: str, chat_id: str, problem: str = ""
) -> Response:
    chat = service.jobs.chat(user, chat_id)
    turns = service.jobs.turns(user, chat_id)
    return page(
        request,
        "chat.html",
        status=422 if problem else 200,
        chat=chat,
        turns=[job_view(job, user) for job in turns],
        is_owner=chat.user == user,
        formats=FORMATS,
        problem=problem,
    )


@router.get("/c/{chat_id}/after/{count}")
async def newer(request: Request, service: Served, user: User, chat_id: Id, count: int) -> Response:
    """Return the turns after the first `count`, added by another tab; 204 without any."""
    service.jobs.chat(user, chat_id)
    turns = service.jobs.turns(user, chat_id)[max(0, count) :]
    if not turns:
        return nothing_new()
    return page(
        request,
        "parts/turns.html",
        turns=[job_view(job, user) for job in turns],
        chat_id=chat_id,
        count=max(0, count) + len(turns),
    )


@router.post("/c/{chat_id}")
async def ask(request: Request, service: Ready, user: User, form: Form, chat_id: Id) -> Response:
    """Ask the next question of a chat."""
    chat = service.jobs.chat(user, chat_id)
    if chat.user != user:
        raise ProblemError(403, "this chat is someone else's: start your own")
    about = chat.request
    turns = service.jobs.turns(user, chat_id)
    try:
        wanted = question_of(form, about["collection"], about["where"], turns)
        choice = Choice.model_validate(about["choice"])
        service.jobs.submit(user, wanted, wanted.question[:80], chat_id, choice)
    except PrecisError as error:
        return _chat(request, service, user, chat_id, line_of(error, service))
    return go_to(request, f"/c/{chat_id}")


@router.post("/c/{chat_id}/name")
async def rename(
    request: Request, service: Served, user: User, form: Form, chat_id: Id
) -> Response:
    """Rename a chat."""
    service.jobs.rename(user, chat_id, form.title())
    return go_to(request, f"/c/{chat_id}")


@router.get("/c/{chat_id}/export.{kind}")
async def export(service: Served, user: User, chat_id: Id, kind: str) -> Response:
    """Return a whole chat as a file."""
    chat = service.jobs.chat(user, chat_id)
    return await asyncio.to_thread(exported, chat.title, service.jobs.turns(user, chat_id), kind)
