"""The SQLite file of a collection: its schema, its format, and opening it.

The canonical text is stored once, cut where chunks start. Vectors are elsewhere; this file knows
their keys, and which of them are in Chroma's files and which came after.
"""

from __future__ import annotations

import sqlite3
import weakref
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from precis.stores.disk_errors import disk_errors
from precis.stores.errors import (
    CorruptedLibraryError,
    NewerLibraryError,
    OlderLibraryError,
    UnwritableLibraryError,
)
from precis.stores.indexing import TERMS

if TYPE_CHECKING:
    from pathlib import Path

_TABLES = 5
FORMAT = _TABLES + TERMS
"""The format of what is written, one more with each change of the tables or of the terms; a file
of another one is refused."""

_APPLICATION = 0x50726563
"""Stands in the head of our files, and not of others."""

_BUSY_SECONDS = 30
SECURE_DELETE = sqlite3.sqlite_version_info >= (3, 42)
"""Whether SQLite's keyword index can forget words in place, or only by rewriting it."""

INDEX_PAGE = 1000
"""Bytes of a page of the keyword index, to fit SQLite's pages of 1024. Keys of vectors are spread
over all pages, so that smaller pages make one more document cheaper."""

_SCHEMA = f"""
PRAGMA page_size = 1024;
PRAGMA application_id = {_APPLICATION};
PRAGMA user_version = {FORMAT};
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    title TEXT NOT NULL,
    metadata TEXT NOT NULL,
    digest TEXT NOT NULL,
    lead TEXT NOT NULL,
    ingested_at TEXT NOT NULL
);
CREATE INDEX documents_by_source ON documents (source);
CREATE INDEX documents_by_digest ON documents (digest);
CREATE TABLE chunks (
    number INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (number),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    page TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX chunks_by_document ON chunks (document, start);
CREATE TABLE vectors (
    key TEXT NOT NULL,
    chunk INTEGER NOT NULL REFERENCES chunks (number),
    PRIMARY KEY (key, chunk)
) WITHOUT ROWID;
CREATE INDEX vectors_by_chunk ON vectors (chunk);
CREATE TABLE recent (place INTEGER PRIMARY KEY, key TEXT NOT NULL);
CREATE TABLE dead (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIRTUAL TABLE keywords USING fts5 (title, text, content='', tokenize='ascii');
CREATE VIRTUAL TABLE terms USING fts5vocab (keywords, row);
CREATE VIRTUAL TABLE instances USING fts5vocab (keywords, instance);
INSERT INTO keywords (keywords, rank) VALUES ('pgsz', {INDEX_PAGE});
INSERT INTO keywords (keywords, rank) VALUES ('automerge', 0);
INSERT INTO keywords (keywords, rank) VALUES ('crisismerge', 64);
INSERT INTO keywords (keywords, rank) VALUES ('usermerge', 16);
"""  # noqa: S608 - numbers of ours
_SECURE = "INSERT INTO keywords (keywords, rank) VALUES ('secure-delete', 1);"


def create_catalog(path: Path) -> sqlite3.Connection:
    """Make the file `path`, without a journal: it counts once it is complete and renamed."""
    for suffix in ("", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    db = _connected(str(path))
    db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
    if SECURE_DELETE:
        db.execute(_SECURE)
    return db


def open_to_write(path: Path) -> sqlite3.Connection:
    """Open a file that is there; what is deleted is overwritten, in the log as well."""
    db = _connected(f"{path.resolve().as_uri()}?mode=rw")
    db.execute("PRAGMA secure_delete = ON")
    if db.execute("PRAGMA journal_mode = WAL").fetchone() != ("wal",):
        raise UnwritableLibraryError(path, "SQLite cannot keep its log beside it")
    db.execute("PRAGMA synchronous = FULL")
    _check_format(path, db)
    return db


def open_to_read(path: Path) -> sqlite3.Connection:
    """Open a file that is there, of which nothing is written.

    SQLite writes beside it where it may; in a folder where it may not, the file is read as it is,
    or a copy with the log that a killed writer left.
    """
    address = path.resolve().as_uri()
    with disk_errors(path):
        try:
            db = _connected(f"{address}?mode=ro")
            _check_format(path, db)
        except sqlite3.OperationalError:
            path.stat()
            log = path.with_name(path.name + "-wal")
            if not log.exists() or not log.stat().st_size:
                db = _connected(f"{address}?mode=ro&immutable=1")
            else:
                db = _copied(path, log)
            _check_format(path, db)
    return db


def _copied(path: Path, log: Path) -> sqlite3.Connection:
    folder = TemporaryDirectory(prefix="precis-")
    for each in (path, log):
        copyfile(each, f"{folder.name}/{each.name}")
    db = _connected(f"{folder.name}/{path.name}")
    weakref.finalize(db, folder.cleanup)
    return db


class _Connection(sqlite3.Connection):
    """A connection that can be referred to weakly."""


def _connected(address: str) -> sqlite3.Connection:
    return sqlite3.connect(
        address,
        uri=address.startswith("file:"),
        timeout=_BUSY_SECONDS,
        check_same_thread=False,
        isolation_level=None,
        factory=_Connection,
    )


def _check_format(path: Path, db: sqlite3.Connection) -> None:
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (found,) = db.execute("PRAGMA user_version").fetchone()
    if application != _APPLICATION:
        raise CorruptedLibraryError(path, "it is not a catalog of Précis")
    if found > FORMAT:
        raise NewerLibraryError(path.parent, found, FORMAT)
    if found < FORMAT:
        raise OlderLibraryError(path.parent, found, FORMAT)
