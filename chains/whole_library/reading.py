"""Ask each document one question: with a chat model, or by its best sentence."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np
from langchain_core.documents import Document

from precis.chains.composition.reading import Reading
from precis.chains.evidence import NOT_ANSWERED, Claim
from precis.chains.whole_library.saying import Quote, shortlist
from precis.chains.writers.replies.declining import NOTHING, declines
from precis.chains.writers.replies.reading import read_reply
from precis.chains.writers.shown_sentences import shown_sentences
from precis.chains.writers.statements import Statement
from precis.prompts import load_prompt

if TYPE_CHECKING:
    from precis.chains.whole_library.candidates import Candidate
    from precis.chains.workspace import Workspace

REPLY_TOKENS = 120


async def find_claims(
    document: Document, candidate: Candidate | None, condition: str, workspace: Workspace
) -> tuple[list[Claim], bool]:
    """Return what the chat model finds in a document, and whether it read only part of it.

    A document that does not fit a call is read where the index finds the condition; what is read
    then depends on this document alone, so that others may come and go. Raises CallError.
    """
    asker = workspace.asker
    shown, in_part = _fitting(document, candidate, workspace)
    texts = [one.text for one in shown]
    declined = f"{NOT_ANSWERED} {NOTHING}" if asker.cites else NOT_ANSWERED
    said = {"condition": condition, "decline": declined}
    reply = await asker.ask(load_prompt("finding"), texts, REPLY_TOKENS, said)
    read = read_reply(reply, texts)
    if declines(reply, read, condition, texts):
        return [], in_part
    return await asker.claims([Statement.of(cited, shown) for cited in read]), in_part


def _fitting(
    document: Document, candidate: Candidate | None, workspace: Workspace
) -> tuple[list[Statement], bool]:
    """Return the sentences of a document or, where they do not fit, those of its best chunks."""
    asker = workspace.asker
    shown = shown_sentences(Reading({document.metadata["id"]: document}).chunks())
    if asker.tokens([one.text for one in shown]) <= asker.budget:
        return shown, False
    best = [] if candidate is None else list(candidate.places)
    wanted = [one for start, end in best for one in shown if start <= one.spans[0].start < end]
    ranked = list(dict.fromkeys([*wanted, *shown]))
    used = accumulate(asker.tokens([one.text]) for one in ranked)
    kept = {one for one, tokens in zip(ranked, used, strict=True) if tokens <= asker.budget}
    return [one for one in shown if one in kept] or ranked[:1], True


async def find_quotes(
    documents: Sequence[Document],
    candidates: Mapping[str, Candidate],
    condition: str,
    words: Sequence[str],
    workspace: Workspace,
) -> list[Quote]:
    """Return the best sentence of each document, likely or not; those without any are left out."""
    lists = await asyncio.to_thread(
        lambda: [
            shortlist(document, candidates[document.metadata["id"]], words)
            for document in documents
        ]
    )
    texts = [sentence.text for each in lists for sentence in each.sentences]
    rows = await workspace.embeddings.aembed_documents([condition, *texts])
    vectors = np.asarray(rows, dtype=np.float32)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    likeness = vectors[1:] @ vectors[0]
    found, begun = [], 0
    for each in lists:
        ended = begun + len(each.sentences)
        found.append(each.best(likeness[begun:ended]))
        begun = ended
    return [quote for quote in found if quote]
