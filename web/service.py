"""What the API and the page of one server share: a workspace, uploads, jobs, and who pays."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from precis.errors import UsageError
from precis.loaders import Limits, LoadOptions
from precis.web.accounts import Accounts
from precis.web.jobs import Job, Jobs
from precis.web.quota import Quota
from precis.web.uploads import Uploads
from precis.web.work import Result, Workshop

if TYPE_CHECKING:
    from pathlib import Path

    from precis.chains.workspace import Workspace

_FOLDER = "server"


class Service:
    """For the event loop of one server; `start` it before use and `close` it after.

    Without `options`, only public addresses are loaded.

    Raises UsageError where another server works with the same library.
    """

    def __init__(
        self, workspace: Workspace, quota: Quota, options: LoadOptions | None = None
    ) -> None:
        folder = workspace.library.make() / _FOLDER
        folder.mkdir(exist_ok=True)
        self._lock = _lock(folder)
        self.ready = asyncio.Event()
        self.stopping = asyncio.Event()
        self.options = options or LoadOptions(
            public_only=True, limits=Limits(megabytes=quota.max_upload)
        )
        self.workspace = workspace
        self.quota = quota
        self.uploads = Uploads(folder / "uploads", quota)
        self.workshop = Workshop(workspace, self.uploads, self.options)
        self.jobs = Jobs(folder, self._do, quota)
        self.accounts = Accounts(folder, quota)

    async def start(self) -> None:
        """Go on with jobs that were interrupted, and load the models that all work waits for."""
        self.jobs.resume()
        await asyncio.to_thread(self._warm)
        self.ready.set()

    async def close(self) -> None:
        """Stop jobs so that the next server resumes them."""
        await self.jobs.close()
        self.accounts.close()
        self._lock.release()

    async def _do(self, job: Job) -> Result:
        await self.ready.wait()
        with self.accounts.spending(job.user):
            return await self.workshop.do(job)

    def _warm(self) -> None:
        """Make what many requests at once would each make."""
        workspace = self.workspace
        workspace.embeddings.embed_query("warm")
        for part in ("writer", "checker", "library"):
            getattr(workspace, part)


def _lock(folder: Path) -> FileLock:
    """Lock out other servers: each would resume the jobs of the other."""
    lock = FileLock(folder / "lock", thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise UsageError(
            "another server works with this library: stop it, or choose another --library"
        ) from None
    return lock
