"""/history: the results and chats of a user, found by name, and deleted."""

from __future__ import annotations

from typing import NamedTuple

from fastapi import Request, Response

from precis.web.page.content.tasks import TASKS
from precis.web.page.html import go_to, page
from precis.web.page.routes.common import Form, Served, User, page_router

router = page_router()
_PAGE = 50


class _Kept(NamedTuple):
    """A result or a chat in the list."""

    id: str
    at: str
    title: str
    kind: str
    created_at: str
    status: str


@router.get("/history")
async def show(request: Request, service: Served, user: User, form: Form) -> Response:
    """List results and chats, newest first."""
    kept = [
        *(
            _Kept(it.id, f"/r/{it.id}", it.title, TASKS[it.kind], it.created_at, it.status)
            for it in service.jobs.results(user)
        ),
        *(
            _Kept(it.id, f"/c/{it.id}", it.title, "Chat", it.created_at, "done")
            for it in service.jobs.chats(user)
        ),
    ]
    words = form.one("q").casefold().split()
    found = [it for it in kept if all(word in it.title.casefold() for word in words)]
    found.sort(key=lambda it: it.created_at, reverse=True)
    number = form.one("page", "1")
    at = int(number) if number.isascii() and number.isdigit() else 1
    pages = max(1, -(-len(found) // _PAGE))
    at = min(max(1, at), pages)
    return page(
        request,
        "history.html",
        kept=found[(at - 1) * _PAGE : at * _PAGE],
        count=len(found),
        total=len(kept),
        q=form.one("q"),
        at=at,
        pages=pages,
    )


@router.post("/history/delete")
async def delete(request: Request, service: Served, user: User, form: Form) -> Response:
    """Delete the ticked ones for good."""
    service.jobs.delete(user, form.all("id"))
    return go_to(request, "/history")
