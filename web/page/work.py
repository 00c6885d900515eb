"""What the tabs of the page do: summarize, ask, check, and open a source at a passage.

Each yields the HTML to show as the work goes on; an error that a user can mend is shown in its
place. Layout is in `tabs.py`, the library in `shelf.py`.
"""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from pydantic import ValidationError

from precis import event_loop
from precis.chains.composition.composed import compose
from precis.chains.conversation import Turn
from precis.chains.events import Finished, Written, events
from precis.chains.evidence import Span, Usage
from precis.chains.meter import Meter, metered
from precis.chains.requests import REMEMBERED, AskOptions, CheckOptions, SummarizeOptions, checked
from precis.chains.tree.engine import Progress
from precis.errors import PrecisError
from precis.web.page import render
from precis.web.page.shelf import Shelf
from precis.web.problems import ProblemError, details_of

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence

    from precis.chains.composition.items import Item
    from precis.chains.evidence import Answer, Claim, Summary
    from precis.web.service import Service

Result = TypeVar("Result")

_PAUSE = 0.15
"""Seconds between two pictures of the same work."""


class Shown(NamedTuple):
    """The HTML of a piece of work, and what it has cost so far."""

    html: str
    usage: Usage = Usage()
    turn: Turn | None = None


class Said(NamedTuple):
    """A question of a chat as the page shows it; without `turn` there was no answer."""

    html: str
    turn: Turn | None = None


