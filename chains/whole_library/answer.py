"""Answers about a whole library: findings per document, counts, and coverage."""

from __future__ import annotations

from typing import Any

from pydantic import ConfigDict

from precis.chains.evidence import Answer, Claim, Documents, Noun
from precis.chains.whole_library.form import Form


class Finding(Noun):
    """What one document says; its `claims` cite it alone.

    It was read `in_part` where it is longer than a call.
    """

    document_id: str
    source: str
    title: str
    claims: tuple[Claim, ...]
    in_part: bool = False

    @property
    def counts(self) -> bool:
        """Whether any claim is supported or unsure."""
        return any(claim.supported or claim.unsure for claim in self.claims)

    def as_json(self, documents: Documents) -> dict[str, Any]:
        """Return the stable JSON object of a finding."""
        return {
            "document_id": self.document_id,
            "source": self.source,
            "title": self.title,
            "counts": self.counts,
            "in_part": self.in_part,
            "claims": [claim.as_json(documents) for claim in self.claims],
        }


class Group(Noun):
    """Documents that say the same, by id, and what they say."""

    label: str
    documents: tuple[str, ...]


class Unread(Noun):
    """A document that could not be asked, and why."""

    source: str
    error: str


class LibraryAnswer(Answer):
    """An answer over all documents of a collection.

    Of `total` documents, `asked` were read; the others are not relevant, according to the
    index. `count` of them say it. `claims` begin with that count where the question wants one.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    form: Form
    total: int
    asked: int
    count: int
    findings: tuple[Finding, ...]
    groups: tuple[Group, ...] = ()
    failed: tuple[Unread, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the stable JSON object of `precis ask --all`: that of `ask`, and `all`."""
        return super().as_json() | {
            "all": {
                "form": self.form,
                "documents": self.total,
                "asked": self.asked,
                "count": self.count,
                "findings": [finding.as_json(self.documents) for finding in self.findings],
                "groups": [group.model_dump() for group in self.groups],
                "failed": [each.model_dump() for each in self.failed],
            }
        }
