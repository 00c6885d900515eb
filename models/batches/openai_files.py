"""OpenAI's batches: a file of requests, a batch of it, a file of replies and one of errors.

https://developers.openai.com/api/docs/guides/batch, also spoken by Azure, Groq, Novita and others.
"""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from precis.models.batches.provider import Entry, Lapse, Outcome, Plan, Post, State
from precis.models.batches.result_lines import answer, results_in

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
_FAILED = re.compile(r"fail(?!ing)|error|invalid|reject", re.IGNORECASE)
_EXPIRED = re.compile(r"expired|time_?d?_?out", re.IGNORECASE)
_CANCELED = re.compile(r"cancell?ed|aborted|stopped", re.IGNORECASE)
_DONE = re.compile(r"complete|succe|partial|(?<![a-z])(?:done|ended|finished)", re.IGNORECASE)
_ENDED = (_FAILED, _EXPIRED, _CANCELED, _DONE)
"""Names of states in which nothing more comes; any other, known or not, is of a batch under way."""

_STATE = re.compile(r"stat(?:e|us)$", re.IGNORECASE)
_REASON = re.compile(r"error(?!_file)|reason|message|detail", re.IGNORECASE)
_CROWDED = re.compile(
    r"queue|pending|waiting|in[ _]progress|concurrent|token_limit|too[ _]many", re.IGNORECASE
)
_LAPSES = {"batch_expired": Lapse.EXPIRED, "batch_cancelled": Lapse.CANCELED}
_RESULTS = ("output_file_id", "error_file_id")
_DIGITS = 12
"""Of a count of requests; more are none."""

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
        said = (it for name, it in batch.items() if _STATE.search(name) and isinstance(it, str))
        status = next(said, "")
        counted = batch.get("request_counts")
        counts = counted if isinstance(counted, Mapping) else {}
        files = any(batch.get(kind) for kind in _RESULTS)
        refused = bool(_FAILED.search(status)) and not files
        problem, crowded = _problem(batch) if refused else ("", False)
        return State(
            ended=any(name.search(status) for name in _ENDED) or (files and not status),
            total=_number(counts.get("total")),
            done=_number(counts.get("completed")),
            failed=_number(counts.get("failed")),
            problem=problem,
            crowded=crowded,
            left=_left(status),
        )

    async def results(self, name: str) -> AsyncIterator[tuple[str, Outcome]]:
        """Yield what the files of replies and of errors hold."""
        batch = await self._retrieve(name)
        for file in map(batch.get, _RESULTS):
            if not file:
                continue
            reading = self._client.files.with_streaming_response.content(file)
            async with reading as response:
                async for request, result in results_in(response.iter_bytes()):
                    yield request, _outcome(result)

    async def remove(self, name: str) -> None:
        """Delete the files of a batch; batches themselves cannot be deleted."""
        batch = await self._retrieve(name)
        for kind in ("input_file_id", *_RESULTS):
            if file := batch.get(kind):
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


def _number(count: Any) -> int:
    return int(text) if (text := str(count)).isdecimal() and len(text) <= _DIGITS else 0


def _left(status: str) -> Lapse:
    """Return what became of requests without a result, by the state of their batch."""
    if _CANCELED.search(status):
        return Lapse.CANCELED
    return Lapse.EXPIRED if _EXPIRED.search(status) else Lapse.LOST


def _batches_in(page: Any) -> list[Any]:
    batches = page.get("data") if isinstance(page, Mapping) else page
    return batches if isinstance(batches, list) else []


def _problem(batch: Mapping[str, Any]) -> tuple[str, bool]:
    """Return why a batch was refused, and whether too much was waiting."""
    said = (it for name, it in batch.items() if it and _REASON.search(name))
    errors: Any = next(said, [])
    errors = errors.get("data") or [errors] if isinstance(errors, Mapping) else errors
    told = errors if isinstance(errors, list) else [errors]
    words = "; ".join(map(_said, told[:3])) or "no reason given"
    return words, bool(_CROWDED.search(words))


def _said(error: Any) -> str:
    if not isinstance(error, Mapping):
        return str(error)
    parts = (error.get("code"), error.get("message"))
    return ": ".join(str(part) for part in parts if part)


def _outcome(result: Mapping[str, Any]) -> Outcome:
    response, error = result.get("response"), result.get("error")
    code = error.get("code") if isinstance(error, Mapping) else None
    if lapse := _LAPSES.get(str(code)):
        return lapse
    answered = response if isinstance(response, Mapping) else {}
    wrapped = answered.keys() & {"body", "status_code"}
    body = answered.get("body") if wrapped else answered
    return answer(answered.get("status_code"), body, {"error": error} if error else None)
