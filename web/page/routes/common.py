"""What all routes of the page take: the server, the user, and the fields of a form."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, Request

from precis.errors import PrecisError
from precis.web.dependencies import Id, Ready, Served, User
from precis.web.problems import ProblemError, details_of
from precis.web.service import Service

__all__ = ["Form", "Id", "Ready", "Served", "User", "line_of", "page_router"]

_MOST_BYTES = 4_000_000
_MOST_FIELDS = 20_000
_LONGEST_TITLE = 200


class Fields:
    """The fields of a form or a query; each may have several values."""

    def __init__(self, values: dict[str, list[str]]) -> None:
        self._values = values

    def one(self, name: str, default: str = "") -> str:
        """Return the value of a field, stripped of white space."""
        return (self._values.get(name) or [default])[-1].strip()

    def all(self, name: str) -> list[str]:
        """Return all values of a field."""
        return self._values.get(name, [])

    def filled_in(self, *names: str) -> dict[str, str]:
        """Return those of some fields that were filled in."""
        return {name: self.one(name) for name in names if self.one(name)}

    def set(self, name: str, value: str) -> None:
        """Fill in a field."""
        self._values[name] = [value]

    def title(self) -> str:
        """Return the name that a user typed. Raises ProblemError if it is empty."""
        title = " ".join(self.one("title").split())[:_LONGEST_TITLE]
        if not title:
            raise ProblemError(422, "a name needs at least one letter")
        return title


async def _form(request: Request) -> Fields:
    if request.method == "GET":
        body = request.url.query
    else:
        body = (await request.body()).decode(errors="replace")
    try:
        return Fields(parse_qs(body, keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    except ValueError:
        raise ProblemError(413, f"a form has at most {_MOST_FIELDS:,} fields") from None


Form = Annotated[Fields, Depends(_form)]


def line_of(error: PrecisError, service: Service) -> str:
    """Return an error as the page shows it."""
    line: str = details_of(error, service.workspace.path)["detail"]
    return line


def page_router() -> APIRouter:
    """Return a router for a view of the page."""
    return APIRouter(include_in_schema=False, max_body_size=_MOST_BYTES)
