"""The step `keywords`: keywords, each with the sentences that contain it."""

import asyncio
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np
from langchain_core.embeddings import Embeddings
from langchain_core.vectorstores.utils import maximal_marginal_relevance
from pydantic import Field

from precis.chains.composition.items import Block, Item, Output
from precis.chains.evidence import Claim, Documents
from precis.chains.grounding.alignment import Candidate
from precis.chains.grounding.lexicon import FUNCTION_WORDS
from precis.chains.steps.contract import Parameters, Step
from precis.chains.steps.shared.condensing import fitting
from precis.chains.steps.shared.locating import located
from precis.chains.steps.shared.structured import ask_json
from precis.chains.writers.replies.plain_text import plain

_CONSIDERED = 200
"""Phrases that are compared by meaning, the most frequent first."""

_LONGEST = 3
_DIVERSITY = 0.3
"""Share of relevance given up so that keywords differ from each other."""

_TOKENS_A_KEYWORD = 5
_WORD = re.compile(r"[^\W\d_][\w'’-]*|[^\w\s'’-]")


class KeywordsParameters(Parameters):
    """Parameters of `keywords`."""

    count: int = Field(10, ge=1, le=100, description="Maximum number of keywords.")


class Keywords(Output):
    """Keywords, the most important first; each is a claim that cites where it stands."""

    kind: ClassVar[str] = "keywords"

    keywords: tuple[Claim, ...]

    @property
    def evidence(self) -> tuple[Claim, ...]:
        """The keywords with their evidence."""
        return self.keywords

    def as_json(self, documents: Documents) -> dict[str, Any]:
        """Return `output`: the keywords; `evidence`: these with citations."""
        return {
            "output": [claim.text for claim in self.keywords],
            "evidence": [claim.as_json(documents) for claim in self.keywords],
        }

    def blocks(self) -> Sequence[Block]:
        """Return one keyword a line."""
        return [Block(self.keywords, bullets=True)]


class NameKeywords(Step):
    """List the keywords, each with its place in the text."""

    name = "keywords"
    gives = Keywords
    prompts = ("keywords",)
    parameters: KeywordsParameters

    async def run(self, item: Item) -> Keywords:
        """Return the keywords; without a chat model, phrases near to the whole in meaning."""
        count, reading = self.parameters.count, self.readable(item)
        if self.workspace.has_chat:
            reading = await fitting(reading, "What is it about?", self.workspace)
            candidates = reading.sentences()
            found = await self._ask_model(candidates, count)
        else:
            candidates = reading.sentences()
            found = await asyncio.to_thread(
                central, [text for text, _ in candidates], count, self.workspace.embeddings
            )
        claims = await asyncio.to_thread(located, found, candidates)
        return Keywords(keywords=reading.resolved(claims))

    async def _ask_model(self, candidates: Sequence[Candidate], count: int) -> list[str]:
        strings = {"type": "array", "items": {"type": "string", "minLength": 1}, "maxItems": count}
        schema = {
            "title": "keywords",
            "type": "object",
            "properties": {"keywords": strings},
            "required": ["keywords"],
            "additionalProperties": False,
        }
        texts = [text for text, _ in candidates]
        asker, tokens = self.workspace.asker, count * _TOKENS_A_KEYWORD
        prompt = self.prompt("keywords")
        reply = await ask_json(asker, prompt, texts, schema, tokens, count=str(count))
        return list(dict.fromkeys(filter(None, map(plain, reply["keywords"]))))


def central(texts: Sequence[str], count: int, embeddings: Embeddings) -> list[str]:
    """Return up to `count` phrases of the texts that are near to them in meaning, and differ.

    Phrases are runs of up to three words between function words and punctuation; they are
    ordered by maximal marginal relevance (Carbonell and Goldstein 1998) to the mean of all.
    """
    counted = Counter(phrase for text in texts for phrase in phrases(text))
    considered = [phrase for phrase, _ in counted.most_common(_CONSIDERED)]
    if not considered:
        return []
    vectors = np.asarray(embeddings.embed_documents(considered), np.float32)
    weights = np.array([counted[phrase] for phrase in considered], np.float32)
    whole = np.average(vectors, axis=0, weights=weights)
    chosen = maximal_marginal_relevance(whole, list(vectors), 1 - _DIVERSITY, count)
    return [considered[index] for index in chosen]


def phrases(text: str) -> list[str]:
    """Return the runs of up to three words between function words and punctuation."""
    found: list[str] = []
    run: list[str] = []
    for word in [*_WORD.findall(text), "."]:
        if word[0].isalpha() and word.lower() not in FUNCTION_WORDS and len(word) > 1:
            run.append(word)
            continue
        if 0 < len(run) <= _LONGEST:
            found.append(" ".join(run))
        run = []
    return found
