"""The rights of whoever is asking: the user of a request, or the one who started a job.

`guard.py` says who that is for a request, `service.py` for a job. Where nobody is named, nothing
may be read.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, NamedTuple

from precis.stores.permissions import Right, owner_of
from precis.web.access import LOCAL

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from precis.stores.shares import Shares


class _Asking(NamedTuple):
    """`held` are unnamed collections of documents that the user has given or may read."""

    user: str
    opened: set[str]
    held: set[str]


_ASKING: ContextVar[_Asking | None] = ContextVar("asking", default=None)


@contextmanager
def asking(user: str, opened: set[str] | None = None) -> Iterator[None]:
    """Use the rights of `user` inside, and in tasks and threads started there.

    The collections that are opened are added to `opened`.
    """
    token = _ASKING.set(_Asking(user, set() if opened is None else opened, set()))
    try:
        yield
    finally:
        _ASKING.reset(token)


class Rights:
    """The permissions of a server's library; `LOCAL`, the operator, may do everything."""

    def __init__(self, shares: Shares) -> None:
        self._shares = shares

    def rights(self, collections: Collection[str]) -> Mapping[str, Right]:
        """Return the right of whoever is asking to each of some collections."""
        now = _ASKING.get()
        if now is None:
            return self.of("", collections)
        held = dict.fromkeys(now.held.intersection(collections), Right.WRITE)
        return {**self.of(now.user, collections), **held}

    def on_open(self, collection: str) -> None:
        """Note that a collection is read or written."""
        now = _ASKING.get()
        if now:
            now.opened.add(collection)

    def on_hold(self, collection: str) -> None:
        """Let whoever is asking write and search an unnamed collection until the end of that."""
        now = _ASKING.get()
        if now:
            now.held.add(collection)

    def of(self, user: str, collections: Collection[str]) -> Mapping[str, Right]:
        """Return the right of a user to each of some collections."""
        if user == LOCAL:
            return dict.fromkeys(collections, Right.WRITE)
        if not user:
            return dict.fromkeys(collections, Right.NONE)
        return self._shares.rights(user, collections)

    def readable(self, user: str, collections: Collection[str]) -> set[str]:
        """Return those of some collections that a user may read."""
        return {name for name, right in self.of(user, collections).items() if right >= Right.READ}


def is_theirs(user: str, collection: str) -> bool:
    """Whether a user decides who may read a collection: its owner, and the operator."""
    return user == LOCAL or owner_of(collection) == user
