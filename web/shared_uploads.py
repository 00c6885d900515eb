"""Uploaded files of all servers of a shared library: in its database, a megabyte in a row."""

from __future__ import annotations

import json
import shutil
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from precis.database import Database
from precis.web.uploads import CONTENT, Upload, Uploads, no_upload

if TYPE_CHECKING:
    from typing import Any

    from precis.web.quota import Quota

_PART = 1 << 20
_WRITING_SECONDS = 600
"""A copy that was written within this time may not be in the database yet."""

_COLUMNS = 'id, "user", name, bytes, at'


class SharedUploads(Uploads):
    """The files in the database at `url`; `folder` has copies of those that are used here."""

    def __init__(self, url: str, folder: Path, quota: Quota) -> None:
        super().__init__(folder, quota)
        self._database = Database(url)

    def _keep(self, upload: Upload) -> None:
        with self._database.writing() as connection, self._path_here(upload).open("rb") as file:
            connection.execute(
                "INSERT INTO precis.uploads VALUES (%s, %s, %s, %s, %s)",
                (upload.id, upload.user, json.dumps(upload.name), upload.bytes, upload.at),
            )
            for number, part in enumerate(iter(partial(file.read, _PART), b"")):
                connection.execute(
                    "INSERT INTO precis.upload_parts VALUES (%s, %s, %s)",
                    (upload.id, number, part),
                )

    def _find(self, upload_id: str) -> Upload | None:
        return next(iter(self._select("id = %s", upload_id)), None)

    def _all_of(self, user: str) -> list[Upload]:
        return self._select('"user" = %s', user)

    def _all_before(self, at: float) -> list[Upload]:
        return self._select("at < %s", at)

    def _sweep(self) -> None:
        """Delete files older than a day, and copies of files that another server has deleted."""
        super()._sweep()
        before = time.time() - _WRITING_SECONDS
        copies = [path.name for path in self._folder.iterdir() if _last_write(path) < before]
        for gone in {*copies} - {it.id for it in self._select("id = ANY(%s)", copies)}:
            shutil.rmtree(self._folder / gone, ignore_errors=True)

    def _path(self, upload: Upload) -> Path:
        path = self._path_here(upload)
        if not path.exists():
            self._fetch(upload)
        return path

    def _delete(self, upload: Upload) -> None:
        with self._database.statement() as connection:
            connection.execute("DELETE FROM precis.uploads WHERE id = %s", (upload.id,))
        super()._delete(upload)

    def _path_here(self, upload: Upload) -> Path:
        return super()._path(upload)

    def _fetch(self, upload: Upload) -> None:
        """Copy a file that another server received; of several threads, one's copy stays.

        Raises ProblemError 404 if it is deleted meanwhile.
        """
        copy = Path(mkdtemp(dir=self._folder))
        try:
            self._read_parts(upload, copy / CONTENT)
            with suppress(OSError):  # another thread's copy is there
                copy.rename(self._path_here(upload).parent)
        finally:
            shutil.rmtree(copy, ignore_errors=True)

    def _read_parts(self, upload: Upload, path: Path) -> None:
        with self._database.reading() as connection, path.open("wb") as file:
            for number in range(-(-upload.bytes // _PART)):
                row = connection.execute(
                    "SELECT content FROM precis.upload_parts WHERE upload = %s AND number = %s",
                    (upload.id, number),
                    binary=True,
                ).fetchone()
                if row is None:
                    raise no_upload(upload.id)
                file.write(row[0])

    def _select(self, condition: str, value: object) -> list[Upload]:
        query = f"SELECT {_COLUMNS} FROM precis.uploads WHERE {condition}"  # noqa: S608 - conditions of ours
        with self._database.statement() as connection:
            rows: list[tuple[Any, ...]] = connection.execute(query.encode(), (value,)).fetchall()
        return [Upload(id_, user, json.loads(name), *rest) for id_, user, name, *rest in rows]


def _last_write(folder: Path) -> float:
    """Return when the copy in a folder was last written (Unix time)."""
    for path in (folder / CONTENT, folder):
        with suppress(OSError):
            return path.stat().st_mtime
    return time.time()
