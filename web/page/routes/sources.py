"""/d/ID: a document at a passage, as text and, if its file is available, as its real page."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from langchain_core.documents import Document

    from precis.web.service import Service

router = page_router()
_KEPT = {"cache-control": "private, max-age=3600"}


@router.get("/d/{document_id}")
async def show(request: Request, service: Served, _: User, form: Form, document_id: Id) -> Response:
    """Show a document: beside a result, or on its own."""
    template = "parts/source.html" if is_part(request) else "source.html"
    collection = form.one("in", "default")
    try:
        document, file = await asyncio.to_thread(_found, service, collection, document_id)
    except LibraryError:
        message = "This document is no longer in the library. The quote is kept with the result."
        return page(request, template, 200 if is_part(request) else 404, gone=message, title="")
    quote = _quote(form, len(document.page_content))
    real = await _real(form, document, file, quote)
    at = _number(form, "at", 0)
    metadata = document.metadata
    return page(
        request,
        template,
        gone="",
        title=metadata["title"] or metadata["source"],
        metadata=metadata,
        document_id=document_id,
        collection=collection,
        quote=quote,
        page_name=page_at(document, quote[0]) if quote else None,
        real=real,
        has_real=file is not None,
        stretch=None if real else stretch(document.page_content, metadata, quote, at),
        length=len(document.page_content),
    )


async def _real(
    form: Fields, document: Document, file: Original | None, quote: tuple[int, int] | None
) -> dict[str, Any] | None:
    """Return the real page to show and the boxes on it, or None to show the text."""
    if file is None or form.one("as") == "text":
        return None
    if not file.is_pdf:
        return {"picture": True} if picture_type(file.path) else None
    pages = len(document.metadata["pages"])
    quoted = page_at(document, quote[0]) if quote else None
    number = _number(form, "page", quoted if isinstance(quoted, int) else 1)
    number = min(max(1, number), max(1, pages))
    quoted_on = {page_at(document, quote[0]), page_at(document, quote[1] - 1)} if quote else set()
    text = document.page_content[slice(*quote)] if quote and number in quoted_on else ""
    try:
        found = await places_on_page(file.path, number, text)
    except PrecisError:
        return None
    return {"picture": False, "page": number, "pages": pages, **found}


@router.get("/d/{document_id}/page/{number}.png")
async def picture_of_page(
    service: Served, _: User, form: Form, document_id: Id, number: int
) -> Response:
    """Return a page of a PDF as a picture."""
    collection = form.one("in", "default")
    _document, file = await asyncio.to_thread(_found, service, collection, document_id)
    if file is None or not file.is_pdf or number < 1:
        raise ProblemError(404, "the file of this document is not kept")
    png = await page_picture(file.path, number)
    return Response(png, media_type="image/png", headers=_KEPT)


@router.get("/d/{document_id}/picture")
async def picture(service: Served, _: User, form: Form, document_id: Id) -> Response:
    """Return a picture that is a document."""
    collection = form.one("in", "default")
    _document, file = await asyncio.to_thread(_found, service, collection, document_id)
    media_type = picture_type(file.path) if file and not file.is_pdf else None
    if file is None or media_type is None:
        raise ProblemError(404, "the file of this document is not kept")
    return FileResponse(file.path, media_type=media_type, headers=_KEPT)


def _found(service: Service, collection: str, document_id: str) -> tuple[Document, Original | None]:
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
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else default  # noqa: PLR2004
