"""Errors as `application/problem+json` (RFC 9457), each in one line, for programs and people."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel
from starlette.responses import JSONResponse

from precis.errors import MissingExtraError, PrecisError, UsageError
from precis.loaders import LimitError, LoadError
from precis.models.calls.errors import BudgetError, CallError
from precis.stores.errors import (
    EmptyLibraryError,
    LibraryBusyError,
    ReadOnlyError,
    UnknownCollectionError,
    UnknownDocumentError,
    UnknownShareError,
)
from precis.web.log import LOG
from precis.web.wording import without_advice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


MEDIA_TYPE = "application/problem+json"

OPENAI_PATH = "/v1/"
"""The prefix of the OpenAI-compatible API."""

_SERVER_ERROR = 500
_NAMED = 3
"""How many sources an error names at most."""

_OPENAI_CODES = {401: "invalid_api_key", 404: "model_not_found", 429: "rate_limit_exceeded"}

_STATUS: tuple[tuple[type[PrecisError], int], ...] = (
    (UnknownDocumentError, 404),
    (UnknownCollectionError, 404),
    (UnknownShareError, 404),
    (EmptyLibraryError, 404),
    (ReadOnlyError, 403),
    (LibraryBusyError, 503),
    (LimitError, 413),
    (LoadError, 422),
    (BudgetError, 429),
    (CallError, 502),
    (MissingExtraError, 501),
    (UsageError, 422),
)


class ProblemDetails(BaseModel):
    """RFC 9457: `detail` says in one line what went wrong and what to do."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str


class ProblemError(PrecisError):
    """An error of the server itself, with its HTTP `status`."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.headers = headers or {}


class AllFailedError(ProblemError):
    """Raised when work failed for all of its sources; `result` says why, for each."""

    def __init__(self, failed: Sequence[Mapping[str, str]], result: dict[str, Any]) -> None:
        named = "; ".join(f"{it['source']}: {it['error']}" for it in failed[:_NAMED])
        more = f"; and {len(failed) - _NAMED} more" if len(failed) > _NAMED else ""
        super().__init__(422, f"nothing could be read: {named}{more}")
        self.result = result


def status_of(error: PrecisError) -> int:
    """Return the HTTP status of an error."""
    if isinstance(error, ProblemError):
        return error.status
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def details(status: int, detail: str) -> dict[str, Any]:
    """Return the JSON object of a problem."""
    title = HTTPStatus(status).phrase
    line = without_advice(detail)
    return ProblemDetails(title=title, status=status, detail=line).model_dump()


def details_of(error: BaseException, library: Path) -> dict[str, Any]:
    """Return the JSON object of an error, without the path of the library and the model's address.

    Unexpected errors are logged, not shown.
    """
    if isinstance(error, PrecisError):
        said = error.shared if isinstance(error, CallError) else str(error)
        said = said.replace(f"{library}", "of the server")
        return details(status_of(error), re.sub(r"postgresql://\S+", "of the server", said))
    LOG.error("unexpected %s", type(error).__name__, exc_info=error)
    return details(500, f"unexpected {type(error).__name__}: see the server's log")


def openai_error(problem: dict[str, Any]) -> dict[str, Any]:
    """Return a problem in the format of OpenAI's clients."""
    kind = "invalid_request_error" if problem["status"] < _SERVER_ERROR else "server_error"
    code = _OPENAI_CODES.get(problem["status"])
    return {"error": {"message": problem["detail"], "type": kind, "param": None, "code": code}}


def response(
    problem: dict[str, Any], path: str, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """Return a problem as a response, in the format of the API that `path` belongs to."""
    if path.startswith(OPENAI_PATH):
        return JSONResponse(openai_error(problem), problem["status"], headers)
    return JSONResponse(problem, problem["status"], headers, MEDIA_TYPE)
