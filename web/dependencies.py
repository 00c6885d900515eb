"""Dependencies of the routes of the API and the page: the service and the user."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Path, Request

from precis.web.guard import USER
from precis.web.problems import MEDIA_TYPE, ProblemDetails
from precis.web.service import Service


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the OpenAPI responses of a route that can fail with these statuses."""
    schema = {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}
    content = {"content": {MEDIA_TYPE: schema}, "model": ProblemDetails}
    return {
        status: {"description": "What went wrong, and what to do.", **content}
        for status in statuses
    }


# Functions that are not `async` would each be run in a thread.


async def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


async def _user(request: Request) -> str:
    user: str = request.scope[USER]
    return user


async def _ready(request: Request) -> Service:
    service = await _service(request)
    await service.ready.wait()
    return service


Served = Annotated[Service, Depends(_service)]
Ready = Annotated[Service, Depends(_ready)]
User = Annotated[str, Depends(_user)]
Id = Annotated[str, Path(pattern=r"^[0-9a-f]{16,64}$")]
