"""Error handlers: every error becomes a problem of `problems.py`."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from precis.errors import PrecisError
from precis.web.headers import is_page
from precis.web.problems import ProblemError, details, details_of, response
from precis.web.proxies import path_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.responses import Response

_NOTHING = "there is nothing here: the address is wrong, or what it led to was deleted"


def handle_problems(app: FastAPI, library: Path) -> None:
    """Make `app` return every error as a problem, without the path of the `library`."""

    def answer(
        request: Request, problem: dict[str, Any], headers: Mapping[str, str] | None = None
    ) -> Response:
        show = getattr(app.state, "show_problem", None)
        view: Response | None = show(request, problem) if show else None
        return view or response(problem, path_of(request.scope), headers)

    async def problem_of(request: Request, error: Exception) -> Response:
        headers = error.headers if isinstance(error, ProblemError) else {}
        return answer(request, details_of(error, library), headers)

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        if is_page(path_of(request.scope)) and error.errors()[0]["loc"][0] == "path":
            return answer(request, details(404, _NOTHING))
        return answer(request, details(422, _first(error)))

    async def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        unknown = error.status_code == HTTPStatus.NOT_FOUND
        detail = _NOTHING if unknown else str(error.detail)
        return answer(request, details(error.status_code, detail), error.headers)

    app.add_exception_handler(PrecisError, problem_of)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(Exception, problem_of)


def _first(error: RequestValidationError) -> str:
    """Describe the first invalid field, without its value, which may be a secret."""
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"][1:]) or str(first["loc"][0])
    return f"{place}: {first['msg'].removeprefix('Value error, ')}"
