"""Streams of events: taken up again after a break, and ended when the server stops."""

from __future__ import annotations

import asyncio
import json
from contextlib import aclosing
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("fastapi", reason="the extra 'web' is not installed")

from hypothesis import given
from hypothesis import strategies as st

from precis.chains.requests import CheckRequest
from precis.web.job import Job
from precis.web.job_routes import _events
from precis.web.jobs import Jobs
from precis.web.streams import StoppingError, until

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

REQUEST = CheckRequest(sources=["https://example.org"], text="A claim.")
Told = list[tuple[str, Any, str | None]]


def running() -> Job:
    return Job("a" * 32, "anna", REQUEST, "running", "2026-11-01 10:00:00.5")


def server() -> Any:
    return SimpleNamespace(stopping=asyncio.Event(), jobs=SimpleNamespace(watch=watch))


def watch(job: Job, user: str) -> AsyncGenerator[Job]:
    here: Any = SimpleNamespace(_live={job.id: job}, _seen_by=lambda _, job: job)
    return Jobs.watch(here, job, user)


async def read_events(service: Any, job: Job, last_id: str, most: int = 100) -> Told:
    found: Told = []
    async with aclosing(_events(service, job.user, job, last_id)) as stream:
        async for it in stream:
            found.append((it.event, json.loads(it.data), it.id))
            if len(found) == most:
                break
    return found


def text_of(events: Told, before: str = "") -> str:
    for kind, value, _ in events:
        if kind == "text":
            before = before[: value["at"]] + value["text"]
    return before


@given(st.lists(st.text(min_size=1, max_size=5), min_size=2, max_size=6), st.data())
def test_a_stream_is_taken_up_where_it_broke_off(pieces: list[str], data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(pieces) - 1))
    restarted = data.draw(st.booleans())

    async def run() -> None:
        job = running()
        job.tell(text="".join(pieces[:cut]))
        first = await read_events(server(), job, "", most=1)
        text, last_id = text_of(first), first[-1][2]
        assert last_id
        if restarted:
            job = running()
            pieces[0] = "other"
            job.tell(text="".join(pieces[:cut]))
        job.tell(text="".join(pieces[cut:]))
        job.status = "done"
        rest = await read_events(server(), job, last_id)
        assert text_of(rest, text) == "".join(pieces)
        assert (rest[0][1]["at"] == 0) is restarted
        assert rest[-1][0] == "end"
        assert rest[-1][2] == "end"
        assert rest[-1][1]["created_at"] == "2026-11-01T10:00:00.500000Z"

    asyncio.run(run())


@pytest.mark.parametrize("last_id", ["x", "-", "x-y", "-5", "x-99999", "end-"])
def test_an_id_that_means_nothing_starts_over(last_id: str) -> None:
    async def run() -> None:
        job = running()
        job.tell(text="All of it.")
        job.status = "done"
        assert text_of(await read_events(server(), job, last_id)) == "All of it."

    asyncio.run(run())


def test_a_stopping_server_ends_the_stream_of_a_job_with_an_event() -> None:
    async def run() -> None:
        service, job = server(), running()
        job.tell(text="Half")
        stream = asyncio.create_task(read_events(service, job, ""))
        await asyncio.sleep(0.01)
        service.stopping.set()
        found = await asyncio.wait_for(stream, 5)
        assert [kind for kind, _, _ in found] == ["text", "progress", "stopping"]

    asyncio.run(run())


async def slow(pause: float) -> AsyncGenerator[int]:
    for n in range(3):
        await asyncio.sleep(pause)
        yield n


@pytest.mark.parametrize(("pause", "grace", "whole"), [(0.01, 5, True), (5, 0.01, False)])
def test_an_answer_has_some_time_to_end(pause: float, grace: float, whole: bool) -> None:
    async def run() -> None:
        stopping = asyncio.Event()
        stopping.set()
        items = until(stopping, slow(pause), grace)
        if whole:
            assert [n async for n in items] == [0, 1, 2]
        else:
            with pytest.raises(StoppingError):
                await anext(items)

    asyncio.run(run())
