"""What the API and the page of one server share: a workspace, uploads, jobs and accounts."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from importlib import import_module
from socket import gethostname
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from precis.chains.evidence import Usage
from precis.chains.requests import IngestRequest
from precis.errors import UsageError
from precis.loaders import Limits, LoadOptions
from precis.models.calls.delays import watching_delays
from precis.models.calls.spending import Allowance, tallied
from precis.stores.kept_shares import open_shares
from precis.stores.library_folder import make_folder
from precis.web.accounts import Accounts
from precis.web.job import Job
from precis.web.jobs import Jobs
from precis.web.quota import Quota
from precis.web.rights import Rights, asking
from precis.web.shared_accounts import SharedAccounts
from precis.web.shared_jobs import SharedJobStore
from precis.web.shared_uploads import SharedUploads
from precis.web.tracing import NoTraces
from precis.web.uploads import Uploads
from precis.web.work import Result, Workshop

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from precis.chains.requests import JobRequest
    from precis.chains.workspace import Workspace
    from precis.web.job import Choice
    from precis.web.tracing import Traces

_FOLDER = "server"
_MOST_SERVERS = 64
"""Of a shared library, on one machine."""

_LIMITS = "this run's limit on model calls ({})", "this run's limit on dollars ({})"


class Service:
    """For the event loop of one server; `start` it before use and `close` it after.

    Without `options`, only public addresses are loaded. `offered` are the models that users of
    the page may choose beside that of `workspace`.

    Several servers may work with one shared library. Raises UsageError where another one works with
    a library in the same folder.
    """

    def __init__(
        self,
        workspace: Workspace,
        quota: Quota,
        options: LoadOptions | None = None,
        offered: Sequence[str] = (),
        traces: Traces | None = None,
    ) -> None:
        folder, self._lock = _own_folder(
            make_folder(workspace.path), shared=bool(workspace.database)
        )
        self.picked = asyncio.Event()
        self.loaded = asyncio.Event()
        self.ready = asyncio.Event()
        self.stopping = asyncio.Event()
        self.options = options or LoadOptions(
            public_only=True, limits=Limits(megabytes=quota.max_upload)
        )
        self.shares = open_shares(workspace.path, workspace.database)
        self.rights = Rights(self.shares)
        workspace.restrict(self.rights)
        self.workspace = workspace
        self.offered = tuple(offered)
        self._workspaces: dict[str, Workspace] = {}
        self.quota = quota
        self.traces = traces or NoTraces()
        self.uploads = (
            SharedUploads(workspace.database, folder / "uploads", quota)
            if workspace.database
            else Uploads(folder / "uploads", quota)
        )
        self.workshop = Workshop(workspace, self.uploads, self.options)
        store = _shared_jobs(workspace.database, folder)
        self.jobs = Jobs(folder, self._do, quota, store, self.rights.readable)
        self.accounts = (
            SharedAccounts(workspace.database, quota)
            if workspace.database
            else Accounts(folder, quota)
        )

    async def start(self) -> None:
        """Go on with jobs that were interrupted, and load the models that all work waits for.

        This alone imports what is heavy: LangChain's packages import each other in circles, which
        two threads at once cannot go through. What shows the library needs only what is `loaded`
        first, and what works with models or chains waits until the server is `ready`.
        """
        self.jobs.resume()
        steps = (self._pick, self.picked), (self._load, self.loaded), (self._warm, self.ready)
        for step, done in steps:
            await asyncio.to_thread(step)
            done.set()

    async def close(self) -> None:
        """Stop jobs so that the next server resumes them."""
        await self.jobs.close()
        self.accounts.close()
        self.shares.close()
        await asyncio.to_thread(self.traces.close)
        self._lock.release()

    @property
    def models(self) -> list[str]:
        """The models that users may choose; the first one writes where none is chosen."""
        return list(dict.fromkeys((self.workspace.model, *self.offered)))

    def workspace_of(self, choice: Choice) -> Workspace:
        """Return the workspace of the model chosen. Raises UsageError for one not offered."""
        if choice.model in {"", self.workspace.model}:
            return self.workspace
        if choice.model not in self.offered:
            offered = ", ".join(self.models)
            raise UsageError(f"the model '{choice.model}' is not offered here: choose {offered}")
        if choice.model not in self._workspaces:
            self._workspaces[choice.model] = self.workspace.with_model(choice.model)
        return self._workspaces[choice.model]

    async def estimate(self, user: str, request: JobRequest, choice: Choice) -> Usage:
        """Return what a job would cost, without a model call; it takes as long as reading does."""
        workspace = self.workspace_of(choice)
        if not workspace.has_chat:
            return Usage()
        workshop = Workshop(workspace.for_dry_run(), self.uploads, self.options)
        result = await workshop.do(Job("", user, request, "running", ""))
        parts = result.get("results", [result])
        return sum((Usage.model_validate(it["usage"]) for it in parts if "usage" in it), Usage())

    async def _do(self, job: Job) -> Result:
        await self.ready.wait()
        loop = asyncio.get_running_loop()
        limits = Allowance(job.choice.max_calls, job.choice.max_cost, names=_LIMITS)
        with (
            asking(job.user, job.collections),
            self.traces.job(job),
            self.accounts.spending(job.user),
            tallied(limits),
            watching_delays(lambda words: loop.call_soon_threadsafe(job.wait_for, words)),
        ):
            workspace = self.workspace_of(job.choice)
            result = await Workshop(workspace, self.uploads, self.options).do(job)
        if job.title and isinstance(job.request, IngestRequest):
            self.uploads.drop(job.user, job.request.sources)
        return result

    def _pick(self) -> None:
        """Find out which chat model is used; every interface shows it."""
        _ = self.workspace.model

    def _load(self) -> None:
        """Open the library."""
        _ = self.workspace.library

    def _warm(self) -> None:
        """Import and make what many requests at once would each import and make."""
        import_module("precis.chains.composition.composed")
        workspace = self.workspace
        workspace.embeddings.embed_query("warm")
        _ = workspace.writer, workspace.checker


def _shared_jobs(database: str | None, folder: Path) -> SharedJobStore | None:
    """Return the records of the jobs of all servers, where the library is shared."""
    if database is None:
        return None
    return SharedJobStore(database, f"{gethostname()} {folder}")


def _own_folder(library: Path, *, shared: bool) -> tuple[Path, FileLock]:
    """Return a folder for jobs and uploads that no other server has, and its lock.

    Servers of a shared library each have one: the first that is free, so that one which is started
    again resumes what it left.
    """
    for number in range(1, _MOST_SERVERS + 1 if shared else 2):
        folder = library / (_FOLDER if number == 1 else f"{_FOLDER}-{number}")
        folder.mkdir(exist_ok=True)
        lock = FileLock(folder / "lock", thread_local=False)
        with suppress(Timeout):
            lock.acquire(timeout=0)
            return folder, lock
    raise UsageError("another server uses this library: stop it, or choose another --library")
