"""What a user may do with a collection. Only `LibraryStore` checks it, on every opening.

Names are as `check_name` spells them.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

OWN = "~"
"""What the name of a user's own collection starts with: `~NAME/papers`."""

EVERYBODY = "everybody"
"""Whom a collection is shared with, in place of a user."""

USER_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,31}")


class Right(IntEnum):
    """A right includes those below it."""

    NONE = 0
    READ = 1
    WRITE = 2


class Permissions(Protocol):
    """The rights of whoever is asking."""

    def rights(self, collections: Collection[str]) -> Mapping[str, Right]:
        """Return the right to each of some collections, which need not exist."""

    def on_open(self, collection: str) -> None:
        """Note that a collection is being read or written."""

    def on_hold(self, collection: str) -> None:
        """Note that whoever is asking makes, or has, a collection of documents at hand."""


class Unrestricted:
    """Every right, for those with access to the library's folder or database."""

    def rights(self, collections: Collection[str]) -> Mapping[str, Right]:
        """Return the right to write each collection."""
        return dict.fromkeys(collections, Right.WRITE)

    def on_open(self, collection: str) -> None:
        """Do nothing."""

    def on_hold(self, collection: str) -> None:
        """Do nothing."""


def owner_of(collection: str) -> str | None:
    """Return the user whose own collection this is, "" for nobody's, None for a common one.

    >>> owner_of("~anna/papers"), owner_of("~lost"), owner_of("papers")
    ('anna', '', None)
    """
    if not collection.startswith(OWN):
        return None
    name, slash, rest = collection.removeprefix(OWN).partition("/")
    return name if slash and rest and USER_NAME.fullmatch(name) else ""


def own_name(user: str, name: str) -> str:
    """Return the name of a user's own collection.

    >>> own_name("anna", "papers"), own_name("anna", "~anna/papers")
    ('~anna/papers', '~anna/papers')
    """
    return name if owner_of(name) == user else f"{OWN}{user}/{name}"


def right_of_everybody(collection: str) -> Right:
    """Return what every user may do with a collection as long as nobody has decided."""
    return Right.WRITE if owner_of(collection) is None else Right.NONE
