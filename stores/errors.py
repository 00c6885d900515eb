"""Library errors, each in one line. Nothing here opens a library."""

from collections.abc import Iterable
from pathlib import Path

from precis.errors import PrecisError, UsageError


class LibraryError(PrecisError):
    """A library operation failed."""


class EmptyLibraryError(LibraryError):
    """Nothing has been ingested yet."""

    def __init__(self, path: object) -> None:
        super().__init__(f"the library {path} is empty: fill it with `precis ingest SOURCE`")


class EmptyCollectionError(LibraryError):
    """All documents of a collection were removed."""

    def __init__(self, name: str) -> None:
        super().__init__(f"the collection '{name}' is empty: fill it with `precis ingest SOURCE`")


class UnknownCollectionError(LibraryError, UsageError):
    """There are collections, but not this one."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(f"no collection '{name}' in the library: there is {', '.join(known)}")


class UnknownShareError(LibraryError, UsageError):
    """A collection is not shared with this user."""

    def __init__(self, collection: str, user: str) -> None:
        super().__init__(f"the collection '{collection}' is not shared with '{user}'")


class ReadOnlyError(LibraryError):
    """Who asks may read a collection, but not change it."""

    def __init__(self, name: str) -> None:
        super().__init__(f"you may read the collection '{name}', but not change it")


class UnknownDocumentError(LibraryError, UsageError):
    """No document has this id."""

    def __init__(self, document_id: str, collection: str) -> None:
        super().__init__(
            f"no document '{document_id}' in the collection '{collection}': "
            "`precis sources` lists ids and sources"
        )


class DuplicateIdError(LibraryError, UsageError):
    """Two documents have the same id, or two vectors the same key."""

    def __init__(self, name: str, where: object) -> None:
        super().__init__(
            f"the id '{name}' occurs twice, the second time in {where}: ids must be unique"
        )


class NotALibraryError(LibraryError, UsageError):
    """The folder is not a library."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is not a library: give an empty or a new folder")


class NewerLibraryError(LibraryError):
    """Written by a later version of the project."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(
            f"{path} has format {found}, made by a newer precis; this one knows {known}: "
            "update precis"
        )


class OlderLibraryError(LibraryError):
    """Written by an earlier version of the project."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(
            f"{path} has format {found}, made by an older precis; this one needs {known}: "
            "remove that folder and ingest again"
        )


class OtherTermsError(LibraryError):
    """The keyword index of a shared collection has terms of another version of the project."""

    def __init__(self, collection: str, found: int, known: int) -> None:
        newer = found > known
        age, knows = ("a newer", "knows") if newer else ("an older", "needs")
        upgrade = "stop the others, and run `precis library upgrade`"
        super().__init__(
            f"the keyword index of the collection '{collection}' has format {found}, made by "
            f"{age} precis; this one {knows} {known}: {'update precis' if newer else upgrade}"
        )


class CorruptedLibraryError(LibraryError):
    """A file of a collection cannot be read; the other collections are not touched."""

    def __init__(self, path: Path, reason: object) -> None:
        super().__init__(
            f"{path} is corrupted ({reason}): remove that collection's folder and ingest again; "
            "other collections are not touched"
        )


class MissingVectorsError(CorruptedLibraryError):
    """A file of vectors is gone; the texts are there."""

    def __init__(self, path: Path) -> None:
        LibraryError.__init__(
            self, f"{path} is gone: recompute its vectors with `precis ingest --reembed`"
        )


class OtherEmbeddingsError(LibraryError, UsageError):
    """The collection was made with other embeddings."""

    def __init__(self, collection: str, made_with: str, asked_with: str) -> None:
        super().__init__(
            f"the collection '{collection}' was made with the embeddings '{made_with}', not "
            f"'{asked_with}': use --embeddings {made_with}, or recompute its vectors with "
            "`precis ingest --reembed`"
        )


class OtherPlaceError(LibraryError, UsageError):
    """The vectors of a shared collection are not where they were looked for."""

    def __init__(self, collection: str, *, on_chroma: bool) -> None:
        there, what = (
            ("on a Chroma server", "name it with --chroma")
            if on_chroma
            else ("in the database", "leave --chroma out")
        )
        super().__init__(
            f"the vectors of the collection '{collection}' are {there}: {what}, or recompute "
            "its vectors with `precis ingest --reembed`"
        )


class UnwritableLibraryError(LibraryError):
    """No permission, or a read-only disk."""

    def __init__(self, path: Path, reason: object) -> None:
        super().__init__(f"cannot write to the library {path} ({reason}): choose another --library")


class UnreadableLibraryError(LibraryError):
    """No permission to look into the folder."""

    def __init__(self, path: Path, reason: object) -> None:
        super().__init__(f"cannot read the library {path} ({reason}): choose another --library")


class DiskFullError(LibraryError):
    """No space left; what was there before is intact."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"the disk of {path} is full: nothing is lost; free some space")


class FileTooLargeError(LibraryError):
    """The system lets this process write no larger file; what was there before is intact."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"a file in {path} reached the maximum allowed size: nothing is lost; "
            "raise the limit (`ulimit -f`)"
        )


class DiskError(LibraryError):
    """The disk fails, or another program holds a file; what was there before is intact."""

    def __init__(self, path: Path, reason: object) -> None:
        super().__init__(f"cannot read or write {path} ({reason}): check the disk and try again")


class ServerError(LibraryError):
    """A Chroma server does not respond, or responds incorrectly."""

    def __init__(self, url: str, reason: object) -> None:
        said = " ".join(str(reason).split())[:200].rstrip(".")
        super().__init__(f"the Chroma server {url} fails ({said}): is it running, as `chroma run`?")


class LibraryBusyError(LibraryError):
    """Another process held the lock and did not finish in time."""

    def __init__(self, collection: str, seconds: float) -> None:
        super().__init__(
            f"another process is writing the collection '{collection}' and has not finished after "
            f"{seconds:g} s: try later, or wait longer with --wait"
        )
