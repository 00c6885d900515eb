"""Who may use the server: anyone on loopback; elsewhere, holders of a shared or a personal token.

Tokens are compared in constant time and kept as salted SHA-256. Those in a users file are random,
192 bits: a slow hash, meant for passwords that people think up, would only slow the server down.
`guard.py` reads them from requests.
"""

from __future__ import annotations

import hmac
import re
import secrets
from typing import TYPE_CHECKING

from precis.errors import UsageError, cause_of
from precis.languages.counts import count_of
from precis.stores.permissions import EVERYBODY, USER_NAME

if TYPE_CHECKING:
    from pathlib import Path

LOCAL = "local"
"""The user of every request while no token is required."""

LEAST_CHARACTERS = 16

_HASH = re.compile(r"sha256\$[0-9a-f]{32}\$[0-9a-f]{64}")
_SESSIONS = 1000


class Access:
    """Users by name, each with the hash of a token; without any, every request is from `LOCAL`."""

    def __init__(self, hashes: dict[str, str]) -> None:
        self._hashes = hashes
        self._sessions: dict[str, str] = {}
        self._nobody = hashed(secrets.token_hex(16))

    @classmethod
    def everybody(cls) -> Access:
        """Require no token."""
        return cls({})

    @classmethod
    def one(cls, token: str) -> Access:
        """Require one shared token. Raises UsageError for a token that can be guessed."""
        if len(token) < LEAST_CHARACTERS:
            raise UsageError(
                f"a token of {count_of(len(token), 'character')} can be guessed: "
                f"give at least {LEAST_CHARACTERS}, for example {secrets.token_urlsafe(24)}"
            )
        return cls({LOCAL: hashed(token)})

    @classmethod
    def file(cls, path: Path) -> Access:
        """Require the token of a user in `path`, a file with lines NAME:HASH. Raises UsageError."""
        hashes = read_users(path)
        if not hashes:
            raise UsageError(f"no users in {path}: add one with `precis users add NAME`")
        return cls(hashes)

    @property
    def is_open(self) -> bool:
        """Whether no token is required."""
        return not self._hashes

    @property
    def users(self) -> frozenset[str]:
        """The names of the users, apart from `LOCAL`."""
        return frozenset(self._hashes) - {LOCAL}

    def user(self, token: str) -> str | None:
        """Return the user of a token, or None; tokens of a users file start with the user's
        name."""
        name = self.user_of_token(token)
        fits = matches(token, self._hashes.get(name, self._nobody))
        return name if fits and name else None

    def user_of_token(self, token: str) -> str:
        """Return the user that a token claims, unchecked, or "" if it names none."""
        name = LOCAL if LOCAL in self._hashes else token.partition(".")[0]
        return name if name in self._hashes else ""

    def start_session(self, user: str) -> str:
        """Start a session; return its id, which the browser sends instead of the token."""
        while len(self._sessions) >= _SESSIONS:
            del self._sessions[next(iter(self._sessions))]
        session = secrets.token_urlsafe(32)
        self._sessions[session] = user
        return session

    def session(self, session: str) -> str | None:
        """Return the user of a session, or None if it does not exist."""
        return self._sessions.get(session)

    def end_session(self, session: str) -> None:
        """End a session."""
        self._sessions.pop(session, None)


def hashed(token: str) -> str:
    """Return the salted hash of a token: sha256$SALT$DIGEST, both in hexadecimal digits."""
    salt = secrets.token_hex(16)
    return f"sha256${salt}${_digest(token, salt)}"


def matches(token: str, stored: str) -> bool:
    """Whether `stored` is the hash of `token`, compared in constant time."""
    _, salt, digest = stored.split("$")
    return hmac.compare_digest(_digest(token, salt), digest)


def read_users(path: Path) -> dict[str, str]:
    """Return the hashes of a users file by name. Raises UsageError if it is not one."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read the users in {path}: {cause_of(error)}") from error
    users = {}
    for number, line in enumerate(lines, start=1):
        name, _, stored = line.partition(":")
        if not _is_name(name) or not _HASH.fullmatch(stored):
            raise UsageError(
                f"{path}, line {number} is not a user: add one with `precis users add`"
            )
        users[name] = stored
    return users


def add_user(path: Path, name: str) -> str:
    """Add a user or replace a user's token; return the token, which is not stored.

    Raises UsageError for an invalid name.
    """
    if not _is_name(name):
        raise UsageError(f"'{name}' cannot name a user: use up to 32 letters, digits, '_' and '-'")
    token = f"{name}.{secrets.token_urlsafe(24)}"
    _write_users(path, read_users(path) | {name: hashed(token)})
    return token


def _is_name(name: str) -> bool:
    return bool(USER_NAME.fullmatch(name)) and name not in {LOCAL, EVERYBODY}


def remove_user(path: Path, name: str) -> None:
    """Remove a user. Raises UsageError if there is no such user."""
    users = read_users(path)
    if users.pop(name, None) is None:
        raise UsageError(f"no user '{name}' in {path}: there is {', '.join(users) or 'nobody'}")
    _write_users(path, users)


def _write_users(path: Path, users: dict[str, str]) -> None:
    part = path.with_name(f"{path.name}.new")
    part.touch(mode=0o600)
    part.write_text("".join(f"{name}:{stored}\n" for name, stored in users.items()), "utf-8")
    part.replace(path)


def _digest(token: str, salt: str) -> str:
    return hmac.digest(salt.encode(), token.encode(), "sha256").hex()
