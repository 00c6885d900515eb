"""Dispatch requests in batches, in one file: gather, send, and send again.

A request is looked for in batches on record before it goes into a new one. How one batch is
followed to its end is in `following.py`.
"""

import asyncio
import hashlib
import json
import time
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import uuid4

from filelock import AsyncFileLock

from precis.languages.counts import count_of
from precis.models.batches.following import Followed, UnknownBatchError, follow
from precis.models.batches.parts import parts
from precis.models.batches.patience import Patient
from precis.models.batches.provider import (
    Answered,
    Entry,
    Lapse,
    Outcome,
    Plan,
    Post,
    Provider,
    State,
)
from precis.models.batches.record import BatchRecord, Recorded
from precis.models.batches.recovery import recover
from precis.models.calls.errors import CallError

_SENT_AT_MOST = 3
"""How often a request is sent that expires each time."""

_SETTLED_TOGETHER = 200
_QUIET_ROUNDS = 10


@dataclass(eq=False)
class Wanted:
    """A pending request and its outcome."""

    entry: Entry
    group: str
    outcome: asyncio.Future[Outcome]
    waiting: int = 0
    batch: int = 0


class Dispatcher:
    """The requests and batches of one event loop."""

    def __init__(
        self, provider: Provider, record: BatchRecord, patient: Patient, lock: Path
    ) -> None:
        self._provider = provider
        self._record = record
        self._patient = patient
        self._lock = lock
        self._wanted: dict[str, Wanted] = {}
        self._queue: dict[str, Wanted] = {}
        self._followed: dict[int, Followed] = {}
        self._used: set[tuple[int, str]] = set()
        self._delivered: dict[bytes, list[tuple[int, str]]] = {}
        self._settled: list[tuple[int, str]] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._gathering: asyncio.Task[None] | None = None
        self._arrived = 0
        self._sending = asyncio.Lock()
        self._recovered: asyncio.Task[None] | None = None
        self._most_tokens: int | None = None
        self._crowded = 0

    async def answer(self, post: Post, call: bytes) -> Answered:
        """Return what the server answers to a request, from a batch of before or a new one."""
        await self._recover()
        group = self._provider.group(post)
        body = json.dumps(post.body, ensure_ascii=False, separators=(",", ":")).encode()
        digest = hashlib.sha256(b"\0".join([self._provider.place.encode(), group.encode(), body]))
        entry = Entry(digest.hexdigest(), body)
        lapse = Lapse.LOST
        for _ in range(_SENT_AT_MOST):
            wanted = self._want(entry, group)
            outcome = await self._outcome(wanted)
            self._delivered.setdefault(call, []).append((wanted.batch, entry.id))
            if isinstance(outcome, Answered):
                return outcome
            lapse = outcome
            if lapse is Lapse.CANCELED:
                break
        raise CallError(
            f"a request to {self._patient.name} was not answered: {lapse.value} with its batch",
            self._patient.paid,
        )

    async def settle(self, call: bytes) -> None:
        """Forget the requests of a call, and a batch with its last one."""
        for batch, digest in self._delivered.pop(call, []):
            followed = self._followed.get(batch)
            self._settled.append((batch, digest))
            if followed and followed.note_settled(digest):
                self._flush()
                if not self._record.count_unsettled(batch):
                    await self._remove(batch, followed)
        if len(self._settled) >= _SETTLED_TOGETHER:
            self._flush()

    def _flush(self) -> None:
        settled, self._settled = self._settled, []
        self._record.settle(settled)

    async def _remove(self, batch: int, followed: Followed) -> None:
        """Remove a batch from its server, whose results are all kept here."""
        del self._followed[batch]
        if followed.ours:
            await self._patient.once(self._provider.remove(followed.name))
        self._record.drop(batch)

    def _want(self, entry: Entry, group: str) -> Wanted:
        """Take a request up in a batch that holds it, or put it in the queue for the next."""
        wanted = self._wanted.get(entry.id)
        if wanted is None or wanted.outcome.done():
            future = asyncio.get_running_loop().create_future()
            wanted = self._wanted[entry.id] = Wanted(entry, group, future)
            if not self._take_up(wanted):
                self._enqueue(wanted)
        return wanted

    async def _outcome(self, wanted: Wanted) -> Outcome:
        wanted.waiting += 1
        try:
            return await asyncio.shield(wanted.outcome)
        finally:
            wanted.waiting -= 1
            if not wanted.waiting:
                wanted.outcome.cancel()
                self._queue.pop(wanted.entry.id, None)
                if self._wanted.get(wanted.entry.id) is wanted:
                    del self._wanted[wanted.entry.id]

    def _take_up(self, wanted: Wanted) -> bool:
        """Wait for a request in a batch that was made before, if there is one."""
        digest = wanted.entry.id
        for batch in self._record.holding(digest):
            if batch.name and (batch.id, digest) not in self._used:
                self._used.add((batch.id, digest))
                wanted.batch = batch.id
                self._follow(batch, [wanted])
                return True
        return False

    def _enqueue(self, wanted: Wanted) -> None:
        """Put a request in the queue, which is sent once no other one has come for a while."""
        self._queue[wanted.entry.id] = wanted
        self._arrived += 1
        if self._gathering is None:
            self._gathering = self._start(self._gather())

    async def _gather(self) -> None:
        """Send the queue after a while in which nothing came.

        What is counted is rounds of the loop too: a busy process lets nobody come.
        """
        quiet = 0
        while quiet < _QUIET_ROUNDS:
            before = self._arrived
            await asyncio.sleep(self._patient.patience.gather / _QUIET_ROUNDS)
            quiet = quiet + 1 if before == self._arrived else 0
        self._gathering = None
        await self._send()

    def _start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _send(self) -> None:
        """Send what is in the queue, in as few batches as the limits allow."""
        async with self._sending:
            queue, self._queue = list(self._queue.values()), {}
            queue.sort(key=lambda one: one.group)
            for group, same in groupby(queue, lambda one: one.group):
                wanted = {one.entry.id: one for one in same}
                entries = [one.entry for one in wanted.values()]
                for part in parts(entries, self._provider, self._most_tokens):
                    await self._send_part(group, [wanted[entry.id] for entry in part])

    async def _send_part(self, group: str, part: list[Wanted]) -> None:
        try:
            await self._until_room(sum(one.entry.tokens for one in part))
            async with AsyncFileLock(self._lock, thread_local=False):
                part = [one for one in part if one.waiting and not self._take_up(one)]
                if part:
                    batch = await self._create(group, part)
                    self._follow(batch, part)
                    self._followed[batch.id].tokens = sum(one.entry.tokens for one in part)
        except Exception as error:  # noqa: BLE001 - who waits gets it
            _fail(part, error)

    async def _create(self, group: str, part: list[Wanted]) -> Recorded:
        """Make a batch, on record before and after."""
        plan = Plan(uuid4().hex, group, time.time(), len(part))
        number = self._record.plan(plan, (one.entry.id for one in part))
        entries = [one.entry for one in part]
        try:
            name = await self._patient.make_batch(
                lambda: self._provider.create(entries, plan),
                lambda: self._provider.find(plan, self._record.names()),
            )
        except Exception:
            self._record.drop(number)
            raise
        self._record.name(number, name)
        for one in part:
            one.batch = number
            self._used.add((number, one.entry.id))
        self._patient.tell(
            f"batch {name} is under way with {count_of(len(part), 'call')}; you may "
            "stop: the same command resumes it"
        )
        return Recorded(number, name, plan)

    def _follow(self, batch: Recorded, wanted: Sequence[Wanted]) -> None:
        followed = self._followed.get(batch.id)
        if followed is None:
            assert batch.name
            followed = self._followed[batch.id] = Followed(batch.name, batch.plan.created)
            self._start(self._watch(batch.id, followed))
        for one in wanted:
            followed.want(one.entry.id, one.outcome)

    async def _watch(self, number: int, followed: Followed) -> None:
        """Follow a batch to its end; one that is refused as a whole is sent again or fails."""
        try:
            refused = await follow(followed, self._provider, self._patient)
        except UnknownBatchError:
            self._patient.tell(
                f"batch {followed.name} is no longer known to its server: its requests are "
                "sent again"
            )
            self._forget(number)
            self._record.drop(number)
            followed.end({}, Lapse.LOST)
        except Exception as error:  # noqa: BLE001 - who waits gets it
            self._forget(number)
            followed.fail(error)
        else:
            if refused:
                await self._handle_refusal(number, followed, refused)
            elif followed.ended.is_set():
                self._crowded = 0
            else:
                self._forget(number)

    def _forget(self, number: int) -> None:
        """Stop to follow a batch; it stays on record."""
        del self._followed[number]
        self._used = {one for one in self._used if one[0] != number}

    async def _handle_refusal(self, number: int, followed: Followed, state: State) -> None:
        """Fail or resend the requests of a batch that was refused as a whole."""
        self._forget(number)
        self._record.drop(number)
        if state.crowded:
            await self._later(followed)
            return
        said = f"{self._patient.name}: batch {followed.name} was refused ({state.problem})"
        followed.fail(CallError(said, self._patient.paid))

    async def _later(self, followed: Followed) -> None:
        """Send the requests of a batch again, in smaller ones, when there is room for them."""
        again = [one for one in self._wanted.values() if one.entry.id in followed.waiting]
        tokens = sum(one.entry.tokens for one in again)
        self._crowded += 1
        self._most_tokens = max(1, tokens // 2) if len(again) > 1 else self._most_tokens
        try:
            await self._patient.wait_for_room(self._crowded)
        except CallError as error:
            followed.fail(error)
            return
        for one in again:
            self._enqueue(one)

    async def _until_room(self, tokens: int) -> None:
        """Wait until what is under way and `tokens` are no more than the provider takes."""
        while self._most_tokens:
            under_way = [one for one in self._followed.values() if not one.ended.is_set()]
            if not under_way or sum(one.tokens for one in under_way) + tokens <= self._most_tokens:
                return
            waits = [asyncio.ensure_future(one.ended.wait()) for one in under_way]
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)

    async def _recover(self) -> None:
        """Find out once which batches were made by processes that died before they knew."""
        failed = self._recovered and self._recovered.done() and self._recovered.exception()
        if self._recovered is None or failed:
            self._recovered = self._start(
                recover(self._record, self._provider, self._patient, self._lock)
            )
        await asyncio.shield(self._recovered)


def _fail(part: Sequence[Wanted], error: Exception) -> None:
    for one in part:
        if not one.outcome.done():
            one.outcome.set_exception(error)
