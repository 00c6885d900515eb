"""Background jobs that can be watched, cancelled and resumed after a restart.

A job's record is on disk (`job_store.py`); its finished model calls are in the call cache, so a
restarted job makes only the missing ones. `work.py` does the work of each kind.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from precis.errors import PrecisError
from precis.web.job import Chat, Choice, Job, Status
from precis.web.job_store import JobStore
from precis.web.problems import AllFailedError, ProblemError, details_of
from precis.web.withheld import collections_of, why, withheld

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Collection, Coroutine, Iterable, Sequence
    from pathlib import Path

    from precis.chains.requests import JobRequest
    from precis.web.quota import Quota

_LOOKS_APART = 1.0
"""Seconds between polls of a job that runs on another server."""

_RENEWALS_A_LEASE = 4
_NEWEST = "ORDER BY created_at DESC LIMIT ?"


class Jobs:
    """The jobs stored in `folder`; `work` runs one and returns its result.

    `readable(user, collections)` returns those of some collections that a user may read now. Of
    jobs that read others nothing is shown to anybody, and their users see a notice.
    Not thread-safe: use it only in the server's event loop.
    """

    def __init__(
        self,
        folder: Path,
        work: Callable[[Job], Coroutine[Any, Any, dict[str, Any]]],
        quota: Quota,
        store: JobStore | None = None,
        readable: Callable[[str, Collection[str]], set[str]] = lambda _, names: set(names),
    ) -> None:
        self._store = store or JobStore(folder)
        self._library = folder.parent
        self._work = work
        self._readable = readable
        self._quota = quota
        self._running = asyncio.Semaphore(quota.running_jobs)
        self._live: dict[str, Job] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._keeping_up: asyncio.Task[None] | None = None

    def resume(self) -> None:
        """Restart the jobs that the end of a server interrupted."""
        for job in self._store.take(starting=True):
            self._start(job)
        if self._store.lease:
            self._keeping_up = asyncio.create_task(self._keep_up(self._store.lease))

    async def close(self) -> None:
        """Stop; jobs under way resume when the next server starts."""
        tasks = list(self._tasks.values())
        if self._keeping_up:
            tasks.append(self._keeping_up)
        self._tasks.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._store.release()
        self._store.close()

    def submit(
        self,
        user: str,
        request: JobRequest,
        title: str = "",
        chat: str = "",
        choice: Choice | None = None,
    ) -> Job:
        """Store a new job and start it once a slot is free.

        Raises ProblemError 429 if the user has too many under way.
        """
        active = self._active(user)
        if active >= self._quota.max_jobs:
            raise ProblemError(
                429, f"{active} of your jobs are under way: wait for one, or cancel it"
            )
        job = self._store.new(user, request, title, chat, choice)
        self._start(job)
        return job

    def under_way(self) -> Counter[str]:
        """Return the numbers of waiting and running jobs by status."""
        counts = Counter({"queued": 0, "running": 0})
        counts.update(job.status for job in self._live.values())
        return counts

    def get(self, user: str, job_id: str) -> Job:
        """Return a job. Raises ProblemError 404 unless it is the user's."""
        return self._seen_by(user, self._own(user, job_id))

    def shared(self, user: str, job_id: str) -> Job:
        """Return any user's job of the page: its id is the key. Raises ProblemError 404."""
        found = self._find(job_id)
        seen = self._seen_by(user, found) if found and found.title else None
        if seen is None or (seen.withheld and seen.user != user):
            raise ProblemError(404, "this result is not here: it may have been deleted")
        return seen

    def of(self, user: str, count: int) -> list[Job]:
        """Return the latest jobs of a user, newest first."""
        return self._all_seen_by(user, self._current(f'"user" = ? {_NEWEST}', user, count))

    def results(self, user: str) -> list[Job]:
        """Return the jobs that a user started on the page outside chats, newest first."""
        where = "\"user\" = ? AND title != '' AND chat = '' AND kind != 'ingest'"
        found = self._current(f"{where} ORDER BY created_at DESC", user)
        return self._all_seen_by(user, found)

    def loads(self, user: str, count: int) -> list[Job]:
        """Return the user's latest ingests on the page, newest first."""
        where = "\"user\" = ? AND title != '' AND kind = 'ingest'"
        return self._all_seen_by(user, self._current(f"{where} {_NEWEST}", user, count))

    def new_chat(self, user: str, title: str, request: dict[str, Any]) -> Chat:
        """Store a new chat."""
        return self._store.new_chat(user, title, request)

    def chat(self, user: str, chat_id: str) -> Chat:
        """Return any user's chat: its id is the key. Raises ProblemError 404.

        Raises ProblemError 403 for the user's own of a collection that is not readable any more.
        """
        found = self._store.chat(chat_id)
        hidden = {found.request["collection"]} if found else set()
        hidden -= self._readable(user, hidden)
        if found is None or (hidden and found.user != user):
            raise ProblemError(404, "this chat is not here: it may have been deleted")
        if hidden:
            raise ProblemError(403, f"this chat is about {why(hidden)}")
        return found

    def chats(self, user: str) -> list[Chat]:
        """Return the chats of a user, newest first."""
        return list(self._store.chats('"user" = ? ORDER BY created_at DESC', user))

    def turns(self, user: str, chat_id: str) -> list[Job]:
        """Return the questions of a chat in order."""
        found = self._current("chat = ? ORDER BY created_at", chat_id)
        return [
            job for job in self._all_seen_by(user, found) if job.user == user or not job.withheld
        ]

    def rename(self, user: str, named: str, title: str) -> None:
        """Rename a job or a chat of the user. Raises ProblemError 404."""
        chat = self._store.chat(named)
        if chat and chat.user == user:
            self._store.rename_chat(named, title)
            return
        job = self._own(user, named)
        job.title = title
        self._store.update(job)

    def delete(self, user: str, ids: Sequence[str]) -> None:
        """Delete the user's jobs and chats for good; those under way are stopped."""
        for job in list(self._live.values()):
            if job.user == user and (job.id in ids or job.chat in ids):
                self.cancel(user, job.id)
        self._store.delete(user, ids)

    def cancel(self, user: str, job_id: str) -> Job:
        """Cancel a job; one that has ended stays unchanged. Raises ProblemError 404."""
        job = self._own(user, job_id)
        task = self._tasks.pop(job_id, None)
        if task:
            self._end(job, "cancelled")
            task.cancel()
        elif self._store.lease and not job.ended:  # another server stops when it renews the job
            self._set(job, "cancelled")
        return self._seen_by(user, job)

    async def watch(self, job: Job, user: str) -> AsyncGenerator[Job]:
        """Yield a job as `user` may see it now, at every change, and at its end."""
        while True:
            changed = job.changed
            seen = self._seen_by(user, job)
            yield seen
            if seen.ended:
                return
            if job.id in self._live or self._store.lease is None:
                await changed.wait()
            else:
                await asyncio.sleep(_LOOKS_APART)
                job = self._find(job.id) or job

    def _active(self, user: str) -> int:
        """Return how many jobs of a user are under way, on all servers."""
        if self._store.lease is None:
            return sum(job.user == user for job in self._live.values())
        return self._store.under_way(user)

    async def _keep_up(self, lease: float) -> None:
        """Renew the jobs of this server, and take over those of servers that are gone."""
        while True:
            await asyncio.sleep(lease / _RENEWALS_A_LEASE)
            with suppress(PrecisError):  # the next renewal may still be in time
                ours = list(self._live)
                kept = await asyncio.to_thread(self._store.renew, ours)
                for job_id in set(ours) - kept:
                    self._drop(job_id)
                for job in await asyncio.to_thread(self._store.take, starting=False):
                    if job.id not in self._live:
                        self._start(job)

    def _drop(self, job_id: str) -> None:
        """Stop a job that was cancelled or deleted on another server, or taken over by it."""
        job, task = self._live.pop(job_id, None), self._tasks.pop(job_id, None)
        if job and task:
            job.status = "cancelled"
            job.tell()
            task.cancel()

    def _find(self, job_id: str) -> Job | None:
        return self._live.get(job_id) or self._store.job(job_id)

    def _own(self, user: str, job_id: str) -> Job:
        found = self._find(job_id)
        if found is None or found.user != user:
            raise ProblemError(404, f"no job '{job_id}'")
        return found

    def _seen_by(self, user: str, job: Job) -> Job:
        return self._all_seen_by(user, [job])[0]

    def _all_seen_by(self, user: str, jobs: Iterable[Job]) -> list[Job]:
        opened = [(job, collections_of(job)) for job in jobs]
        readable = self._readable(user, set().union(*(names for _, names in opened)))
        return [
            withheld(job, hidden) if (hidden := names - readable) else job for job, names in opened
        ]

    def _current(self, where: str, *values: object) -> list[Job]:
        return [self._live.get(job.id, job) for job in self._store.jobs(where, *values)]

    def _start(self, job: Job) -> None:
        self._live[job.id] = job
        self._tasks[job.id] = asyncio.create_task(self._run(job))

    async def _run(self, job: Job) -> None:
        try:
            async with self._running:
                job.started = time.monotonic()
                self._set(job, "running")
                job.result = await self._work(job)
        except asyncio.CancelledError:
            if job.id in self._tasks:  # not cancelled by `cancel` or `close`
                self._end(job, "cancelled")
        except Exception as error:  # noqa: BLE001 - the job's result
            if isinstance(error, AllFailedError):
                job.result = error.result
            job.problem = details_of(error, self._library)
            self._end(job, "failed")
        else:
            self._end(job, "done")
        finally:
            self._tasks.pop(job.id, None)
            self._live.pop(job.id, None)

    def _end(self, job: Job, status: Status) -> None:
        job.seconds = round(time.monotonic() - job.started, 1) if job.started else 0.0
        self._set(job, status)
        self._live.pop(job.id, None)

    def _set(self, job: Job, status: Status) -> None:
        job.status = status
        self._store.update(job)
        job.tell()
