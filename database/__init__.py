"""A PostgreSQL database that several processes share: connections, schema, errors.

What its tables hold is known to those who use them: `models/calls/`, `stores/`, `web/`.
"""

from precis.database.address import Address, is_database
from precis.database.errors import DatabaseError
from precis.database.pool import Database

__all__ = ["Address", "Database", "DatabaseError", "is_database"]
