"""What each kind of job does: from its request to the JSON object of its result."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import asdict
from functools import partial
from threading import Event
from time import perf_counter
from typing import TYPE_CHECKING, Any, Protocol

from precis import bridge
from precis.errors import PrecisError
from precis.web.problems import ProblemError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator

    from langchain_core.documents import Document
    from langchain_core.documents.base import Blob

    from precis.chains.composition.items import Item
    from precis.chains.conversation import Turn
    from precis.chains.events import Finished, Written
    from precis.chains.evidence import Answer
    from precis.chains.retrieval_qa import RetrievalQA
    from precis.chains.workspace import Workspace
    from precis.loaders import LoadError, LoadOptions
    from precis.stores.ingest import IngestReport
    from precis.web.jobs import Job

Result = dict[str, Any]

_COUNTS = ("added", "updated", "unchanged", "chunks")

DOCUMENT = "document:"
"""What names a document of the library; all but that and addresses is for `Files` to say."""


class Files(Protocol):
    """Which files a request may name, and how."""

    def open(self, user: str, source: str) -> str | Blob:
        """Return what `source` names, as loaders take it. Raises ProblemError for all else."""


class Workshop:
    """Does jobs with a workspace; addresses are loaded with `options`."""

    def __init__(self, workspace: Workspace, files: Files, options: LoadOptions) -> None:
        self._workspace = workspace
        self._files = files
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
            case "run":
                return await self.run(job)
        raise ProblemError(422, f"no kind of job is called '{job.kind}'")

    async def summarize(self, job: Job) -> Result:
        """Summarize the sources of the request."""
        from precis.chains.events import Finished, Written
        from precis.chains.summarize import brief_of

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
        """Load the sources of the request into the library; cancelled, it changes nothing."""
        from precis.chains.ingested import Ingested

        started = perf_counter()
        failed: dict[str, LoadError] = {}
        loop = asyncio.get_running_loop()
        cancelled = Event()

        def fail(error: LoadError) -> None:
            failed[error.source] = error

        def tell(report: IngestReport) -> None:
            if cancelled.is_set():
                raise PrecisError("cancelled")
            counts = {name: getattr(report, name) for name in _COUNTS}
            loop.call_soon_threadsafe(job.tell, counts)

        documents = self._load(job.user, job.request["sources"], job.request["collection"], fail)
        store = partial(
            self._workspace.library.ingest,
            documents,
            job.request["collection"],
            failed=failed.keys(),
            on_progress=tell,
        )
        try:
            report = await asyncio.to_thread(store)
        except asyncio.CancelledError:
            cancelled.set()
            raise
        usage = self._workspace.embedding_usage(started)
        return Ingested.of(report, failed.values(), usage).model_dump()

    async def run(self, job: Job) -> Result:
        """Run the chain of the request; `results` has one object each, as `precis run` prints."""
        from precis.chains.composition.composed import compose
        from precis.chains.ingested import Failure

        failed: list[Failure] = []

        def fail(item: Item, error: PrecisError) -> None:
            failed.append(Failure(source=item.title, error=str(error)))

        asked = job.request
        documents = await self._documents(job, asked["sources"], asked["collection"])
        composed = await asyncio.to_thread(
            compose,
            asked["chain"],
            self._workspace,
            unsupported=asked["unsupported"],
            on_error=fail,
            files=False,
        )
        results: list[Result] = []
        async with aclosing(bridge.stream(composed.astream(documents))) as made:
            async for items in made:
                results += [item.as_json() for item in items]
                job.tell({"results": len(results), "documents": len(documents)})
        return {"results": results, "failed": [failure.model_dump() for failure in failed]}

    async def check(self, job: Job) -> Result:
        """Judge the sentences of the request's text by its sources."""
        from precis.chains.evidence import by_id

        documents = by_id(
            await self._documents(job, job.request["sources"], job.request["collection"])
        )

        def judged() -> Result:
            _, claims = self._workspace.check(job.request["text"], documents)
            return {"claims": [claim.as_json(documents) for claim in claims]}

        return await asyncio.to_thread(judged)

    async def answer(self, asked: dict[str, Any]) -> Answer:
        """Return an answer; raises where the collection cannot be asked."""
        chain = await self._asked_of(asked)
        return await bridge.wait(chain.answer(asked["question"], _turns(asked)))

    async def answering(self, asked: dict[str, Any]) -> AsyncIterator[Written | Finished[Answer]]:
        """Return the events of an answer; raises where the collection cannot be asked."""
        chain = await self._asked_of(asked)
        return bridge.stream(chain.events(asked["question"], _turns(asked)))

    async def _asked_of(self, asked: dict[str, Any]) -> RetrievalQA:
        return await asyncio.to_thread(
            self._workspace.retrieval_qa,
            asked["collection"],
            asked["k"],
            asked["where"],
            asked["unsupported"],
        )

    async def _documents(self, job: Job, sources: list[str], collection: str) -> list[Document]:
        load = partial(self._load, job.user, sources, collection)
        return await asyncio.to_thread(lambda: list(load()))

    def _load(
        self, user: str, sources: Iterable[str], collection: str, on_error: Any = None
    ) -> Iterator[Document]:
        """Yield the documents of addresses, files, and what is in the library."""
        from precis.loaders import load

        for source in sources:
            if source.startswith(DOCUMENT):
                ids = [source.removeprefix(DOCUMENT)]
                yield from self._workspace.library.documents(ids, collection).values()
            elif source.lower().startswith(("http://", "https://")):
                yield from load([source], self._options, on_error)
            else:
                yield from load([self._files.open(user, source)], self._options, on_error)


def _turns(asked: dict[str, Any]) -> list[Turn]:
    from precis.chains.conversation import Turn

    return [Turn(it["question"], it["question"], it["answer"]) for it in asked["before"]]
