"""Isolate sentences that a model refuses to read by bisection; leave them out and report them.

Only inside `leaving_out`: elsewhere a refusal is an error, for those who know chunks or passages.
"""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from precis.models.calls.errors import RefusedError

_MARK = "[…]"
"""What is shown in place of a sentence: the others keep their numbers."""

_refused: ContextVar[set[str] | None] = ContextVar("refused", default=None)

Part = TypeVar("Part")
Ask = Callable[[Sequence[str]], Awaitable[str]]


@contextmanager
def leaving_out() -> Iterator[set[str]]:
    """Leave refused sentences out of what is asked inside; yields those that were, so far."""
    refused: set[str] = set()
    token = _refused.set(refused)
    try:
        yield refused
    finally:
        _refused.reset(token)


async def ask_without_refused(ask: Ask, texts: Sequence[str]) -> str:
    """Return the reply to `texts` without those that are refused.

    Raises RefusedError where all are, where none is by itself, and outside `leaving_out`.
    """
    known = _refused.get()
    if known is None:
        return await ask(texts)
    try:
        return await ask(_blanked(texts, known))
    except RefusedError:
        found = await find_refused(ask, [text for text in texts if text not in known])
        known.update(found)
        if not found or known.issuperset(texts):
            raise
    return await ask(_blanked(texts, known))


def _blanked(texts: Sequence[str], refused: set[str]) -> list[str]:
    return [_MARK if text in refused else text for text in texts]


async def find_refused(
    ask: Callable[[Sequence[Part]], Awaitable[object]], parts: Sequence[Part]
) -> list[Part]:
    """Return which of `parts`, refused together by `ask`, are refused by themselves."""
    if len(parts) < 2:  # noqa: PLR2004 - one cannot be halved
        return list(parts)
    middle = len(parts) // 2
    found: list[Part] = []
    for half in (parts[:middle], parts[middle:]):
        try:
            await ask(half)
        except RefusedError:
            found += await find_refused(ask, half)
    return found
