"""Map-reduce summarization as a Runnable: Documents → chunks → tree → claims → a Summary."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from functools import partial
from time import monotonic
from typing import Any

from langchain_core.documents import Document
from langchain_core.runnables import Runnable, RunnableConfig

import bridge
from chains.evidence import Documents, Summary, Unsupported, by_id
from chains.grounding import Checked, Grounder
from chains.tree import Finished, MapReduceTree, Progress
from chains.writer import Brief, Style, Writer
from errors import UsageError
from splitters.content_defined import ContentDefinedSplitter

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
        self._tree: MapReduceTree[Any] = MapReduceTree(
            partial(writer.map, brief=brief),
            partial(writer.reduce, brief=brief),
            writer.size,
            writer.capacity,
        )

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
        return await self._acall_with_config(self._summary, input, config, **kwargs)

    async def events(self, documents: Sequence[Document]) -> AsyncIterator[Progress | Summary]:
        """Yield `Progress` at every step and, last, the Summary; raises what `ainvoke` does."""
        started, before = monotonic(), self._writer.usage
        async for event in self._tree.events(self._chunks(documents)):
            if isinstance(event, Finished):
                checked = await asyncio.to_thread(self._checked, event.node, by_id(documents))
                spent = self._writer.usage.since(before)
                yield Summary(
                    claims=checked.claims,
                    unsupported=checked.unsupported,
                    documents=by_id(documents),
                    model=self._writer.name,
                    usage=spent.model_copy(update={"seconds": round(monotonic() - started, 3)}),
                )
            else:
                yield event

    async def _summary(self, documents: Sequence[Document]) -> Summary:
        async for event in self.events(documents):
            if isinstance(event, Summary):
                return event
        raise AssertionError("the events of a run end with its summary")

    def _chunks(self, documents: Sequence[Document]) -> Iterator[Document]:
        return self._splitter.lazy_split_documents(documents)

    def _checked(self, node: Any, documents: Documents) -> Checked:
        return self._grounder.check(self._writer.claims(node), documents, self._unsupported)
