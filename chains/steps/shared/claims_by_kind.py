"""The output of steps whose claims are of several kinds, such as what was added and removed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any, ClassVar

from precis.chains.composition.items import Block, Output
from precis.chains.evidence import Claim, Documents


class ClaimsByKind(Output):
    """Each of `kinds` is a field with its claims."""

    kinds: ClassVar[tuple[str, ...]]

    @property
    def evidence(self) -> tuple[Claim, ...]:
        """All claims."""
        return tuple(chain.from_iterable(self._claims().values()))

    def as_json(self, documents: Documents) -> dict[str, Any]:
        """Return `output`: the claims by kind."""
        found = self._claims().items()
        return {
            "output": {kind: [it.as_json(documents) for it in claims] for kind, claims in found}
        }

    def blocks(self) -> Sequence[Block]:
        """Return the claims below the name of their kind."""
        found = self._claims().items()
        return [Block(it, heading=kind.capitalize(), bullets=True) for kind, it in found if it]

    def _claims(self) -> dict[str, tuple[Claim, ...]]:
        return {kind: getattr(self, kind) for kind in self.kinds}
