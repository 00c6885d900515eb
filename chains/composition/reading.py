"""A step's input: an item's text as documents, and the mapping from claims back to sources.

A text that an earlier step wrote is read as a document of its own, so that splitting, citing and
grounding need not know; its claims then cite what the sentences they rest on cite.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from langchain_core.documents import Document

from precis.chains.composition.items import Text, Whole
from precis.chains.evidence import Claim, Documents, Span, by_id
from precis.splitters.content_defined import ContentDefinedSplitter

if TYPE_CHECKING:
    from precis.chains.composition.items import Item
    from precis.chains.grounding.alignment import Candidate

_BETWEEN = "\n\n"
_WRITTEN = "text"
"""The id of a text that a step wrote, where it is read as a document."""


@dataclass(frozen=True)
class Reading:
    """Documents to be read. `claims` are the sentences of one that a step wrote."""

    documents: Documents
    claims: tuple[Claim, ...] | None = None

    @classmethod
    def of(cls, item: Item) -> Reading:
        """Return what a step reads that takes text."""
        made = item.result
        assert isinstance(made, Text)
        return cls(item.documents) if isinstance(made, Whole) else cls.of_claims(made.evidence)

    @classmethod
    def of_claims(cls, claims: tuple[Claim, ...]) -> Reading:
        """Return the reading of sentences, each a paragraph of its own."""
        text = _BETWEEN.join(claim.text for claim in claims)
        metadata = {"id": _WRITTEN, "source": "", "title": ""}
        return cls(by_id([Document(text, metadata=metadata)]), claims)

    @property
    def empty(self) -> bool:
        """Whether there is no word to read."""
        return not any(
            character.isalnum()
            for document in self.documents.values()
            for character in document.page_content
        )

    def chunks(self) -> list[Document]:
        """Cut the documents into chunks."""
        return ContentDefinedSplitter().split_documents(self.documents.values())

    def sentences(self) -> list[Candidate]:
        """Return the sentences with the stretches of `documents` that they are."""
        if self.claims is None:
            from precis.chains.writers.shown_sentences import shown_sentences

            return [(shown.text, shown.spans) for shown in shown_sentences(self.chunks())]
        return [
            (claim.text, (Span(document_id=_WRITTEN, start=start, end=start + len(claim.text)),))
            for claim, start in zip(self.claims, self._starts, strict=True)
        ]

    def quotes(self) -> tuple[Claim, ...]:
        """Return the sentences as claims that rest on the sources: what a step begins with."""
        from precis.chains.grounding.alignment import quotes

        return self.resolved(quotes(self.sentences()))

    def resolved(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Return claims about `documents` as claims about the sources.

        A claim is supported as well as the weakest sentence that it rests on.
        """
        return tuple(claims if self.claims is None else map(self._resolved, claims))

    def _resolved(self, claim: Claim) -> Claim:
        beneath = self._beneath(claim.spans)
        if not beneath:
            return claim.model_copy(update={"spans": ()})
        weakest = min(beneath, key=lambda source: (source.supported, source.support))
        own = claim.supported <= weakest.supported and claim.support <= weakest.support
        judged = claim if own else weakest
        return Claim(
            text=claim.text,
            spans=tuple(dict.fromkeys(span for source in beneath for span in source.spans)),
            support=judged.support,
            supported=judged.supported,
            problem=judged.problem,
        )

    def _beneath(self, spans: Sequence[Span]) -> list[Claim]:
        assert self.claims is not None
        numbers = {
            number
            for span in spans
            for number in range(
                max(0, bisect_right(self._starts, span.start) - 1),
                bisect_left(self._starts, span.end),
            )
        }
        return [self.claims[number] for number in sorted(numbers)]

    @cached_property
    def _starts(self) -> list[int]:
        lengths = [len(claim.text) + len(_BETWEEN) for claim in self.claims or ()]
        return list(accumulate([0, *lengths[:-1]]))
