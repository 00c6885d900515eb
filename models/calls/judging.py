"""Decide what a reply is worth: it passes, its call is sent again, or it is an error.

Either way it is paid and counted.
"""

import re
from collections.abc import Callable, Sequence

from langchain_core.messages import AIMessage
from langchain_core.outputs import ChatGenerationChunk

from precis.models.calls.context_window import WindowWatch
from precis.models.calls.errors import (
    ContextLengthError,
    CutReplyError,
    NoTextError,
    RefusedError,
)
from precis.models.calls.gate import Ending, Reply, read_reply, visible, whole_sentences
from precis.models.calls.key import Call
from precis.models.calls.parameters import Parameters
from precis.models.calls.progress import Progress
from precis.models.calls.spending import Ledger
from precis.models.tokens import estimate_tokens

_ROOM_FACTOR = 4
_LEAST_ROOM = 4096
_EMPTY_TRIES = 2
_STORED = re.compile(r"cache_creation|^ephemeral_")
"""Counts of what was written to a provider's prompt cache, by how long it is kept."""


class Judge:
    """Judges the replies of one model."""

    def __init__(
        self,
        *,
        name: str,
        parameters: Parameters,
        ledger: Ledger,
        window: WindowWatch,
        batched: bool,
        tell: Callable[[str], None],
    ) -> None:
        self._name = name
        self._parameters = parameters
        self._ledger = ledger
        self._window = window
        self._batched = batched
        self._tell = tell

    def judge(self, call: Call, message: AIMessage, progress: Progress) -> AIMessage | None:
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

    def _ask_again(self, call: Call, message: AIMessage, reply: Reply, progress: Progress) -> None:
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

    def _widens(self, call: Call, message: AIMessage, progress: Progress) -> bool:
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
            batched=self._batched,
        )

    def count_broken(self, call: Call, seen: Sequence[ChatGenerationChunk]) -> None:
        """Count what was paid for a stream that broke off after it had begun."""
        if any(chunk.text for chunk in seen):
            written = estimate_tokens("".join(chunk.text for chunk in seen))
            self._ledger.pay(call.tokens(), written, estimated=True)
