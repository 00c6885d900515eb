"""How far a source is that is being loaded into the library."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class LoadState:
    """How far a source is, and that in words."""

    kind: Literal["waiting", "loading", "done", "failed"]
    text: str
