"""Send one call until its reply passes the gate, in one file: retries depend on earlier failures.

Neither cache nor identical calls are known here; both are in `layer.py`.
"""

import asyncio
import re
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from functools import partial
from json import JSONDecodeError

from langchain_core.messages import AIMessage, SystemMessage
from langchain_core.outputs import ChatGenerationChunk

from precis.errors import PrecisError
from precis.models.calls.concurrency import Pace, Slot, Ticket
from precis.models.calls.context_window import WindowWatch
from precis.models.calls.errors import (
    CallError,
    ContextLengthError,
    CutReplyError,
    NoTextError,
    RefusedError,
)
from precis.models.calls.explanations import call_error
from precis.models.calls.failures import Failure, Fault, read_failure
from precis.models.calls.gate import Ending, Reply, read_reply, visible, whole_sentences
from precis.models.calls.key import Call
from precis.models.calls.parameters import SIMPLER, SYSTEM_ROLE, Parameters
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
from precis.models.tokens import estimate_tokens

_ROOM_FACTOR = 4
_LEAST_ROOM = 4096
_EMPTY_TRIES = 2
_ADJUSTMENTS = 8
_PROMPT_SHARE = 3
"""A prompt that takes less than this share of the window, as estimated, is not what is too long."""

_REFUSED_STATUSES = {400, 422}
_ABOUT_ROOM = {Fault.PARAMETER, Fault.TOO_LONG, Fault.REPLY_ROOM}
_UNREADABLE_STREAM = (EmptyStreamError, JSONDecodeError)
_STORED = re.compile(r"cache_creation|^ephemeral_")
"""Counts of what was written to a provider's prompt cache, by how long it is kept."""


