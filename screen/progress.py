"""Progress of work; none if stderr is not a terminal, or with --quiet."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, TypeVar

from precis.languages.counts import count_of
from precis.screen.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from langchain_core.documents import Document
    from rich.progress import Progress

    from precis.chains.conversation import Turn
    from precis.chains.evidence import Answer, Summary
    from precis.chains.retrieval_qa import RetrievalQA
    from precis.chains.summarize import Summarize
    from precis.stores.ingest import IngestReport

T = TypeVar("T")


class Watched(Terminal):
    """Shows the progress of work and clears it at the end."""

    async def follow(self, chain: Summarize, documents: Sequence[Document]) -> Summary:
        """Run `chain`, show its progress and text; return its summary."""
        if not self.live:
            return await chain.ainvoke(documents)
        from precis.screen.live import watch

        return await watch(chain, documents, self._err)

    async def follow_answer(
        self, chain: RetrievalQA, question: str, before: Sequence[Turn] = ()
    ) -> Answer:
        """Run `chain` after the turns `before`, show what it writes; return its answer."""
        from precis.screen.live import listen

        return await listen(chain.events(question, before), self._err if self.live else None)

    def track(self, items: Iterable[T], what: str, total: int | None = None) -> Iterator[T]:
        """Yield `items` and show how many have been, of `total` where that is known."""
        with self._bar() as bar:
            task = bar.add_task(what, total=total) if bar else None
            for done, item in enumerate(items, start=1):
                yield item
                if bar and task is not None:
                    of = f"/{total}" if total else ""
                    bar.update(task, completed=done, description=f"{done}{of} {what}")

    @contextmanager
    def ingesting(self) -> Iterator[Callable[[IngestReport], None]]:
        """Give a callback that shows the progress of an ingest, in documents and chunks."""
        with self._bar() as bar:
            task = bar.add_task("", total=None) if bar else None

            def on_progress(report: IngestReport) -> None:
                if bar and task is not None:
                    done = report.added + report.updated + report.unchanged
                    pieces = count_of(report.embedded, "piece")
                    text = f"{count_of(done, 'document')}, {pieces} embedded"
                    bar.update(task, description=text)

            yield on_progress

    @contextmanager
    def copying(self) -> Iterator[Callable[[str, int], None]]:
        """Give a callback that shows the progress of a copy, in documents of a collection."""
        with self._bar() as bar:
            task = bar.add_task("", total=None) if bar else None

            def on_progress(collection: str, done: int) -> None:
                if bar and task is not None:
                    bar.update(task, description=f"{collection}: {count_of(done, 'document')}")

            yield on_progress

    def _bar(self) -> AbstractContextManager[Progress | None]:
        if not self.live:
            return nullcontext()
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        columns = [BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn()]
        return Progress(*columns, console=self._err, transient=True)
