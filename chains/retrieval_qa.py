"""Retrieval QA as a Runnable: a question → passages → claims → an Answer that was checked."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from functools import partial
from typing import Any

from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableConfig

from precis import event_loop
from precis.chains.conversation import Turn
from precis.chains.events import Asked, Finished, Written, events
from precis.chains.evidence import Answer, Claim, Documents, Passage
from precis.chains.grounding.brief import brief
from precis.chains.grounding.claim_checker import ClaimChecker
from precis.chains.grounding.disagreement import newest_first
from precis.chains.hops.parts import parts_of
from precis.chains.meter import metered
from precis.chains.requests import Unsupported
from precis.chains.whole_library.form import Task, task_of
from precis.chains.writers.contract import Tell, Writer
from precis.chains.writers.refusals import find_refused
from precis.languages.identification import language_of
from precis.languages.readable import readable
from precis.languages.tables import header_above
from precis.models.calls.errors import RefusedError
from precis.models.chat import EXTRACTIVE


class RetrievalQA(Runnable[str, Answer]):
    """A question in, its Answer out; `events` also takes what was said before it.

    `documents` gives the whole documents of the ids that the passages name, so that every
    quote can be cut out of them. No passage at all, or none that answers, gives no claims;
    `unmatched` are the conditions on documents that none meets.
    """

    def __init__(
        self,
        writer: Writer[Any],
        retriever: BaseRetriever,
        documents: Callable[[Iterable[str]], Documents],
        checker: ClaimChecker,
        unsupported: Unsupported,
        *,
        unmatched: Sequence[str] = (),
    ) -> None:
        self._writer = writer
        self._retriever = retriever
        self._documents = documents
        self._checker = checker
        self._unsupported = unsupported
        self.unmatched = tuple(unmatched)

    def invoke(
        self,
        input: str,
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> Answer:
        """Return the answer; raises what `ainvoke` does."""
        return event_loop.run(self.ainvoke(input, config, **kwargs))

    async def ainvoke(
        self,
        input: str,
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> Answer:
        """Return the answer. Raises PrecisError where a search or a model call fails for good."""
        return await self._acall_with_config(self._run, input, config, **kwargs)

    async def answer(self, question: str, before: Sequence[Turn]) -> Answer:
        """Return the answer to a question that follows the turns `before` it.

        Raises what `ainvoke` does.
        """
        return await self._run(question, before=before)

    async def events(
        self, question: str, before: Sequence[Turn] = ()
    ) -> AsyncIterator[Asked | Written | Finished[Answer]]:
        """Yield how far it is and the answer's text as it is written; last, the Answer.

        `before` are the earlier turns of the conversation. Raises what `ainvoke`
        does.
        """
        async for event in events(partial(self._run, question, before=before)):
            yield event

    async def _run(
        self,
        question: str,
        tell: Callable[[Asked | Written], None] | None = None,
        before: Sequence[Turn] = (),
    ) -> Answer:
        with metered() as meter:
            whole = await self.standalone(question, before)
            answer = await self.answer_from(whole, await self.find_passages(whole), tell)
        return answer.model_copy(update={"question": question, "usage": meter.usage})

    async def standalone(self, question: str, before: Sequence[Turn]) -> str:
        """Return a question that follows the turns `before` it as one that stands alone."""
        return await self._writer.standalone(question, before) if before else question

    async def find_passages(self, question: str) -> list[Document]:
        """Return the passages that answer best."""
        return await self._retriever.ainvoke(question)

    async def answer_from(
        self,
        question: str,
        passages: Sequence[Document],
        tell: Callable[[Asked | Written], None] | None = None,
    ) -> Answer:
        """Return the answer to a standalone question from these passages alone."""
        told = (lambda text: tell(Written(text))) if tell else None
        task = task_of(question)
        with metered() as meter:
            ids = dict.fromkeys(passage.metadata["document_id"] for passage in passages)
            sources = await asyncio.to_thread(self._documents, ids)
            passages = [_with_header(passage, sources) for passage in passages]
            read = [] if self._cannot_answer(task) else passages
            claims, refused = await self._write_answer(question, read, told)
            checked = await asyncio.to_thread(
                self._checker.handle_unsupported, claims, sources, self._unsupported
            )
            answering, disagreeing = self._in_order(question, checked.claims, sources)
        return Answer(
            question=question,
            standalone=question,
            claims=answering,
            brief=_brief(question, answering, sources),
            disagreeing=disagreeing,
            unsupported=checked.unsupported,
            unmatched=self.unmatched,
            task=task,
            languages=() if claims else self._languages(question, read),
            left_out=tuple(Passage.of(passage).span for passage in refused),
            passages=tuple(map(Passage.of, passages)),
            documents=sources,
            model=self._writer.name,
            usage=meter.usage,
        )

    def _cannot_answer(self, task: Task | None) -> bool:
        """Return whether no passage can answer: lists need `--all`, summaries a model."""
        return task == "list" or (task is not None and self._writer.name == EXTRACTIVE)

    def _in_order(
        self, question: str, claims: tuple[Claim, ...], documents: Documents
    ) -> tuple[tuple[Claim, ...], tuple[str, ...]]:
        """Return quoted claims with the newest first where documents disagree, and which do."""
        if self._writer.name != EXTRACTIVE or len(parts_of(question)) > 1:
            return claims, ()
        return newest_first(claims, documents)

    def _languages(self, question: str, passages: Sequence[Document]) -> tuple[str, ...]:
        """Return the languages of question and passages where the writer reads one at a time."""
        if self._writer.name != EXTRACTIVE or not passages:
            return ()
        told = language_of(" ".join(passage.page_content for passage in passages))
        asked = language_of(question)
        return (asked, told) if asked and told and asked != told else ()

    async def _write_answer(
        self, question: str, passages: Sequence[Document], tell: Tell | None
    ) -> tuple[list[Claim], Sequence[Document]]:
        """Return the answer, and the passages that were left out because the model refuses them.

        Raises RefusedError where it refuses all.
        """
        if not passages:
            return [], ()
        try:
            return await self._writer.answer(question, passages, tell), ()
        except RefusedError:
            refused = await find_refused(partial(self._writer.answer, question), passages)
            rest = [passage for passage in passages if passage not in refused]
            if not rest or not refused:
                raise
        return await self._writer.answer(question, rest, tell), refused


def _brief(question: str, claims: Sequence[Claim], documents: Documents) -> str | None:
    """Return the name or figure asked for where the first claim is a quote that has it.

    None where several things are asked for: one of them would seem to be the answer.
    """
    if len(parts_of(question)) > 1:
        return None
    for claim in claims[:1]:
        if [readable(span.quote(documents)) for span in claim.spans] == [claim.text]:
            return brief(question, claim.text)
    return None


def _with_header(passage: Document, documents: Documents) -> Document:
    """Return a passage that begins within a table with the row that names its columns."""
    at = passage.metadata
    header = header_above(documents[at["document_id"]].page_content, at["start_index"])
    if header is None:
        return passage
    return Document(page_content=passage.page_content, metadata={**at, "header": header})
