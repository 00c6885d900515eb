"""Lay out a summary below the headings of its sources."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from precis.chains.composition.items import Block
from precis.chains.evidence import Claim, Documents, Summary
from precis.chains.writers.headings import headings_of


class Outline(NamedTuple):
    """Claims in the order of their sources, and the heading of each."""

    claims: tuple[Claim, ...]
    headings: tuple[str, ...]


def outlined(claims: Sequence[Claim], documents: Documents) -> Outline:
    """Put each claim below the heading that its first evidence stands below.

    Of several documents, each heading begins with the title. A claim without evidence stands
    last, below none.
    """
    order = {document: number for number, document in enumerate(documents)}

    def place(claim: Claim) -> tuple[int, int]:
        first = claim.spans[0] if claim.spans else None
        return (order[first.document_id], first.start) if first else (len(order), 0)

    ordered = tuple(sorted(claims, key=place))
    return Outline(ordered, tuple(_heading(claim, documents) for claim in ordered))


def summary_blocks(summary: Summary, *, bullets: bool) -> list[Block]:
    """Return a summary as it is shown: one block, or a block for each heading of an outline."""
    if not summary.headings:
        return [Block(summary.claims, bullets=bullets)]
    pairs = zip(summary.headings, summary.claims, strict=True)
    grouped = groupby(pairs, key=lambda pair: pair[0])
    return [Block(tuple(claim for _, claim in some), heading) for heading, some in grouped]


def _heading(claim: Claim, documents: Documents) -> str:
    if not claim.spans:
        return ""
    span = claim.spans[0]
    document = documents[span.document_id]
    above = headings_of(document.page_content).above(span.start)
    title = document.metadata.get("title") if len(documents) > 1 else None
    return ": ".join(dict.fromkeys(filter(None, [title, above])))
