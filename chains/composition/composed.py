"""Compose steps: the text of a chain → a Runnable from documents to one Item each.

Documents flow on their own: one may be in the last step while another is in the first. Only a
step that gathers waits for all of them. LCEL's own `batch` would wait after every step.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator, Sequence
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from langchain_core.documents import Document
from langchain_core.runnables import Runnable, RunnableConfig, RunnablePassthrough

from precis import event_loop
from precis.chains.composition.items import Item, Output, Whole, gather, item_of
from precis.chains.composition.planning import plan
from precis.chains.delivery import check_delivery, delivered
from precis.chains.requests import LIVE, Batching
from precis.chains.workspace import Workspace, default_workspace
from precis.errors import PrecisError, UsageError
from precis.models.calls.concurrency import piece_of_work
from precis.models.calls.errors import CallError, ContextLengthError, NoTextError, RefusedError

if TYPE_CHECKING:
    from langchain_core.runnables.graph import Graph

    from precis.chains.requests import Unsupported
    from precis.chains.steps.contract import Step

WIDTH = 64
"""Documents under way at the same time, at most; the call layer admits their calls."""

OnError = Callable[[Item, PrecisError], None]


def compose(
    chain: str,
    workspace: Workspace | None = None,
    *,
    unsupported: Unsupported | None = None,
    on_error: OnError | None = None,
    files: bool = True,
    delivery: Batching | None = None,
) -> Composed:
    """Return the Runnable of a chain such as `summarize | translate French`.

    Without a `workspace` it uses what the command line would. `unsupported` says what happens
    to sentences that the source does not support. `on_error` gets the documents that a step
    cannot work on, and the others continue; without it their error ends the run. Without `files`
    no parameter may name a file of this machine. `delivery` says whether model calls go in
    batches. Raises UsageError, which names the column, or the line of a chain file.
    """
    workspace, delivery = workspace or default_workspace(), delivery or LIVE
    made = composed_steps(chain, workspace, unsupported=unsupported, files=files)
    if delivery.batch:
        calls = workspace.chat if workspace.has_chat else None
        check_delivery(delivery, workspace.model, calls)
    return Composed(made, on_error, delivery)


def composed_steps(
    chain: str, workspace: Workspace, *, unsupported: Unsupported | None, files: bool = True
) -> list[Step]:
    """Return the steps of a chain, checked: names, parameters, types, and what they need."""
    made: list[Step] = []
    flowing: type[Output] = Whole
    for planned in plan(chain, files=files):
        assert planned.parameters is not None
        step = planned.step(planned.parameters, workspace, unsupported, planned.prompts)
        step.check(flowing)
        flowing = step.gives or flowing
        made.append(step)
    return made


class Composed(Runnable[Sequence[Document], list[Item]]):
    """Documents in, one Item each out, in their order; one in all after a step that gathers.

    Items that a filter leaves out are not among them. Streaming yields lists of one item, as
    soon as it and those before it are ready; together they are the list of `invoke`. All raise
    the PrecisError that ends the run.
    """

    def __init__(
        self,
        steps: Sequence[Step],
        on_error: OnError | None = None,
        delivery: Batching = LIVE,
    ) -> None:
        self.steps = tuple(steps)
        self._on_error = on_error
        self._delivery = delivery

    def invoke(
        self,
        input: Sequence[Document],
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> list[Item]:
        """Return the items."""
        return event_loop.run(self.ainvoke(input, config, **kwargs))

    async def ainvoke(
        self,
        input: Sequence[Document],
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> list[Item]:
        """Return the items."""
        return await self._acall_with_config(self._all, input, config, **kwargs)

    def stream(
        self,
        input: Sequence[Document],
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> Iterator[list[Item]]:
        """Yield the items as they are ready."""
        return event_loop.iterate(self.astream(input, config, **kwargs))

    async def astream(
        self,
        input: Sequence[Document],
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> AsyncGenerator[list[Item], None]:
        """Yield the items as they are ready."""
        source = _once(input)
        async for items in self._atransform_stream_with_config(
            source, self._streamed, config, **kwargs
        ):
            yield items

    def get_graph(self, config: RunnableConfig | None = None) -> Graph:
        """Return the graph of the steps."""
        return self._sequence(self.steps).get_graph(config)

    async def _all(
        self,
        documents: Sequence[Document],
        run_manager: Any,  # noqa: ARG002 - LangChain passes it by this name
        config: RunnableConfig,
    ) -> list[Item]:
        return [item async for item in self._items(documents, config)]

    async def _streamed(
        self,
        inputs: AsyncIterator[Sequence[Document]],
        run_manager: Any,  # noqa: ARG002 - LangChain's signature
        config: RunnableConfig,
    ) -> AsyncIterator[list[Item]]:
        async for documents in inputs:
            async for item in self._items(documents, config):
                yield [item]

    async def _items(
        self, documents: Sequence[Document], config: RunnableConfig
    ) -> AsyncIterator[Item]:
        items = [item_of(document) for document in documents]
        *before, last = self._runnables()
        for segment in before:
            items = [gather([item async for item in self._each(segment, items, config)])]
        async for item in self._each(last, items, config):
            if item.output is not None:
                yield item

    def _runnables(self) -> list[Runnable[Item, Item]]:
        """Return a Runnable for each segment; a cluster may run the one that reads documents."""
        first, *others = self._segments()
        cluster = first[0].workspace.cluster_of_steps if first else None
        if cluster is None:
            return [self._sequence(segment) for segment in (first, *others)]
        from precis.chains.cluster.computing import ClusterSteps

        return [ClusterSteps(cluster, first), *map(self._sequence, others)]

    def _segments(self) -> list[list[Step]]:
        """Cut the steps before each that gathers."""
        segments: list[list[Step]] = [[]]
        for step in self.steps:
            if step.gathers:
                segments.append([])
            segments[-1].append(step)
        return segments

    @staticmethod
    def _sequence(steps: Sequence[Step]) -> Runnable[Item, Item]:
        return reduce(or_, steps, RunnablePassthrough()) if steps else RunnablePassthrough()

    async def _each(
        self, segment: Runnable[Item, Item], items: Sequence[Item], config: RunnableConfig
    ) -> AsyncIterator[Item]:
        """Yield what a segment makes of items, in their order, without waiting for the others."""
        width = max(WIDTH, len(items)) if self._delivery.batch else WIDTH
        room = asyncio.Semaphore(config.get("max_concurrency") or width)
        tasks = [
            asyncio.create_task(self._through(segment, item, number, room, config))
            for number, item in enumerate(items)
        ]
        try:
            for task in tasks:
                item = await task
                if item:
                    yield item
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _through(
        self,
        segment: Runnable[Item, Item],
        item: Item,
        number: int,
        room: asyncio.Semaphore,
        config: RunnableConfig,
    ) -> Item | None:
        async with room:
            try:
                with piece_of_work(number), delivered(self._delivery):
                    return await segment.ainvoke(item, config)
            except PrecisError as error:
                if self._on_error is None or _ends_all(error):
                    raise
                self._on_error(item, error)
                return None


def _ends_all(error: PrecisError) -> bool:
    """Return whether an error would meet every other document too."""
    own = isinstance(error, RefusedError | ContextLengthError | NoTextError)
    return isinstance(error, UsageError) or (isinstance(error, CallError) and not own)


async def _once(value: Sequence[Document]) -> AsyncIterator[Sequence[Document]]:
    yield value
