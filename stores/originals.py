"""Keep the original files of documents, so that their real pages can be shown.

Each belongs to one collection: documents of one text and name may come from files that differ, and
a user who can read one of the collections need not see the file of the other.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from precis.stores.collection_names import check_name

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = Path("server", "originals")


class Originals:
    """The files in a folder of the library at `path`, which is made by the first one kept."""

    def __init__(self, path: Path) -> None:
        self._folder = path / FOLDER

    def keep(self, collection: str, document_id: str, file: Path) -> None:
        """Keep the file of a document, without a copy where the disk can link it."""
        kept = self._folder / _name(collection, document_id)
        if kept.exists():
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            os.link(file, kept)
        except OSError:
            shutil.copyfile(file, kept)

    def path(self, collection: str, document_id: str) -> Path | None:
        """Return the file of a document, None where none is kept."""
        kept = self._folder / _name(collection, document_id)
        return kept if kept.is_file() else None

    def drawn(self, collection: str, document_id: str) -> Path:
        """Return the path of the PDF that is drawn from the file of a document."""
        return self._folder / f"{_name(collection, document_id)}.pdf"

    def keep_only(self, documents: Iterable[tuple[str, str]]) -> None:
        """Delete the files of all but some documents, each with its collection."""
        with suppress(FileNotFoundError):
            known = {_name(*document) for document in documents}
            for file in self._folder.iterdir():
                if file.stem not in known:
                    file.unlink(missing_ok=True)

    def __bool__(self) -> bool:
        return self._folder.is_dir()


def _name(collection: str, document_id: str) -> str:
    return hashlib.sha256(f"{check_name(collection)}\0{document_id}".encode()).hexdigest()
