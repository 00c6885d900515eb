"""The writer that asks a chat model: numbered sentences in, cited claims out.

How replies are read is in `citations.py`, how uncited sentences find their source in
`grounding/alignment.py`, and whether claims hold in `grounding/grounder.py`.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Any

from langchain_core.documents import Document
from langchain_core.prompts import ChatPromptTemplate

from precis.chains.conversation import Turn, carried_over
from precis.chains.evidence import NOT_ANSWERED, Claim, Usage
from precis.chains.grounding.alignment import Aligner, Candidate
from precis.chains.requests import REMEMBERED
from precis.chains.writers.asking import Asker, fenced
from precis.chains.writers.candidates import halved, sentence_candidates
from precis.chains.writers.citations import numbered
from precis.chains.writers.contract import Brief, Tell
from precis.models.calls import CallLayer, ContextLengthError
from precis.models.chat import context_tokens
from precis.models.tokens import estimate_tokens
from precis.prompts import load_prompt

DECLINE = NOT_ANSWERED
MAP_WORDS = 100
REDUCE_WORDS = 120
"""Lengths of notes on the way to the root. They are fixed so that no prompt depends on how
long the text is or how long the summary shall be: another --length repeats only the root."""

REDUCE_TOKENS = 4500
"""What a reduce call reads at most, however large the model's context: an edit re-asks less."""

ANSWER_WORDS = 80
"""About how long an answer is; nobody is asked for a length."""

_TOKENS_A_WORD = 1.35
"""Of English, with a few citations."""

REMEMBERED_CHARACTERS = 800
"""What a follow-up question is shown of each answer before it."""

_NUMBER_TOKENS = 2
_RUNAWAY = 3
"""A reply is cut where it is so many times as long as was asked for: notes must get shorter."""

_OVERHEAD_TOKENS = 400
_REPLY_TOKENS = 1200

Claims = tuple[Claim, ...]


@dataclass(frozen=True)
class _Task:
    """What a model is asked to do with a text, and how many words it shall write."""

    text: str
    words: int


