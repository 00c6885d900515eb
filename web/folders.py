"""The folders whose files a client may read; links and `..` cannot lead out of them."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from precis.errors import UsageError
from precis.web.problems import ProblemError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from precis.loaders import LoadOptions


class Folders:
    """Finds files and folders below `folders`. Raises UsageError for a path that is not a
    folder."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = [folder.expanduser().resolve() for folder in folders]
        for folder in self._folders:
            if not folder.is_dir():
                raise UsageError(f"{folder} is not a folder: name the folders that may be read")

    def open(self, user: str, source: str) -> str:  # noqa: ARG002 - the folders are everybody's
        """Return the path that `source` names, absolute or relative to one of the folders.

        Raises ProblemError 403 outside the folders and 404 if there is no such file.
        """
        allowed = [path for path in self._places(source) if self._allows(path)]
        found = next((path for path in allowed if path.exists()), None)
        if found is not None:
            return str(found)
        named = ", ".join(it.name for it in self._folders) or "none, so give an address"
        if allowed:
            raise ProblemError(404, f"there is no file '{source}' in {named}")
        raise ProblemError(403, f"'{source}' may not be read; folders that may be: {named}")

    def relative(self, text: str) -> str:
        """Return a text without where on this machine the folders are."""
        for folder in self._folders:
            text = text.replace(f"{folder}{os.sep}", "").replace(f"{folder}", folder.name)
        return text

    def files(self, options: LoadOptions, most: int) -> list[Path]:
        """Return up to `most` readable files."""
        from precis.loaders.folder import files

        found = (path for folder in self._folders for path in files(folder, options))
        return list(islice((path for path in found if isinstance(path, Path)), most))

    def _places(self, source: str) -> Iterator[Path]:
        """Yield the paths that `source` may mean: a relative one below the folders first."""
        try:
            path = Path(source).expanduser()
            if not path.is_absolute():
                yield from ((folder / path).resolve() for folder in self._folders)
            yield path.resolve()
        except (OSError, RuntimeError, ValueError) as error:
            raise ProblemError(422, f"'{source}' is not a path: {error}") from None

    def _allows(self, path: Path) -> bool:
        return any(path.is_relative_to(folder) for folder in self._folders)
