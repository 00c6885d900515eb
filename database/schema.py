"""The versions of the database's schema: numbered SQL files, each applied once, in order.

All tables are in the schema `precis`, so that the database may hold other things besides.

Plain files and not Alembic: all statements are SQL already, and nothing else here needs
SQLAlchemy.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from precis.database.errors import DatabaseError

if TYPE_CHECKING:
    from psycopg import Connection

_LOCK = 0x50726563
# Not `to_regclass`, whose answer may be of before we waited for the lock.
_THERE = (
    "SELECT EXISTS (SELECT FROM pg_catalog.pg_tables "
    "WHERE schemaname = 'precis' AND tablename = 'schema_version')"
)
_VERSION = "SELECT max(version) FROM precis.schema_version"
_CREATE = """
CREATE SCHEMA IF NOT EXISTS precis;
CREATE TABLE precis.schema_version (
    version integer PRIMARY KEY, applied timestamptz NOT NULL DEFAULT clock_timestamp()
);
"""
_APPLIED = "INSERT INTO precis.schema_version (version) VALUES (%s)"


@cache
def migrations() -> dict[int, str]:
    """Return the statements that lead to each version of the schema from the one before."""
    folder = files("precis.database").joinpath("migrations")
    found = (path for path in folder.iterdir() if path.name.endswith(".sql"))
    numbered = {int(path.name.partition("_")[0]): path.read_text("utf-8") for path in found}
    return dict(sorted(numbered.items()))


def latest() -> int:
    """Return the version that this code works with."""
    return max(migrations())


def check_schema(connection: Connection[tuple[Any, ...]], name: str) -> None:
    """Make the schema in a database that has none. Raises DatabaseError for another version.

    `connection` commits by itself; `name` is what messages call the database.
    """
    found = schema_version(connection)
    if found is None:
        upgrade(connection)
        found = schema_version(connection) or 0
    if found > latest():
        raise DatabaseError(
            f"the database {name} has schema {found}, made by a newer precis; this one knows "
            f"{latest()}: update precis"
        )
    if found < latest():
        raise DatabaseError(
            f"the database {name} has schema {found}, made by an older precis; this one needs "
            f"{latest()}: stop the others, and run `precis library upgrade`"
        )


def schema_version(connection: Connection[tuple[Any, ...]]) -> int | None:
    """Return the version of a database's schema; None where it has none."""
    if not _one(connection, _THERE):
        return None
    version = _one(connection, _VERSION)
    return None if version is None else int(version)


def upgrade(connection: Connection[tuple[Any, ...]]) -> None:
    """Bring a schema to the latest version; all of it or nothing, by one process at a time."""
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        version = schema_version(connection)
        if version is None:
            connection.execute(_CREATE)
        for number, statements in migrations().items():
            if number > (version or 0):
                connection.execute(statements.encode())
                connection.execute(_APPLIED, (number,))


def _one(connection: Connection[tuple[Any, ...]], query: str) -> Any:
    row = connection.execute(query.encode()).fetchone()
    return row[0] if row else None
