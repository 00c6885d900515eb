"""Reduce findings in code: lists, counts, groups, and the documents that a name refers to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from precis.chains.evidence import Claim
from precis.chains.whole_library.answer import Finding, Group
from precis.errors import UsageError
from precis.languages.counts import count_of

if TYPE_CHECKING:
    from langchain_core.documents import Document

    from precis.stores.catalog import Source

THEMES = 12
"""Groups of documents that are shown, at most."""


def finding(document: Document, claims: Sequence[Claim], *, in_part: bool = False) -> Finding:
    """Return what a document says."""
    metadata = document.metadata
    return Finding(
        document_id=metadata["id"],
        source=metadata["source"],
        title=metadata["title"],
        claims=tuple(claims),
        in_part=in_part,
    )


def count_documents(findings: Sequence[Finding], total: int) -> Claim:
    """Return how many documents say it; the count rests on the first words of each."""
    counting = [finding for finding in findings if finding.counts]
    spans = tuple(it.claims[0].spans[0] for it in counting if it.claims[0].spans)
    text = f"{len(counting)} of {count_of(total, 'document')}."
    return Claim(text=text, spans=spans, support=1.0, supported=True)


def list_claims(findings: Sequence[Finding]) -> tuple[Claim, ...]:
    """Return the claims of each document, below its title."""
    return tuple(
        claim.model_copy(update={"text": f"{finding.title}: {' '.join(claim.text.split())}"})
        for finding in findings
        for claim in finding.claims
    )


def find_by_name(side: str, sources: Sequence[Source], collection: str) -> list[Source]:
    """Return the documents whose title or source has all words of a name. Raises UsageError."""
    wanted_words = side.casefold().split()
    found = [
        it
        for it in sources
        if all(word in f"{it.title} {it.source}".casefold() for word in wanted_words)
    ]
    if not found:
        raise UsageError(
            f"no document named '{side}' in the collection '{collection}': "
            "`precis sources` lists titles and sources"
        )
    return found


def groups_of(claims: Sequence[Claim]) -> tuple[Group, ...]:
    """Return the documents that each claim rests on, the theme of most documents first."""
    found: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        found[claim.text] += [span.document_id for span in claim.spans]
    groups = [Group(label=text, documents=tuple(dict.fromkeys(ids))) for text, ids in found.items()]
    return tuple(sorted(groups, key=lambda group: -len(group.documents)))[:THEMES]
