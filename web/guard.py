"""What every request passes before anything else: host, origin, token, rate; and its headers.

A refused request reaches no route. Who a user is decides `access.py`.
"""

from __future__ import annotations

import secrets
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse

from precis.web.access import LOCAL
from precis.web.headers import NONCE, is_part, security_headers
from precis.web.log import LOG
from precis.web.login import LOGIN, session_token
from precis.web.problems import ProblemError, response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from precis.web.access import Access
    from precis.web.quota import Quota

USER = "precis.user"
"""Where the name of the user stands in the scope of a request."""

_GUESSES, _LOCKED_MINUTES = 10, 15
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


class Guard:
    """Wraps an application. While nobody is asked for a token, it is called `host` or loopback."""

    def __init__(self, app: ASGIApp, access: Access, quota: Quota, host: str) -> None:
        self._app = app
        self._access = access
        self._hosts = {*_LOOPBACK, host.lower()}
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._rate = RateLimitItemPerMinute(quota.max_rate)
        self._guesses = RateLimitItemPerMinute(_GUESSES, _LOCKED_MINUTES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is refused, and pass on the rest with its user."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        started = time.perf_counter()
        nonce = scope[NONCE] = secrets.token_urlsafe(16)
        status = 0

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message).update(security_headers(scope["path"], nonce))
            await send(message)

        app = self._app
        try:
            scope[USER] = self._admit(HTTPConnection(scope))
        except ProblemError as problem:
            app = self._refusal(scope, problem)
        try:
            await app(scope, receive, sent)
        finally:
            path = scope.get("raw_path", b"").decode("ascii", "replace")  # still quoted: one line
            record = (scope["method"], path, status, scope.get(USER, "-"))
            LOG.info("%s %s %s %s %.0f ms", *record, 1000 * (time.perf_counter() - started))

    def _admit(self, request: HTTPConnection) -> str:
        """Return the user of a request. Raises ProblemError."""
        host = request.headers.get("host", "")
        if self._access.is_open and urlsplit(f"//{host}").hostname not in self._hosts:
            raise ProblemError(421, f"this server is not called '{host[:100]}'")
        if request.scope["method"] not in _SAFE_METHODS and _is_foreign(request, host):
            raise ProblemError(403, "requests from other sites are refused")
        user = self._user(request)
        key = user or _client(request)
        if not is_part(request.url.path) and not self._limiter.hit(self._rate, key):
            raise self._later(self._rate, key, "too many requests")
        if user is None and request.url.path != LOGIN:
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
        """Return whose token it is. Raises ProblemError 401, and 429 for who guesses."""
        client = _client(request)
        if not self._limiter.test(self._guesses, client):
            raise self._later(self._guesses, client, "too many wrong tokens")
        user = self._access.user(token)
        if user is None:
            self._limiter.hit(self._guesses, client)
            raise ProblemError(401, "this token is wrong", {"www-authenticate": "Bearer"})
        return user

    def _later(self, item: RateLimitItemPerMinute, key: str, what: str) -> ProblemError:
        until = self._limiter.get_window_stats(item, key).reset_time
        seconds = max(1, round(until - time.time()))
        return ProblemError(429, f"{what}: try again in {seconds} s", {"retry-after": str(seconds)})

    @staticmethod
    def _refusal(scope: Scope, problem: ProblemError) -> ASGIApp:
        accepts = HTTPConnection(scope).headers.get("accept", "")
        if problem.status == 401 and "text/html" in accepts:  # noqa: PLR2004
            return RedirectResponse(LOGIN, 303)
        return response(problem.status, str(problem), problem.headers)


def _is_foreign(request: HTTPConnection, host: str) -> bool:
    """Say whether a browser sends this for the page of another site."""
    origin = request.headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc != host
    return request.headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}


def _client(request: HTTPConnection) -> str:
    return f"address {request.client.host if request.client else '?'}"
