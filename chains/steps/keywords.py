"""The step `keywords`: keywords, each with the sentences that contain it."""

import asyncio
from collections.abc import Sequence
from typing import Any, ClassVar

from pydantic import Field

from precis.chains.composition.items import Block, Item, Output
from precis.chains.evidence import Claim, Documents
from precis.chains.grounding.alignment import Candidate
from precis.chains.steps.contract import Parameters, Step
from precis.chains.steps.shared.condensing import fitting
from precis.chains.steps.shared.locating import located
from precis.chains.steps.shared.phrases import key_phrases
from precis.chains.steps.shared.structured import ask_json
from precis.chains.writers.replies.plain_text import plain

_TOKENS_A_KEYWORD = 5


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
        """Return the keywords; without a chat model, the phrases that the text repeats."""
        count, reading = self.parameters.count, self.readable(item)
        if self.workspace.has_chat:
            reading = await fitting(reading, "What is it about?", self.workspace)
            candidates = reading.sentences()
            found = await self._ask_model(candidates, count)
        else:
            candidates = reading.sentences()
            found = await asyncio.to_thread(key_phrases, [text for text, _ in candidates], count)
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
