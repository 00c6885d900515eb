"""Asking a chat model about sentences: numbered into a prompt, cited claims out of its reply.

Which prompt, and what is made of the claims, the steps know.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from langchain_core.prompts import ChatPromptTemplate

from precis.chains.evidence import Claim, Span
from precis.chains.grounding.alignment import Aligner, Candidate
from precis.chains.writers.citations import numbered, parse
from precis.models.calls import CallLayer
from precis.models.chat import context_tokens
from precis.models.tokens import estimate_tokens

CITE = (
    "Every sentence of the text begins with its number. End every sentence that you write with "
    "the numbers of those it rests on, in brackets, like this: The bridge opened in 1932 [4][7]."
)
"""What a model is told that can cite; small ones get lost in numbers."""

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
        options: Mapping[str, Any] | None = None,
        **said: str,
    ) -> str:
        """Return the reply to `prompt` about `texts`; `options` go to the model.

        `reply_tokens` is about how long the reply will be. Raises CallError where the call
        fails for good.
        """
        shown = numbered(texts) if self.cites else " ".join(texts)
        said |= {"text": fenced(shown), "citing": CITE if self.cites else ""}
        known = {name: said[name] for name in prompt.input_variables}
        model = self.calls.bind(reply_tokens=reply_tokens, **options or {})
        return (await (prompt | model).ainvoke(known)).text

    async def cited(
        self, replies: Sequence[str], candidates: Sequence[Candidate]
    ) -> list[tuple[Claim, ...]]:
        """Return the sentences of each reply, with the spans they cite or are closest to."""
        parsed = [parse(reply, len(candidates)) for reply in replies]
        said = list(chain.from_iterable(parsed))
        claims = [
            Claim(text=one.text, spans=_union(candidates[n - 1][1] for n in one.numbers))
            for one in said
        ]
        missing = [index for index, claim in enumerate(claims) if not claim.spans]
        if missing:
            texts = [claims[index].text for index in missing]
            aligned = await asyncio.to_thread(self._aligner.align, texts, candidates)
            for index, spans in zip(missing, aligned, strict=True):
                claims[index] = Claim(text=claims[index].text, spans=spans)
        left = iter(claims)
        return [tuple(islice(left, len(sentences))) for sentences in parsed]

    def tokens(self, texts: Sequence[str]) -> int:
        """Return what `texts` take in a prompt."""
        return sum(estimate_tokens(text) + _TOKENS_OF_A_NUMBER for text in texts)


def fenced(text: str) -> str:
    """Keep text from closing the fence it stands in."""
    return text.replace("</", "< /")


def _union(spans: Iterable[tuple[Span, ...]]) -> tuple[Span, ...]:
    unique = dict.fromkeys(chain.from_iterable(spans))
    return tuple(sorted(unique, key=lambda span: (span.document_id, span.start)))
