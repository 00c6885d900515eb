"""Adds the page to the application: its views, its files, and its error pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from precis.web.headers import is_page
from precis.web.page.content.drawing import Drawing
from precis.web.page.html import is_part, page
from precis.web.page.routes import chats, history, library, results, sources, start
from precis.web.proxies import path_of

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.responses import Response

_HEADINGS = {403: "Not allowed", 404: "Not found", 413: "Too large", 429: "Too much at once"}


def add_page(app: FastAPI) -> None:
    """Serve the page at / of `app`."""
    app.state.show_problem = show_problem
    app.state.drawing = Drawing()
    for view in (start, results, chats, history, library, sources):
        app.include_router(view.router)


def show_problem(request: Request, problem: dict[str, Any]) -> Response | None:
    """Return an error as a view, or None if the client is a program."""
    accepts = request.headers.get("accept", "")
    if not is_page(path_of(request.scope)) or not ("text/html" in accepts or is_part(request)):
        return None
    status = problem["status"]
    heading = _HEADINGS.get(status, "That did not work")
    template = "parts/error.html" if is_part(request) else "error.html"
    return page(request, template, status, heading=heading, text=problem["detail"])