class GenerativeWriter:
    """A Writer over one chat model; a node is a tuple of claims.

    Every call fits the model's context. A model that `cites` is shown numbered sentences; small
    ones get lost in numbers, so they read plain text and alignment finds what they rest on.
    """

    def __init__(self, name: str, model: CallLayer, aligner: Aligner, *, cites: bool) -> None:
        context = context_tokens(model)
        self.name = name
        self._model = model
        self._asker = Asker(model, aligner, cites=cites)
        self._budget = max(context - _OVERHEAD_TOKENS - _REPLY_TOKENS, context // 4)
        self.capacity = min(REDUCE_TOKENS, self._budget)
        self._cites = cites
        suffix = "" if cites else "_plain"
        names = ("map", "reduce", "answer")
        self._prompts = {name: load_prompt(name + suffix) for name in names}
        self._prompts["follow_up"] = load_prompt("follow_up")

    def size(self, node: Claims) -> int:
        """Return the tokens that the claims take, numbered, in a reduce prompt."""
        return sum(_tokens(claim.text) for claim in node)

    async def map(
        self, chunk: Document, brief: Brief, tell: Tell | None = None, *, root: bool
    ) -> Claims:
        """State what matters in a chunk; every claim cites sentences of it."""
        words = brief.words if root else MAP_WORDS
        task = _Task(_asked("Summarize the text", brief, words, root=root), words)
        told = tell if root else None
        return await self._condense("map", task, sentence_candidates([chunk]), told)

    async def reduce(
        self, nodes: Sequence[Claims], brief: Brief, tell: Tell | None = None, *, root: bool
    ) -> Claims:
        """Merge claims; each result cites what the claims it merges cite."""
        words = brief.words if root else REDUCE_WORDS
        task = _Task(_asked("Merge the notes into a summary", brief, words, root=root), words)
        merged = [(claim.text, claim.spans) for claim in chain.from_iterable(nodes)]
        return await self._condense("reduce", task, merged, tell if root else None)

    def claims(self, node: Claims) -> list[Claim]:
        """Return the claims themselves."""
        return list(node)

    async def standalone(self, question: str, before: Sequence[Turn]) -> str:
        """Ask for the question with what it refers to; small models only get words carried over."""
        if not self._cites:
            return carried_over(question, before)
        turns = [
            f"Question: {turn.question}\nAnswer: {turn.answer[:REMEMBERED_CHARACTERS] or DECLINE}"
            for turn in before[-REMEMBERED:]
        ]
        asked = {"text": fenced("\n".join(turns)), "question": question}
        reply = await (self._prompts["follow_up"] | self._model).ainvoke(asked)
        return " ".join(reply.text.split()) or question

    async def answer(
        self, question: str, passages: Sequence[Document], tell: Tell | None = None
    ) -> list[Claim]:
        """Answer from the passages' sentences; none when the model says that they do not say."""
        candidates = self._fitting(sentence_candidates(passages))
        variables = {"question": question, "decline": DECLINE}
        reply = await self._ask("answer", candidates, variables, ANSWER_WORDS, tell)
        if DECLINE.rstrip(".").lower() in reply.lower():
            return []
        return list(await self._cite(reply, candidates))

    @property
    def usage(self) -> Usage:
        """What the call layer has spent."""
        spent = self._model.usage
        return Usage(
            calls=spent.calls,
            cached_calls=spent.cached_calls,
            input_tokens=spent.input_tokens,
            output_tokens=spent.output_tokens,
            cost_usd=spent.cost_usd,
        )

    async def _condense(
        self, prompt: str, task: _Task, candidates: Sequence[Candidate], tell: Tell | None = None
    ) -> Claims:
        """Ask once, or by halves where the model's context is too small for all."""
        if not candidates:
            return ()
        if not self._fits(candidates) and (parts := halved(candidates)):
            return await self._each(prompt, task, parts)
        try:
            variables = {"task": task.text}
            reply = await self._ask(prompt, candidates, variables, task.words, tell)
        except ContextLengthError:
            if not (parts := halved(candidates)):
                raise
            return await self._each(prompt, task, parts)
        return _within(await self._cite(reply, candidates), _RUNAWAY * task.words)

    def _fits(self, candidates: Sequence[Candidate]) -> bool:
        """Say whether one call can read all; a text has no more tokens than characters."""
        characters = sum(len(text) + _NUMBER_TOKENS for text, _ in candidates)
        tokens = (_tokens(text) for text, _ in candidates)
        return characters <= self._budget or sum(tokens) <= self._budget

    async def _each(self, prompt: str, task: _Task, parts: Sequence[Sequence[Candidate]]) -> Claims:
        condensed = (self._condense(prompt, task, part) for part in parts)
        return tuple(chain.from_iterable(await asyncio.gather(*condensed)))

    async def _ask(
        self,
        prompt: str,
        candidates: Sequence[Candidate],
        variables: dict[str, Any],
        words: int,
        tell: Tell | None = None,
    ) -> str:
        texts = [text for text, _ in candidates]
        text = fenced(numbered(texts) if self._cites else " ".join(texts))
        template: ChatPromptTemplate = self._prompts[prompt]
        asked = {"text": text, **variables}
        model = self._model.bind(reply_tokens=round(words * _TOKENS_A_WORD))
        if not tell:
            return (await (template | model).ainvoke(asked)).text
        reply = ""
        async for piece in (template | model).astream(asked):
            tell(piece.text)
            reply += piece.text
        return reply

    async def _cite(self, reply: str, candidates: Sequence[Candidate]) -> Claims:
        [claims] = await self._asker.cited([reply], candidates)
        return claims

    def _fitting(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Keep candidates, best passages first, until the context is full."""
        kept: list[Candidate] = []
        left = self._budget
        for text, spans in candidates:
            left -= _tokens(text)
            if left < 0 and kept:
                break
            kept.append((text, spans))
        return kept


def _within(claims: Claims, words: int) -> Claims:
    """Leave out what a model goes on to write after so many words."""
    so_far = accumulate(len(claim.text.split()) for claim in claims)
    kept = [claim for claim, length in zip(claims, so_far, strict=True) if length <= words]
    return tuple(kept) or claims[:1]


def _tokens(sentence: str) -> int:
    return estimate_tokens(sentence) + _NUMBER_TOKENS


def _asked(verb: str, brief: Brief, words: int, *, root: bool) -> str:
    parts = [f"{verb} in about {words} words."]
    if brief.focus:
        parts.append(f"Keep to what helps to answer this question: {brief.focus}")
    if root and brief.style == "bullets":
        parts.append("Each line is one bullet point: short and complete by itself.")
    if root and brief.language:
        parts.append(f"Write in {brief.language}.")
    return " ".join(parts)
