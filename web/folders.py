"""The folders whose files a program may name; links and `..` lead out of none of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from precis.errors import UsageError
from precis.web.problems import ProblemError

if TYPE_CHECKING:
    from collections.abc import Iterable


class Folders:
    """Gives the files and folders below `folders`. Raises UsageError for what is no folder."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = [folder.expanduser().resolve() for folder in folders]
        for folder in self._folders:
            if not folder.is_dir():
                raise UsageError(f"{folder} is not a folder: name the folders that may be read")

    def open(self, user: str, source: str) -> str:  # noqa: ARG002 - the folders are everybody's
        """Return the path that `source` names. Raises ProblemError outside of the folders."""
        try:
            path = Path(source).expanduser().resolve()
        except (OSError, RuntimeError, ValueError) as error:
            raise ProblemError(422, f"'{source}' is not a path: {error}") from None
        if any(path.is_relative_to(folder) for folder in self._folders):
            return str(path)
        named = ", ".join(map(str, self._folders)) or "none, so that it must be an address"
        raise ProblemError(403, f"'{source}' may not be read; folders that may be: {named}")
