"""Map-reduce summarization as a Runnable: Documents → chunks → tree → claims → a Summary."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from functools import partial
from typing import Any

from langchain_core.documents import Document
from langchain_core.runnables import Runnable, RunnableConfig

from precis import event_loop
from precis.chains.delivery import delivered
from precis.chains.events import Finished, Written, events
from precis.chains.evidence import Span, Summary, Usage, by_id
from precis.chains.focus import absent_words
from precis.chains.grounding.claim_checker import ClaimChecker
from precis.chains.meter import metered
from precis.chains.outline import Outline, outlined
from precis.chains.requests import LIVE, Batching, SummaryOptions, Unsupported, words_of
from precis.chains.tree.engine import WIDTH, MapReduceTree, Progress
from precis.chains.writers.contract import Brief, Writer
from precis.models.calls.errors import RefusedError
from precis.models.calls.transport import reducing
from precis.splitters.content_defined import ContentDefinedSplitter


def brief_of(options: SummaryOptions) -> Brief:
    """Return what writers are to keep to."""
    words, focus = words_of(options.length), options.focus
    return Brief(words=words, focus=focus, style=options.style, language=options.language)


class Summarize(Runnable[Sequence[Document], Summary]):
    """Documents in, one Summary of all of them out; `events` also says how far it is."""

    def __init__(
        self,
        writer: Writer[Any],
        brief: Brief,
        checker: ClaimChecker,
        unsupported: Unsupported,
        *,
        splitter: ContentDefinedSplitter | None = None,
        delivery: Batching = LIVE,
    ) -> None:
        self._writer = writer
        self._checker = checker
        self._unsupported = unsupported
        self._splitter = splitter or ContentDefinedSplitter()
        self._brief = brief
        self._delivery = delivery

    @property
    def usage(self) -> Usage:
        """What the writer has spent so far."""
        return self._writer.usage

    def invoke(
        self,
        input: Sequence[Document],
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> Summary:
        """Return the summary; raises what `ainvoke` does."""
        return event_loop.run(self.ainvoke(input, config, **kwargs))

    async def ainvoke(
        self,
        input: Sequence[Document],
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> Summary:
        """Return the summary.

        Raises PrecisError where the documents hold no text or a model call fails for good.
        """
        return await self._acall_with_config(self._run, input, config, **kwargs)

    async def events(
        self, documents: Sequence[Document]
    ) -> AsyncIterator[Progress | Written | Finished[Summary]]:
        """Yield every step and the summary's text as it is written; last, the Summary.

        Raises what `ainvoke` does.
        """
        async for event in events(partial(self._run, documents)):
            yield event

    async def _run(
        self,
        documents: Sequence[Document],
        tell: Callable[[Progress | Written], None] | None = None,
    ) -> Summary:
        writer, told = self._writer, (lambda text: tell(Written(text))) if tell else None
        refused: dict[Span, RefusedError] = {}

        async def map_chunk(chunk: Document, *, root: bool) -> Any:
            """Read a chunk; one that the model refuses is left out, unless it is all there is."""
            try:
                return await writer.map(chunk, self._brief, told, root=root)
            except RefusedError as error:
                if root:
                    raise
                refused[_span(chunk)] = error
                return await writer.reduce((), self._brief, root=False)

        async def reduce_group(nodes: Sequence[Any], *, root: bool) -> Any:
            with reducing():
                return await writer.reduce(nodes, self._brief, told, root=root)

        chunks = self._splitter.lazy_split_documents(documents)
        by = by_id(documents)
        with metered() as meter, delivered(self._delivery):
            width = max(WIDTH, writer.width)
            tree = MapReduceTree[Any](map_chunk, reduce_group, writer.size, writer.capacity, width)
            node = await tree.run(chunks, tell or (lambda _: None))
            claims = await writer.claims(node)
            if refused and not claims:
                raise next(iter(refused.values()))
            checked = await asyncio.to_thread(
                self._checker.handle_unsupported, claims, by, self._unsupported
            )
        outline = self._brief.style == "outline"
        made = outlined(checked.claims, by) if outline else Outline(checked.claims, ())
        return Summary(
            claims=made.claims,
            headings=made.headings,
            unsupported=checked.unsupported,
            left_out=tuple(sorted(refused, key=lambda span: (span.document_id, span.start))),
            absent=absent_words(self._brief.focus, by.values()),
            documents=by,
            model=writer.name,
            usage=meter.usage,
        )


def _span(chunk: Document) -> Span:
    told = chunk.metadata
    return Span(document_id=told["document_id"], start=told["start_index"], end=told["end_index"])
