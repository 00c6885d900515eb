"""The REST API of sharing at /api/v1: who else may read or write a collection."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import APIRouter, Depends, Path, Request, Response
from pydantic import BaseModel, ConfigDict

from precis.stores.permissions import Right
from precis.web.dependencies import Served, User, problems
from precis.web.routes import MOST_BYTES, PREFIX, PROBLEMS, In
from precis.web.sharing import Sharing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from precis.stores.shares import Share

router = APIRouter(prefix=PREFIX, tags=["sharing"], responses=PROBLEMS, max_body_size=MOST_BYTES)


RightName = Literal["read", "write"]


class ShareShown(BaseModel):
    """What a user, or `everybody`, may do with a collection; `none` where that was taken away."""

    user: str
    right: Literal["none", "read", "write"]


class SharesShown(BaseModel):
    """Whom a collection is shared with."""

    collection: str
    shares: list[ShareShown]


class ShareRequest(BaseModel):
    """The right to give; it replaces the one before."""

    model_config = ConfigDict(extra="forbid")

    right: RightName


def _sharing(request: Request, service: Served, user: User) -> Sharing:
    return Sharing(service, request.app.state.access.users, user)


Shared = Annotated[Sharing, Depends(_sharing)]
Name = Annotated[str, Path(min_length=1, max_length=100, description="A user, or `everybody`.")]


@router.get("/collections/{collection:path}/shares", responses=problems(404))
async def list_shares(sharing: Shared, collection: In) -> SharesShown:
    """List the shares of a collection, for its owner."""
    return shares_shown(collection, await asyncio.to_thread(sharing.list_shares, collection))


@router.put("/collections/{collection:path}/shares/{name}", responses=problems(404))
async def share_collection(
    sharing: Shared, collection: In, name: Name, wanted: ShareRequest
) -> SharesShown:
    """Share a collection with a user, or with `everybody`, to read or to write."""
    right = Right[wanted.right.upper()]
    await asyncio.to_thread(sharing.share, collection, name, right)
    return shares_shown(collection, await asyncio.to_thread(sharing.list_shares, collection))


@router.delete(
    "/collections/{collection:path}/shares/{name}", status_code=204, responses=problems(404)
)
async def unshare_collection(sharing: Shared, collection: In, name: Name) -> Response:
    """Stop sharing a collection with a user, or with `everybody`."""
    await asyncio.to_thread(sharing.unshare, collection, name)
    return Response(status_code=204)


def shares_shown(collection: str, shares: Sequence[Share]) -> SharesShown:
    """Return shares as the API shows them."""
    found = [{"user": it.user, "right": it.right.name.lower()} for it in shares]
    return SharesShown.model_validate({"collection": collection, "shares": found})
