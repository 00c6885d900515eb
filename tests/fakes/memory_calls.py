"""Finished calls in memory: what a call comes to is the same as with a file, without its disk."""

from collections.abc import Iterator

from precis.models.calls.contract import CallsInfo


class MemoryCalls:
    """`Calls` of one process."""

    lease = 6.0
    remote = False

    def __init__(self) -> None:
        self._kept: dict[bytes, tuple[str, str]] = {}
        self._claimed: dict[bytes, str] = {}

    def get(self, key: bytes) -> str | None:
        kept = self._kept.get(key)
        return kept[1] if kept else None

    def put(self, key: bytes, model: str, reply: str) -> str:
        self._claimed.pop(key, None)
        return self._kept.setdefault(key, (model, reply))[1]

    def claim(self, key: bytes, holder: str) -> bool:
        if key in self._kept or key in self._claimed:
            return False
        self._claimed[key] = holder
        return True

    def renew(self, keys: list[bytes], holder: str) -> None:
        pass

    def release(self, key: bytes, holder: str) -> None:
        if self._claimed.get(key) == holder:
            del self._claimed[key]

    def every(self) -> Iterator[tuple[bytes, str, str]]:
        yield from ((key, *kept) for key, kept in self._kept.items())

    def flush(self) -> None:
        pass

    def info(self) -> CallsInfo:
        raise NotImplementedError

    def clear(self) -> int:
        raise NotImplementedError

    def close(self) -> None:
        pass
