"""The map-reduce engine: chunks in, one root node out. It knows no prompts or models.

A reduce starts when its own group is ready, not when all maps are. Which nodes make a group is
decided in `shape.py`, which call goes first in `slots.py`.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import Any, Generic, Protocol, TypeVar

from langchain_core.documents import Document
from langchain_core.runnables import Runnable, RunnableConfig

from precis import event_loop
from precis.chains.events import Finished, events
from precis.chains.tree.shape import Branch, Frontier, leaf_key, pieces
from precis.chains.tree.slots import Role, Slots
from precis.errors import PrecisError

Node = TypeVar("Node")
Made_co = TypeVar("Made_co", covariant=True)

WIDTH = 32
"""Calls of one run under way at the same time; the call layer may allow fewer."""

_AHEAD = 64
"""Chunks read before there is room for them, so that the most urgent can go first."""

_ROOT_CHILDREN = 24
"""More would shorten the last path through the tree, but every edit asks for the root again."""


class Map(Protocol[Made_co]):
    """Reads one chunk; `root` says that it is the whole of the text."""

    def __call__(self, chunk: Document, *, root: bool) -> Coroutine[Any, Any, Made_co]:
        """Return the chunk's node."""


class Reduce(Protocol[Node]):
    """Merges nodes, in document order; `root` says that the result is the last one."""

    def __call__(self, nodes: Sequence[Node], *, root: bool) -> Coroutine[Any, Any, Node]:
        """Return the node that stands for `nodes`."""


@dataclass(frozen=True)
class Progress:
    """How far a run is: `chunks` and `reduces` known so far, `read` when no chunk will follow.

    `running` calls are under way; `level` is the highest at which a reduce has started (0: none
    yet).
    """

    chunks: int = 0
    chunks_done: int = 0
    reduces: int = 0
    reduces_done: int = 0
    running: int = 0
    level: int = 0
    read: bool = False


