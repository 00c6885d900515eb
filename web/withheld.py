"""Jobs and chats of collections that a user may not read, or not any more."""

from __future__ import annotations

from dataclasses import replace
from glob import has_magic
from typing import TYPE_CHECKING

from precis.chains.requests import AskRequest, IngestRequest
from precis.chains.whole_library.sources import COLLECTION, DOCUMENT
from precis.errors import UsageError
from precis.stores.collection_names import check_name
from precis.web.problems import details

if TYPE_CHECKING:
    from precis.web.job import Job

_TITLE = "A result that you may no longer read"


def collections_of(job: Job) -> set[str]:
    """Return the collections that a job names, and those that it has opened so far.

    The collections of a glob are known once it was opened; until then there is nothing to show.
    """
    request = job.request
    sources = getattr(request, "sources", ())
    named = {it.removeprefix(COLLECTION) for it in sources if it.startswith(COLLECTION)}
    named = {it for it in named if not has_magic(it)}
    inside = any(it.startswith(DOCUMENT) for it in sources)
    if inside or isinstance(request, AskRequest | IngestRequest):
        named.add(request.collection)
    return job.collections | {name for it in named if (name := _spelled(it))}


def withheld(job: Job, hidden: set[str]) -> Job:
    """Return a job for its user without anything out of the `hidden` collections."""
    problem = details(403, f"this was made from {why(hidden)}")
    return replace(
        job,
        status="failed",
        title=job.title and _TITLE,
        result=None,
        problem=problem,
        progress={},
        text="",
        withheld=True,
    )


def why(hidden: set[str]) -> str:
    """Describe collections that a user may no longer read, and what to do."""
    names = ", ".join(f"'{name}'" for name in sorted(hidden))
    kind = "collection" if len(hidden) == 1 else "collections"
    return f"the {kind} {names}, which you may no longer read: ask for it to be shared with you"


def _spelled(name: str) -> str:
    try:
        return check_name(name)
    except UsageError:
        return ""
