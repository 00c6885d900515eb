"""The step `compare`: where documents agree, differ, and contradict each other."""

import asyncio
from collections.abc import Sequence
from itertools import accumulate, chain, permutations
from typing import Any, ClassVar

from precis.chains.composition.items import Collected, Item
from precis.chains.composition.reading import Reading
from precis.chains.evidence import Claim, Documents, Span
from precis.chains.grounding.disagreement import differ
from precis.chains.requests import SummarizeOptions
from precis.chains.steps.contract import Step, StepError
from precis.chains.steps.shared.claims_by_kind import ClaimsByKind
from precis.chains.steps.shared.condensing import fitting
from precis.chains.steps.shared.structured import ask_json
from precis.chains.writers.replies.plain_text import plain

REPLY_TOKENS = 500
LEAST = 2
"""Documents that can be compared, and that a statement about both must cite."""

KINDS = ("agreements", "differences", "contradictions")
ONE_SIDED = "it cites one document only"

_PICKED_WORDS = 200


class Comparison(ClaimsByKind):
    """Claims about several documents; agreements and contradictions cite more than one."""

    kind: ClassVar[str] = "a comparison"
    kinds: ClassVar[tuple[str, ...]] = KINDS

    agreements: tuple[Claim, ...] = ()
    differences: tuple[Claim, ...] = ()
    contradictions: tuple[Claim, ...] = ()


class Compare(Step):
    """Compare two or more documents: agreements, differences, contradictions, with evidence."""

    name = "compare"
    gives = Comparison
    gathers = True
    prompts = ("compare",)

    async def run(self, item: Item) -> Comparison:
        """Return what a chat model finds; without one, what grounding finds of each in the others.

        Raises StepError for less than two documents.
        """
        collected = item.result
        assert isinstance(collected, Collected)
        parts = collected.items
        if len(parts) < LEAST:
            raise StepError(f"compare needs two or more documents, not {len(parts)}")
        if self.workspace.has_chat:
            return await self._ask_model(parts)
        return await self._compare_evidence(parts)

    async def _ask_model(self, parts: Sequence[Item]) -> Comparison:
        sides = await asyncio.gather(*(self._side(part, len(parts)) for part in parts))
        reading = Reading.of_claims(tuple(chain.from_iterable(sides)))
        candidates = reading.sentences()
        side_of = [number for number, side in enumerate(sides) for _ in side]
        texts = [text for text, _ in candidates]
        asker, prompt = self.workspace.asker, self.prompt("compare")
        ranges = _ranges([part.title for part in parts], [len(side) for side in sides])
        reply = await ask_json(asker, prompt, texts, _SCHEMA, REPLY_TOKENS, ranges=ranges)
        return Comparison(
            **{
                kind: tuple(
                    [
                        await self._claim(entry, kind, reading, side_of)
                        for entry in reply[kind]
                        if plain(entry["statement"])
                    ]
                )
                for kind in KINDS
            }
        )

    async def _side(self, part: Item, count: int) -> tuple[Claim, ...]:
        """Return the sentences of one document, or notes on it where all do not fit a call."""
        reading = await fitting(
            self.readable(part), "What does it state as facts?", self.workspace, share=count
        )
        return reading.quotes()

    async def _claim(
        self, entry: dict[str, Any], kind: str, reading: Reading, side_of: Sequence[int]
    ) -> Claim:
        """Return a statement with its evidence; one that must cite two sides is judged by that."""
        candidates = reading.sentences()
        cited = [n - 1 for n in entry["sentences"] if 0 < n <= len(candidates)]
        spans = tuple(span for index in cited for span in candidates[index][1])
        claim = Claim(text=plain(entry["statement"]), spans=spans)
        [judged] = await self.check_claims([claim], reading, "mark")
        if spans:
            [own] = reading.resolved([judged.model_copy(update={"spans": spans})])
            judged = own
        if kind != "differences" and len({side_of[index] for index in cited}) < LEAST:
            failed = {"supported": False, "problem": ONE_SIDED}
            judged = judged.model_copy(update=failed)
        return judged

    async def _compare_evidence(self, parts: Sequence[Item]) -> Comparison:
        """Judge the main sentences of each document by each other one."""
        found: dict[str, dict[frozenset[Span], Claim]] = {kind: {} for kind in KINDS}
        mains = await asyncio.gather(*map(self._main, parts))
        for (part, main), (other, _) in permutations(zip(parts, mains, strict=True), 2):
            against = Reading.of(other)
            bare = [Claim(text=claim.text) for claim in main]
            judged = await self.check_claims(bare, against, "mark")
            for claim, verdict in zip(main, judged, strict=True):
                kind = _kind(claim, verdict, other.documents)
                made = _stated(kind, claim, verdict, (part, other))
                found[kind].setdefault(frozenset(made.spans), made)
        agreed = {span for spans in found["agreements"] for span in spans}
        differing = [
            claim for claim in found["differences"].values() if not agreed & set(claim.spans)
        ]
        return Comparison(
            agreements=tuple(found["agreements"].values()),
            differences=tuple(differing),
            contradictions=tuple(found["contradictions"].values()),
        )

    async def _main(self, part: Item) -> tuple[Claim, ...]:
        reading = self.readable(part)
        chain_ = self.workspace.summarize(SummarizeOptions(length=_PICKED_WORDS))
        summary = await chain_.ainvoke(list(reading.documents.values()))
        return reading.resolved(summary.claims)


def _kind(claim: Claim, verdict: Claim, documents: Documents) -> str:
    """Say what one document's sentence is to another document, from how it was judged there."""
    if verdict.supported:
        return "agreements"
    quotes = (" ".join(span.quote(documents).split()) for span in verdict.spans)
    return "contradictions" if any(differ(claim.text, it) for it in quotes) else "differences"


def _stated(kind: str, claim: Claim, verdict: Claim, sides: tuple[Item, Item]) -> Claim:
    """Return the claim of a comparison; a contradiction shows both sides' words."""
    one, other = sides
    if kind == "differences":
        return claim.model_copy(update={"text": f"Only {one.title}: {claim.text}"})
    spans = tuple(dict.fromkeys((*claim.spans, *verdict.spans)))
    if kind == "agreements":
        return claim.model_copy(update={"spans": spans})
    quoted = " ".join(span.quote(other.documents) for span in verdict.spans)
    text = f"{one.title}: {claim.text} — {other.title}: {' '.join(quoted.split())}"
    return claim.model_copy(update={"spans": spans, "text": text})


def _ranges(titles: Sequence[str], counts: Sequence[int]) -> str:
    ends = list(accumulate(counts))
    starts = [end - count + 1 for end, count in zip(ends, counts, strict=True)]
    return "\n".join(
        f"Sentences {start} to {end}: {title}"
        for title, start, end in zip(titles, starts, ends, strict=True)
    )


def _entries() -> dict[str, Any]:
    return {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {
                "statement": {"type": "string", "minLength": 1},
                "sentences": {"type": "array", "items": {"type": "integer"}, "maxItems": 10},
            },
            "required": ["statement", "sentences"],
            "additionalProperties": False,
        },
    }


_SCHEMA = {
    "title": "comparison",
    "type": "object",
    "properties": {kind: _entries() for kind in KINDS},
    "required": list(KINDS),
    "additionalProperties": False,
}
