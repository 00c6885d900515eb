"""Translate PostgreSQL errors to one line with advice. No line shows a password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from precis.errors import PrecisError

if TYPE_CHECKING:
    from psycopg import Error

    from precis.database.address import Address


class DatabaseError(PrecisError):
    """A database cannot be used."""


_DOWN = "does not answer: is it running, and is the address right?"
_LOST = "ended the connection: nothing is lost; try again"
_PASSWORD = "refuses the user or the password: check both, or set PGPASSWORD or ~/.pgpass"  # noqa: S105 - says what is wrong with one
_READ_ONLY = "takes no changes: give the address of the primary server"
_FULL = "has no space left: nothing is lost; free some, and try again"
_BUSY = "has no free connection: try later, or raise its `max_connections`"

_BY_STATE = {
    "28P01": _PASSWORD,
    "28000": _PASSWORD,
    "3D000": "does not exist: create it with `createdb`",
    "25006": _READ_ONLY,
    "42501": "denies this user access: make the user its owner",
    "53100": _FULL,
    "53200": _FULL,
    "53300": _BUSY,
    "55P03": "is locked by another process: try again",
    "40P01": "is locked by another process: try again",
    "57P03": "is starting or stopping: try again in a moment",
    "58030": _FULL,
}
"""By SQLSTATE (PostgreSQL, appendix A)."""

_BY_WORDS = {
    "authentication failed": _PASSWORD,
    "no password supplied": _PASSWORD,
    "no pg_hba.conf entry": "refuses connections from this machine: allow it in its pg_hba.conf",
    'role "': "does not know this user: check the address",
    "does not exist": _BY_STATE["3D000"],
    "too many clients": _BUSY,
    "remaining connection slots": _BUSY,
    "starting up": _BY_STATE["57P03"],
    "shutting down": _BY_STATE["57P03"],
    "No space left": _FULL,
    "could not extend file": _FULL,
}
"""While a connection is made, libpq passes words on and no SQLSTATE."""


def unreachable(address: Address, error: Error) -> str:
    """Return why no connection to the database at `address` could be made, in one line."""
    said = str(error)
    known = next((what for words, what in _BY_WORDS.items() if words in said), _DOWN)
    return f"the database {address} {known}"


def problem(address: Address, error: Error) -> str:
    """Return what went wrong on a connection to the database at `address`, in one line."""
    known = _BY_STATE.get(error.sqlstate or "") or (_LOST if _is_lost(error) else None)
    return f"the database {address} {known or _in_its_words(address, str(error))}"


def _is_lost(error: Error) -> bool:
    from psycopg import InterfaceError, OperationalError

    if error.sqlstate:
        return error.sqlstate.startswith(("57P", "08"))
    return isinstance(error, OperationalError | InterfaceError)


def _in_its_words(address: Address, said: str) -> str:
    line = " ".join(said.split("\n", 1)[0].split())[:200].rstrip(".")
    if address.password:
        line = line.replace(address.password, "***")
    return f"fails ({line or 'without a word'}): check it and try again"
