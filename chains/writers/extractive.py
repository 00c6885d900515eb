"""The extractive writer: picks sentences and never writes any.

What a sentence is: `sentences.py`; which matter: `salience.py`; which stand together:
`selection.py`; which answer: `answers.py`.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

import numpy as np
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings

from precis.chains.conversation import Turn, carried_over
from precis.chains.evidence import Claim, Usage
from precis.chains.grounding.lexical import asking, terms
from precis.chains.writers.answers import find_answer
from precis.chains.writers.contract import Brief, Tell
from precis.chains.writers.salience import Extract, Focus, Vector, merge, salience
from precis.chains.writers.selection import Spread, select
from precis.chains.writers.sentence import Sentence, selectable
from precis.chains.writers.sentences import read_sentences
from precis.models.answer_reader import AnswerReaders
from precis.models.embeddings import MiniLM

CAPACITY = 1024
"""Sentences that one reduce reads."""

KEPT = 128
"""Sentences that a node below the root carries at most."""


class ExtractiveWriter:
    """A Writer over embeddings alone; a node is an Extract of at most KEPT sentences.

    Its claims are verbatim sentences, in document order, so they are always supported.
    """

    name = "extractive"
    capacity = CAPACITY
    width = 1

    def __init__(self, embeddings: Embeddings) -> None:
        self._embeddings = embeddings
        self._minilm = embeddings if isinstance(embeddings, MiniLM) else MiniLM()
        self._readers = AnswerReaders()
        self._asked: tuple[str, Focus | None] = "", None

    def size(self, node: Extract) -> int:
        """Return the number of sentences."""
        return len(node.sentences)

    async def map(
        self,
        chunk: Document,
        brief: Brief,
        tell: Tell | None = None,  # noqa: ARG002 - of the contract: nothing is streamed
        *,
        root: bool,
    ) -> Extract:
        """Read a chunk's sentences and their statistics."""
        focus = await self._focus(brief.focus)
        return await self._shrink(await self._read([chunk], focus), focus, brief, root=root)

    async def reduce(
        self,
        nodes: Sequence[Extract],
        brief: Brief,
        tell: Tell | None = None,  # noqa: ARG002 - of the contract: nothing is streamed
        *,
        root: bool,
    ) -> Extract:
        """Choose among the sentences of the nodes, by the statistics of all of them."""
        focus = await self._focus(brief.focus)
        merged = await asyncio.to_thread(merge, nodes)
        return await self._shrink(merged, focus, brief, root=root)

    async def claims(self, node: Extract) -> list[Claim]:
        """Return the sentences, each with its own span; in a talk, with who said it."""
        return [_claim(sentence, named=node.talk) for sentence in node.sentences]

    async def standalone(self, question: str, before: Sequence[Turn]) -> str:
        """Carry over the words that a follow-up question refers to."""
        return carried_over(question, before)

    async def answer(
        self,
        question: str,
        passages: Sequence[Document],
        tell: Tell | None = None,  # noqa: ARG002 - of the contract: nothing is streamed
    ) -> list[Claim]:
        """Return the sentences that answer, best first; none when the passages do not say."""
        found = await asyncio.to_thread(
            find_answer, question, passages, self._minilm, self._readers
        )
        return [_claim(sentence) for sentence in found]

    @property
    def usage(self) -> Usage:
        """Nothing: no model is called."""
        return Usage()

    async def _shrink(
        self, extract: Extract, focus: Focus | None, brief: Brief, *, root: bool
    ) -> Extract:
        if not extract.sentences or (not root and len(extract.sentences) <= KEPT):
            return extract
        scores = await asyncio.to_thread(salience, extract, focus)
        if not root:
            return extract.keep(np.argsort(-scores, kind="stable")[:KEPT].tolist())
        extract = await self._embedded(extract)
        chosen = await asyncio.to_thread(select, extract, scores, brief.words, _spread(brief))
        return extract.keep(chosen)

    async def _read(self, chunks: Sequence[Document], focus: Focus | None) -> Extract:
        """Read the sentences; only a focus needs vectors before some are chosen."""
        sentences = list(chain.from_iterable(map(read_sentences, chunks)))
        if focus is None:
            return Extract.of(sentences, np.zeros((len(sentences), 0), dtype=np.float32), None)
        return Extract.of(sentences, await self._vectors_of(sentences), focus)

    async def _embedded(self, extract: Extract) -> Extract:
        """Return an extract with the vectors of the sentences that can be chosen."""
        if extract.vectors.shape[1]:
            return extract
        return replace(extract, vectors=await self._vectors_of(extract.sentences))

    async def _vectors_of(self, sentences: Sequence[Sentence]) -> Vector:
        """Return a row for each sentence, of zeros for those that cannot be chosen."""
        usable = selectable(sentences)
        found = await self._vectors([sentences[at].text for at in usable])
        vectors = np.zeros((len(sentences), found.shape[1]), dtype=np.float32)
        vectors[usable] = found
        return vectors

    async def _focus(self, question: str | None) -> Focus | None:
        if not question:
            return None
        if question != self._asked[0]:
            vectors = await self._vectors([question])
            telling = terms(question).content - asking()
            self._asked = question, Focus(vectors[0], tuple(sorted(telling)))
        return self._asked[1]

    async def _vectors(self, texts: list[str]) -> Vector:
        """Return unit rows."""
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        rows = np.asarray(await self._embeddings.aembed_documents(texts), dtype=np.float32)
        unit: Vector = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        return unit


def _spread(brief: Brief) -> Spread:
    if brief.style == "outline":
        return "sections"
    return "none" if brief.focus else "parts"


def _claim(sentence: Sentence, *, named: bool = False) -> Claim:
    above = sentence.header
    if named and sentence.speaker and not (sentence.spoken or sentence.row):
        above = sentence.speaker.span
    own = sentence.span
    if sentence.introduced:
        own = own.model_copy(update={"end": sentence.introduced.end})
    spans = (above, own) if above else (own,)
    return Claim(text=sentence.shown(named=named), spans=spans, support=1.0, supported=True)
