"""Who shares a collection with whom, for the API and the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from precis.stores.collection_names import check_name
from precis.stores.permissions import EVERYBODY, Right, owner_of
from precis.web.problems import ProblemError
from precis.web.rights import is_theirs

if TYPE_CHECKING:
    from collections.abc import Collection

    from precis.stores.shares import Share
    from precis.web.service import Service


class Sharing:
    """Lists and changes the shares of collections, as the user who is asking may.

    `users` are the users of the server. A collection that the user may not read is unknown, as
    everywhere; ProblemError 403 is raised for one that is not the user's to share.
    """

    def __init__(self, service: Service, users: Collection[str], user: str) -> None:
        self._library = service.workspace.library
        self._shares = service.shares
        self._workspace = service.workspace
        self._users = users
        self._user = user

    @property
    def has_users(self) -> bool:
        """Whether there is anybody to share with."""
        return bool(self._users)

    def may_share(self, collection: str) -> bool:
        """Whether the user decides who may read a collection, which need not exist."""
        return is_theirs(self._user, check_name(collection))

    def list_shares(self, collection: str) -> list[Share]:
        """Return the shares of a collection."""
        return self._shares.list_shares(self._theirs(collection))

    def share(self, collection: str, name: str, right: Right) -> None:
        """Give a user, or everybody, a right. Raises ProblemError 404 for an unknown user."""
        name_of = self._theirs(collection)
        self._library.check(name_of)
        if name != EVERYBODY and name not in self._users:
            raise ProblemError(404, f"there is no user '{name[:100]}' here")
        self._shares.share(name_of, name, right)

    def unshare(self, collection: str, name: str) -> None:
        """Take a right from a user, or everybody. Raises UnknownShareError if there is none."""
        self._shares.unshare(self._theirs(collection), name)

    def drop(self, collection: str) -> None:
        """Delete a collection; one of a user's own only for its owner."""
        self._library.store(collection, Right.WRITE)
        if owner_of(check_name(collection)) is not None:
            self._theirs(collection)
        self._shares.forget(collection)
        self._workspace.drop(collection)

    def _theirs(self, collection: str) -> str:
        self._library.store(collection)
        name = check_name(collection)
        if not self.may_share(name):
            who = "its owner" if owner_of(name) else "the operator of this server"
            raise ProblemError(403, f"only {who} may do this with the collection '{name}'")
        return name