@dataclass
class _Progress:
    """What has happened to one call so far.

    `room` is how many tokens its reply is given, where that was changed; `sent` and `folded`
    are what the last request carried, `tried` what it was tried without; `raw`, `held` and
    `thoughts` belong to its stream.
    A server that `streams` not answers all at once; `unended` is the text of a stream that
    stopped without saying why.
    """

    retries: Retries
    room: int | None = None
    widened: bool = False
    empty: int = 0
    adjusted: int = 0
    narrowed: bool = False
    sent: set[str] = field(default_factory=set)
    tried: set[str] = field(default_factory=set)
    folded: bool = False
    streams: bool = True
    raw: str = ""
    held: str = ""
    unended: str | None = None
    thoughts: ThoughtFilter = field(default_factory=ThoughtFilter)


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
        self._window = window
        self._tell = tell
        self._silence = Silence(timeout, lambda said: tell(f"{name}: {said}"))
        self._stalls = Stalls()
        self._pace = Pace(transport.width, at_once=not transport.live)
        self._hedges = transport.live and transport.width > 1
        self.batched = not transport.live
        self.width = transport.width

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
                        self._count_broken(call, seen)
                        wait = self._next_try(error, call, slot, progress)
                slot.answered = message is not None
            await asyncio.sleep(wait)
        passed = self._judge(call, message, progress) if message else None
        yield passed or await self._until_passed(call, progress)

    def _ended(self, message: AIMessage, progress: _Progress) -> AIMessage | None:
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

    def _progress(self) -> _Progress:
        return _Progress(Retries(self._stalls.answers))

    async def _until_passed(self, call: Call, progress: _Progress) -> AIMessage:
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
            if not slot.answered:
                await asyncio.sleep(wait)
                continue
            streamed = self._parameters.kind == STREAMED
            ended = self._ended(message, progress) if streamed else message
            if ended and (passed := self._judge(call, ended, progress)):
                return passed

    async def _ask(self, call: Call, ticket: Ticket, progress: _Progress) -> AIMessage:
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

    def _request(self, call: Call, progress: _Progress, *, streamed: bool) -> Request:
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
        self, call: Call, progress: _Progress, seen: list[ChatGenerationChunk]
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
        self, call: Call, request: Request, progress: _Progress, seen: list[ChatGenerationChunk]
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

    def _next_try(self, error: Exception, call: Call, slot: Slot, progress: _Progress) -> float:
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
        if progress.adjusted < _ADJUSTMENTS and self._adjusts(failure, call, progress):
            progress.adjusted += 1
            return 0.0
        wait = progress.retries.wait_seconds(failure, self._stalls.answers)
        if wait is None:
            raise call_error(failure, self._name, self._address, self._ledger.paid) from error
        return wait

    def _adjusts(self, failure: Failure, call: Call, progress: _Progress) -> bool:
        """Adapt the request to what the server accepts; returns whether it changed."""
        if progress.room and failure.fault in _ABOUT_ROOM:
            if not self._parameters.renames_room(failure.words):
                progress.room = None
            return True
        if failure.fault is Fault.TOO_LONG and not progress.narrowed:
            return self._narrows(failure, call, progress)
        if failure.fault is Fault.REPLY_ROOM:
            self._tell(f"{self._name} allows fewer reply tokens: {failure.words}")
            return self._parameters.limit_room(failure.counts, call.options)
        if failure.fault is Fault.PARAMETER:
            return self._goes_without(failure.parameters)
        if failure.fault is Fault.SYSTEM_ROLE and not progress.folded:
            self._parameters.drop((SYSTEM_ROLE,))
            return True
        unsaid = failure.fault is Fault.INVALID and failure.status in _REFUSED_STATUSES
        return unsaid and self._simplifies(call, progress)

    def _goes_without(self, names: Sequence[str]) -> bool:
        if asked_for := [name for name in names if self._parameters.is_optional(name)]:
            self._tell(f"{self._name} refuses {', '.join(asked_for)}: asked without")
        return self._parameters.drop(names)

    def _simplifies(self, call: Call, progress: _Progress) -> bool:
        """Leave out optional parts, step by step, if a server does not say what it refuses.

        What other calls were answered with is not refused.
        """
        has_system = any(isinstance(message, SystemMessage) for message in call.messages)
        carried = progress.sent | ({SYSTEM_ROLE} if has_system and not progress.folded else set())
        if self._parameters.known_refused(carried):
            return True  # since this call was sent, another one has been answered without
        step = next((found for names in SIMPLER if (found := names & carried)), set())
        answers = self._stalls.answers or not self._transport.live
        if answers or not step or self._parameters.unmoved:
            self._parameters.unmoved |= not answers
            return False
        progress.tried |= step
        progress.streams = progress.streams and "stream" not in step
        return True

    def _narrows(self, failure: Failure, call: Call, progress: _Progress) -> bool:
        """Reduce the reply tokens to the room that a short prompt leaves."""
        progress.narrowed = True
        room, window = self._parameters.room(call.options), failure.window or self._window.tokens
        if not (room and window) or _PROMPT_SHARE * call.tokens() > window:
            return False
        left = window - 2 * call.tokens() - window // 16
        progress.room = left if 0 < left < room else None
        return progress.room is not None

    def _judge(self, call: Call, message: AIMessage, progress: _Progress) -> AIMessage | None:
        """Pass a reply through, or drop it if the call is to be retried."""
        self._count(call, message)
        self._parameters.drop(progress.tried)
        self._window.check(call.tokens(), message, self._name)
        reply = read_reply(message)
        if reply.ending is Ending.REFUSED:
            words = reply.refusal or reply.reason
            raise RefusedError(
                f"{self._name} or its provider refuses this text ({words})", self._ledger.paid
            )
        if reply.ending is Ending.BROKEN or not (reply.text or message.tool_calls):
            self._ask_again(call, message, reply, progress)
            return None
        if reply.ending is Ending.CUT:
            return None if self._widens(call, message, progress) else self._cut(message, reply)
        return visible(message, reply.text)

    def _ask_again(self, call: Call, message: AIMessage, reply: Reply, progress: _Progress) -> None:
        """Retry a reply without text, once; raises NoTextError after that."""
        if reply.ending is Ending.CUT and self._fills_window(message, reply):
            raise ContextLengthError(
                f"the prompt leaves {self._name} no room to reply ({reply.reason}): see --context",
                self._ledger.paid,
            )
        if reply.ending is Ending.CUT and self._widens(call, message, progress):
            return
        progress.empty += 1
        if progress.empty < _EMPTY_TRIES and reply.ending is not Ending.CUT:
            return
        said = f" ({reply.reason})" if reply.reason else ""
        if reply.ending is Ending.CUT:
            what = f"its tokens ran out before any text, as after long thinking{said}"
        elif reply.ending is Ending.BROKEN:
            what = f"it broke off its reply{said}"
        else:
            kind = "has only thoughts" if reply.thought else "is empty"
            what = f"its reply {kind}, without text{said}"
        raise NoTextError(f"{self._name} gave no answer: {what}", self._ledger.paid)

    @staticmethod
    def _fills_window(message: AIMessage, reply: Reply) -> bool:
        """Return whether a prompt was so long that the reply had to end before it began."""
        usage = message.usage_metadata
        written = usage["output_tokens"] if usage and usage["input_tokens"] else None
        return not reply.thought and ("context" in reply.reason or written == 0)

    def _cut(self, message: AIMessage, reply: Reply) -> AIMessage:
        """Keep the whole sentences of a cut reply; raises CutReplyError where there is none."""
        text = whole_sentences(reply.text)
        if not text:
            raise CutReplyError(
                f"the reply of {self._name} was cut ({reply.reason}) before its first complete "
                "sentence: allow it more tokens with --model-option max_tokens=N",
                self._ledger.paid,
            )
        self._ledger.count_cut()
        self._tell(
            f"a reply of {self._name} was cut at its token limit ({reply.reason}): its "
            "complete sentences are kept, and it is incomplete"
        )
        return visible(message, text, cut=True)

    def _widens(self, call: Call, message: AIMessage, progress: _Progress) -> bool:
        """Give the next try more room, once; returns whether there is more to give."""
        if progress.widened:
            return False
        progress.widened = True
        written = message.usage_metadata["output_tokens"] if message.usage_metadata else 0
        limits = [self._window.room(call.tokens()), self._window.longest_reply]
        now = self._parameters.room(call.options) or 0
        room = max(_LEAST_ROOM, _ROOM_FACTOR * max(call.reply_tokens, written, now))
        room = min([room, *(limit for limit in limits if limit)])
        if room <= max(now, written):
            return False
        progress.room = room
        return True

    def _count(self, call: Call, message: AIMessage) -> None:
        told = message.usage_metadata
        read, written = (told["input_tokens"], told["output_tokens"]) if told else (0, 0)
        details = told.get("input_token_details") or {} if told else {}
        counts = {name: n for name, n in details.items() if isinstance(n, int)}
        self._ledger.pay(
            read or call.tokens(),
            written or estimate_tokens(message.text),
            cached=sum(n for name, n in counts.items() if name.endswith("cache_read")),
            stored=sum(n for name, n in counts.items() if _STORED.search(name)),
            estimated=not read or (not written and bool(message.text)),
            batched=self.batched,
        )

    def _count_broken(self, call: Call, seen: list[ChatGenerationChunk]) -> None:
        """Count what was paid for a stream that broke off after it had begun."""
        if any(chunk.text for chunk in seen):
            written = estimate_tokens("".join(chunk.text for chunk in seen))
            self._ledger.pay(call.tokens(), written, estimated=True)
