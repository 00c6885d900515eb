"""The head of a collection in the database: its state in one row."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from precis.stores.errors import OtherEmbeddingsError, OtherTermsError
from precis.stores.indexing import TERMS
from precis.stores.shared.bytes import packed, unpacked

if TYPE_CHECKING:
    from precis.database.pool import Rows

DATABASE, CHROMA = "database", "chroma"
"""The places of vectors."""

_HEAD = (
    "SELECT number, embeddings, space, place, commits, chunks, tokens, next_document, next_chunk, "
    "terms FROM precis.collections WHERE name = %s"
)


class Head(NamedTuple):
    """A collection as of one commit.

    `space` is the set of its vectors, which `embeddings` made, in `place`; `tokens` is the sum of
    the lengths of its `chunks` in terms, whose format is `terms`. What is added next gets the
    numbers `next_…`.
    """

    number: int
    embeddings: str | None
    space: int
    place: str
    commits: int
    chunks: int
    tokens: int
    next_document: int
    next_chunk: int
    terms: int

    def check(self, collection: str, embeddings: str) -> None:
        """Raise OtherEmbeddingsError and OtherTermsError unless it can be searched and added to."""
        if self.embeddings != embeddings:
            raise OtherEmbeddingsError(collection, self.embeddings or "?", embeddings)
        if self.terms != TERMS:
            raise OtherTermsError(collection, self.terms, TERMS)


def head_of(connection: Rows, name: str) -> Head | None:
    """Return the head of a collection; None where it was never written to."""
    row = connection.execute(_HEAD, (packed(name),), binary=True).fetchone()
    return Head(*row) if row else None


def make_head(connection: Rows, name: str) -> None:
    """Give a new collection its number; it counts once it has a commit."""
    made = "INSERT INTO precis.collections (name) VALUES (%s) ON CONFLICT DO NOTHING"
    connection.execute(made, (packed(name),))


def write_head(connection: Rows, head: Head) -> None:
    """Let `head` count once the connection commits."""
    connection.execute(
        "UPDATE precis.collections SET embeddings = %s, space = %s, place = %s, commits = %s, "
        "chunks = %s, tokens = %s, next_document = %s, next_chunk = %s, terms = %s "
        "WHERE number = %s",
        (*head[1:], head.number),
    )


def names(connection: Rows) -> list[str]:
    """Return the names of the collections that count, sorted."""
    rows = connection.execute(
        "SELECT name FROM precis.collections WHERE commits > 0", binary=True
    ).fetchall()
    return sorted(unpacked(name) for (name,) in rows)


def lock_number(name: str) -> int:
    """Return the number of the advisory lock that writers of a collection take turns by."""
    digest = hashlib.sha256(b"precis collection " + packed(name)).digest()
    return int.from_bytes(digest[:8], signed=True)
