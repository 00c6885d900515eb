"""/library: the documents of a collection; adding, choosing and deleting them."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

from fastapi import Request, Response

from precis.chains.requests import DEFAULT_COLLECTION, IngestRequest, checked
from precis.errors import PrecisError
from precis.languages.counts import count_of
from precis.stores.collection_names import check_name
from precis.stores.permissions import Right, own_name
from precis.web.page.content.listing import SORTS, Filter, contents, listing
from precis.web.page.content.selection import Selection
from precis.web.page.html import go_to, page
from precis.web.page.routes.common import (
    Fields,
    Form,
    Id,
    Ready,
    Served,
    User,
    line_of,
    page_router,
)
from precis.web.page.routes.results import job_view
from precis.web.problems import ProblemError
from precis.web.service import Service
from precis.web.sharing import Sharing
from precis.web.uploads import UPLOAD, Upload

router = page_router()
_LOADS, _MOST_LOADS = 5, 100
_RIGHTS = {"read": Right.READ, "write": Right.WRITE}
_SINCE = {"Today": 0, "The last 7 days": 7, "The last 30 days": 30, "The last year": 365}


@router.get("/library")
async def show(request: Request, service: Served, user: User, form: Form) -> Response:
    """List a collection; a new one of the user's `own` gets its full name."""
    if form.one("own") and form.one("in"):
        return go_to(request, "/library", in_=own_name(user, form.one("in")))
    return await _library(request, service, user, form)


async def _library(
    request: Request, service: Service, user: str, form: Fields, problem: str = ""
) -> Response:
    try:
        collection = check_name(form.one("in") or DEFAULT_COLLECTION)
    except PrecisError as error:
        collection, problem = DEFAULT_COLLECTION, line_of(error, service)
    library, sharing = service.workspace.library, sharing_of(request, service, user)
    names, found = await asyncio.to_thread(contents, library, collection)
    only, sort, number = Filter.of(form), form.one("sort", "name"), form.one("page", "1")
    at = int(number) if number.isascii() and number.isdigit() else 1
    today = date.today()  # noqa: DTZ011 - the days of who keeps the server
    loads = [it for it in service.jobs.loads(user, _LOADS) if it.request.collection == collection]
    return page(
        request,
        "parts/listing.html" if request.headers.get("hx-target") == "listing" else "library.html",
        status=422 if problem else 200,
        problem=problem,
        typed=form.one("addresses"),
        collection=collection,
        collections=sorted({*names, DEFAULT_COLLECTION}),
        listing=listing(found, only, sort, at),
        only=only,
        sort=sort,
        sorts=SORTS,
        since={name: str(today - timedelta(days=days)) for name, days in _SINCE.items()},
        loads=[job_view(job, user) for job in loads],
        waiting=_waiting(service, user),
        may_read=library.right(collection) >= Right.READ,
        may_write=library.right(collection) >= Right.WRITE,
        shares=sharing.list_shares(collection)
        if found and sharing.has_users and sharing.may_share(collection)
        else None,
        most_megabytes=service.quota.max_upload,
    )


def sharing_of(request: Request, service: Service, user: str) -> Sharing:
    """Return what the user may share."""
    return Sharing(service, request.app.state.access.users, user)


def _waiting(service: Service, user: str) -> list[Upload]:
    """Return the uploads that no job is adding."""
    taken = {
        source
        for job in service.jobs.loads(user, _MOST_LOADS)
        if isinstance(job.request, IngestRequest) and not job.ended
        for source in job.request.sources
    }
    return [it for it in service.uploads.of(user) if f"{UPLOAD}{it.id}" not in taken]


@router.post("/library/add")
async def add(request: Request, service: Ready, user: User, form: Form) -> Response:
    """Load addresses and uploads into a collection."""
    typed = [word if "://" in word else f"https://{word}" for word in form.one("addresses").split()]
    uploads = [f"{UPLOAD}{one}" for one in form.all("upload")]
    collection = form.one("in", DEFAULT_COLLECTION)
    try:
        wanted = _additions([*dict.fromkeys(typed), *uploads], collection)
        await asyncio.to_thread(service.workshop.check_sources, user, wanted)
        job = service.jobs.submit(user, wanted, f"Adding {count_of(len(wanted.sources), 'source')}")
    except PrecisError as error:
        return await _library(request, service, user, form, line_of(error, service))
    return go_to(request, "/library", in_=job.request.collection)


@router.post("/library/delete")
async def delete(request: Request, service: Ready, user: User, form: Form) -> Response:
    """Delete the chosen documents for good."""
    try:
        selection = _ticked(form)
        found = await asyncio.to_thread(selection.entries, service.workspace.library)
        ids = [it.id for it in found]
        await asyncio.to_thread(service.workspace.remove, ids, selection.collection)
    except PrecisError as error:
        return await _library(request, service, user, form, line_of(error, service))
    return go_to(request, "/library", in_=selection.collection)


def _additions(sources: list[str], collection: str) -> IngestRequest:
    if not sources:
        raise PrecisError("there is nothing to add yet: choose files, or paste addresses")
    for source in sources:
        if not source.startswith(("http://", "https://", UPLOAD)):
            raise PrecisError(f"'{source}' is not a web address: it must begin with https://")
    return checked(lambda: IngestRequest(sources=sources, collection=collection))


def _ticked(form: Fields) -> Selection:
    selection = Selection.of(form)
    if not selection.ids and not (form.one("all") and selection.only):
        raise PrecisError("no document is selected: select those to delete")
    return selection


@router.post("/library/drop")
async def drop(request: Request, service: Ready, user: User, form: Form) -> Response:
    """Delete a collection with all documents in it."""
    await asyncio.to_thread(sharing_of(request, service, user).drop, form.one("in"))
    return go_to(request, "/library")


@router.post("/library/share")
async def share(request: Request, service: Served, user: User, form: Form) -> Response:
    """Share a collection with a user, or stop that."""
    sharing, collection = sharing_of(request, service, user), form.one("in")
    name, right = form.one("user"), _RIGHTS.get(form.one("right"))
    try:
        if right is None:
            await asyncio.to_thread(sharing.unshare, collection, name)
        else:
            await asyncio.to_thread(sharing.share, collection, name, right)
    except PrecisError as error:
        return await _library(request, service, user, form, line_of(error, service))
    return go_to(request, "/library", in_=collection)


@router.post("/library/discard")
async def discard(request: Request, service: Served, user: User, form: Form) -> Response:
    """Delete uploads that were not added."""
    for one in form.all("upload"):
        service.uploads.remove(user, one)
    return go_to(request, "/library", in_=form.one("in"))


@router.get("/library/load/{job_id}")
async def load(request: Request, service: Served, user: User, job_id: Id) -> Response:
    """Show the progress of an ingest; at its end, refresh the list."""
    job = service.jobs.get(user, job_id)
    if job.kind != "ingest":
        raise ProblemError(404, "there is nothing here")
    answer = page(request, "parts/load.html", **job_view(job, user))
    if job.ended:
        answer.headers["hx-refresh"] = "true"
    return answer
