"""`ask --all` as a Runnable: a question → every candidate document → one cited answer.

Which documents these are is in `candidates.py`, what each is asked in `reading.py`. Lists, counts
and groups are made here, in code, over findings that cite.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from precis.chains.composition.composed import WIDTH
from precis.chains.events import Asked, Written
from precis.chains.evidence import Answer, Claim, Usage, by_id
from precis.chains.meter import metered
from precis.chains.requests import MAX_WORDS, AskOptions, SummarizeOptions
from precis.chains.retrieval_qa import RetrievalQA
from precis.chains.whole_library.answer import Finding, Group, LibraryAnswer, Unread
from precis.chains.whole_library.candidates import Candidate, candidates
from precis.chains.whole_library.form import Wanted, is_about_all, read_question, task_of
from precis.chains.whole_library.reading import find_claims, find_quotes
from precis.chains.whole_library.reducing import (
    count_documents,
    find_by_name,
    finding,
    groups_of,
    list_claims,
)
from precis.chains.whole_library.since import only_new
from precis.chains.whole_library.themes import phrases_of, shared
from precis.errors import PrecisError
from precis.models.calls.errors import ContextLengthError, NoTextError, RefusedError
from precis.stores.errors import EmptyCollectionError

if TYPE_CHECKING:
    from langchain_core.documents import Document

    from precis.chains.conversation import Turn
    from precis.chains.workspace import Workspace

BATCH = 200
"""Documents that are in memory at the same time; those that say it stay."""

_QUOTED_WORDS = 400
"""Words of the text that an answer about all documents has, at most."""


def answering(workspace: Workspace, options: AskOptions) -> RetrievalQA:
    """Return the chain that answers as `options` ask: from the best passages, or from all.

    With `hops`, from those of several searches.
    """
    options = only_new(options, workspace.library)
    passages = workspace.retrieval_qa(options)
    if options.all or options.all_auto:
        return AskAll(passages, workspace, options)
    if options.hops:
        from precis.chains.hops.asking import AskHops

        return AskHops(passages, workspace, options)
    return passages


class _Chosen(NamedTuple):
    """The documents to be asked, by id, and how many there are in all."""

    ids: list[str]
    candidates: dict[str, Candidate]
    total: int


class _Following:
    """Tells how many documents have been asked."""

    def __init__(self, total: int, tell: Callable[[Asked | Written], None]) -> None:
        self._done = 0
        self._total = total
        self._tell = tell
        self.advance(0)

    def advance(self, documents: int) -> None:
        self._done += documents
        self._tell(Asked(self._done, self._total))


class AskAll(RetrievalQA):
    """Answers from every document of a collection that can matter.

    With `all_auto`, only questions that list, count or ask for themes are put to all documents,
    others to the best passages. With `unfiltered` also documents are asked of which the index
    has nothing.
    """

    def __init__(self, passages: RetrievalQA, workspace: Workspace, options: AskOptions) -> None:
        self._passages = passages
        self._workspace = workspace
        self._options = options

    def puts_to_all(self, question: str) -> bool:
        """Return whether a question is put to all documents, rather than to the best passages."""
        if task_of(question) == "list":
            return False
        return self._options.all or is_about_all(question)

    async def plan(self, question: str) -> Usage:
        """Return what asking all would cost, without a paid call; of other questions nothing."""
        if not self.puts_to_all(question):
            return Usage()
        rehearsal = AskAll(self._passages, self._workspace.for_dry_run(), self._options)
        return (await rehearsal.ainvoke(question)).usage

    async def _run(
        self,
        question: str,
        tell: Callable[[Asked | Written], None] | None = None,
        before: Sequence[Turn] = (),
    ) -> Answer:
        passages = self._passages
        with metered() as meter:
            whole = await passages.standalone(question, before)
            if not self.puts_to_all(whole):
                found = await passages.find_passages(whole)
                answer = await passages.answer_from(whole, found, tell)
                return answer.model_copy(update={"question": question, "usage": meter.usage})
            asked = read_question(whole)
            chosen = await asyncio.to_thread(self._choose, asked)
            following = _Following(len(chosen.ids), tell or (lambda _: None))
            findings, documents, failed = await self._find(asked, chosen, following)
            claims, groups = await self._reduce(asked, findings, chosen.total)
        return LibraryAnswer(
            question=question,
            standalone=whole,
            claims=claims,
            passages=(),
            documents=documents,
            model=self._workspace.writer.name,
            unsupported=sum(not claim.supported for claim in claims),
            unmatched=self._passages.unmatched,
            usage=meter.usage,
            form=asked.form,
            total=chosen.total,
            asked=len(chosen.ids),
            count=sum(finding.counts for finding in findings),
            findings=tuple(findings),
            groups=groups,
            failed=tuple(failed),
        )

    def _choose(self, asked: Wanted) -> _Chosen:
        """Return the documents that can matter, in the order of their sources."""
        library, options = self._workspace.library, self._options
        every = library.sources(options.collection, where=options.where)
        if not every and not options.where:
            raise EmptyCollectionError(options.collection)
        if asked.sides:
            meant = (find_by_name(side, every, options.collection) for side in asked.sides)
            every = list(dict.fromkeys(chain.from_iterable(meant)))
        touched = library.find_touched(
            asked.condition, asked.words, options.collection, where=options.where
        )
        found = candidates(touched, asked.words)
        unfiltered = options.unfiltered or asked.form in {"themes", "compare"} or not asked.words
        ids = [it.id for it in every if unfiltered or (it.id in found and found[it.id].can_matter)]
        return _Chosen(ids, found, len(every))

    async def _find(
        self, asked: Wanted, chosen: _Chosen, following: _Following
    ) -> tuple[list[Finding], dict[str, Document], list[Unread]]:
        findings: list[Finding] = []
        kept: dict[str, Document] = {}
        failed: list[Unread] = []
        look = self._look if self._workspace.has_chat else self._quote
        for begin in range(0, len(chosen.ids), BATCH):
            ids = chosen.ids[begin : begin + BATCH]
            documents = await asyncio.to_thread(
                self._workspace.library.documents, ids, self._options.collection
            )
            for found in await look(asked, chosen, list(documents.values()), following):
                if isinstance(found, Unread):
                    failed.append(found)
                elif found.claims:
                    findings.append(found)
                    kept[found.document_id] = documents[found.document_id]
        return findings, kept, failed

    async def _look(
        self,
        asked: Wanted,
        chosen: _Chosen,
        documents: Sequence[Document],
        following: _Following,
    ) -> list[Finding | Unread]:
        """Ask the chat model about each document; a refusal for one does not stop the others.

        After an error that would meet all, calls under way are still waited for: they are paid.
        """
        room, errors = asyncio.Semaphore(WIDTH), list[PrecisError]()

        async def look(document: Document) -> list[Finding | Unread]:
            async with room:
                try:
                    return [] if errors else [await self._state(asked, chosen, document)]
                except PrecisError as error:
                    errors.append(error)
                    return []
                finally:
                    following.advance(1)

        tasks = [asyncio.create_task(look(document)) for document in documents]
        try:
            found = await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
        if errors:
            raise errors[0]
        return list(chain.from_iterable(found))

    async def _state(self, asked: Wanted, chosen: _Chosen, document: Document) -> Finding | Unread:
        """Return what the chat model finds in one document, with its support."""
        candidate = chosen.candidates.get(document.metadata["id"])
        try:
            claims, in_part = await find_claims(
                document, candidate, asked.condition, self._workspace
            )
        except (RefusedError, ContextLengthError, NoTextError) as error:
            return Unread(source=document.metadata["source"], error=str(error))
        if self._workspace.chat.is_dry_run:
            return finding(document, claims, in_part=in_part)
        handling = self._workspace.handling(self._options.unsupported)
        checked = await asyncio.to_thread(
            self._workspace.checker.handle_unsupported, claims, by_id([document]), handling
        )
        return finding(document, checked.claims, in_part=in_part)

    async def _quote(
        self,
        asked: Wanted,
        chosen: _Chosen,
        documents: Sequence[Document],
        following: _Following,
    ) -> list[Finding | Unread]:
        """Return the best sentence of each document that says it; for themes, its phrases."""
        if asked.form == "themes":
            found = await asyncio.to_thread(lambda: list(map(phrases_of, documents)))
            following.advance(len(documents))
            return [finding(it, claims) for it, claims in zip(documents, found, strict=True)]
        readable = [it for it in documents if it.metadata["id"] in chosen.candidates]
        quotes = await find_quotes(
            readable, chosen.candidates, asked.condition, asked.words, self._workspace
        )
        following.advance(len(documents))
        documents_by_id = by_id(readable)
        return [
            finding(
                documents_by_id[quote.span.document_id],
                [Claim(text=quote.text, spans=(quote.span,), support=1.0, supported=True)],
            )
            for quote in quotes
            if quote.says_it
        ]

    async def _reduce(
        self,
        asked: Wanted,
        findings: Sequence[Finding],
        total: int,
    ) -> tuple[tuple[Claim, ...], tuple[Group, ...]]:
        """Return the claims of the answer, and the groups of documents by theme."""
        if not findings:
            return (), ()
        if asked.form in {"list", "count"}:
            return (count_documents(findings, total), *list_claims(findings)), ()
        if asked.form == "compare":
            return list_claims(findings), ()
        if not self._workspace.has_chat:
            return shared(findings) if asked.form == "themes" else (list_claims(findings), ())
        from precis.chains.composition.reading import Reading

        reading = Reading.of_claims(tuple(it for finding in findings for it in finding.claims))
        bullets = asked.form == "themes"
        options = SummarizeOptions(
            length=min(MAX_WORDS, _QUOTED_WORDS),
            focus=asked.condition,
            style="bullets" if bullets else "prose",
            unsupported=self._options.unsupported,
        )
        merging = self._workspace.summarize(options)
        summary = await merging.ainvoke(list(reading.documents.values()))
        claims = reading.resolved(summary.claims)
        return claims, groups_of(claims) if bullets else ()
