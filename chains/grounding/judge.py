"""A chat model's verdict on claims whose score is inconclusive.

A call has many claims, each with its evidence, and two whose truth is known: if the model gets one
of these wrong, by mistake or because a text told it what to answer, no verdict of that call
counts.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from precis import event_loop
from precis.chains.grounding.verdicts import Said, verdicts_in
from precis.models.calls.errors import NoTextError
from precis.models.calls.transport import reducing
from precis.prompts import load_prompt

if TYPE_CHECKING:
    from precis.models.calls.layer import CallLayer

CLAIMS_A_CALL = 8
SENTENCES = 7
"""Sentences of evidence that are shown with one claim at most."""

_REPLY_TOKENS = 40
_SENTENCE_CHARACTERS = 1000
_CLAIM_CHARACTERS = 2000
_TRUE = "The parcel weighs four kilograms.", "A parcel of four kilograms is described."
_FALSE = "The parcel weighs four kilograms.", "The parcel was lost in a fire at the harbour."


@dataclass(frozen=True, slots=True)
class Question:
    """A claim, and the sentences that may support it."""

    claim: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a claim is supported, and by which of its sentences (from 0)."""

    supported: bool
    sentences: tuple[int, ...]


class Judge:
    """Asks the chat model `name` through `calls`."""

    def __init__(self, name: str, calls: CallLayer) -> None:
        self.name = name
        self._calls = calls

    def verdicts(self, questions: Sequence[Question]) -> list[Verdict | None]:
        """Return the verdict on each claim; None if no verdict counts or is complete.

        Raises CallError where a call fails for good.
        """
        groups = [
            questions[start : start + CLAIMS_A_CALL]
            for start in range(0, len(questions), CLAIMS_A_CALL)
        ]
        with reducing():
            replies = event_loop.run(self._replies(groups))
        return [
            verdict
            for group, reply in zip(groups, replies, strict=True)
            for verdict in _read(_text(reply), group)
        ]

    async def _replies(self, groups: Sequence[Sequence[Question]]) -> list[Any]:
        return await asyncio.gather(*map(self._ask, groups), return_exceptions=True)

    async def _ask(self, group: Sequence[Question]) -> Any:
        marked = _add_marks(group)
        schema = _schema([mark for mark, _ in marked])
        options = self._calls.schema_options(schema)
        model = self._calls.bind(reply_tokens=(CLAIMS_A_CALL + 2) * _REPLY_TOKENS, **options)
        text = "\n".join(map(_render, marked))
        said = {"schema": json.dumps(schema), "text": text}
        return await (load_prompt("judge") | model).ainvoke(said)


def _add_marks(group: Sequence[Question]) -> list[tuple[str, Question]]:
    """Return the claims and the two controls under marks that no text can know beforehand.

    Marks and order follow from the texts, so that the same call is found in the cache.
    """
    controls = [Question(claim, (evidence,)) for evidence, claim in (_TRUE, _FALSE)]
    everything = repr([*group])
    marked = [
        (sha256(f"{number}{everything}".encode(errors="replace")).hexdigest()[:8], question)
        for number, question in enumerate([*group, *controls])
    ]
    return sorted(marked)


def _render(marked: tuple[str, Question]) -> str:
    mark, question = marked
    sentences = "\n".join(
        f"[{number}] {_plain(sentence, _SENTENCE_CHARACTERS)}"
        for number, sentence in enumerate(question.sentences[:SENTENCES], start=1)
    )
    claim = _plain(question.claim, _CLAIM_CHARACTERS)
    return f'<evidence>\n{sentences}\n</evidence>\n<claim id="{mark}">\n{claim}\n</claim>\n'


def _plain(text: str, most: int) -> str:
    """Return text on one line that closes no tag and begins no other sentence."""
    return " ".join(text.split())[:most].replace("<", "‹").replace(">", "›").replace("[", "(")


def _text(reply: Any) -> str:
    """Return what a model said; nothing where it said nothing whole, which is no failure."""
    if isinstance(reply, NoTextError):
        return ""
    if isinstance(reply, Exception):
        raise reply
    return str(reply.text)


def _read(reply: str, group: Sequence[Question]) -> list[Verdict | None]:
    """Return the verdicts of a reply; none where it is not valid or a control is wrong."""
    marked = _add_marks(group)
    marks = {question: mark for mark, question in marked}
    said: dict[str, Said] = {}
    for verdict in verdicts_in(reply, [mark for mark, _ in marked]):
        if said.setdefault(verdict.claim, verdict) != verdict:
            return [None] * len(group)
    controls = (Question(_TRUE[1], (_TRUE[0],)), True), (Question(_FALSE[1], (_FALSE[0],)), False)
    for control, truth in controls:
        known = said.get(marks[control])
        if known is None or known.supported is not truth:
            return [None] * len(group)
    return [_verdict(said.get(marks[question]), question) for question in group]


def _verdict(said: Said | None, question: Question) -> Verdict | None:
    """Return a verdict that names sentences which exist, or says that nothing supports."""
    if said is None:
        return None
    shown = range(1, min(len(question.sentences), SENTENCES) + 1)
    if said.supported and (not said.sentences or any(n not in shown for n in said.sentences)):
        return None
    return Verdict(said.supported, tuple(n - 1 for n in said.sentences if n in shown))


def _schema(marks: Sequence[str]) -> dict[str, Any]:
    verdict = {
        "type": "object",
        "properties": {
            "claim": {"type": "string", "enum": [*marks]},
            "supported": {"type": "boolean"},
            "sentences": {"type": "array", "items": {"type": "integer"}},
        },
        "required": ["claim", "supported", "sentences"],
        "additionalProperties": False,
    }
    return {
        "title": "verdicts",
        "type": "object",
        "properties": {"verdicts": {"type": "array", "items": verdict}},
        "required": ["verdicts"],
        "additionalProperties": False,
    }
