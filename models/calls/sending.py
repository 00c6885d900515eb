"""Send one call until its reply passes the gate.

What a failure changes is in `adjusting.py`, what a reply is worth in `judging.py`. Neither cache
nor identical calls are known here; both are in `layer.py`.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from functools import partial
from json import JSONDecodeError

from langchain_core.messages import AIMessage
from langchain_core.outputs import ChatGenerationChunk

from precis.errors import PrecisError
from precis.models.calls.adjusting import Adjuster
from precis.models.calls.concurrency import Pace, Slot, Ticket
from precis.models.calls.context_window import WindowWatch
from precis.models.calls.delays import note_answer, note_failure
from precis.models.calls.errors import CallError
from precis.models.calls.explanations import call_error
from precis.models.calls.failures import Fault, read_failure
from precis.models.calls.judging import Judge
from precis.models.calls.key import Call
from precis.models.calls.parameters import Parameters
from precis.models.calls.progress import Progress
from precis.models.calls.replies import (
    STREAMED,
    BrokenStreamError,
    EmptyStreamError,
    StreamedReplyError,
    ends_unsaid,
    merge_chunks,
    says_something,
    skip_shown,
)
from precis.models.calls.retries import Retries
from precis.models.calls.silence import Silence
from precis.models.calls.spending import Ledger
from precis.models.calls.stalls import Sent, Stalls, hedge
from precis.models.calls.thoughts import ThoughtFilter
from precis.models.calls.transport import Request, Transport

_ADJUSTMENTS = 8
_UNREADABLE_STREAM = (EmptyStreamError, JSONDecodeError)


class Sender:
    """Sends the calls of one model; used by many tasks at once."""

    def __init__(
        self,
        *,
        name: str,
        address: str,
        parameters: Parameters,
        transport: Transport,
        ledger: Ledger,
        window: WindowWatch,
        timeout: float,
        tell: Callable[[str], None],
    ) -> None:
        self._name = name
        self._address = address
        self._parameters = parameters
        self._transport = transport
        self._ledger = ledger
        self.batched = not transport.live
        self.width = transport.width
        self._silence = Silence(timeout, lambda said: tell(f"{name}: {said}"), name)
        self._stalls = Stalls()
        self._pace = Pace(transport.width, at_once=not transport.live)
        self._hedges = transport.live and transport.width > 1
        self._adjuster = Adjuster(
            name=name,
            parameters=parameters,
            window=window,
            stalls=self._stalls,
            live=transport.live,
            tell=tell,
        )
        self._judge = Judge(
            name=name,
            parameters=parameters,
            ledger=ledger,
            window=window,
            batched=self.batched,
            tell=tell,
        )

    async def reply(self, call: Call) -> AIMessage:
        """Return what a reader may see of the reply, paid and counted.

        A reply that stays cut is left with its whole sentences and says so. Raises CallError.
        """
        return await self._until_passed(call, self._progress())

    async def settle(self, call: Call) -> None:
        """Note that the reply to a call is kept, or that it failed for good."""
        await self._transport.settle(call.key)

    async def stream(self, call: Call) -> AsyncGenerator[str | AIMessage, None]:
        """Yield the visible text of a reply in pieces and, last, the whole of it.

        After a break the new stream continues where the old one ended. The whole differs from the
        pieces where these turn out to be thoughts, or end within a sentence, and where a server
        does not stream there are no pieces. Raises CallError.
        """
        ticket, progress = self._pace.ticket(), self._progress()
        message: AIMessage | None = None
        while not message and progress.streams and self._parameters.streams:
            seen: list[ChatGenerationChunk] = []
            wait = 0.0
            async with self._pace.slot(ticket) as slot:
                try:
                    async with aclosing(self._pieces(call, progress, seen)) as pieces:
                        async for piece in pieces:
                            yield piece
                    message = self._ended(merge_chunks(seen), progress)
                except Exception as error:
                    message = self._before(error, seen)
                    if message is None:
                        self._judge.count_broken(call, seen)
                        wait = self._next_try(error, call, slot, progress)
                if message is not None:
                    slot.answered = True
                    self._note_answer(progress)
            await asyncio.sleep(wait)
        passed = self._judge.judge(call, message, progress) if message else None
        yield passed or await self._until_passed(call, progress)

    def _ended(self, message: AIMessage, progress: Progress) -> AIMessage | None:
        """Return a streamed message, or None where it seems to have broken off.

        A server that ends the same text in the same way again never says why it ends.
        """
        if self._parameters.ends_unsaid or not ends_unsaid(message, self._parameters.kind):
            return message
        if progress.unended == message.text:
            self._parameters.ends_unsaid = True
            return message
        progress.unended = message.text
        return None

    def _before(self, error: Exception, seen: Sequence[ChatGenerationChunk]) -> AIMessage | None:
        """Return the reply that had ended before its stream failed."""
        if isinstance(error, PrecisError) or not says_something(seen):
            return None
        message = merge_chunks(seen)
        return None if ends_unsaid(message, self._parameters.kind) else message

    def _note_answer(self, progress: Progress) -> None:
        if progress.retries.failures:
            note_answer()

    def _progress(self) -> Progress:
        return Progress(Retries(self._stalls.answers))

    async def _until_passed(self, call: Call, progress: Progress) -> AIMessage:
        ticket = self._pace.ticket()
        while True:
            async with self._pace.slot(ticket) as slot:
                try:
                    message = await self._ask(call, ticket, progress)
                except Exception as error:
                    wait = self._next_try(error, call, slot, progress)
                else:
                    slot.answered = True
                    wait = 0.0
                    self._note_answer(progress)
            if not slot.answered:
                await asyncio.sleep(wait)
                continue
            streamed = self._parameters.kind == STREAMED
            ended = self._ended(message, progress) if streamed else message
            if ended and (passed := self._judge.judge(call, ended, progress)):
                return passed

    async def _ask(self, call: Call, ticket: Ticket, progress: Progress) -> AIMessage:
        """Send a call, and again if it stalls; the first answer counts."""
        request = self._request(call, progress, streamed=self._parameters.only_streams)
        first = self._stalls.send(call.reply_tokens)
        if not self._hedges:
            return await self._send(call, request, first)

        async def again() -> AIMessage:
            with self._ledger.reserve(call.tokens, call.reply_tokens):
                async with self._pace.slot(ticket):
                    spare = self._stalls.send(call.reply_tokens)
                    return await self._send(call, request, spare)

        stalled = partial(self._stalls.stalled, first)
        return await hedge(partial(self._send, call, request, first), again, stalled)

    def _request(self, call: Call, progress: Progress, *, streamed: bool) -> Request:
        parameters = self._parameters.trying_without(progress.tried)
        options = parameters.without_refused(call.options)
        model = parameters.roomy(progress.room) if progress.room else parameters.model
        way = "stream" if streamed else "no_stream"
        progress.sent = {*parameters.names_of(model, options), way}
        progress.folded = parameters.folds_system
        messages = parameters.laid_out(call.messages)
        return Request(call.key, model, messages, call.stop, options, streamed)

    async def _send(self, call: Call, request: Request, sent: Sent) -> AIMessage:
        started, seconds = time.monotonic(), None
        work = self._transport.send(request)
        try:
            message = await (self._silence.watch(work) if self._transport.live else work)
            seconds = time.monotonic() - started
        except (asyncio.CancelledError, TimeoutError):
            if self._stalls.answers and self._transport.live:
                self._ledger.pay(call.tokens(), call.reply_tokens, estimated=True)
            raise
        finally:
            self._stalls.end(sent, seconds)
        return message

    async def _pieces(
        self, call: Call, progress: Progress, seen: list[ChatGenerationChunk]
    ) -> AsyncGenerator[str, None]:
        """Yield what is visible of a stream beyond what was; note its chunks in `seen`."""
        request = self._request(call, progress, streamed=True)
        thoughts = progress.thoughts
        sent = self._stalls.send(call.reply_tokens)
        started, seconds = time.monotonic(), None
        try:
            async with aclosing(self._chunks(call, request, progress, seen)) as chunks:
                async for chunk in skip_shown(progress.raw, chunks):
                    progress.raw += chunk.text
                    if piece := thoughts.feed(chunk.text):
                        progress.held += piece
                    if progress.held and not self._withholds(thoughts):
                        yield progress.held
                        progress.held = ""
            seconds = time.monotonic() - started if says_something(seen) else None
        finally:
            self._stalls.end(sent, seconds)
        self._parameters.thinks_unopened |= thoughts.retractions > 0
        if rest := progress.held + thoughts.end():
            yield rest

    def _withholds(self, thoughts: ThoughtFilter) -> bool:
        """Return whether visible text is probably a thought whose opening mark was not sent."""
        return self._parameters.thinks_unopened and not thoughts.thought

    async def _chunks(
        self, call: Call, request: Request, progress: Progress, seen: list[ChatGenerationChunk]
    ) -> AsyncGenerator[ChatGenerationChunk, None]:
        """Ask for a stream; silence for much longer than calls take is a TimeoutError once."""
        known = None if progress.retries.failures else self._stalls.patience(call.reply_tokens)
        source = request.model._astream(request.messages, request.stop, **request.options)

        async def following() -> ChatGenerationChunk | None:
            return await anext(source, None)

        while True:
            async with asyncio.timeout(known):
                chunk = await self._silence.watch(following())
            if chunk is None:
                return
            seen.append(chunk)
            yield chunk

    def _next_try(self, error: Exception, call: Call, slot: Slot, progress: Progress) -> float:
        """Return the seconds to wait before the next try, or raise what ends the call."""
        if isinstance(error, PrecisError):
            raise error
        if isinstance(error, BrokenStreamError):
            raise CallError(f"{self._name}: {error}", self._ledger.paid) from error
        if progress.streams and not progress.raw and isinstance(error, _UNREADABLE_STREAM):
            progress.streams = False  # what it says instead can be read where it is sent at once
            return 0.0
        room = progress.room or self._parameters.room(call.options)
        failure = read_failure(error, progress.sent, room)
        if isinstance(error, StreamedReplyError) and self._parameters.drop(("no_stream",)):
            progress.retries.failures.append(failure)
            return 0.0
        slot.too_busy = failure.too_busy and self._transport.live
        slot.retry_after = failure.retry_after
        slot.timed_out = failure.fault is Fault.SILENT
        if progress.adjusted < _ADJUSTMENTS and self._adjuster.adjusts(failure, call, progress):
            progress.adjusted += 1
            return 0.0
        wait = progress.retries.wait_seconds(failure, self._stalls.answers)
        if wait is None:
            raise call_error(failure, self._name, self._address, self._ledger.paid) from error
        note_failure(self._name, failure.fault)
        return wait
