"""From a template and values to HTML; the only place where HTML is made.

Jinja escapes all values: text of documents, titles, file names, output of models and errors are
shown as text, whatever they contain.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.responses import HTMLResponse, RedirectResponse, Response

from precis.chains.presentation import clean, name
from precis.languages.counts import count_of
from precis.web.access import LOCAL
from precis.web.guard import USER
from precis.web.page.wording import ago, at_time, duration, sentence, usage_line
from precis.web.progress import progress_of
from precis.web.proxies import root_of

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.requests import Request

HERE = Path(__file__).parent


def page(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """Return the HTML of a template; its `url` makes addresses below the root path."""
    return HTMLResponse(html(request, template, **values), status, _OF_A_VIEW)


def nothing_new() -> Response:
    """Return what tells htmx that a part of a view stays as it is."""
    return Response(status_code=204, headers=_OF_A_VIEW)


_OF_A_VIEW = {"vary": "HX-Request", "cache-control": "private, no-store"}
"""Headers of views and their parts; `page.js` takes what lacks them for no answer of the server."""


def html(request: Request, template: str, **values: Any) -> str:
    """Return the HTML of a template for the user of `request`."""
    service = request.app.state.service

    def url(path: str, **query: Any) -> str:
        return address(request, path, **query)

    return (
        _environment()
        .get_template(template)
        .render(
            url=url,
            path=request.url.path,
            user=request.scope[USER],
            is_shared=request.scope[USER] != LOCAL,
            has_login=not request.app.state.access.is_open,
            model=service.workspace.model if service.workspace.has_chat else "no chat model",
            **values,
        )
    )


def address(request: Request, path: str, **query: Any) -> str:
    """Return the address of a path and its query, without empty values."""
    given = {key.rstrip("_"): value for key, value in query.items() if value not in (None, "", [])}
    return f"{root_of(request.scope)}{path}{'?' if given else ''}{urlencode(given, doseq=True)}"


def go_to(request: Request, path: str, **query: Any) -> Response:
    """Redirect a browser to another view after a change."""
    where = address(request, path, **query)
    if is_part(request):
        return HTMLResponse("", headers={"HX-Redirect": where})
    return RedirectResponse(where, 303)


def is_part(request: Request) -> bool:
    """Whether htmx asks for a part of a view."""
    return request.headers.get("hx-request") == "true"


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: clean(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "ago": ago,
        "at_time": at_time,
        "count": count_of,
        "duration": duration,
        "named": name,
        "progress": progress_of,
        "sentence": sentence,
        "usage_line": usage_line,
    }
    return environment
