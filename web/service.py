"""What the API and the page of one server share: a workspace, uploads, jobs, and who pays."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from loaders import Limits, LoadOptions
from web.accounts import Accounts
from web.jobs import Job, Jobs
from web.quota import Quota
from web.uploads import Uploads
from web.work import Result, Workshop

if TYPE_CHECKING:
    from chains.workspace import Workspace

_FOLDER = "server"


class Service:
    """Made in the event loop that serves; `start` it before use and `close` it after."""

    def __init__(self, workspace: Workspace, quota: Quota) -> None:
        folder = workspace.library.make() / _FOLDER
        self.options = LoadOptions(
            public_only=True, limits=Limits(megabytes=quota.upload_megabytes)
        )
        self.workspace = workspace
        self.quota = quota
        self.uploads = Uploads(folder / "uploads", quota)
        self.workshop = Workshop(workspace, self.uploads, self.options)
        self.jobs = Jobs(folder, self._do, quota)
        self.accounts = Accounts(folder, quota)

    async def start(self) -> None:
        """Load the models and go on with what was interrupted."""
        await asyncio.to_thread(self._warm)
        self.jobs.resume()

    async def close(self) -> None:
        """Stop jobs so that the next server goes on with them."""
        await self.jobs.close()
        self.accounts.close()

    async def _do(self, job: Job) -> Result:
        with self.accounts.spending(job.user):
            return await self.workshop.do(job)

    def _warm(self) -> None:
        """Make what many requests at once would each make."""
        workspace = self.workspace
        workspace.embeddings.embed_query("warm")
        for part in ("writer", "grounder", "library"):
            getattr(workspace, part)
