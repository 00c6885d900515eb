"""Anthropic's message batches: one request with all requests in it, one stream of results.

https://platform.claude.com/docs/en/build-with-claude/batch-processing. They carry no mark of ours:
one that may have been made is known by its size and time, and by the ids of its results.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import aclosing
from datetime import datetime
from typing import Any

from precis.models.batches.outcomes import outcome_in
from precis.models.batches.provider import Entry, Outcome, Plan, Post, State
from precis.models.batches.result_lines import results_in

_PATH = "/v1/messages/batches"
_BETA = "anthropic-beta"
_RAW = {"Accept": "application/x-jsonl", "X-Stainless-Raw-Response": "stream"}
"""Asks the package for the body as it is: a line that it cannot read would end them all."""

_PAGE = 100
_SLACK_SECONDS = 600
_LATEST_SECONDS = 3600


class AnthropicMessages:
    """The batch endpoint that a client of the `anthropic` package reaches."""

    most_requests = 100_000
    most_bytes = 256_000_000

    def __init__(self, client: Any) -> None:
        self._client = client
        self.place = f"anthropic {client.base_url}"

    def group(self, post: Post) -> str:
        """Return the beta features that a request asks for: a header, one for a whole batch."""
        return post.headers.get(_BETA, "")

    async def create(self, entries: Sequence[Entry], plan: Plan) -> str:
        """Make a batch of the requests."""
        requests = [{"custom_id": entry.id, "params": entry.object()} for entry in entries]
        headers = {_BETA: plan.group} if plan.group else {}
        made = await self._client.post(
            _PATH, cast_to=object, body={"requests": requests}, options={"headers": headers}
        )
        return str(made["id"])

    async def find(self, plan: Plan, taken: frozenset[str]) -> str | None:
        """Look for a batch of the plan's size that was made after the plan was."""
        page = await self._client.get(_PATH, cast_to=object, options={"params": {"limit": _PAGE}})
        found = []
        for batch in page.get("data") or []:
            made = datetime.fromisoformat(batch["created_at"]).timestamp()
            size = sum((batch.get("request_counts") or {}).values())
            late = made - plan.created
            near = -_SLACK_SECONDS < late < _LATEST_SECONDS
            if size == plan.size and near and batch["id"] not in taken:
                found.append((abs(late), str(batch["id"])))
        return min(found)[1] if found else None

    async def state(self, name: str) -> State:
        """Return how far a batch is."""
        batch: Mapping[str, Any] = await self._client.get(f"{_PATH}/{name}", cast_to=object)
        counts = batch.get("request_counts") or {}
        return State(
            ended=batch.get("processing_status") == "ended",
            total=sum(counts.values()),
            done=counts.get("succeeded", 0),
            failed=sum(counts.get(kind, 0) for kind in ("errored", "expired", "canceled")),
        )

    async def results(self, name: str) -> AsyncIterator[tuple[str, Outcome]]:
        """Yield what the file of results holds."""
        response = await self._client.get(
            f"{_PATH}/{name}/results", cast_to=object, options={"headers": _RAW}
        )
        async with aclosing(response.iter_bytes()) as chunks:
            async for request, result in results_in(chunks):
                yield request, outcome_in(result)

    async def remove(self, name: str) -> None:
        """Delete a batch and its results."""
        await self._client.delete(f"{_PATH}/{name}", cast_to=object)