class Work:
    """The work of the tabs on the documents of a shelf.

    What the API does as jobs takes room like these; questions are answered at once, as there.
    """

    def __init__(self, service: Service) -> None:
        self._service = service
        self._workspace = service.workspace
        self._spending = service.accounts.spending
        self._jobs = service.jobs

    async def summarize(
        self, user: str, shelf: Shelf, chosen: Sequence[str], parameters: Mapping[str, Any]
    ) -> AsyncIterator[Shown]:
        """Summarize the documents `chosen`, or all, as the `parameters` of a summary say."""

        def start() -> AsyncIterator[Progress | Written | Finished[Summary]]:
            options = checked(lambda: SummarizeOptions(**parameters))
            documents = shelf.documents(chosen)
            return self._workspace.summarize(options).events(list(documents.values()))

        def show(summary: Summary) -> Shown:
            return Shown(
                render.summary(summary, bullets=parameters["style"] == "bullets"), summary.usage
            )

        pictures = self._shown(user, start, show, render.waiting("Reading the documents …"))
        async for shown in self._with_room(user, shelf, pictures):
            yield shown

    async def ask(
        self, user: str, shelf: Shelf, question: str, chosen: Sequence[str], said: Sequence[Said]
    ) -> AsyncIterator[Shown]:
        """Answer from the documents `chosen`, or all, and from what was said before."""
        before = [one.turn for one in said if one.turn]

        def start() -> AsyncIterator[Written | Finished[Answer]]:
            shelf.documents(chosen)
            where = [f"id={'|'.join(chosen)}"] if chosen else []
            options = AskOptions(collection=shelf.collection, where=where)
            chain = self._workspace.retrieval_qa(options)
            return chain.events(question, before[-REMEMBERED:])

        def show(answer: Answer) -> Shown:
            return Shown(render.answer(answer), answer.usage, Turn.of(answer))

        waiting = render.waiting("Looking for passages and answering …")
        async for shown in self._shown(user, start, show, waiting):
            html = render.on_shelf(shelf.collection, shown.html)
            yield shown._replace(html=render.turn(question, html))

    async def chain(
        self, user: str, shelf: Shelf, text: str, chosen: Sequence[str]
    ) -> AsyncIterator[Shown]:
        """Run the chain `text` over the documents `chosen`, or all."""
        left_out: list[str] = []

        def leave_out(item: Item, error: PrecisError) -> None:
            left_out.append(f"{item.title}: {self._line(error)}")

        async def run(
            made: AsyncIterator[list[Item]], count: int
        ) -> AsyncIterator[Shown | Finished[list[Item]]]:
            items: list[Item] = []
            async for some in made:
                items += some
                yield Shown(render.waiting("Running the chain …", len(items), count))
            yield Finished(items)

        def start() -> AsyncIterator[Shown | Finished[list[Item]]]:
            composed = compose(text, self._workspace, on_error=leave_out, files=False)
            documents = list(shelf.documents(chosen).values())
            return run(composed.astream(documents), len(documents))

        def show(items: list[Item]) -> Shown:
            usage = sum((item.usage for item in items), Usage())
            return Shown(render.results(items, left_out), usage)

        pictures = self._shown(user, start, show, render.waiting("Reading the documents …"))
        async for shown in self._with_room(user, shelf, pictures):
            yield shown

    async def check(
        self, user: str, shelf: Shelf, text: str, chosen: Sequence[str]
    ) -> AsyncIterator[Shown]:
        """Judge the sentences of `text` by the documents `chosen`, or all."""
        async for shown in self._with_room(user, shelf, self._checked(shelf, text, chosen)):
            yield shown

    def open_source(self, place: Mapping[str, Any]) -> str:
        """Return the source at a passage: a collection and the fields of a Span, as clicked on."""
        try:
            fields = dict(place)
            shelf = Shelf(self._service, str(fields.pop("collection", "")))
            span = Span.model_validate(fields)
            document = shelf.documents([span.document_id])[span.document_id]
            return render.source(document, span, shelf.collection)
        except ValidationError:
            return render.no_source("this is no passage: reload the page")
        except PrecisError as error:
            return render.no_source(self._line(error))

    async def _checked(
        self, shelf: Shelf, text: str, chosen: Sequence[str]
    ) -> AsyncGenerator[Shown]:
        yield Shown(render.waiting("Reading the documents …"))
        try:
            documents = await asyncio.to_thread(shelf.documents, chosen)
            count, judged = await asyncio.to_thread(
                self._workspace.check, text, documents, CheckOptions()
            )
            claims: list[Claim] = []
            while claim := await asyncio.to_thread(next, judged, None):
                claims.append(claim)
                yield Shown(render.waiting("Checking sentences …", len(claims), count))
            yield Shown(render.checked(claims, documents))
        except Exception as error:  # noqa: BLE001 - shown on the page
            yield Shown(self._problem(error))

    async def _with_room(
        self, user: str, shelf: Shelf, pictures: AsyncGenerator[Shown]
    ) -> AsyncIterator[Shown]:
        """Wait for a job slot, then stream `pictures`; report when none is free."""
        if self._jobs.is_full:
            yield Shown(render.waiting("Waiting for room: other work is under way …"))
        try:
            async with self._jobs.room(user), aclosing(pictures):
                async for shown in pictures:
                    yield shown._replace(html=render.on_shelf(shelf.collection, shown.html))
        except ProblemError as error:
            yield Shown(self._problem(error))

    async def _shown(
        self,
        user: str,
        start: Callable[[], AsyncIterator[Shown | Progress | Written | Finished[Result]]],
        show: Callable[[Result], Shown],
        waiting: str,
    ) -> AsyncGenerator[Shown]:
        """Yield pictures of the work that `start` begins, last what `show` makes of its result.

        `user` pays for it. An error is a last picture too.
        """

        async def run(tell: Callable[[Shown], None]) -> Shown:
            seen = _Seen(waiting)
            with self._spending(user), metered() as meter:
                painting = asyncio.create_task(_paint(seen, meter, tell))
                try:
                    async for event in await asyncio.to_thread(start):
                        if isinstance(event, Finished):
                            return show(event.result)
                        seen.take(event)
                except Exception as error:  # noqa: BLE001 - shown on the page
                    return Shown(self._problem(error), meter.usage)
                finally:
                    painting.cancel()
            raise AssertionError("the events of a run end with its result")

        yield Shown(waiting)
        async with aclosing(event_loop.stream(events(run))) as pictures:
            async for event in pictures:
                yield event.result if isinstance(event, Finished) else event

    def _problem(self, error: Exception) -> str:
        return render.problem(self._line(error))

    def _line(self, error: Exception) -> str:
        return str(details_of(error, self._workspace.path)["detail"])


class _Seen:
    """What has been seen of a piece of work, and whether it has been painted."""

    def __init__(self, html: str) -> None:
        self.new = False
        self._html = html
        self._progress = Progress()
        self._written = ""

    def take(self, event: Shown | Progress | Written) -> None:
        """Record an event of the work."""
        self.new = True
        match event:
            case Shown(html=html):
                self._html = html
            case Written(text=text):
                self._html, self._written = "", self._written + text
            case Progress():
                self._html, self._progress = "", event

    def paint(self, spent: Usage) -> Shown:
        """Return the picture of the work."""
        self.new = False
        return Shown(self._html or render.running(self._progress, self._written, spent), spent)


async def _paint(seen: _Seen, meter: Meter, tell: Callable[[Shown], None]) -> None:
    """Tell a picture every `_PAUSE` seconds in which there was news."""
    while True:
        if seen.new:
            tell(seen.paint(meter.usage))
        await asyncio.sleep(_PAUSE)
