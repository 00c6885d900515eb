"""What routes of the API and of the page take: the server, and who asks."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Path, Request

from precis.web.guard import USER
from precis.web.problems import MEDIA_TYPE, ProblemDetails
from precis.web.service import Service


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return how a route documents that it answers with problems of these statuses."""
    schema = {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}
    content = {"content": {MEDIA_TYPE: schema}, "model": ProblemDetails}
    return {status: {"description": "Why not.", **content} for status in statuses}


def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


def _user(request: Request) -> str:
    user: str = request.scope[USER]
    return user


async def _ready(request: Request) -> Service:
    service = _service(request)
    await service.ready.wait()
    return service


Served = Annotated[Service, Depends(_service)]
Ready = Annotated[Service, Depends(_ready)]
User = Annotated[str, Depends(_user)]
Id = Annotated[str, Path(pattern=r"^[0-9a-f]{16,64}$")]
