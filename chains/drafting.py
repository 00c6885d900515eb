"""Draft evaluation questions with a chat model from passages of a collection.

Which passages is decided by their content, so that the same collection gives the same drafts,
and finished calls are not paid again.
"""

from __future__ import annotations

import hashlib
from itertools import islice
from typing import TYPE_CHECKING

from precis.chains.evaluation import Expected
from precis.chains.grounding.lexical import normalize
from precis.chains.steps.contract import StepError
from precis.chains.steps.shared.structured import ask_json
from precis.prompts import load_prompt
from precis.splitters.content_defined import ContentDefinedSplitter

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from langchain_core.documents import Document

    from precis.chains.workspace import Workspace

PASSAGE = (600, 3000)
"""Smallest and largest passage in characters that a question is drafted from."""

_REPLY_TOKENS = 120
_LONGEST_ANSWER = 200
_SCHEMA = {
    "type": "object",
    "properties": {
        "question": {"type": "string", "minLength": 5},
        "answer": {"type": "string", "minLength": 1, "maxLength": _LONGEST_ANSWER},
    },
    "required": ["question", "answer"],
    "additionalProperties": False,
}


async def draft_questions(
    workspace: Workspace, collection: str, count: int
) -> AsyncIterator[Expected]:
    """Yield up to `count` drafts, of as many documents as there are; twice as many are tried.

    A draft whose answer does not stand in its passage is left out. Raises CallError.
    """
    made: set[str] = set()
    for passage in islice(_passages(workspace, collection), 2 * count):
        if len(made) == count:
            return
        draft = await _draft(workspace, passage)
        if draft and draft.question not in made:
            made.add(draft.question)
            yield draft


async def _draft(workspace: Workspace, passage: Document) -> Expected | None:
    text, asker = passage.page_content, workspace.asker
    try:
        value = await ask_json(asker, load_prompt("question"), [text], _SCHEMA, _REPLY_TOKENS)
    except StepError:
        return None
    question, answer = value["question"].strip(), value["answer"].strip()
    if not question or not answer or normalize(answer) not in normalize(text):
        return None
    sources = (passage.metadata["source"],)
    return Expected(question=question, answer=answer, sources=sources, draft=True)


def _passages(workspace: Workspace, collection: str) -> Iterator[Document]:
    """Yield a passage of each document, in the order of a hash; then second ones, and so on."""
    library, splitter = workspace.library, ContentDefinedSplitter(*PASSAGE)
    ids = sorted((source.id for source in library.sources(collection)), key=_hash)
    number = 0
    while ids:
        left = []
        for document_id in ids:
            document = library.documents([document_id], collection)[document_id]
            passages = splitter.split_documents([document])
            if number < len(passages):
                chosen = sorted(passages, key=lambda it: _hash(it.page_content))[number]
                yield chosen.model_copy(update={"metadata": document.metadata})
                left.append(document_id)
        ids, number = left, number + 1


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
