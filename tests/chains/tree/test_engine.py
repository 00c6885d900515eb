import asyncio
import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from langchain_core.documents import Document

from precis.chains.events import Finished
from precis.chains.tree.engine import MapReduceTree, Progress
from precis.chains.tree.slots import Role, Slots
from precis.errors import PrecisError


class Counting:
    """Maps a chunk to its words and reduces by keeping some; notes what was asked."""

    def __init__(self, capacity: int = 60, kept: int = 3, seed: int | None = None) -> None:
        self.capacity = capacity
        self.kept = kept
        self.random = random.Random(seed) if seed is not None else None
        self.mapped: list[str] = []
        self.reduced: list[tuple[tuple[str, ...], bool]] = []
        self.running = self.most_running = 0

    async def map(self, chunk: Document, *, root: bool) -> list[str]:
        self.mapped.append(chunk.page_content)
        await self.wait()
        return [chunk.page_content] if not root else [f"whole {chunk.page_content}"]

    async def reduce(self, nodes: Sequence[list[str]], *, root: bool) -> list[str]:
        words = tuple(word for node in nodes for word in node)
        assert len(nodes) == 1 or len(words) <= self.capacity
        self.reduced.append((words, root))
        await self.wait()
        return list(words) if root else list(words[: self.kept])

    async def wait(self) -> None:
        self.running += 1
        self.most_running = max(self.most_running, self.running)
        await asyncio.sleep(self.random.random() / 500 if self.random else 0)
        self.running -= 1

    def tree(self, width: int = 32) -> MapReduceTree[list[str]]:
        return MapReduceTree(self.map, self.reduce, len, self.capacity, width)


def chunks(count: int) -> list[Document]:
    return [Document(f"chunk-{number}") for number in range(count)]


def test_one_chunk_is_mapped_as_the_root_and_not_reduced() -> None:
    calls = Counting()
    assert calls.tree().invoke(chunks(1)) == ["whole chunk-0"]
    assert calls.reduced == []


def test_no_text_is_an_error() -> None:
    with pytest.raises(PrecisError, match="no text"):
        Counting().tree().invoke([Document("  \n ")])


@settings(max_examples=30)
@given(count=st.integers(2, 400), capacity=st.integers(8, 60))
def test_every_chunk_is_read_once_in_order_and_one_root_ends_it(count: int, capacity: int) -> None:
    calls = Counting(capacity)
    calls.tree().invoke(chunks(count))
    assert calls.mapped == [f"chunk-{number}" for number in range(count)]
    assert [root for _, root in calls.reduced].count(True) == 1
    for words, _ in calls.reduced:
        numbers = [int(word.partition("-")[2]) for word in words]
        assert numbers == sorted(numbers)


def test_the_tree_depends_on_the_text_and_not_on_who_was_first() -> None:
    trees = []
    for seed in range(4):
        calls = Counting(seed=seed)
        calls.tree(width=5).invoke(chunks(150))
        trees.append(sorted(calls.reduced))
        assert calls.most_running <= 5
    assert all(tree == trees[0] for tree in trees)


def test_an_edit_repeats_its_own_branch() -> None:
    first, second = Counting(), Counting()
    before = chunks(500)
    after = [*before[:200], Document("edited"), *before[201:]]
    first.tree().invoke(before)
    second.tree().invoke(after)
    again = [call for call in second.reduced if call not in first.reduced]
    assert len(set(second.mapped) - set(first.mapped)) == 1
    assert len(again) <= 8


def test_an_error_ends_the_run_and_keeps_calls_under_way() -> None:
    calls = Counting()
    finished = []

    async def map_or_fail(chunk: Document, *, root: bool) -> list[str]:
        del root
        if chunk.page_content == "chunk-3":
            raise PrecisError("no")
        await asyncio.sleep(0.01)
        finished.append(chunk.page_content)
        return [chunk.page_content]

    tree = MapReduceTree(map_or_fail, calls.reduce, len, 60, width=4)
    with pytest.raises(PrecisError, match="no"):
        tree.invoke(chunks(100))
    assert finished == ["chunk-0", "chunk-1", "chunk-2"]


def test_nodes_that_never_get_shorter_are_an_error() -> None:
    calls = Counting(capacity=2)

    async def long(chunk: Document, *, root: bool) -> list[str]:
        del root
        return [chunk.page_content] * 3

    async def echo(nodes: Sequence[list[str]], *, root: bool) -> list[str]:
        del root
        return [word for node in nodes for word in node]

    with pytest.raises(PrecisError, match="do not get shorter"):
        MapReduceTree(long, echo, len, calls.capacity).invoke(chunks(5))


def test_chunks_are_read_when_there_is_room() -> None:
    read = 0

    def reading() -> Sequence[Document]:  # type: ignore[misc]
        nonlocal read
        for chunk in chunks(200):
            read += 1
            yield chunk

    calls = Counting(seed=1)

    async def run() -> None:
        async for event in calls.tree(width=4).events(reading()):
            if isinstance(event, Progress):
                assert read - event.chunks_done <= 70

    asyncio.run(run())
    assert read == 200


def test_events_end_with_the_root() -> None:
    async def run() -> list[object]:
        return [event async for event in Counting().tree().events(chunks(30))]

    *steps, last = asyncio.run(run())
    assert isinstance(last, Finished)
    assert isinstance(steps[-1], Progress)
    assert (steps[-1].chunks_done, steps[-1].reduces_done) == (30, steps[-1].reduces)
    assert steps[-1].running == 0


def test_who_the_root_waits_for_longest_is_called_first() -> None:
    async def run(asked: list[Role]) -> list[Role]:
        slots, order = Slots(1), []
        await slots.admission(slots.ask(Role.JOINED))

        async def call(role: Role) -> None:
            await slots.admission(slots.ask(role))
            order.append(role)
            slots.give()

        calls = [asyncio.create_task(call(role)) for role in asked]
        await asyncio.sleep(0)
        slots.give()
        await asyncio.gather(*calls)
        return order

    few = [Role.DIRECT, Role.REDUCE, Role.JOINED]
    assert asyncio.run(run(few)) == few[::-1]
    many = asyncio.run(run([Role.JOINED, *[Role.REDUCE] * 20]))
    assert many[:5] == [Role.REDUCE] * 4 + [Role.JOINED]


def test_cancelling_stops_every_call() -> None:
    async def run() -> float:
        async def slow(chunk: Document, *, root: bool) -> list[str]:
            del chunk, root
            await asyncio.sleep(60)
            return []

        tree = MapReduceTree(slow, Counting().reduce, len, 60)
        task = asyncio.create_task(tree.ainvoke(chunks(40)))
        await asyncio.sleep(0.05)
        started = asyncio.get_running_loop().time()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return asyncio.get_running_loop().time() - started

    assert asyncio.run(run()) < 1
