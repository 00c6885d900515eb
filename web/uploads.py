"""Uploaded files: streamed to disk under generated names, and deleted after a day. The user's name
of a file is stored beside it as text and never becomes a path.
"""

from __future__ import annotations

import asyncio
import json
import re
import secrets
import shutil
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from langchain_core.documents.base import Blob

from precis.chains.presentation import clean
from precis.web.problems import ProblemError

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, Iterable
    from pathlib import Path

    from precis.web.quota import Quota

UPLOADS = "/api/v1/uploads"
"""Where files are sent."""

UPLOAD = "upload:"
"""The prefix that names an upload as a source."""

CONTENT, _RECORD = "content", "record.json"
KEPT_SECONDS = 24 * 3600
_LONGEST_NAME, _LONGEST_PATH = 200, 500
_SWEEPS_APART = 60.0
"""Seconds between two looks for old files where some are received."""

_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Upload:
    """A file on disk: its user, the user's name for it, its size, and its arrival (Unix time)."""

    id: str
    user: str
    name: str
    bytes: int
    at: float


class Uploads:
    """The files in `folder`, which is created if missing; for one process at a time."""

    def __init__(self, folder: Path, quota: Quota) -> None:
        self._folder = folder
        self._quota = quota
        self._keeping = asyncio.Lock()
        self._swept: float | None = None
        folder.mkdir(parents=True, exist_ok=True)
        found = {path.name: _read(path) for path in folder.iterdir()}
        self._kept = {name: upload for name, upload in found.items() if upload}
        for cut_off in found.keys() - self._kept.keys():  # because a server ended
            shutil.rmtree(folder / cut_off, ignore_errors=True)

    async def receive(self, user: str, name: str, parts: AsyncIterable[bytes]) -> Upload:
        """Write `parts` to disk as they arrive; an incomplete or too large file leaves nothing.

        Raises ProblemError 413 over the limits and 422 for an empty file or name.
        """
        if self._swept is None or time.monotonic() - self._swept > _SWEEPS_APART:
            self._sweep()
        name = display_name(name)
        upload_id = secrets.token_hex(16)
        folder = self._folder / upload_id
        folder.mkdir()
        try:
            size = await self._write(folder / CONTENT, parts, user)
            upload = Upload(upload_id, user, name, size, time.time())
            async with self._keeping:  # another may have arrived meanwhile
                self._check_room(size, self._room(user))
                await asyncio.to_thread(self._keep, upload)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return upload

    def open(self, user: str, source: str) -> Blob:
        """Return the upload that `source` names, for the loaders.

        Raises ProblemError 404 unless it is the user's, 422 if it does not name an upload.
        """
        if not source.startswith(UPLOAD):
            known = f"give an http or https address, {UPLOAD}ID, collection:NAME or document:ID"
            raise ProblemError(422, f"'{source}' is not a source here: {known}")
        upload = self._of(user, source.removeprefix(UPLOAD))
        return Blob.from_path(
            self._path(upload), guess_type=False, metadata={"source": upload.name}
        )

    def of(self, user: str) -> list[Upload]:
        """Return the stored files of a user, oldest first."""
        self._sweep()
        return sorted(self._all_of(user), key=lambda it: it.at)

    def remove(self, user: str, upload_id: str) -> None:
        """Delete a file. Raises ProblemError 404 unless it is the user's."""
        self._delete(self._of(user, upload_id))

    def drop(self, user: str, sources: Iterable[str]) -> None:
        """Delete the user's files among `sources`; others are ignored."""
        for source in sources:
            upload = self._find(source.removeprefix(UPLOAD))
            if upload and upload.user == user:
                self._delete(upload)

    def _sweep(self) -> None:
        """Delete files older than a day."""
        self._swept = time.monotonic()
        for upload in self._all_before(_oldest()):
            self._delete(upload)

    def _keep(self, upload: Upload) -> None:
        """Record a file that was written completely."""
        record = self._folder / upload.id / _RECORD
        record.write_text(json.dumps(asdict(upload)), "utf-8")
        self._kept[upload.id] = upload

    def _find(self, upload_id: str) -> Upload | None:
        return self._kept.get(upload_id)

    def _all_of(self, user: str) -> list[Upload]:
        return [upload for upload in self._kept.values() if upload.user == user]

    def _all_before(self, at: float) -> list[Upload]:
        return [upload for upload in self._kept.values() if upload.at < at]

    def _path(self, upload: Upload) -> Path:
        return self._folder / upload.id / CONTENT

    def _delete(self, upload: Upload) -> None:
        self._kept.pop(upload.id, None)
        shutil.rmtree(self._folder / upload.id, ignore_errors=True)

    async def _write(self, path: Path, parts: AsyncIterable[bytes], user: str) -> int:
        size, room = 0, None
        with path.open("wb") as file:
            async for part in parts:
                size += len(part)
                if size > self._quota.max_upload * _MEGABYTE:
                    raise ProblemError(413, f"larger than {self._quota.max_upload} MB")
                if size > _MEGABYTE:  # of smaller files it is enough to look once, at the end
                    room = self._room(user) if room is None else room
                    self._check_room(size, room)
                file.write(part)
        if not size:
            raise ProblemError(422, "the file is empty: give one with text")
        return size

    def _room(self, user: str) -> int:
        """Return how many bytes the quota leaves a user."""
        taken = sum(upload.bytes for upload in self._all_of(user))
        return self._quota.kept_megabytes * _MEGABYTE - taken

    def _check_room(self, size: int, room: int) -> None:
        if size > room:
            kept = f"your uploads take more than {self._quota.kept_megabytes} MB"
            raise ProblemError(413, f"{kept}: remove some, or try again tomorrow")

    def _of(self, user: str, upload_id: str) -> Upload:
        upload = self._find(upload_id)
        if upload is None or upload.user != user or upload.at < _oldest():
            raise no_upload(upload_id)
        return upload


def _oldest() -> float:
    """Return when what is kept was received at the earliest (Unix time)."""
    return time.time() - KEPT_SECONDS


def no_upload(upload_id: str) -> ProblemError:
    """Return the error for a file that is not there, or not the user's."""
    return ProblemError(404, f"no upload '{upload_id}': send the file again")


def _read(folder: Path) -> Upload | None:
    try:
        return Upload(**json.loads((folder / _RECORD).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def display_name(name: str) -> str:
    """Return the user's name of a file, with its folders, without control characters.

    It is never a path on a disk: roots, drives and `..` are removed. Raises ProblemError 422 if
    nothing is left.
    """
    parts = [part.strip(" .") for part in re.split(r"[/\\]", " ".join(clean(name).split()))]
    kept = [part[-_LONGEST_NAME:] for part in parts if part and not part.endswith(":")]
    if not kept or not parts[-1]:
        raise ProblemError(422, "the upload has no name: give the file's name")
    while len("/".join(kept)) > _LONGEST_PATH:
        del kept[0]
    return "/".join(kept)
