"""The step `changed`: what differs between two versions of a document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import ClassVar

from precis.chains.composition.items import Block, Collected, Item
from precis.chains.composition.reading import Reading
from precis.chains.evidence import Claim
from precis.chains.grounding.lexical import normalize
from precis.chains.steps.contract import Step, StepError
from precis.chains.steps.shared.claims_by_kind import ClaimsByKind
from precis.chains.writers.sentence import Sentence
from precis.chains.writers.sentences import read_sentences
from precis.languages.counts import count_of

VERSIONS = 2

RARE, COMPARED = 5, 50
"""Words of a sentence by which its other version is looked for, the rarest first, and sentences
with each of them that are compared."""

_ALTERED = 0.5
"""Share of its words that a sentence keeps, at least, where it was altered and not replaced."""


class Changes(ClaimsByKind):
    """Sentences that only one version has, and those that differ: these cite both versions."""

    kind: ClassVar[str] = "changes"
    kinds: ClassVar[tuple[str, ...]] = ("added", "removed", "altered")

    added: tuple[Claim, ...] = ()
    removed: tuple[Claim, ...] = ()
    altered: tuple[Claim, ...] = ()

    def blocks(self) -> Sequence[Block]:
        """Return the claims under the name of their kind, or a line that there are none."""
        return super().blocks() or [Block((), heading="Nothing changed.")]


class Changed(Step):
    """Say what was added, removed and altered from the first document to the second."""

    name = "changed"
    gives = Changes
    gathers = True

    async def run(self, item: Item) -> Changes:
        """Return the sentences that differ; one that only stands elsewhere did not change.

        No model is called. Raises StepError unless there are two versions.
        """
        collected = item.result
        assert isinstance(collected, Collected)
        if len(collected.items) != VERSIONS:
            given = count_of(len(collected.items), "document")
            raise StepError(f"changed needs two versions, the older first, not {given}")
        old, new = (_sentences(part) for part in collected.items)
        left, right = [normalize(claim.text) for claim in old], [normalize(it.text) for it in new]
        common = set(left) & set(right)
        before = [claim for claim, text in zip(old, left, strict=True) if text not in common]
        after = [claim for claim, text in zip(new, right, strict=True) if text not in common]
        pairs = dict(_pairs(before, after))
        kept = set(pairs.values())
        return Changes(
            added=tuple(claim for m, claim in enumerate(after) if m not in kept),
            removed=tuple(claim for n, claim in enumerate(before) if n not in pairs),
            altered=tuple(_altered(before[n], after[m]) for n, m in sorted(pairs.items())),
        )


def _sentences(part: Item) -> tuple[Claim, ...]:
    """Return the sentences one by one; those that a step wrote as they are."""
    reading = Reading.of(part)
    if reading.claims is not None:
        return reading.quotes()
    return tuple(
        Claim(text=_shown(sentence), spans=(sentence.span,), support=1.0, supported=True)
        for chunk in reading.chunks()
        for sentence in read_sentences(chunk)
    )


def _shown(sentence: Sentence) -> str:
    return sentence.text.lstrip("# ") if sentence.heading else sentence.text


def _pairs(before: Sequence[Claim], after: Sequence[Claim]) -> Iterator[tuple[int, int]]:
    """Yield the sentences that are versions of each other, the likest first, each once.

    Only sentences are compared that share the RARE words of one of them, so that long documents
    take no longer than their length allows.
    """
    words = [[normalize(it.text).split() for it in side] for side in (before, after)]
    holders: dict[str, list[int]] = defaultdict(list)
    for m, other in enumerate(words[1]):
        for word in set(other):
            holders[word].append(m)
    likeness = []
    for n, one in enumerate(words[0]):
        shared = sorted({word for word in one if word in holders}, key=lambda it: len(holders[it]))
        near = {m for word in shared[:RARE] for m in holders[word][:COMPARED]}
        for m in near:
            ratio = SequenceMatcher(None, one, words[1][m], autojunk=False).ratio()
            likeness.append((ratio, n, m))
    taken: tuple[set[int], set[int]] = set(), set()
    for ratio, n, m in sorted(likeness, key=lambda it: (-it[0], it[1], it[2])):
        if ratio >= _ALTERED and n not in taken[0] and m not in taken[1]:
            taken[0].add(n)
            taken[1].add(m)
            yield n, m


def _altered(before: Claim, after: Claim) -> Claim:
    """Return a claim that shows both versions of a sentence and cites both."""
    text = f"{' '.join(before.text.split())} → {' '.join(after.text.split())}"
    spans = tuple(dict.fromkeys((*before.spans, *after.spans)))
    return after.model_copy(update={"text": text, "spans": spans})
