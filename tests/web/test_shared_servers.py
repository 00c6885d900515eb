"""Several servers of one library in PostgreSQL."""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from precis.chains.requests import CallOptions, IngestRequest
from precis.chains.workspace import Workspace
from precis.errors import UsageError
from precis.models.calls.errors import BudgetError
from precis.web.job import Job
from precis.web.jobs import Jobs
from precis.web.problems import ProblemError
from precis.web.quota import Quota
from precis.web.service import Service
from precis.web.shared_accounts import SharedAccounts, _SharedAccount
from precis.web.shared_jobs import SharedJobStore
from precis.web.shared_uploads import SharedUploads


def service(folder: Path, database: str | None) -> Service:
    return Service(Workspace(folder, CallOptions(), model="extractive", database=database), Quota())


def test_servers_of_a_shared_library_have_folders_of_their_own(
    tmp_path: Path, database_url: str
) -> None:
    first, second = (service(tmp_path, database_url) for _ in range(2))
    assert first._lock.lock_file != second._lock.lock_file
    first._lock.release()
    again = service(tmp_path, database_url)
    assert again._lock.lock_file == first._lock.lock_file
    local = service(tmp_path / "local", None)
    with pytest.raises(UsageError, match="another server uses this library"):
        service(tmp_path / "local", None)
    for each in (second, again, local):
        each._lock.release()


def test_a_user_spends_one_quota_on_all_servers(database_url: str) -> None:
    quota = Quota(max_calls=3, max_cost=1.0)
    servers = [SharedAccounts(database_url, quota) for _ in range(2)]

    def paid(server: SharedAccounts, user: str, cost: float) -> None:
        with server.spending(user):
            account = server._of(user, next(iter(server._today))[1])
            assert isinstance(account, _SharedAccount)
            with account.reserve(cost, lambda: "paid"):
                account.pay(10, 10, cost, cached=0, estimated=False)

    for server in (*servers, servers[0]):
        paid(server, "anna", 0.1)
    for server in servers:
        with pytest.raises(BudgetError, match=r"limit on calls a day \(3\) is reached"):
            paid(server, "anna", 0.1)
    paid(servers[0], "ben", 0.9)
    with pytest.raises(BudgetError, match=r"limit on US dollars a day \(1\) is reached"):
        paid(servers[1], "ben", 0.2)
    for server in servers:
        calls, cost = server.total_spending()
        assert (calls, cost) == (4, pytest.approx(1.2))


async def parts(count: int) -> AsyncIterator[bytes]:
    for number in range(count):
        yield bytes([number]) * 300_000


def test_a_file_is_sent_to_one_server_and_read_by_each(tmp_path: Path, database_url: str) -> None:
    quota = Quota(max_upload=4, kept_megabytes=5)
    one, other = (SharedUploads(database_url, tmp_path / name, quota) for name in ("1", "2"))
    sent = asyncio.run(one.receive("anna", "a\ud800.txt", parts(10)))
    content = b"".join(bytes([number]) * 300_000 for number in range(10))
    source = f"upload:{sent.id}"
    for server in (one, other, SharedUploads(database_url, tmp_path / "1", quota)):
        assert server.open("anna", source).as_bytes() == content
        assert server.of("anna") == [sent]
        with pytest.raises(ProblemError, match="no upload"):
            server.open("ben", source)
    with pytest.raises(ProblemError, match="take more than 5 MB"):
        asyncio.run(other.receive("anna", "b.txt", parts(10)))
    assert len(list((tmp_path / "2").iterdir())) == 1
    other.remove("anna", sent.id)
    with pytest.raises(ProblemError, match="no upload"):
        one.open("anna", source)
    with pytest.raises(ProblemError, match="no upload"):
        other._path(sent)
    assert list((tmp_path / "2").iterdir()) == []


def test_copies_go_after_another_server_has_deleted_the_file(
    tmp_path: Path, database_url: str
) -> None:
    one, other = (SharedUploads(database_url, tmp_path / name, Quota()) for name in ("1", "2"))
    kept, gone = (asyncio.run(one.receive("anna", "a.txt", parts(1))) for _ in range(2))
    for upload in (kept, gone):
        other.open("anna", f"upload:{upload.id}")
        os.utime(tmp_path / "2" / upload.id / "content", (0, 0))
    one.remove("anna", gone.id)
    (tmp_path / "2" / "new").mkdir()  # of a file that is being received
    assert other.of("anna") == [kept]
    assert {path.name for path in (tmp_path / "2").iterdir()} == {kept.id, "new"}


