"""The answer to a multi-hop question: each hop's question and answer."""

from __future__ import annotations

from typing import Any

from pydantic import ConfigDict

from precis.chains.evidence import Answer, Claim, Documents, Noun


class Hop(Noun):
    """A question that was looked up, and its answer; no claim means that documents do not say."""

    question: str
    claims: tuple[Claim, ...]

    def as_json(self, documents: Documents) -> dict[str, Any]:
        """Return the stable JSON object of a hop."""
        return {
            "question": self.question,
            "answered": bool(self.claims),
            "answer": [claim.as_json(documents) for claim in self.claims],
        }


class HoppedAnswer(Answer):
    """An answer from the passages of several look-ups, in the order of `hops`."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    hops: tuple[Hop, ...]

    @property
    def in_parts(self) -> bool:
        """Whether it is nothing but the answers to several parts."""
        said = {claim for hop in self.hops for claim in hop.claims}
        return len(self.hops) > 1 and said.issuperset(self.claims)

    def as_json(self) -> dict[str, Any]:
        """Return the stable JSON object of `precis ask --hops`: that of `ask`, and `hops`."""
        return super().as_json() | {"hops": [hop.as_json(self.documents) for hop in self.hops]}
