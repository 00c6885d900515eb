"""/d/ID: a document at a passage, as text and, if its file is available, as its real page."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, NamedTuple

from fastapi import Request, Response
from starlette.responses import FileResponse

from precis.chains.evidence import page_at
from precis.errors import PrecisError
from precis.stores.errors import LibraryError
from precis.web.page.content.marked import stretch
from precis.web.page.content.real_pages import (
    Original,
    original,
    page_picture,
    picture_type,
    places_on_page,
)
from precis.web.page.html import is_part, page
from precis.web.page.routes.common import Fields, Form, Id, Served, User, page_router
from precis.web.problems import ProblemError
from precis.web.visible import Look, look

if TYPE_CHECKING:
    from langchain_core.documents import Document

    from precis.web.page.content.drawing import Drawing
    from precis.web.service import Service

router = page_router()
_KEPT = {"cache-control": "private, max-age=3600"}
_NO_FILE = "its file is not on this server, or has changed since it was read"
_GONE = "This document is no longer in the library. The quote is kept with the result."


class View(NamedTuple):
    """A page or picture to show, or why there is none; if `undrawn`, it must be drawn first."""

    real: dict[str, Any] | None = None
    problem: str = ""
    undrawn: bool = False


@router.get("/d/{document_id}")
async def show(request: Request, service: Served, _: User, form: Form, document_id: Id) -> Response:
    """Show a document: beside a result, or on its own; with `draw`, drawn first if it must be."""
    is_alone = not is_part(request) or form.one("alone") == "1"
    template = "parts/source.html" if is_part(request) else "source.html"
    collection = form.one("in", "default")
    try:
        document, file = await asyncio.to_thread(_find_document, service, collection, document_id)
        quote = _quote(form, len(document.page_content))
        view = await _view(request.app.state.drawing, form, document, file, quote)
        if form.one("draw"):
            await asyncio.to_thread(_find_document, service, collection, document_id)
    except LibraryError:
        await asyncio.to_thread(
            service.workspace.originals.drawn(collection, document_id).unlink, missing_ok=True
        )
        status = 200 if is_part(request) else 404
        return page(request, template, status, gone=_GONE, title="", is_alone=is_alone)
    metadata, kind = document.metadata, look(document.metadata["media_type"])
    return page(
        request,
        template,
        gone="",
        is_alone=is_alone,
        title=metadata["title"] or metadata["source"],
        metadata=metadata,
        document_id=document_id,
        collection=collection,
        quote=quote,
        page_name=page_at(document, quote[0]) if quote else None,
        look=kind.name.lower() if kind else "",
        has_real=file is not None,
        **view._asdict(),
        stretch=None
        if view.real
        else stretch(document.page_content, metadata, quote, _number(form, "at", 0)),
        length=len(document.page_content),
    )


async def _view(
    drawing: Drawing,
    form: Fields,
    document: Document,
    file: Original | None,
    quote: tuple[int, int] | None,
) -> View:
    """Return what to show of a document, drawn first if the form asks for it."""
    if form.one("as") == "text":
        return View()
    if file is None:
        return View(problem=_NO_FILE if look(document.metadata["media_type"]) else "")
    if file.look is Look.PICTURE:
        return View({"picture": True} if picture_type(file.path) else None)
    if not file.is_drawn and not form.one("draw"):
        problem = drawing.problem(file.path) or ""
        return View(problem=problem, undrawn=not problem)
    try:
        if not file.is_drawn:
            await drawing.draw(file.path, file.suffix, file.pdf)
        return View(await _page(form, document, file, quote))
    except PrecisError as error:
        return View(problem=str(error))


async def _page(
    form: Fields, document: Document, file: Original, quote: tuple[int, int] | None
) -> dict[str, Any]:
    """Return the page asked for or, without one, the page of the quote, with the places on it."""
    number, text = _number(form, "page", 0), document.page_content[slice(*quote)] if quote else ""
    if document.metadata["pages"]:
        quoted_on = {page_at(document, at) for at in (quote[0], quote[1] - 1)} if quote else set()
        first = min((at for at in quoted_on if isinstance(at, int)), default=1)
        number = number or first
        text = text if number in quoted_on else ""
    elif not text:
        number = number or 1
    near = quote[0] / len(document.page_content) if quote else 0
    found = await places_on_page(file.pdf, number, text, near)
    return {"picture": False, "sought": bool(text), **found}


@router.get("/d/{document_id}/page/{number}.png")
async def picture_of_page(
    service: Served, _: User, form: Form, document_id: Id, number: int
) -> Response:
    """Return a page as a picture."""
    collection = form.one("in", "default")
    _document, file = await asyncio.to_thread(_find_document, service, collection, document_id)
    if file is None or file.look is Look.PICTURE or number < 1 or not file.is_drawn:
        raise ProblemError(404, "the file of this document is not kept")
    png = await page_picture(file.pdf, number)
    return Response(png, media_type="image/png", headers=_KEPT)


@router.get("/d/{document_id}/picture")
async def picture(service: Served, _: User, form: Form, document_id: Id) -> Response:
    """Return a picture that is a document."""
    collection = form.one("in", "default")
    _document, file = await asyncio.to_thread(_find_document, service, collection, document_id)
    media_type = picture_type(file.path) if file and file.look is Look.PICTURE else None
    if file is None or media_type is None:
        raise ProblemError(404, "the file of this document is not kept")
    return FileResponse(file.path, media_type=media_type, headers=_KEPT)


def _find_document(
    service: Service, collection: str, document_id: str
) -> tuple[Document, Original | None]:
    library = service.workspace.library
    document = library.documents([document_id], collection)[document_id]
    sources = library.sources(collection, where=[f"id={document_id}"])
    source, originals = next(iter(sources), None), service.workspace.originals
    return document, original(document, source, originals, collection)


def _quote(form: Fields, length: int) -> tuple[int, int] | None:
    start, end = _number(form, "start", -1), _number(form, "end", -1)
    return (start, end) if 0 <= start < end <= length else None


def _number(form: Fields, name: str, default: int) -> int:
    text = form.one(name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else default  # noqa: PLR2004 - no longer an offset
