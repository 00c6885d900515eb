"""Upgrade a database to this version's schema, on request."""

from precis.database.pool import Database
from precis.database.schema import check_schema, latest, schema_version, upgrade


def upgrade_database(url: str) -> tuple[int, int]:
    """Bring the schema of the database at `url` to the latest version; return both versions.

    Raises DatabaseError, also for a newer schema.
    """
    database = Database(url)
    with database.unchecked() as connection:
        before = schema_version(connection) or 0
        if before <= latest():
            upgrade(connection)
        check_schema(connection, str(database.address))
    return before, latest()
