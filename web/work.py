"""The work of each kind of job: from its request to the JSON object of its result."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from precis import event_loop
from precis.chains.requests import (
    AskRequest,
    CheckRequest,
    IngestRequest,
    RunRequest,
    SourcesRequest,
    SummarizeRequest,
)
from precis.errors import PrecisError
from precis.stores.permissions import Right
from precis.web.problems import AllFailedError
from precis.web.uploads import UPLOAD
from precis.web.visible import look
from precis.web.wording import result_without_advice

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator

    from langchain_core.documents import Document
    from langchain_core.documents.base import Blob

    from precis.chains.composition.items import Item
    from precis.chains.conversation import Turn
    from precis.chains.events import Asked, Finished, Written
    from precis.chains.evidence import Answer
    from precis.chains.workspace import Workspace
    from precis.loaders import LoadOptions
    from precis.stores.ingest import IngestReport
    from precis.web.job import Job

Result = dict[str, Any]

_READ = ("added", "updated", "unchanged")
_COUNTS = (*_READ, "chunks")

_FEED = "feed:"
"""Of all kinds of servers, only feeds are read without credentials of this server's operator."""


class Files(Protocol):
    """Which files a request may name, and how."""

    def open(self, user: str, source: str) -> str | Blob:
        """Return what `source` names, for the loaders. Raises ProblemError for anything else."""


