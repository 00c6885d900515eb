"""Map-reduce summarization as a Runnable: Documents → chunks → tree → claims → a Summary."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from functools import partial
from typing import Any

from langchain_core.documents import Document
from langchain_core.runnables import Runnable, RunnableConfig

from precis import bridge
from precis.chains.events import Finished, Written, events
from precis.chains.evidence import Summary, Unsupported, Usage, by_id
from precis.chains.grounding.grounder import Grounder
from precis.chains.meter import metered
from precis.chains.tree.engine import MapReduceTree, Progress
from precis.chains.writers.contract import Brief, Style, Writer
from precis.errors import UsageError
from precis.splitters.content_defined import ContentDefinedSplitter

LENGTHS = {"short": 80, "medium": 200, "long": 500}
"""Words of a summary by the name of its length."""

MAX_WORDS = 5000


def brief_of(length: str, *, focus: str | None, style: Style, language: str | None) -> Brief:
    """Return the brief of what a reader typed; `length` is a name in LENGTHS or a word count.

    Raises UsageError for any other length.
    """
    words = LENGTHS.get(length) or (int(length) if length.isascii() and length.isdigit() else 0)
    if not 0 < words <= MAX_WORDS:
        names = ", ".join(LENGTHS)
        raise UsageError(f"length '{length}' is none of {names} or 1 to {MAX_WORDS} words")
    return Brief(words=words, focus=focus or None, style=style, language=language or None)


class Summarize(Runnable[Sequence[Document], Summary]):
    """Documents in, one Summary of all of them out; `events` also says how far it is."""

    def __init__(
        self,
        writer: Writer[Any],
        brief: Brief,
        grounder: Grounder,
        unsupported: Unsupported,
        splitter: ContentDefinedSplitter | None = None,
    ) -> None:
        self._writer = writer
        self._grounder = grounder
        self._unsupported = unsupported
        self._splitter = splitter or ContentDefinedSplitter()
        self._brief = brief

    @property
    def usage(self) -> Usage:
        """What the writer has spent so far."""
        return self._writer.usage

    def invoke(
        self,
        input: Sequence[Document],  # noqa: A002
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> Summary:
        """Return the summary; raises what `ainvoke` does."""
        return bridge.run(self.ainvoke(input, config, **kwargs))

    async def ainvoke(
        self,
        input: Sequence[Document],  # noqa: A002
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
        tree: MapReduceTree[Any] = MapReduceTree(
            partial(writer.map, brief=self._brief, tell=told),
            partial(writer.reduce, brief=self._brief, tell=told),
            writer.size,
            writer.capacity,
        )
        chunks = self._splitter.lazy_split_documents(documents)
        by = by_id(documents)
        with metered() as meter:
            node = await tree.run(chunks, tell or (lambda _: None))
            checked = await asyncio.to_thread(
                self._grounder.check, writer.claims(node), by, self._unsupported
            )
        return Summary(
            claims=checked.claims,
            unsupported=checked.unsupported,
            documents=by,
            model=writer.name,
            usage=meter.usage,
        )
