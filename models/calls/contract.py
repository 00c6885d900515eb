"""The contract of stores of finished calls.

`cache.py` keeps it with a file, `shared_cache.py` with a database;
`tests/models/test_calls_contract.py` holds every store to it.
"""

from collections.abc import Iterator
from typing import NamedTuple, Protocol


class CallsInfo(NamedTuple):
    """What is kept, and where: finished calls by model, and the bytes they take."""

    place: str
    calls: dict[str, int]
    size_bytes: int
    max_bytes: int


class Calls(Protocol):
    """Replies by key, and claims on the keys of calls under way; for many threads and processes.

    A claim is the right to pay for a call. It lapses `lease` seconds after it was made or renewed,
    so that nobody waits longer for a process that died. Every method raises CacheError where the
    store cannot be used. A look into a `remote` store may take as long as a network does.
    """

    lease: float
    remote: bool

    def get(self, key: bytes) -> str | None:
        """Return the reply kept for `key`; never waits for a writer."""

    def put(self, key: bytes, model: str, reply: str) -> str:
        """Keep `reply` unless another process was faster; return what is kept then.

        No claim on `key` is left.
        """

    def claim(self, key: bytes, holder: str) -> bool:
        """Claim `key` for `holder`; False where a reply is kept or a claim lasts, also its own."""

    def renew(self, keys: list[bytes], holder: str) -> None:
        """Let those claims of `holder` last that have not lapsed to another."""

    def release(self, key: bytes, holder: str) -> None:
        """End a claim of `holder`, if there is one."""

    def every(self) -> Iterator[tuple[bytes, str, str]]:
        """Yield the key, the model and the reply of every call that is kept."""

    def flush(self) -> None:
        """Write down what is only in memory: which replies were used."""

    def info(self) -> CallsInfo:
        """Count what is kept."""

    def clear(self) -> int:
        """Forget every reply, give the space back, and return how many there were."""

    def close(self) -> None:
        """Let go of the store; a later call opens it again."""