def test_a_file_that_is_a_day_old_goes_from_the_database(tmp_path: Path, database_url: str) -> None:
    one, other = (SharedUploads(database_url, tmp_path / name, Quota()) for name in ("1", "2"))
    asyncio.run(one.receive("anna", "a.txt", parts(1)))
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("UPDATE precis.uploads SET at = at - 25 * 3600")
        assert other.of("anna") == []
        assert connection.execute("SELECT count(*) FROM precis.upload_parts").fetchone() == (0,)


class Server:
    """The jobs of one server, whose work ends when it is told to."""

    def __init__(self, folder: Path, url: str, name: str, quota: Quota | None = None) -> None:
        self.done = asyncio.Event()
        self.began: list[str] = []
        self.store = SharedJobStore(url, name)
        self.store.lease = 0.8
        self.jobs = Jobs(folder / name / "server", self._work, quota or Quota(), self.store)
        self.jobs.resume()

    async def _work(self, job: Job) -> dict[str, Any]:
        self.began.append(job.id)
        await self.done.wait()
        return {"by": self.store._name}

    def die(self) -> None:
        """End as a process does that is killed: nothing is written down."""
        tasks = [*self.jobs._tasks.values(), self.jobs._keeping_up]
        self.jobs._tasks.clear()
        for task in tasks:
            assert task
            task.cancel()


async def ended(server: Server, job: Job) -> Job:
    async for state in server.jobs.watch(server.jobs.get(job.user, job.id), job.user):
        job = state
    return job


def request(source: str = "https://example.org") -> IngestRequest:
    return IngestRequest(sources=(source,))


def test_a_job_goes_on_elsewhere_when_its_server_dies(tmp_path: Path, database_url: str) -> None:
    async def run() -> None:
        first, second = (Server(tmp_path, database_url, name) for name in ("one", "two"))
        job = first.jobs.submit("anna", request())
        upload = first.jobs.submit("anna", request("upload:0123"))
        await asyncio.sleep(1.2)
        assert second.began == []
        first.die()
        second.done.set()
        for each in (job, upload):
            assert (await asyncio.wait_for(ended(second, each), 20)).result == {"by": "two"}
        await second.jobs.close()

    asyncio.run(run())


def test_a_server_that_stops_leaves_its_jobs_to_the_others(
    tmp_path: Path, database_url: str
) -> None:
    async def run() -> None:
        first, second = (Server(tmp_path, database_url, name) for name in ("one", "two"))
        job = first.jobs.submit("anna", request())
        await first.jobs.close()
        second.done.set()
        assert (await asyncio.wait_for(ended(second, job), 20)).result == {"by": "two"}
        await second.jobs.close()

    asyncio.run(run())


def test_jobs_are_seen_cancelled_and_counted_from_every_server(
    tmp_path: Path, database_url: str
) -> None:
    async def run() -> None:
        quota = Quota(max_jobs=2)
        first, second = (Server(tmp_path, database_url, name, quota) for name in ("one", "two"))
        jobs = [server.jobs.submit("anna", request()) for server in (first, second)]
        with pytest.raises(ProblemError, match="2 of your jobs"):
            first.jobs.submit("anna", request())
        with pytest.raises(ProblemError, match="no job"):
            second.jobs.get("ben", jobs[0].id)
        await asyncio.sleep(0.1)
        assert second.jobs.cancel("anna", jobs[0].id).status == "cancelled"
        for _ in range(100):
            if not first.jobs._live:
                break
            await asyncio.sleep(0.1)
        assert first.jobs._live == {}
        assert first.jobs.get("anna", jobs[0].id).status == "cancelled"
        second.jobs.delete("anna", [jobs[1].id])
        assert first.jobs.of("anna", 10)[0].id == jobs[0].id
        chat = first.jobs.new_chat("anna", "Title", {"collection": "default"})
        assert second.jobs.chat("anna", chat.id) == chat
        await asyncio.gather(first.jobs.close(), second.jobs.close())

    asyncio.run(run())
