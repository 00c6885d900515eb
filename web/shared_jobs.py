"""Stores the jobs and chats of all servers of a shared library in its database."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from precis.database import Database, DatabaseError
from precis.web.job import Job
from precis.web.job_store import COLUMNS, MARKS, UNDER_WAY, JobStore, job_of, row_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_LAPSES = "clock_timestamp() + ? * interval '1 second'"


class SharedJobStore(JobStore):
    """The records in the database at `url`, for the server `name`; for many threads.

    A restarted server keeps its name. If a change cannot be written, the job still counts as under
    way, and the next server resumes it.
    """

    lease = 15.0

    def __init__(self, url: str, name: str) -> None:
        self._database = Database(url)
        self._name = name

    def close(self) -> None:
        """Do nothing: there is no file."""

    def update(self, job: Job) -> None:
        """Store the state of a job."""
        with suppress(DatabaseError):
            super().update(job)

    def take(self, *, starting: bool) -> list[Job]:
        """Take over and return the jobs of servers that are gone."""
        free = (
            f"SELECT id FROM {{jobs}} WHERE status IN {UNDER_WAY} AND "  # noqa: S608 - names of ours
            "(owner = ? AND ? OR lapses < clock_timestamp()) FOR UPDATE SKIP LOCKED"
        )
        rows = self._run(
            f"UPDATE {{jobs}} SET owner = ?, lapses = {_LAPSES} "  # noqa: S608 - names of ours
            f"WHERE id IN ({free}) RETURNING {COLUMNS}",
            self._name,
            self.lease,
            self._name,
            starting,
        )
        return sorted(map(job_of, rows), key=lambda job: job.created_at)

    def renew(self, ids: Sequence[str]) -> set[str]:
        """Renew jobs; return those that are under way and belong to this server."""
        rows = self._run(
            f"UPDATE {{jobs}} SET lapses = {_LAPSES} "  # noqa: S608 - names of ours
            f"WHERE id = ANY(?) AND owner = ? AND status IN {UNDER_WAY} RETURNING id",
            self.lease,
            list(ids),
            self._name,
        )
        return {job_id for (job_id,) in rows}

    def release(self) -> None:
        """Release the jobs of this server to others at once."""
        with suppress(DatabaseError):
            self._run("UPDATE {jobs} SET lapses = clock_timestamp() WHERE owner = ?", self._name)

    def _insert(self, job: Job) -> None:
        self._run(
            f"INSERT INTO {{jobs}} ({COLUMNS}, owner, lapses) VALUES ({MARKS}, ?, {_LAPSES})",  # noqa: S608 - names of ours
            *row_of(job),
            self._name,
            self.lease,
        )

    def _run(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        named = statement.format(jobs="precis.jobs", chats="precis.chats").replace("?", "%s")
        with self._database.statement() as connection:
            cursor = connection.execute(named.encode(), values)
            return cursor.fetchall() if cursor.description else []
