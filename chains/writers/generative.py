"""The generative writer: numbered sentences in, statements that cite them out.

How replies are read is in `replies/`, how statements find the spans that they rest on in
`statements.py`, and whether claims hold in `grounding/claim_checker.py`.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from itertools import accumulate, chain

from langchain_core.documents import Document

from precis.chains.conversation import Turn, carried_over
from precis.chains.evidence import NOT_ANSWERED, Claim, Usage
from precis.chains.grounding.alignment import Aligner
from precis.chains.requests import REMEMBERED
from precis.chains.writers.asker import Asker
from precis.chains.writers.contract import Brief, Tell
from precis.chains.writers.halving import halved
from precis.chains.writers.numbering import fenced
from precis.chains.writers.replies.declining import NOTHING, declines
from precis.chains.writers.replies.plain_text import question_in
from precis.chains.writers.replies.reading import read_reply
from precis.chains.writers.shown_sentences import shown_sentences
from precis.chains.writers.statements import Statement
from precis.languages.counts import count_of
from precis.models.calls.errors import ContextLengthError, NoTextError, RefusedError
from precis.models.calls.layer import CallLayer
from precis.prompts import load_prompt

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

QUESTION_TOKENS = 40
REMEMBERED_CHARACTERS = 800
"""What a follow-up question is shown of each answer before it."""

_RUNAWAY = 3
"""A reply is cut at this many times the requested length: notes must get shorter."""

Statements = tuple[Statement, ...]


@dataclass(frozen=True)
class _Task:
    """What a model is asked to do with a text, and how many words it shall write.

    `merge` is what it is asked to do with the halves of a text that was too long; without it
    they stay side by side.
    """

    text: str
    words: int
    merge: str = ""


class GenerativeWriter:
    """A Writer over one chat model; a node is a tuple of statements.

    Every call fits the model's context. A model that `cites` is shown numbered sentences; small
    ones get lost in numbers, so they read plain text and alignment finds what they rest on.
    """

    def __init__(self, name: str, model: CallLayer, aligner: Aligner, *, cites: bool) -> None:
        self.name = name
        self._model = model
        self._asker = Asker(model, aligner, cites=cites)
        self.capacity = min(REDUCE_TOKENS, self._asker.budget)
        self._cites = cites
        suffix = "" if cites else "_plain"
        names = ("map", "reduce", "answer")
        self._prompts = {name: load_prompt(name + suffix) for name in names}
        self._prompts["follow_up"] = load_prompt("follow_up")

    @property
    def width(self) -> int:
        """How many calls the model can have under way at once."""
        return self._model.width

    def size(self, node: Statements) -> int:
        """Return the tokens that the statements take, numbered, in a reduce prompt."""
        return self._asker.tokens([one.text for one in node])

    async def map(
        self, chunk: Document, brief: Brief, tell: Tell | None = None, *, root: bool
    ) -> Statements:
        """State what matters in a chunk; every statement cites sentences of it."""
        words = brief.words if root else MAP_WORDS
        merge = (
            _instruction("Merge the notes into a summary", brief, words, root=root) if root else ""
        )
        task = _Task(_instruction("Summarize the text", brief, words, root=root), words, merge)
        return await self._condense("map", task, shown_sentences([chunk]), tell if root else None)

    async def reduce(
        self, nodes: Sequence[Statements], brief: Brief, tell: Tell | None = None, *, root: bool
    ) -> Statements:
        """Merge statements; each result cites those that it merges."""
        words = brief.words if root else REDUCE_WORDS
        task = _Task(_instruction("Merge the notes into a summary", brief, words, root=root), words)
        notes = list(chain.from_iterable(nodes))
        return await self._condense("reduce", task, notes, tell if root else None)

    async def claims(self, node: Statements) -> list[Claim]:
        """Return the statements with the spans that they rest on."""
        return await self._asker.claims(node)

    async def standalone(self, question: str, before: Sequence[Turn]) -> str:
        """Ask for the question with what it refers to; small models only get words carried over."""
        if not self._cites:
            return carried_over(question, before)
        turns = [
            f"Question: {turn.question}\n"
            f"Answer: {turn.answer[:REMEMBERED_CHARACTERS] or NOT_ANSWERED}"
            for turn in before[-REMEMBERED:]
        ]
        asked = {"text": fenced("\n".join(turns)), "question": question}
        try:
            reply = await self._asker.reply(self._prompts["follow_up"], asked, QUESTION_TOKENS)
        except ContextLengthError:
            later = before[-(len(turns) // 2) :] if len(turns) > 1 else ()
            return await self.standalone(question, later) if later else question
        except (NoTextError, RefusedError):
            return carried_over(question, before)
        return question_in(reply) or question

    async def answer(
        self, question: str, passages: Sequence[Document], tell: Tell | None = None
    ) -> list[Claim]:
        """Answer from the passages' sentences; none when the model says that they do not say.

        The best passages are read, as many as fit the model.
        """
        shown = self._fitting(shown_sentences(passages))
        said = {
            "question": question,
            "decline": f"{NOT_ANSWERED} {NOTHING}" if self._cites else NOT_ANSWERED,
        }
        reply, read_from = await self._answer(shown, said, tell)
        texts = [one.text for one in read_from]
        read = read_reply(reply, texts)
        if declines(reply, read, question, texts):
            return []
        return await self._asker.claims([Statement.of(cited, read_from) for cited in read])

    @property
    def usage(self) -> Usage:
        """What the call layer has spent."""
        return Usage(**asdict(self._model.usage))

    async def _answer(
        self, shown: Sequence[Statement], said: dict[str, str], tell: Tell | None
    ) -> tuple[str, Sequence[Statement]]:
        """Return a reply and what it was shown: the better half, where all was too long."""
        try:
            return await self._ask("answer", shown, said, ANSWER_WORDS, tell), shown
        except ContextLengthError:
            if not (parts := halved(shown)):
                raise
            return await self._answer(parts[0], said, tell)

    async def _condense(
        self, prompt: str, task: _Task, shown: Sequence[Statement], tell: Tell | None = None
    ) -> Statements:
        """Ask once, or by halves where the model's context is too small for all."""
        if not shown:
            return ()
        if not self._fits(shown) and (parts := halved(shown)):
            return await self._each(prompt, task, parts, tell)
        try:
            reply = await self._ask(prompt, shown, {"task": task.text}, task.words, tell)
        except ContextLengthError:
            if not (parts := halved(shown)):
                raise
            return await self._each(prompt, task, parts, tell)
        except RefusedError:
            if prompt != "reduce":
                raise
            parts = halved(shown) if len(shown) > 1 else []
            return await self._each(prompt, task, parts, tell)
        return _within(self._asker.parse_reply(reply, shown), _RUNAWAY * task.words)

    def _fits(self, shown: Sequence[Statement]) -> bool:
        """Return whether one call can read all; a text has no more tokens than characters."""
        characters = sum(len(one.text) for one in shown) + self._asker.tokens([""] * len(shown))
        return characters <= self._asker.budget or self.size(tuple(shown)) <= self._asker.budget

    async def _each(
        self,
        prompt: str,
        task: _Task,
        parts: Sequence[Sequence[Statement]],
        tell: Tell | None = None,
    ) -> Statements:
        condensed = (self._condense(prompt, replace(task, merge=""), part) for part in parts)
        halves = tuple(chain.from_iterable(await asyncio.gather(*condensed)))
        if not task.merge:
            return halves
        return await self._condense("reduce", _Task(task.merge, task.words), halves, tell)

    async def _ask(
        self,
        prompt: str,
        shown: Sequence[Statement],
        said: dict[str, str],
        words: int,
        tell: Tell | None = None,
    ) -> str:
        texts = [one.text for one in shown]
        tokens = round(words * _TOKENS_A_WORD)
        return await self._asker.ask(self._prompts[prompt], texts, tokens, said, tell=tell)

    def _fitting(self, shown: Sequence[Statement]) -> list[Statement]:
        """Keep sentences, best passages first, until the context is full."""
        so_far = accumulate(self._asker.tokens([one.text]) for one in shown)
        kept = [one for one, used in zip(shown, so_far, strict=True) if used <= self._asker.budget]
        return kept or list(shown[:1])


def _within(statements: Statements, words: int) -> Statements:
    """Cut a text to this many words."""
    so_far = accumulate(len(one.text.split()) for one in statements)
    kept = [one for one, length in zip(statements, so_far, strict=True) if length <= words]
    return tuple(kept) or statements[:1]


def _instruction(verb: str, brief: Brief, words: int, *, root: bool) -> str:
    parts = [f"{verb} in about {count_of(words, 'word')}."]
    if brief.focus:
        parts.append(f"Keep to what helps to answer this question: {brief.focus}")
    if root and brief.style == "bullets":
        parts.append("Each line is one bullet point: short and complete by itself.")
    if root and brief.style == "outline":
        parts.append("Write one sentence on each main part of the text, in the order of the text.")
    if root and brief.language:
        parts.append(f"Write in {brief.language}.")
    return " ".join(parts)
