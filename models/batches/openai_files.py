"""OpenAI's batches: a file of requests, a batch of it, a file of replies and one of errors.

https://developers.openai.com/api/docs/guides/batch, also spoken by Azure, Groq, Novita and others.
"""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from precis.models.batches.outcomes import outcome_in
from precis.models.batches.provider import Entry, Outcome, Plan, Post, State
from precis.models.batches.result_lines import results_in
from precis.models.batches.states import has_ended, has_failed, lapse_in
from precis.models.calls.server_words import ServerWords
from precis.models.named_numbers import first_number, outermost_numbers

_ENDPOINTS = ("/chat/completions", "/responses")
_DEPLOYMENTS = "/openai/deployments/"
_WINDOW = "24h"
_MARKER = "precis"
_PAGES = 10
_PAGE = 100
_SLACK_SECONDS = 3600
_FILE_TRIES = 120
_FILE_SECONDS = 2.0
_FILE_FAULTS = 5
_STATE = re.compile(r"stat(?:e|us)$", re.IGNORECASE)
_FILE = re.compile(r"(?<!pro)files?(?:_?ids?)?$", re.IGNORECASE)
_REASON = re.compile(r"error(?!_?file)|reason|message|detail", re.IGNORECASE)
_CROWDED = re.compile(
    r"queue|pending|waiting|in[ _]progress|concurrent|token_limit|too[ _]many", re.IGNORECASE
)
_COUNT = r"(?:requests?)?(?:counts?)?"
_TOTAL = re.compile(f"total{_COUNT}")
_COMPLETED = re.compile(f"(?:completed|succeeded){_COUNT}")
_UNANSWERED = re.compile(f"failed{_COUNT}")
_UNREADY = {"pending", "running", "uploading"}


class OpenAIFiles:
    """The batch endpoint that a client of the `openai` package reaches."""

    most_requests = 50_000
    most_bytes = 200_000_000

    def __init__(self, client: Any) -> None:
        self._client = client
        self.place = f"openai {client.base_url}"

    def group(self, post: Post) -> str:
        """Return the endpoint and the model: a batch has one of each."""
        end = next((end for end in _ENDPOINTS if post.path.endswith(end)), post.path)
        endpoint = end if _DEPLOYMENTS in post.path else f"/v1{end}"
        return f"{endpoint} {post.body.get('model', '')}"

    async def create(self, entries: Sequence[Entry], plan: Plan) -> str:
        """Upload the requests and make a batch of them."""
        endpoint = plan.group.partition(" ")[0]
        lines = (
            b'{"custom_id":%b,"method":"POST","url":%b,"body":%b}\n'
            % (json.dumps(entry.id).encode(), json.dumps(endpoint).encode(), entry.body)
            for entry in entries
        )
        uploaded = await self._upload(b"".join(lines))
        made = await self._client.post(
            "/batches",
            cast_to=object,
            body={
                "input_file_id": uploaded,
                "endpoint": endpoint,
                "completion_window": _WINDOW,
                "metadata": {_MARKER: plan.marker},
            },
        )
        return str(_batch(made)["id"])

    async def find(self, plan: Plan, taken: frozenset[str]) -> str | None:
        """Look for the batch that carries the plan's marker, newest first."""
        after: dict[str, str] = {}
        for _ in range(_PAGES):
            query = {"limit": _PAGE, **after}
            page = await self._client.get("/batches", cast_to=object, options={"params": query})
            batches = [_batch(one) for one in _batches_in(page)]
            for batch in batches:
                told = batch.get("metadata") or {}
                if told.get(_MARKER) == plan.marker and batch["id"] not in taken:
                    return str(batch["id"])
            more = isinstance(page, Mapping) and page.get("has_more")
            oldest = batches[-1].get("created_at") if batches else 0
            if not more or (
                isinstance(oldest, int | float) and oldest < plan.created - _SLACK_SECONDS
            ):
                return None
            after = {"after": batches[-1]["id"]}
        return None

    async def state(self, name: str) -> State:
        """Return how far a batch is."""
        batch = await self._retrieve(name)
        status, files = _status(batch), bool(_result_files(batch))
        counts = outermost_numbers(batch)
        refused = has_failed(status) and not files
        problem, crowded = _problem(batch) if refused else ("", False)
        return State(
            ended=has_ended(status, files=files),
            total=first_number(counts, _TOTAL),
            done=first_number(counts, _COMPLETED),
            failed=first_number(counts, _UNANSWERED),
            problem=problem,
            crowded=crowded,
            left=lapse_in(status),
        )

    async def results(self, name: str) -> AsyncIterator[tuple[str, Outcome]]:
        """Yield what the files of replies and of errors hold."""
        batch = await self._retrieve(name)
        for file in _result_files(batch):
            reading = self._client.files.with_streaming_response.content(file)
            async with reading as response:
                async for request, result in results_in(response.iter_bytes()):
                    yield request, outcome_in(result)

    async def remove(self, name: str) -> None:
        """Delete the files of a batch; batches themselves cannot be deleted."""
        batch = await self._retrieve(name)
        for file in map(itemgetter(1), _files(batch)):
            await self._client.delete(f"/files/{file}", cast_to=object)

    async def _retrieve(self, name: str) -> Mapping[str, Any]:
        return _batch(await self._client.get(f"/batches/{name}", cast_to=object))

    async def _upload(self, content: bytes) -> str:
        file = ("precis.jsonl", content, "application/jsonl")
        made = (await self._client.files.create(file=file, purpose="batch")).to_dict()
        name, faults = str(made["id"]), 0
        for _ in range(_FILE_TRIES):
            if str(made.get("status") or "").lower() not in _UNREADY:
                break
            await asyncio.sleep(_FILE_SECONDS)
            try:
                made = await self._client.get(f"/files/{name}", cast_to=object)
            except Exception:  # what its package raises; the file need not be sent again
                faults += 1
                if faults > _FILE_FAULTS:
                    raise
        return name


def _batch(told: Any) -> Mapping[str, Any]:
    """Return the batch in an answer, or in a field of it; raises ValueError where there is none."""
    places = [told, *told.values()] if isinstance(told, Mapping) else []
    found = (it for it in places if isinstance(it, Mapping) and "id" in it)
    batch = next(found, None)
    if batch is None:
        raise ValueError("what the server sends is not a batch")
    return batch


def _status(batch: Mapping[str, Any]) -> str:
    """Return the names of a batch's state, also where these stand in an object."""
    said = [it for name, it in batch.items() if _STATE.search(name)]
    inner = [it for one in said if isinstance(one, Mapping) for it in one.values()]
    names = [it for it in inner if isinstance(it, str) and " " not in it]
    return " ".join([it for it in said if isinstance(it, str)] + names)


def _files(batch: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the files of a batch by the names of their fields."""
    for name, it in batch.items():
        if _FILE.search(name):
            files = it if isinstance(it, list) else [it]
            yield from ((name, file) for file in files if file and isinstance(file, str))


def _result_files(batch: Mapping[str, Any]) -> list[str]:
    return [file for name, file in _files(batch) if "input" not in name.lower()]


def _batches_in(page: Any) -> list[Any]:
    batches = page.get("data") if isinstance(page, Mapping) else page
    return batches if isinstance(batches, list) else []


def _problem(batch: Mapping[str, Any]) -> tuple[str, bool]:
    """Return why a batch was refused, and whether too much was waiting."""
    said = ServerWords()
    said.read({name: it for name, it in batch.items() if it and _REASON.search(name)})
    crowded = any(map(_CROWDED.search, [said.full, *said.marks]))
    return said.words or ", ".join(said.marks) or "no reason given", crowded
