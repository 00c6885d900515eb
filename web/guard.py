"""Checks every request first: host, origin, token, rate; and adds the headers of responses.

A refused request reaches no route. `access.py` identifies the user.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection

from precis.web.access import LOCAL
from precis.web.headers import NONCE, is_part, security_headers
from precis.web.log import LOG, shown_path
from precis.web.login import LOGIN, session_token, to_login
from precis.web.plain import plain_page
from precis.web.problems import ProblemError, details, response
from precis.web.proxies import path_of
from precis.web.rates import Rate, Rates
from precis.web.rights import asking
from precis.web.uploads import UPLOADS

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from precis.web.access import Access
    from precis.web.quota import Quota

USER = "precis.user"
"""The key of the user's name in the scope of a request."""

_LOCKED_SECONDS = 900
_GUESSES = Rate("guesses", 10, _LOCKED_SECONDS)
_TELLINGS = Rate("tellings", 1, _LOCKED_SECONDS)
_UPLOADS = 10
"""How many files may be sent for each other request: folders of thousands are sent one by one."""

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
_FREE = (LOGIN, "/health", "/ready")
"""The login, and the probes of orchestrators, which have no token."""


class Guard:
    """Wraps an application; `on_end` receives the status and duration (seconds) of each request.

    While no token is required, requests must address `host` or loopback. With `simple`, the quick
    form is served at /.
    """

    def __init__(
        self,
        app: ASGIApp,
        access: Access,
        quota: Quota,
        host: str,
        on_end: Callable[[Scope, int, float], None] = lambda *_: None,
        *,
        simple: bool = False,
    ) -> None:
        self._app = app
        self._on_end = on_end
        self._simple = simple
        self._access = access
        self._hosts = {*_LOOPBACK, host.lower()}
        self._rates = Rates()
        self._rate = Rate("requests", quota.max_rate, 60)
        self._uploads = Rate("uploads", _UPLOADS * quota.max_rate, 60)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a request, or pass it on with its user.

        HEAD is answered as GET without the body.
        """
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        started = time.perf_counter()
        nonce = scope[NONCE] = secrets.token_urlsafe(16)
        path = path_of(scope)
        status = 0

        async def send_secured(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message).update(
                    security_headers(path, nonce, simple=self._simple)
                )
            await send(message)

        head = scope["method"] == "HEAD"
        if head:
            scope["method"] = "GET"
            receive, send = _without_body(send)
        app = self._app
        try:
            scope[USER] = self._admit(HTTPConnection(scope))
        except ProblemError as problem:
            app = self._refusal(scope, problem)
        try:
            with asking(scope.get(USER, "")):
                await app(scope, receive, send_secured)
        finally:
            asked = scope.get("raw_path", b"").decode("ascii", "replace")  # still quoted: one line
            asked = shown_path(asked, self._is_token)
            method = "HEAD" if head else scope["method"]
            record = {
                "method": method,
                "path": asked,
                "status": status,
                "user": scope.get(USER, "-"),
            }
            seconds = time.perf_counter() - started
            self._on_end(scope, status, seconds)
            record["ms"] = round(1000 * seconds)
            LOG.info("%s %s %s %s %s ms", *record.values(), extra={"request": record})

    def _admit(self, request: HTTPConnection) -> str:
        """Return the user of a request. Raises ProblemError."""
        host = request.headers.get("host", "")
        if self._access.is_open and urlsplit(f"//{host}").hostname not in self._hosts:
            raise ProblemError(
                421,
                f"this server is not called '{host[:100]}': start it with --token, or call it "
                f"{min(self._hosts)}",
            )
        if request.scope["method"] not in _SAFE_METHODS and _is_foreign(request, host):
            raise ProblemError(403, "requests from other sites are refused")
        user = self._user(request)
        key = user or _client(request)
        path = path_of(request.scope)
        rate = self._uploads if user and path == UPLOADS else self._rate
        if not is_part(path) and (seconds := self._rates.wait(rate, key)):
            raise _later(seconds, "too many requests")
        if user is None and path not in _FREE:
            raise ProblemError(401, "this needs a token", {"www-authenticate": "Bearer"})
        return user or ""

    def _user(self, request: HTTPConnection) -> str | None:
        if self._access.is_open:
            return LOCAL
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return self.check(token.strip(), request)
        return self._access.session(session_token(request))

    def check(self, token: str, request: HTTPConnection) -> str:
        """Return the user of a token. Raises ProblemError 401, and 429 after many wrong tokens."""
        user = self._access.user(token)
        if user is not None:
            return user
        guess = f"{_client(request)} {self._access.user_of_token(token)}"
        if seconds := self._rates.wait(_GUESSES, guess):
            if not self._rates.wait(_TELLINGS, guess):
                LOG.warning("many wrong tokens from %s", _client(request))
            raise _later(seconds, "too many wrong tokens")
        raise ProblemError(401, "this token is wrong", {"www-authenticate": "Bearer"})

    def _is_token(self, text: str) -> bool:
        return self._access.user(unquote(text)) is not None

    @staticmethod
    def _refusal(scope: Scope, problem: ProblemError) -> ASGIApp:
        request = HTTPConnection(scope)
        headers = request.headers
        is_browser = "text/html" in headers.get("accept", "") or "hx-request" in headers
        if problem.status == 401 and is_browser:  # noqa: PLR2004 - Unauthorized
            return to_login(request)
        problem_details = details(problem.status, str(problem))
        if is_browser:
            alert = f'<p role="alert">{escape(problem_details["detail"])}</p>'
            return plain_page(alert, problem.status, problem.headers)
        return response(problem_details, path_of(scope), problem.headers)


def _later(seconds: float, what: str) -> ProblemError:
    wait = max(1, round(seconds))
    return ProblemError(429, f"{what}: try again in {wait} s", {"retry-after": str(wait)})


def _without_body(send: Send) -> tuple[Receive, Send]:
    """Return a pair that sends a response without its body, and so ends streams at once."""
    answered = asyncio.Event()
    asked = False

    async def receive() -> Message:
        nonlocal asked
        if not asked:
            asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await answered.wait()
        return {"type": "http.disconnect"}

    async def send_head(message: Message) -> None:
        if message["type"] == "http.response.start":
            await send(message)
            await send({"type": "http.response.body", "body": b"", "more_body": False})
            answered.set()

    return receive, send_head


def _is_foreign(request: HTTPConnection, host: str) -> bool:
    """Whether a browser sends this on behalf of another site.

    `Sec-Fetch-Site` comes from the browser itself, and holds even if a proxy has rewritten `Host`.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site not in {"same-origin", "none"}
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != host


def _client(request: HTTPConnection) -> str:
    return f"address {request.client.host if request.client else '?'}"
