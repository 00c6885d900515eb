"""The login of the page: a token in, a session cookie out. Programs send the token instead."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.responses import HTMLResponse, RedirectResponse

from precis.web.problems import ProblemError
from precis.web.proxies import root_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import FastAPI
    from starlette.requests import HTTPConnection, Request
    from starlette.responses import Response

    from precis.web.access import Access

LOGIN = "/login"
_COOKIE = "precis_session"
_HTML = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Précis</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; color-scheme: light dark; max-width: 24rem;
       margin: 20vh auto; padding: 0 1rem }}
input, button {{ font: inherit; padding: .5rem; width: 100%; box-sizing: border-box }}
button {{ margin-top: .75rem }}
p[role=alert] {{ color: light-dark(#a82020, #ff9d94) }}
</style>
<main>
<h1>Précis</h1>
<form method="post">
<label>Token <input name="token" type="password" autocomplete="current-password" autofocus
required></label>
<button>Log in</button>
</form>
{problem}
</main>
</html>
"""


def session_token(request: HTTPConnection) -> str:
    """Return the session that a browser sends, or "" without one."""
    return request.cookies.get(_COOKIE, "")


def add_login(app: FastAPI, access: Access, user_of: Callable[[str, Request], str]) -> None:
    """Add the login to `app`; `user_of(token, request)` raises ProblemError for a wrong token."""

    async def show(_: Request) -> Response:
        return HTMLResponse(_HTML.format(problem=""))

    async def enter(request: Request) -> Response:
        form = parse_qs((await request.body()).decode(errors="replace"))
        try:
            user = user_of(form.get("token", [""])[0].strip(), request)
        except ProblemError as problem:
            alert = f'<p role="alert">{escape(str(problem))}</p>'
            return HTMLResponse(_HTML.format(problem=alert), problem.status)
        entered = RedirectResponse(f"{root_of(request.scope)}/", 303)
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