class Workshop:
    """Runs jobs in a workspace; addresses are loaded with `options`."""

    def __init__(self, workspace: Workspace, files: Files, options: LoadOptions) -> None:
        self._workspace = workspace
        self._files = files
        self._options = options

    async def do(self, job: Job) -> Result:
        """Return the result of a job."""
        match job.request:
            case AskRequest() as request:
                return await self._ask(job, request)
            case SummarizeRequest() as request:
                return await self._summarize(job, request)
            case IngestRequest() as request:
                return await self._ingest(job, request)
            case CheckRequest() as request:
                return await self._check(job, request)
            case RunRequest() as request:
                return await self._run(job, request)
        raise AssertionError(f"no job does a {type(job.request).__name__}")

    def check_sources(self, user: str, request: SourcesRequest) -> None:
        """Raise PrecisError for a source that cannot be valid here, without loading any."""
        from precis.chains.whole_library.sources import find_stored, is_stored
        from precis.loaders.web.fetch import check_address

        for source in request.sources:
            if _is_address(source):
                check_address(source.removeprefix(_FEED), self._options)
            elif not is_stored(source):
                self._files.open(user, source)
        if isinstance(request, IngestRequest):
            self._workspace.library.store(request.collection, Right.WRITE)
        find_stored(request.sources, self._workspace.library, request.collection)

    async def _summarize(self, job: Job, request: SummarizeRequest) -> Result:
        from precis.chains.events import Finished, Written

        documents = await self._documents(job)
        chain = self._workspace.summarize(request)
        async with aclosing(event_loop.stream(chain.events(documents))) as events:
            async for event in events:
                match event:
                    case Finished(result=summary):
                        return summary.as_json()
                    case Written(text=text):
                        job.tell(text=text)
                    case progress:
                        job.tell(asdict(progress))
        raise AssertionError("the events of a run end with its summary")

    async def _ask(self, job: Job, request: AskRequest) -> Result:
        """Answer a question; `standalone` is the question, rewritten to stand alone."""
        from precis.chains.events import Asked, Finished, Written

        async with aclosing(await self.answering(request)) as events:
            async for event in events:
                match event:
                    case Finished(result=answer):
                        whole = answer.as_json() | {"standalone": answer.standalone}
                        result: Result = result_without_advice(whole)
                        return result
                    case Written(text=text):
                        job.tell(text=text)
                    case Asked(done=done, total=total):
                        job.tell({"documents": total, "results": done})
        raise AssertionError("the events of a run end with its answer")

    async def _ingest(self, job: Job, request: IngestRequest) -> Result:
        """Load the sources of the request into the library; if cancelled, nothing changes."""
        from precis.chains.ingest import Ingest

        loop = asyncio.get_running_loop()

        expected = await asyncio.to_thread(self._count_expected, job.user, request)

        def follow(report: IngestReport) -> None:
            counts = {name: getattr(report, name) for name in _COUNTS}
            loop.call_soon_threadsafe(job.tell, counts | {"expected": expected})

        ingest = Ingest(self._workspace, request.collection, follow)
        documents = self._keeping(job.user, request, ingest.fail)
        report = await ingest.run_in_thread(documents)
        result: Result = result_without_advice(report.model_dump(mode="json"))
        if result["failed"] and not any(result[name] for name in _READ):
            raise AllFailedError(result["failed"], result)
        return result

    def _keeping(self, user: str, request: IngestRequest, on_error: Any) -> Iterator[Document]:
        """Yield the documents of a request; uploads that can be displayed are kept with them."""
        originals = self._workspace.originals
        for source in request.sources:
            one = request.model_copy(update={"sources": [source]})
            for document in self._load(user, one, on_error):
                if source.startswith(UPLOAD) and look(document.metadata["media_type"]):
                    blob = self._files.open(user, source)
                    if not isinstance(blob, str) and blob.source == document.metadata["source"]:
                        name, path = document.metadata["id"], Path(str(blob.path))
                        originals.keep(request.collection, name, path)
                yield document

    async def _run(self, job: Job, request: RunRequest) -> Result:
        """Run the chain of the request; `results` has one object each, as `precis run` prints."""
        from precis.chains.composition.composed import compose
        from precis.chains.ingested import Failure

        failed: list[Failure] = []

        def fail(item: Item, error: PrecisError) -> None:
            failed.append(Failure(source=item.title, error=str(error)))

        documents = await self._documents(job)
        composed = await asyncio.to_thread(
            compose,
            request.chain,
            self._workspace,
            unsupported=request.unsupported,
            on_error=fail,
            files=False,
            delivery=request,
        )
        results: list[Result] = []
        async with aclosing(event_loop.stream(composed.astream(documents))) as made:
            async for items in made:
                results += [item.as_json() | {"blocks": blocks_of(item)} for item in items]
                job.tell({"results": len(results), "documents": len(documents)})
        failures = [failure.model_dump() for failure in failed]
        result: Result = result_without_advice({"results": results, "failed": failures})
        if failed and not results:
            raise AllFailedError(result["failed"], result)
        return result

    async def _check(self, job: Job, request: CheckRequest) -> Result:
        """Check the sentences of the request's text against its sources."""
        from precis.chains.evidence import by_id

        documents = by_id(await self._documents(job))
        loop = asyncio.get_running_loop()

        def run_check() -> Result:
            count, claims = self._workspace.check(request.text, documents, request)
            checked: list[Result] = []
            for claim in claims:
                checked.append(claim.as_json(documents))
                progress = {"sentences": count, "sentences_done": len(checked)}
                loop.call_soon_threadsafe(job.tell, progress)
            return {"claims": checked}

        return await asyncio.to_thread(run_check)

    async def answer(self, request: AskRequest) -> Answer:
        """Return an answer; raises if the collection cannot be searched."""
        from precis.chains.whole_library.asking import answering

        chain = await asyncio.to_thread(answering, self._workspace, request)
        return await event_loop.wait(chain.answer(request.question, _turns(request)))

    async def answering(
        self, request: AskRequest
    ) -> AsyncGenerator[Asked | Written | Finished[Answer]]:
        """Return the events of an answer; raises if the collection cannot be searched."""
        from precis.chains.whole_library.asking import answering

        chain = await asyncio.to_thread(answering, self._workspace, request)
        return event_loop.stream(chain.events(request.question, _turns(request)))

    async def _documents(self, job: Job) -> list[Document]:
        assert isinstance(job.request, SourcesRequest)
        request, loop = job.request, asyncio.get_running_loop()

        def load() -> list[Document]:
            documents: list[Document] = []
            expected = self._count_expected(job.user, request)
            for document in self._load(job.user, request):
                documents.append(document)
                progress = {"expected": expected, "read": len(documents)}
                loop.call_soon_threadsafe(job.tell, progress)
            return documents

        return await asyncio.to_thread(load)

    def _count_expected(self, user: str, request: SourcesRequest) -> int:
        """Estimate how many documents the sources have: a file may hold several, or none."""
        from precis.chains.whole_library.sources import find_stored
        from precis.loaders.folder import files
        from precis.loaders.sources import is_folder

        stored = find_stored(request.sources, self._workspace.library, request.collection)
        found = sum(map(len, stored.values()))
        for source in request.sources:
            if source in stored:
                continue
            is_file = source.startswith(UPLOAD) or _is_address(source)
            opened = source if is_file else self._files.open(user, source)
            if not is_file and isinstance(opened, str) and is_folder(opened):
                found += sum(1 for _ in files(Path(opened), self._options))
            else:
                found += 1
        return found

    def _load(self, user: str, request: SourcesRequest, on_error: Any = None) -> Iterator[Document]:
        """Return the documents of addresses, files, and what is in the library."""
        from precis.chains.whole_library.sources import is_stored, load

        sources = [
            source if is_stored(source) or _is_address(source) else self._files.open(user, source)
            for source in request.sources
        ]
        where = request.collection
        return load(sources, self._workspace, self._options, on_error, collection=where)


def _is_address(source: str) -> bool:
    return source.removeprefix(_FEED).lower().startswith(("http://", "https://"))


def blocks_of(item: Item) -> list[Result]:
    """Return what a chain made of an item, for reading: headings, and sentences below them."""
    return [
        {
            "heading": block.heading,
            "bullets": block.bullets,
            "brief": block.brief,
            "claims": [claim.as_json(item.documents) for claim in block.claims],
        }
        for block in item.result.blocks()
    ]


def _turns(request: AskRequest) -> list[Turn]:
    from precis.chains.conversation import Turn

    return [Turn(it.question, it.question, it.answer) for it in request.before]
