"""Rebuild keyword indexes in a database for this version's terms, on request."""

from __future__ import annotations

from precis.database import Database
from precis.stores.errors import LibraryError
from precis.stores.indexing import TERMS
from precis.stores.shared.heads import head_of, lock_number, names, write_head
from precis.stores.shared.keyword_writer import TOGETHER, KeywordWriter
from precis.stores.shared.row_writer import RowWriter


def upgrade_indexes(url: str) -> list[str]:
    """Rebuild the outdated keyword indexes in the database at `url`; return their collections.

    Their vectors stay. Each is done as a whole or not at all. Raises LibraryError.
    """
    database = Database(url, LibraryError)
    with database.statement() as connection:
        found = names(connection)
    return [name for name in found if _upgraded(database, name)]


def _upgraded(database: Database, name: str) -> bool:
    with database.session() as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (lock_number(name),))
        head = head_of(connection, name)
        if head is None or head.terms >= TERMS:
            return False
        writer, more = RowWriter(connection, head.number), 0
        for table in ("postings", "terms"):
            writer.run(f"DELETE FROM precis.{table} WHERE collection = %s")  # noqa: S608 - tables of ours
        keywords = KeywordWriter(writer)
        rows = writer.rows(
            "SELECT number FROM precis.documents WHERE collection = %s ORDER BY number"
        )
        documents = [number for (number,) in rows]
        for start in range(0, len(documents), TOGETHER):
            some = documents[start : start + TOGETHER]
            more += keywords.index_again(some, batch=some[0])
        keywords.write_counts()
        now = head._replace(tokens=head.tokens + more, commits=head.commits + 1, terms=TERMS)
        write_head(connection, now)
        connection.commit()
    return True
