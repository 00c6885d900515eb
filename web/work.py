"""What each kind of job does: from its request to the JSON object of its result."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import asdict
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, Any

import bridge
from web.problems import ProblemError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from langchain_core.documents import Document
    from langchain_core.documents.base import Blob

    from chains.workspace import Workspace
    from loaders import LoadError, LoadOptions
    from web.jobs import Job
    from web.uploads import Uploads

Result = dict[str, Any]

UPLOAD, DOCUMENT = "upload:", "document:"
"""What names a source of a request that is no address; no request names a file of the server."""


class Workshop:
    """Does jobs with a workspace; addresses are loaded with `options`."""

    def __init__(self, workspace: Workspace, uploads: Uploads, options: LoadOptions) -> None:
        self._workspace = workspace
        self._uploads = uploads
        self._options = options

    async def do(self, job: Job) -> Result:
        """Return the result of a job."""
        match job.kind:
            case "summarize":
                return await self.summarize(job)
            case "ingest":
                return await self.ingest(job)
            case "check":
                return await self.check(job)
        raise ProblemError(422, f"no kind of job is called '{job.kind}'")

    async def summarize(self, job: Job) -> Result:
        """Summarize the sources of the request."""
        from chains.events import Finished, Written
        from chains.summarize import brief_of

        asked = dict(job.request)
        unsupported = asked.pop("unsupported")
        sources, collection = asked.pop("sources"), asked.pop("collection")
        documents = await self._documents(job, sources, collection)
        chain = self._workspace.summarize(brief_of(**asked), unsupported)
        async with aclosing(bridge.stream(chain.events(documents))) as events:
            async for event in events:
                match event:
                    case Finished(result=summary):
                        return summary.as_json()
                    case Written(text=text):
                        job.tell(text=text)
                    case progress:
                        job.tell(asdict(progress))
        raise AssertionError("the events of a run end with its summary")

    async def ingest(self, job: Job) -> Result:
        """Load the sources of the request into the library."""
        from chains.ingested import Ingested

        started = perf_counter()
        failed: dict[str, LoadError] = {}

        def fail(error: LoadError) -> None:
            failed[error.source] = error

        loop = asyncio.get_running_loop()

        def tell(report: Any) -> None:
            counts = {k: getattr(report, k) for k in ("added", "updated", "unchanged", "chunks")}
            loop.call_soon_threadsafe(job.tell, counts)

        documents = self._load(job.user, job.request["sources"], job.request["collection"], fail)
        report = await asyncio.to_thread(
            partial(
                self._workspace.library.ingest,
                documents,
                job.request["collection"],
                failed=failed.keys(),
                on_progress=tell,
            )
        )
        usage = self._workspace.embedding_usage(started)
        return Ingested.of(report, failed.values(), usage).model_dump()

    async def check(self, job: Job) -> Result:
        """Judge the sentences of the request's text by its sources."""
        from chains.evidence import by_id

        documents = by_id(
            await self._documents(job, job.request["sources"], job.request["collection"])
        )

        def judged() -> Result:
            _, claims = self._workspace.check(job.request["text"], documents)
            return {"claims": [claim.as_json(documents) for claim in claims]}

        return await asyncio.to_thread(judged)

    async def _documents(self, job: Job, sources: list[str], collection: str) -> list[Document]:
        load = partial(self._load, job.user, sources, collection)
        return await asyncio.to_thread(lambda: list(load()))

    def _load(
        self, user: str, sources: Iterable[str], collection: str, on_error: Any = None
    ) -> Iterator[Document]:
        """Yield the documents of addresses, uploads and what is in the library."""
        from loaders import load

        for source in sources:
            if source.startswith(UPLOAD):
                blob: Blob = self._uploads.blob(user, source.removeprefix(UPLOAD))
                yield from load([blob], self._options, on_error)
            elif source.startswith(DOCUMENT):
                ids = [source.removeprefix(DOCUMENT)]
                yield from self._workspace.library.documents(ids, collection).values()
            elif source.lower().startswith(("http://", "https://")):
                yield from load([source], self._options, on_error)
            else:
                raise ProblemError(
                    422,
                    f"'{source}' is no source here: give an http or https address, "
                    f"{UPLOAD}ID or {DOCUMENT}ID",
                )
