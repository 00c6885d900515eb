"""Background jobs that can be watched, cancelled and resumed after a restart.

A job's record is on disk; what it has paid for is in the cache of calls, so that a job which is
started again asks only for what is missing. What a kind of job does is in `work.py`. Work of the
page is not kept, but takes its room here.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import sqlite3
from collections import Counter
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

from precis.chains.requests import JOBS, SourcesRequest, kind_of
from precis.web.problems import ProblemError, details_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine
    from pathlib import Path

    from precis.web.quota import Quota

Status = Literal["queued", "running", "done", "failed", "cancelled"]

_ENDED = ("done", "failed", "cancelled")
_KEPT_DAYS = 7
_SCHEMA = """
PRAGMA journal_mode = WAL;
CREATE TABLE IF NOT EXISTS jobs (
    id TEXT PRIMARY KEY,
    user TEXT NOT NULL,
    kind TEXT NOT NULL,
    request TEXT NOT NULL,
    status TEXT NOT NULL,
    created_at TEXT NOT NULL,
    result TEXT,
    problem TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS jobs_by_user ON jobs (user, created_at);
"""
_COLUMNS = "id, user, kind, request, status, created_at, result, problem"


@dataclass
class Job:
    """A piece of work of a user's; `progress` and `text` are of this process, not kept."""

    id: str
    user: str
    request: SourcesRequest
    status: Status
    created_at: str
    result: dict[str, Any] | None = None
    problem: dict[str, Any] | None = None
    progress: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    changed: asyncio.Event = field(default_factory=asyncio.Event, repr=False)

    @property
    def kind(self) -> str:
        """The action: summarize, ingest, check or run."""
        return kind_of(self.request)

    @property
    def ended(self) -> bool:
        """Whether nothing will change any more."""
        return self.status in _ENDED

    def tell(self, progress: dict[str, Any] | None = None, text: str = "") -> None:
        """Show how far it is, and what has been written since; wakes who watches."""
        self.progress = progress or self.progress
        self.text += text
        self.changed.set()
        self.changed = asyncio.Event()


class Jobs:
    """The jobs in a SQLite file in `folder`; `work` does one and returns its result.

    Not thread-safe: for the event loop of the server alone.
    """

    def __init__(
        self,
        folder: Path,
        work: Callable[[Job], Coroutine[Any, Any, dict[str, Any]]],
        quota: Quota,
    ) -> None:
        self._db = sqlite3.connect(
            folder / "jobs.sqlite", isolation_level=None, check_same_thread=False
        )
        self._library = folder.parent
        self._db.executescript(_SCHEMA)
        self._work = work
        self._quota = quota
        self._running = asyncio.Semaphore(quota.running_jobs)
        self._guests: Counter[str] = Counter()
        self._live: dict[str, Job] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def resume(self) -> None:
        """Start again what the end of a server interrupted."""
        for job in self._select("status IN ('queued', 'running') ORDER BY created_at"):
            self._start(job)

    async def close(self) -> None:
        """Stop working; what was under way goes on when the next server starts."""
        tasks = list(self._tasks.values())
        self._tasks.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._db.close()

    def submit(self, user: str, request: SourcesRequest) -> Job:
        """Keep a new job and start it as soon as there is room.

        Raises ProblemError 429 when the user has too many under way.
        """
        self._admit(user)
        self._forget_old()
        created = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
        job = Job(secrets.token_hex(16), user, request, "queued", created)
        self._db.execute(
            f"INSERT INTO jobs ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, NULL, NULL)",  # noqa: S608
            (job.id, user, job.kind, request.model_dump_json(), job.status, created),
        )
        self._start(job)
        return job

    def under_way(self) -> Counter[str]:
        """Return how many jobs wait and run, by status."""
        counts = Counter({"queued": 0, "running": 0})
        counts.update(job.status for job in self._live.values())
        return counts

    @property
    def is_full(self) -> bool:
        """Whether what starts now waits for something else to end."""
        return self._running.locked()

    @asynccontextmanager
    async def room(self, user: str) -> AsyncIterator[None]:
        """Wait for room for work that is kept nowhere, and count it as a job of `user` meanwhile.

        Raises ProblemError 429 when the user has too many under way.
        """
        self._admit(user)
        self._guests[user] += 1
        try:
            async with self._running:
                yield
        finally:
            self._guests[user] -= 1

    def get(self, user: str, job_id: str) -> Job:
        """Return a job. Raises ProblemError 404 unless it is the user's."""
        found = self._live.get(job_id) or next(self._select("id = ?", job_id), None)
        if found is None or found.user != user:
            raise ProblemError(404, f"no job '{job_id}'")
        return found

    def of(self, user: str, count: int) -> list[Job]:
        """Return the latest jobs of a user, the newest first."""
        found = self._select("user = ? ORDER BY created_at DESC LIMIT ?", user, count)
        return [self._live.get(job.id, job) for job in found]

    def cancel(self, user: str, job_id: str) -> Job:
        """Stop a job; one that has ended stays as it is. Raises ProblemError 404."""
        job = self.get(user, job_id)
        task = self._tasks.pop(job_id, None)
        if task:
            self._end(job, "cancelled")
            task.cancel()
        return job

    async def watch(self, user: str, job_id: str) -> AsyncIterator[Job]:
        """Yield a job now, whenever it changes, and when it has ended. Raises ProblemError 404."""
        job = self.get(user, job_id)
        while True:
            changed = job.changed
            yield job
            if job.ended:
                return
            await changed.wait()

    def _admit(self, user: str) -> None:
        active = sum(job.user == user for job in self._live.values()) + self._guests[user]
        if active >= self._quota.max_jobs:
            raise ProblemError(
                429, f"{active} jobs of yours are under way: wait for one, or cancel it"
            )

    def _forget_old(self) -> None:
        days = f"-{_KEPT_DAYS} days"
        self._db.execute("DELETE FROM jobs WHERE created_at < datetime('now', ?)", (days,))

    def _start(self, job: Job) -> None:
        self._live[job.id] = job
        self._tasks[job.id] = asyncio.create_task(self._run(job))

    async def _run(self, job: Job) -> None:
        try:
            async with self._running:
                self._set(job, "running")
                job.result = await self._work(job)
        except asyncio.CancelledError:
            if job.id in self._tasks:  # cancelled by something else than `cancel` and `close`
                self._end(job, "cancelled")
        except Exception as error:  # noqa: BLE001 - the job's result
            job.problem = details_of(error, self._library)
            self._end(job, "failed")
        else:
            self._end(job, "done")
        finally:
            self._tasks.pop(job.id, None)
            self._live.pop(job.id, None)

    def _end(self, job: Job, status: Status) -> None:
        self._set(job, status)
        self._live.pop(job.id, None)

    def _set(self, job: Job, status: Status) -> None:
        job.status = status
        with suppress(sqlite3.ProgrammingError):  # the server is closing
            self._db.execute(
                "UPDATE jobs SET status = ?, result = ?, problem = ? WHERE id = ?",
                (status, _json(job.result), _json(job.problem), job.id),
            )
        job.tell()

    def _select(self, where: str, *values: object) -> Any:
        rows = self._db.execute(f"SELECT {_COLUMNS} FROM jobs WHERE {where}", values)  # noqa: S608
        for row in rows.fetchall():
            job_id, user, kind, request, status, created_at, result, problem = row
            yield Job(
                job_id,
                user,
                JOBS[kind].model_validate_json(request),
                status,
                created_at,
                json.loads(result) if result else None,
                json.loads(problem) if problem else None,
            )


def _json(value: dict[str, Any] | None) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)
