"""Stores jobs and chats in one SQLite file. `jobs.py` runs them."""

from __future__ import annotations

import json
import secrets
import sqlite3
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from precis.chains.requests import JOBS
from precis.web.job import Chat, Choice, Job

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from precis.chains.requests import JobRequest

_KEPT_DAYS = 7
"""How long jobs without a title are kept."""

_SWEEPS_APART = 3600
"""Seconds."""

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
CREATE TABLE IF NOT EXISTS chats (
    id TEXT PRIMARY KEY,
    user TEXT NOT NULL,
    title TEXT NOT NULL,
    request TEXT NOT NULL,
    created_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS chats_by_user ON chats (user, created_at);
"""
_ADDED = {
    "title": "''",
    "chat": "''",
    "choice": "'{}'",
    "seconds": "0",
    "collections": "'[]'",
}
"""Columns added to jobs later, with their defaults."""

UNDER_WAY = "('queued', 'running')"
_OF_CHATS = 'id, "user", title, request, created_at'
COLUMNS = (
    'id, "user", kind, request, status, created_at, result, problem, title, chat, choice, seconds, '
    "collections"
)
MARKS = ", ".join("?" * len(COLUMNS.split(",")))


class JobStore:
    """The records in `folder`; not thread-safe.

    With a `lease`, several servers share the records, and another server takes over a job that has
    not been renewed for that many seconds.
    """

    lease: float | None = None
    _swept: float | None = None

    def __init__(self, folder: Path) -> None:
        self._db = sqlite3.connect(
            folder / "jobs.sqlite", isolation_level=None, check_same_thread=False
        )
        self._db.executescript(_SCHEMA)
        there = {row[1] for row in self._db.execute("PRAGMA table_info(jobs)")}
        for column, default in _ADDED.items():
            if column not in there:
                self._db.execute(f"ALTER TABLE jobs ADD COLUMN {column} DEFAULT {default}")
        self._db.execute("CREATE INDEX IF NOT EXISTS jobs_by_chat ON jobs (chat, created_at)")

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def new(
        self, user: str, request: JobRequest, title: str, chat: str, choice: Choice | None
    ) -> Job:
        """Store a new job; once an hour, delete old ones without a title."""
        self._sweep()
        job = Job(secrets.token_hex(16), user, request, "queued", _now())
        job.title, job.chat, job.choice = title, chat, choice or Choice()
        self._insert(job)
        return job

    def _sweep(self) -> None:
        now = time.monotonic()
        if self._swept is None or now - self._swept > _SWEEPS_APART:
            self._swept = now
            oldest = _time(datetime.now(UTC) - timedelta(days=_KEPT_DAYS))
            self._run("DELETE FROM {jobs} WHERE title = '' AND created_at < ?", oldest)

    def _insert(self, job: Job) -> None:
        self._run(f"INSERT INTO {{jobs}} ({COLUMNS}) VALUES ({MARKS})", *row_of(job))  # noqa: S608 - names of ours

    def update(self, job: Job) -> None:
        """Store the state of a job."""
        with suppress(sqlite3.ProgrammingError):  # the server is closing
            self._run(
                "UPDATE {jobs} SET status = ?, result = ?, problem = ?, title = ?, seconds = ?, "
                "collections = ? WHERE id = ?",
                job.status,
                _json(job.result),
                _json(job.problem),
                job.title,
                job.seconds,
                json.dumps(sorted(job.collections)),
                job.id,
            )

    def take(self, *, starting: bool) -> list[Job]:
        """Return the jobs for this server to start: those under way, if it is `starting`."""
        under_way = f"status IN {UNDER_WAY} ORDER BY created_at"
        return list(self.jobs(under_way)) if starting else []

    def renew(self, ids: Sequence[str]) -> set[str]:
        """Renew jobs; return those that still belong to this server."""
        return set(ids)

    def release(self) -> None:
        """Release the jobs under way to other servers."""

    def under_way(self, user: str) -> int:
        """Return how many jobs of a user are under way."""
        [(count,)] = self._run(
            f'SELECT count(*) FROM {{jobs}} WHERE "user" = ? AND status IN {UNDER_WAY}',  # noqa: S608 - names of ours
            user,
        )
        return int(count)

    def job(self, job_id: str) -> Job | None:
        """Return a job."""
        return next(self.jobs("id = ?", job_id), None)

    def jobs(self, where: str, *values: object) -> Iterator[Job]:
        """Yield the jobs that match an SQL condition, which must not come from users."""
        query = f"SELECT {COLUMNS} FROM {{jobs}} WHERE {where}"  # noqa: S608 - conditions of ours
        yield from map(job_of, self._run(query, *values))

    def delete(self, user: str, ids: Sequence[str]) -> None:
        """Delete the user's jobs, and the user's chats with their jobs."""
        for one in ids:
            for place in ("{jobs} WHERE id", "{jobs} WHERE chat", "{chats} WHERE id"):
                self._run(f'DELETE FROM {place} = ? AND "user" = ?', one, user)  # noqa: S608 - places of ours

    def new_chat(self, user: str, title: str, request: dict[str, Any]) -> Chat:
        """Store a new chat."""
        chat = Chat(secrets.token_hex(16), user, title, request, _now())
        self._run(
            f"INSERT INTO {{chats}} ({_OF_CHATS}) VALUES (?, ?, ?, ?, ?)",  # noqa: S608 - names of ours
            chat.id,
            user,
            title,
            json.dumps(request),
            chat.created_at,
        )
        return chat

    def chat(self, chat_id: str) -> Chat | None:
        """Return a chat."""
        return next(self.chats("id = ?", chat_id), None)

    def chats(self, where: str, *values: object) -> Iterator[Chat]:
        """Yield the chats that match an SQL condition, which must not come from users."""
        query = f"SELECT {_OF_CHATS} FROM {{chats}} WHERE {where}"  # noqa: S608 - conditions of ours
        for chat_id, user, title, request, created_at in self._run(query, *values):
            yield Chat(chat_id, user, title, json.loads(request), created_at)

    def rename_chat(self, chat_id: str, title: str) -> None:
        """Rename a chat."""
        self._run("UPDATE {chats} SET title = ? WHERE id = ?", title, chat_id)

    def _run(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows of a statement, in which `?` stands for a value."""
        return self._db.execute(statement.format(jobs="jobs", chats="chats"), values).fetchall()


def row_of(job: Job) -> tuple[object, ...]:
    """Return the columns of a job."""
    return (
        *(job.id, job.user, job.kind, job.request.model_dump_json(), job.status, job.created_at),
        *(_json(job.result), _json(job.problem), job.title, job.chat),
        *(job.choice.model_dump_json(), job.seconds, json.dumps(sorted(job.collections))),
    )


def job_of(row: Sequence[Any]) -> Job:
    """Build a job from its columns."""
    job_id, user, kind, request, status, created_at, result, problem, *rest = row
    title, chat, choice, seconds, collections = rest
    return Job(
        job_id,
        user,
        JOBS[kind].model_validate_json(request),
        status,
        created_at,
        json.loads(result) if result else None,
        json.loads(problem) if problem else None,
        title,
        chat,
        Choice.model_validate_json(choice),
        seconds,
        set(json.loads(collections)),
    )


def _now() -> str:
    return _time(datetime.now(UTC))


def _time(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f")


def _json(value: dict[str, Any] | None) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)
