"""The one way to query a chat model: a prompt with numbered sentences in, its reply out.

Which prompt, and what is made of the reply, the writer and the steps know.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from itertools import chain, islice
from types import MappingProxyType
from typing import Any

from langchain_core.prompts import ChatPromptTemplate

from precis.chains.evidence import Claim
from precis.chains.grounding.alignment import Aligner, Candidate
from precis.chains.writers.numbering import fenced, numbered
from precis.chains.writers.refusals import ask_without_refused
from precis.chains.writers.replies.reading import read_reply
from precis.chains.writers.statements import Statement, claims_of
from precis.models.calls.layer import WHOLE_TEXT, CallLayer
from precis.models.chat import context_tokens
from precis.models.tokens import estimate_tokens

CITE = (
    "Every sentence of the text begins with its number. End every sentence that you write with "
    "the numbers of those it rests on, in brackets: [4], or [4][7]."
)
"""The instruction for models that can cite; small ones get lost in numbers. The example is no
sentence: some models would write it down as a claim."""

_OVERHEAD_TOKENS = 800
_REPLY_TOKENS = 1200
_TOKENS_OF_A_NUMBER = 2


class Asker:
    """Asks one chat model.

    `budget` is what a text may take, in tokens, to fit a call. A prompt that has the variable
    `citing` gets how to cite there, where the model `cites`.
    """

    def __init__(self, calls: CallLayer, aligner: Aligner, *, cites: bool) -> None:
        context = context_tokens(calls)
        self.budget = max(context - _OVERHEAD_TOKENS - _REPLY_TOKENS, context // 4)
        self.calls = calls
        self.cites = cites
        self._aligner = aligner

    async def ask(
        self,
        prompt: ChatPromptTemplate,
        texts: Sequence[str],
        reply_tokens: int,
        said: Mapping[str, str] = MappingProxyType({}),
        *,
        options: Mapping[str, Any] = MappingProxyType({}),
        tell: Callable[[str], None] | None = None,
    ) -> str:
        """Return the reply to `prompt` about `texts`, in which `said` fills the other variables.

        `reply_tokens` is about how long the reply will be; `options` go to the model; `tell`
        gets the reply piece by piece, as it is written. Raises CallError where the call fails
        for good.
        """

        async def ask_about(some: Sequence[str]) -> str:
            shown = numbered(some) if self.cites else " ".join(some)
            known = {**said, "text": fenced(shown), "citing": CITE if self.cites else ""}
            return await self.reply(prompt, known, reply_tokens, options=options, tell=tell)

        return await ask_without_refused(ask_about, texts)

    async def reply(
        self,
        prompt: ChatPromptTemplate,
        known: Mapping[str, str],
        reply_tokens: int,
        *,
        options: Mapping[str, Any] = MappingProxyType({}),
        tell: Callable[[str], None] | None = None,
    ) -> str:
        """Return the reply to `prompt`, whose variables are among the `known`; else as `ask`."""
        known = {name: known[name] for name in prompt.input_variables}
        asked = prompt | self.calls.bind(reply_tokens=reply_tokens, **options)
        if tell is None:
            return (await asked.ainvoke(known)).text
        reply = ""
        async for piece in asked.astream(known):
            tell(piece.text)
            reply = piece.response_metadata.get(WHOLE_TEXT, reply + piece.text)
        return reply

    async def cite(
        self, replies: Sequence[str], candidates: Sequence[Candidate]
    ) -> list[tuple[Claim, ...]]:
        """Return the sentences of each reply, with the spans they cite or are closest to."""
        shown = [Statement(text, spans) for text, spans in candidates]
        stated = [self.parse_reply(reply, shown) for reply in replies]
        claims = iter(await self.claims(list(chain.from_iterable(stated))))
        return [tuple(islice(claims, len(one))) for one in stated]

    def parse_reply(self, reply: str, shown: Sequence[Statement]) -> tuple[Statement, ...]:
        """Return what a reply to a prompt that has `shown` sentences states."""
        read = read_reply(reply, [one.text for one in shown])
        return tuple(Statement.of(cited, shown) for cited in read)

    async def claims(self, statements: Sequence[Statement]) -> list[Claim]:
        """Return statements with the spans that they rest on."""
        return await asyncio.to_thread(claims_of, statements, self._aligner)

    def tokens(self, texts: Sequence[str]) -> int:
        """Return what `texts` take in a prompt."""
        return sum(estimate_tokens(text) + _TOKENS_OF_A_NUMBER for text in texts)
