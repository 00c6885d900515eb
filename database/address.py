"""Database addresses, parsed in one place so that no message can show the password."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from precis.errors import UsageError

_SCHEMES = ("postgresql", "postgres")
_PORT = 5432
_OPTIONS = frozenset(
    "application_name connect_timeout gssencmode sslcert sslkey sslmode sslrootcert "
    "target_session_attrs channel_binding".split()
)
"""What may stand after the `?`: options of libpq that say how, and not as whom, to connect."""

_LIVENESS = {
    "connect_timeout": 10,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
"""A server that is cut off is noticed within half a minute (seconds; the last in milliseconds).

TCP sends again what was lost after 13 and 25 seconds, so that its limit is above these.
"""


def is_database(place: str) -> bool:
    """Return whether `place` is the address of a database, and not a folder."""
    return place.partition("://")[0].lower() in _SCHEMES and "://" in place


@dataclass(frozen=True, repr=False)
class Address:
    """Where a database is, and as whom it is used. What is printed of it has no password."""

    host: str
    port: int
    user: str
    password: str
    database: str
    options: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, url: str) -> Address:
        """Take `postgresql://USER:PASSWORD@HOST:PORT/DATABASE?OPTIONS` apart.

        The password may also come from PGPASSWORD or ~/.pgpass. Raises UsageError.
        """
        try:
            parts = urlsplit(url)
            found = cls(
                unquote(parts.hostname or ""),
                parts.port or _PORT,
                unquote(parts.username or ""),
                unquote(parts.password or ""),
                unquote(parts.path.removeprefix("/")),
                tuple(parse_qsl(parts.query, strict_parsing=bool(parts.query))),
            )
        except ValueError:
            raise _malformed() from None
        if not is_database(url) or not _is_whole(parts, found):
            raise _malformed()
        return found

    def __str__(self) -> str:
        user = f"{self.user}@" if self.user else ""
        port = "" if self.port == _PORT else f":{self.port}"
        return f"postgresql://{user}{self.host}{port}/{self.database}"

    def __repr__(self) -> str:
        return str(self)

    def connection(self) -> dict[str, Any]:
        """Return the parameters of a connection."""
        named = {"user": self.user, "password": self.password}
        given = {name: value for name, value in named.items() if value}
        place = {"host": self.host, "port": self.port, "dbname": self.database}
        return _LIVENESS | dict(self.options) | place | given


def _is_whole(parts: SplitResult, found: Address) -> bool:
    """Return whether nothing of a password that was not encoded may have got elsewhere."""
    strange = set("@/:?# ")
    return (
        bool(found.host and found.database)
        and not parts.fragment
        and not strange & set(found.database)
        and not strange & set(found.host) - {":"}
        and {name for name, _ in found.options} <= _OPTIONS
    )


def _malformed() -> UsageError:
    return UsageError(
        "the address of the library's database is malformed (not shown, for its password): give "
        "postgresql://USER:PASSWORD@HOST:PORT/DATABASE, special characters encoded as %XX"
    )
