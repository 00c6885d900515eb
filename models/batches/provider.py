"""The contract of batch endpoints."""

import json
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Protocol


@dataclass(frozen=True)
class Post:
    """A request as a model package would send it; `path` is that of its address."""

    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]


@dataclass(frozen=True)
class Answered:
    """What a server answers to one request: an HTTP status and a body."""

    status: int
    body: Any


class Lapse(Enum):
    """Why one request of a batch was not answered."""

    EXPIRED = "expired"
    CANCELED = "canceled"
    LOST = "lost"


Outcome = Answered | Lapse


ID = re.compile(r"[0-9a-f]{64}")
"""The form of the custom ids of requests."""


@dataclass(frozen=True)
class Entry:
    """One request of a batch: its custom id and, in JSON, what is sent to the model."""

    id: str
    body: bytes

    def object(self) -> Any:
        """Return the body that is sent to the model."""
        return json.loads(self.body)

    @property
    def tokens(self) -> int:
        """About how many tokens it reads."""
        return len(self.body) // 4


@dataclass(frozen=True)
class Plan:
    """A batch before it is made: `marker` is its own, `created` the seconds since 1970.

    Requests of one `group` can share a batch.
    """

    marker: str
    group: str
    created: float
    size: int


@dataclass(frozen=True)
class State:
    """How far a batch is: `done` and `failed` of its `total` requests.

    `problem` says why a batch was refused as a whole: none of its requests was run.
    """

    ended: bool
    total: int = 0
    done: int = 0
    failed: int = 0
    problem: str = ""
    crowded: bool = False
    """Whether it was refused because too much was waiting already."""

    left: Lapse = field(default=Lapse.LOST)
    """What became of requests that the results do not name."""


class Provider(Protocol):
    """A batch endpoint. What its methods raise is what the provider's package raises."""

    place: str
    most_requests: int
    most_bytes: int

    def group(self, post: Post) -> str:
        """Return what requests must have in common to share a batch."""

    async def create(self, entries: Sequence[Entry], plan: Plan) -> str:
        """Make a batch and return its name."""

    async def find(self, plan: Plan, taken: frozenset[str]) -> str | None:
        """Return the name of the batch that was made of `plan`, none of those `taken`."""

    async def state(self, name: str) -> State:
        """Return how far a batch is."""

    def results(self, name: str) -> AsyncIterator[tuple[str, Outcome]]:
        """Yield the outcomes of a batch that ended, by custom id, in any order."""

    async def remove(self, name: str) -> None:
        """Remove from the server what was uploaded and made for a batch that ended."""