class MapReduceTree(Runnable[Iterable[Document], Node]):
    """Maps every chunk and reduces the nodes, in any number of levels, to one.

    A reduce gets nodes whose `size` adds up to at most `capacity`, or a single node. A text of
    one chunk is mapped with `root=True` and not reduced. A few chunks are read before there is
    room for them; what the longest way to the root follows on is called first. After an error
    no further call is started; those under way are awaited, so that what they cost is kept,
    then the first error is raised.
    """

    def __init__(
        self,
        map: Map[Node],
        reduce: Reduce[Node],
        size: Callable[[Node], int],
        capacity: int,
        width: int = WIDTH,
    ) -> None:
        self.map_chunk = map
        self.reduce_nodes = reduce
        self.size = size
        self.capacity = capacity
        self.width = width

    def invoke(
        self,
        input: Iterable[Document],
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> Node:
        """Return the root node of the chunks `input`; raises what `ainvoke` does."""
        return event_loop.run(self.ainvoke(input, config, **kwargs))

    async def ainvoke(
        self,
        input: Iterable[Document],
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> Node:
        """Return the root node of the chunks `input`.

        Raises PrecisError when there is no text or nodes cannot be made to fit `capacity`;
        errors of `map` and `reduce` pass through.
        """
        return await self._acall_with_config(self._root, input, config, **kwargs)

    async def events(self, chunks: Iterable[Document]) -> AsyncIterator[Progress | Finished[Node]]:
        """Yield `Progress` at every step and, last, `Finished`; raises what `ainvoke` does."""
        async for event in events(partial(self.run, chunks)):
            yield event

    async def run(self, chunks: Iterable[Document], tell: Callable[[Progress], None]) -> Node:
        """Return the root node and report every step; raises what `ainvoke` does."""
        return await _Run(self, tell).root(chunks)

    async def _root(self, chunks: Iterable[Document]) -> Node:
        return await self.run(chunks, lambda _: None)


Task = asyncio.Task[Node]


class _Run(Generic[Node]):
    """One run: the calls under way, and how far it is."""

    def __init__(self, tree: MapReduceTree[Node], tell: Callable[[Progress], None]) -> None:
        self._tree = tree
        self._tell = tell
        self._progress = Progress()
        self._slots = Slots(tree.width)
        self._ahead = asyncio.Semaphore(max(_AHEAD, tree.width))
        self._tasks: set[asyncio.Task[Node]] = set()
        self._leaves: dict[asyncio.Task[Node], asyncio.Future[None]] = {}
        self._failure: Exception | None = None

    async def root(self, chunks: Iterable[Document]) -> Node:
        try:
            return await self._grow(chunks)
        except asyncio.CancelledError:
            if not self._failure:
                for task in self._tasks:
                    task.cancel()
                raise
            raise self._failure from None
        finally:
            self._slots.close()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _grow(self, chunks: Iterable[Document]) -> Node:
        leaves = (chunk for chunk in chunks if not chunk.page_content.isspace())
        first, second = next(leaves, None), next(leaves, None)
        if first is None:
            raise PrecisError("there is no text to summarize: the input is empty")
        if second is None:
            await self._ahead.acquire()
            return await self._start(self._map(first, self._slots.ask(Role.DIRECT), root=True))
        frontier: Frontier[Task[Node]] = Frontier(_ROOT_CHILDREN, self._join)
        for leaf in chain((first, second), leaves):
            await self._ahead.acquire()
            frontier.push(Branch(leaf_key(leaf), self._start_leaf(leaf)))
            await asyncio.sleep(0)
        self._count(read=True)
        return await self._reduce_all(frontier.finish(), frontier.height, root=True)

    def _start_leaf(self, leaf: Document) -> Task[Node]:
        admitted = self._slots.ask(Role.DIRECT)
        task = self._start(self._map(leaf, admitted, root=False))
        self._leaves[task] = admitted
        task.add_done_callback(self._leaves.pop)
        return task

    def _join(self, group: Sequence[Branch[Task[Node]]], level: int) -> Task[Node]:
        """Start to merge a group; its leaves go before those that the root waits for directly."""
        for branch in group:
            if branch.value in self._leaves:
                self._slots.change(self._leaves[branch.value], Role.DIRECT, Role.JOINED)
        return self._start(self._reduce_all(group, level, root=False))

    async def _reduce_all(
        self, branches: Sequence[Branch[Task[Node]]], level: int, *, root: bool
    ) -> Node:
        """Merge the nodes of `branches`, over further levels where they do not fit one call."""
        nodes = [Branch(branch.key, await branch.value) for branch in branches]
        while len(parts := pieces(nodes, self._fits)) > 1:
            before = sum(self._tree.size(node.value) for node in nodes)
            merged = await asyncio.gather(
                *(self._start(self._reduce(part, level, root=False)) for part in parts)
            )
            nodes = [Branch(part[-1].key, node) for part, node in zip(parts, merged, strict=True)]
            level += 1
            if sum(map(self._tree.size, merged)) >= before:
                raise PrecisError(
                    "the notes do not get shorter: the model repeats what it should merge; "
                    "choose another with --model"
                )
        return await self._reduce(nodes, level, root=root)

    def _fits(self, branches: Sequence[Branch[Node]]) -> bool:
        return sum(self._tree.size(branch.value) for branch in branches) <= self._tree.capacity

    async def _map(self, chunk: Document, admitted: asyncio.Future[None], *, root: bool) -> Node:
        self._count(chunks=1)
        try:
            await self._slots.admission(admitted)
        finally:
            self._ahead.release()
        self._count(running=1)
        node = await self._finish(self._tree.map_chunk(chunk, root=root))
        self._count(chunks_done=1, running=-1)
        return node

    async def _reduce(self, branches: Sequence[Branch[Node]], level: int, *, root: bool) -> Node:
        self._count(reduces=1)
        await self._slots.admission(self._slots.ask(Role.REDUCE))
        self._count(level=level, running=1)
        nodes = [branch.value for branch in branches]
        node = await self._finish(self._tree.reduce_nodes(nodes, root=root))
        self._count(reduces_done=1, running=-1)
        return node

    async def _finish(self, call: Awaitable[Node]) -> Node:
        try:
            return await call
        except Exception as error:
            self._failure = self._failure or error
            self._slots.close()
            raise
        finally:
            self._slots.give()

    def _start(self, work: Coroutine[Any, Any, Node]) -> Task[Node]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._end)
        return task

    def _end(self, task: Task[Node]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()

    def _count(self, *, level: int = 0, read: bool = False, **more: int) -> None:
        before = self._progress
        sums = {name: getattr(before, name) + count for name, count in more.items()}
        level = max(before.level, level)
        self._progress = replace(before, level=level, read=before.read or read, **sums)
        self._tell(self._progress)
