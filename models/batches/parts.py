"""Split requests into batches."""

from collections.abc import Iterator, Sequence

from precis.models.batches.provider import Entry, Provider

_ROOM = 0.98
"""How much of a limit of bytes is used: what stands around all requests takes some too."""

_AROUND_BYTES = 200
"""What stands around one request."""


def parts(
    entries: Sequence[Entry], provider: Provider, most_tokens: int | None
) -> Iterator[list[Entry]]:
    """Cut requests into as few batches as the limits of `provider` and `most_tokens` allow.

    A request that is over a limit by itself is alone in its batch.
    """
    part: list[Entry] = []
    size = tokens = 0
    for entry in entries:
        bytes_more = len(entry.body) + _AROUND_BYTES
        full = len(part) == provider.most_requests
        full |= size + bytes_more > _ROOM * provider.most_bytes
        full |= most_tokens is not None and tokens + entry.tokens > most_tokens
        if part and full:
            yield part
            part, size, tokens = [], 0, 0
        part.append(entry)
        size += bytes_more
        tokens += entry.tokens
    if part:
        yield part
