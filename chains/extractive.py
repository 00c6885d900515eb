"""The writer without a language model: it picks sentences, and never writes one.

What a sentence is: `extractive_sentences.py`; which ones matter: `extractive_salience.py`.
"""

import asyncio
from collections.abc import Sequence
from itertools import chain

import numpy as np
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings

from chains.evidence import Claim, Usage
from chains.extractive_salience import (
    Extract,
    Vector,
    count_terms,
    merge,
    salience,
    select,
)
from chains.extractive_sentences import Sentence, read_sentences
from chains.lexical import terms
from chains.writer import Brief

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

    def __init__(self, embeddings: Embeddings) -> None:
        self._embeddings = embeddings

    def size(self, node: Extract) -> int:
        """Return the number of sentences."""
        return len(node.sentences)

    async def map(self, chunk: Document, brief: Brief, *, root: bool) -> Extract:
        """Read a chunk's sentences and their statistics."""
        sentences = read_sentences(chunk)
        vectors = await self._vectors([sentence.text for sentence in sentences])
        extract = Extract(
            tuple(sentences),
            vectors,
            await self._relevance(vectors, brief.focus),
            count_terms(sentences),
            len(sentences),
        )
        return self._shrink(extract, brief, root=root)

    async def reduce(self, nodes: Sequence[Extract], brief: Brief, *, root: bool) -> Extract:
        """Choose among the sentences of the nodes, by the statistics of all of them."""
        return await asyncio.to_thread(self._shrink, merge(nodes), brief, root=root)

    def claims(self, node: Extract) -> list[Claim]:
        """Return the sentences, each with its own span."""
        return [_claim(sentence) for sentence in node.sentences]

    async def answer(self, question: str, passages: Sequence[Document]) -> list[Claim]:
        """Return the sentences that answer; none when the passages do not say."""
        sentences = list(chain.from_iterable(map(read_sentences, passages)))
        vectors = await self._vectors([sentence.text for sentence in sentences])
        extract = Extract(
            tuple(sentences),
            vectors,
            await self._relevance(vectors, question),
            count_terms(sentences),
            len(sentences),
        )
        if not sentences:
            return []
        chosen = select(extract, salience(extract, terms(question).content), 100)
        return self.claims(extract.keep(chosen))

    @property
    def usage(self) -> Usage:
        """Nothing: no model is called."""
        return Usage()

    def _shrink(self, extract: Extract, brief: Brief, *, root: bool) -> Extract:
        if not root and len(extract.sentences) <= KEPT:
            return extract
        scores = salience(extract, terms(brief.focus).content if brief.focus else frozenset())
        if root:
            return extract.keep(select(extract, scores, brief.words))
        return extract.keep(np.argsort(-scores, kind="stable")[:KEPT].tolist())

    async def _relevance(self, vectors: Vector, question: str | None) -> Vector:
        if question is None:
            return np.zeros(len(vectors), dtype=np.float32)
        asked = await self._vectors([question])
        similarity: Vector = vectors @ asked[0] if len(vectors) else np.zeros(0, dtype=np.float32)
        return similarity

    async def _vectors(self, texts: list[str]) -> Vector:
        """Return unit rows."""
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        rows = np.asarray(await self._embeddings.aembed_documents(texts), dtype=np.float32)
        unit: Vector = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        return unit


def _claim(sentence: Sentence) -> Claim:
    return Claim(text=sentence.text, spans=(sentence.span,), support=1.0, supported=True)
