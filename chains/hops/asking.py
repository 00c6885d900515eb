"""`ask --hops` as a Runnable: a question → look-ups in order → one answer.

With a chat model, it names what is to be looked up next from what was found so far, and answers
from the passages of all look-ups. Without one, the parts of a question are looked up, and each is
answered by one sentence. A loop and no graph of states: every finished call is kept, so that a
run that was stopped resumes.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from precis.chains.evidence import Answer, Usage
from precis.chains.hops.answer import Hop, HoppedAnswer
from precis.chains.hops.parts import parts_of
from precis.chains.meter import metered
from precis.chains.retrieval_qa import RetrievalQA
from precis.chains.writers.numbering import fenced
from precis.chains.writers.replies.plain_text import question_in
from precis.models.calls.errors import ContextLengthError, NoTextError, RefusedError
from precis.prompts import load_prompt

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from langchain_core.documents import Document

    from precis.chains.conversation import Turn
    from precis.chains.events import Asked, Written
    from precis.chains.requests import AskOptions
    from precis.chains.workspace import Workspace

_DONE = re.compile(r"\W*done\b", re.IGNORECASE)
_REPLY_TOKENS = 60
_NOTHING = "Nothing was looked up yet."
_SILENT = "The documents do not say."


class AskHops(RetrievalQA):
    """Answers from the passages of at most `options.hops` look-ups.

    A question takes two calls a look-up, and one for the answer from all of them where there was
    more than one.
    """

    def __init__(self, passages: RetrievalQA, workspace: Workspace, options: AskOptions) -> None:
        self._passages = passages
        self._workspace = workspace
        self._options = options

    async def _run(
        self,
        question: str,
        tell: Callable[[Asked | Written], None] | None = None,
        before: Sequence[Turn] = (),
    ) -> Answer:
        with metered() as meter:
            whole = await self._passages.standalone(question, before)
            looked = _LookedUp(self._passages, whole)
            if self._workspace.has_chat:
                answer = await self._ask_on(whole, looked, tell)
            else:
                answer = await self._answer_parts(whole, looked)
        return answer.model_copy(update={"question": question, "usage": meter.usage})

    async def plan(self, question: str) -> Usage:
        """Return what the most look-ups would cost, without a paid call."""
        workspace = self._workspace.for_dry_run()
        rehearsal = AskHops(workspace.retrieval_qa(self._options), workspace, self._options)
        return (await rehearsal.ainvoke(question)).usage

    async def _ask_on(
        self,
        whole: str,
        looked: _LookedUp,
        tell: Callable[[Asked | Written], None] | None,
    ) -> HoppedAnswer:
        """Look up what the model names, until nothing is missing; then answer from all of it."""
        for _ in range(self._options.hops):
            following = await self._next(whole, looked.hops)
            if not following or looked.knows(following):
                break
            await looked.look_up(following)
        if not looked.hops:
            await looked.look_up(whole)
        if len(looked.hops) == 1 and looked.knows(whole):
            return looked.answer()
        passages = looked.best(self._options.k)
        return looked.with_hops(await self._passages.answer_from(whole, passages, tell))

    async def _next(self, whole: str, hops: Sequence[Hop]) -> str:
        """Return what to look up next, "" for nothing more, or where the model names nothing."""
        asker = self._workspace.asker
        asked = {"text": fenced(_notes(hops) or _NOTHING), "question": whole}
        try:
            reply = await asker.reply(load_prompt("hop"), asked, _REPLY_TOKENS)
        except (ContextLengthError, NoTextError, RefusedError):
            return ""
        if asker.calls.is_dry_run:
            return f"{whole} {len(hops)}"
        return "" if _DONE.match(reply) else question_in(reply)

    async def _answer_parts(self, whole: str, looked: _LookedUp) -> HoppedAnswer:
        """Answer each part of the question by the sentence that answers it best.

        The last look-up is for all parts that are left.
        """
        found, most = parts_of(whole), self._options.hops
        parts = [*found[: most - 1], " ".join(found[most - 1 :])] if len(found) > most else found
        for part in parts:
            await looked.look_up(part)
        return looked.answer() if len(parts) == 1 else looked.best_claims()


class _LookedUp:
    """What was looked up for the question `whole`."""

    def __init__(self, qa: RetrievalQA, whole: str) -> None:
        self.hops: list[Hop] = []
        self._qa = qa
        self._whole = whole
        self._answers: list[Answer] = []
        self._passages: list[list[Document]] = []

    async def look_up(self, question: str) -> None:
        """Search for a question, and answer it from what is found."""
        passages = await self._qa.find_passages(question)
        answer = await self._qa.answer_from(question, passages)
        self._passages.append(passages)
        self._answers.append(answer)
        self.hops.append(Hop(question=question, claims=answer.claims))

    def knows(self, question: str) -> bool:
        """Return whether a question was looked up."""
        return _words(question) in (_words(hop.question) for hop in self.hops)

    def best(self, k: int) -> list[Document]:
        """Return the passages that were cited, and the next best ones up to `k`, each once."""
        found = list(zip(self._passages, self._answers, strict=True))
        cited = [each for some, answer in found for each in some if _is_cited(each, answer)]
        ranked = [each for some in zip_longest(*self._passages) for each in some if each]
        unique = {_place(each): each for each in [*cited, *ranked]}
        return list(unique.values())[: max(k, len({_place(each) for each in cited}))]

    def answer(self) -> HoppedAnswer:
        """Return the answer to the last question that was looked up."""
        return self.with_hops(self._answers[-1])

    def best_claims(self) -> HoppedAnswer:
        """Return the first claim of each answer."""
        self.hops = [hop.model_copy(update={"claims": hop.claims[:1]}) for hop in self.hops]
        claims = (claim for hop in self.hops for claim in hop.claims)
        passages = (each for answer in self._answers for each in answer.passages)
        told = {"claims": tuple(dict.fromkeys(claims)), "passages": tuple(dict.fromkeys(passages))}
        return self.with_hops(self._answers[0].model_copy(update={**told, "brief": None}))

    def with_hops(self, answer: Answer) -> HoppedAnswer:
        """Return an answer with what was looked up, and the documents that this cites."""
        documents = {key: it for each in self._answers for key, it in each.documents.items()}
        told = {name: getattr(answer, name) for name in Answer.model_fields}
        told |= {"standalone": self._whole, "documents": {**documents, **answer.documents}}
        return HoppedAnswer(**told, hops=tuple(self.hops))


def _notes(hops: Sequence[Hop]) -> str:
    return "\n\n".join(
        f"Question: {hop.question}\n"
        f"Found: {' '.join(claim.text for claim in hop.claims) or _SILENT}"
        for hop in hops
    )


def _words(question: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", question.casefold()))


def _place(passage: Document) -> tuple[str, int]:
    return passage.metadata["document_id"], passage.metadata["start_index"]


def _is_cited(passage: Document, answer: Answer) -> bool:
    document_id, start = _place(passage)
    end = passage.metadata["end_index"]
    spans = (span for claim in answer.claims for span in claim.spans)
    return any(it.document_id == document_id and start <= it.start < end for it in spans)
