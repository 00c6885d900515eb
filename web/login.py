"""The login of the page: a token in, a session cookie out. Programs send the token instead."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qs, urlencode, urlsplit, urlunsplit

from starlette.responses import RedirectResponse, Response

from precis.web.plain import plain_page
from precis.web.problems import ProblemError
from precis.web.proxies import root_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import FastAPI
    from starlette.requests import HTTPConnection, Request

    from precis.web.access import Access

LOGIN = "/login"
_COOKIE = "precis_session"
_NEXT = "next"
_FORM = """<form method="post">
<label>Token <input name="token" type="password" autocomplete="current-password" autofocus
required></label>
<button>Log in</button>
</form>
{problem}"""


def to_login(request: HTTPConnection) -> Response:
    """Redirect a browser to the login, and from there back to the requested view."""
    is_part = request.headers.get("hx-request") == "true"
    asked = _split(request.headers.get("hx-current-url", "") if is_part else str(request.url))
    is_view = is_part or request.scope["method"] == "GET"
    view = urlunsplit(("", "", asked.path, asked.query, "")) if is_view else ""
    root = root_of(request.scope)
    back = urlencode({_NEXT: view}) if view.removeprefix(root) not in {"", "/"} else ""
    where = f"{root}{LOGIN}{'?' if back else ''}{back}"
    if is_part:
        return Response(status_code=401, headers={"hx-redirect": where})
    return RedirectResponse(where, 303)


def _split(address: str) -> SplitResult:
    """Return the parts of an address, which are empty if it is malformed."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _view_after(request: Request) -> str:
    """Return the view that was requested before the login: always a path of this server."""
    root, view = root_of(request.scope), request.query_params.get(_NEXT, "")
    is_own = re.match(r"/(?![/\\])[\x21-\x7e]*\Z", view) and view.startswith(f"{root}/")
    return view if is_own else f"{root}/"


def session_token(request: HTTPConnection) -> str:
    """Return the session that a browser sends, or "" without one."""
    return request.cookies.get(_COOKIE, "")


def add_login(app: FastAPI, access: Access, user_of: Callable[[str, Request], str]) -> None:
    """Add the login to `app`; `user_of(token, request)` raises ProblemError for a wrong token."""

    async def show(_: Request) -> Response:
        return plain_page(_FORM.format(problem=""))

    async def enter(request: Request) -> Response:
        form = parse_qs((await request.body()).decode(errors="replace"))
        try:
            user = user_of(form.get("token", [""])[0].strip(), request)
        except ProblemError as problem:
            alert = f'<p role="alert">{escape(str(problem))}</p>'
            return plain_page(_FORM.format(problem=alert), problem.status)
        entered = RedirectResponse(_view_after(request), 303)
        entered.set_cookie(
            _COOKIE,
            access.start_session(user),
            httponly=True,
            samesite="lax",
            path=root_of(request.scope) or "/",
            secure=request.url.scheme == "https",
        )
        return entered

    async def leave(request: Request) -> Response:
        access.end_session(session_token(request))
        left = RedirectResponse(root_of(request.scope) + LOGIN, 303)
        left.delete_cookie(_COOKIE, path=root_of(request.scope) or "/")
        return left

    app.add_route(LOGIN, show, ["GET"], include_in_schema=False)
    app.add_route(LOGIN, enter, ["POST"], include_in_schema=False)
    app.add_route("/logout", leave, ["POST"], include_in_schema=False)
