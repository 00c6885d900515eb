"""The files that documents were read from, kept by document id, so that real pages can be shown."""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = Path("server", "originals")
_ID = re.compile(r"[0-9a-f]{16,64}")


class Originals:
    """The files in a folder of the library at `path`, which is made by the first one kept."""

    def __init__(self, path: Path) -> None:
        self._folder = path / FOLDER

    def keep(self, document_id: str, file: Path) -> None:
        """Keep a file, without a copy where the disk can link it."""
        kept = self._folder / document_id
        if not _ID.fullmatch(document_id) or kept.exists():
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            os.link(file, kept)
        except OSError:
            shutil.copyfile(file, kept)

    def path(self, document_id: str) -> Path | None:
        """Return the file of a document, None where none is kept."""
        kept = self._folder / document_id
        return kept if _ID.fullmatch(document_id) and kept.is_file() else None

    def keep_only(self, ids: Iterable[str]) -> None:
        """Delete the files of all other documents."""
        with suppress(FileNotFoundError):
            known = set(ids)
            for file in self._folder.iterdir():
                if file.name not in known:
                    file.unlink(missing_ok=True)

    def __bool__(self) -> bool:
        return self._folder.is_dir()
