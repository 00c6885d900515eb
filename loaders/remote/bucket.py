"""`s3://bucket/prefix` → files, by s3fs: of Amazon S3, or of another server with its API.

Credentials and the address of the server are those of the environment and of `~/.aws`.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote, urlsplit

from precis.errors import require
from precis.loaders.errors import LoadError, without_credentials
from precis.loaders.folder import is_wanted
from precis.loaders.limits import LimitError
from precis.loaders.remote.connecting import secret_free
from precis.loaders.remote.contract import Connector, Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fsspec import AbstractFileSystem

    from precis.loaders.options import LoadOptions


_TRIES = 3


class Bucket(Connector):
    """The files below a prefix or a folder, or one file; hidden ones are left out."""

    def __init__(self, source: str, options: LoadOptions) -> None:
        super().__init__(source, options)
        self.root = without_credentials(source).rstrip("/")
        if not source.lower().startswith("s3://") or "::" in source:
            raise LoadError(source, "this is not an address", "give s3://BUCKET/PREFIX")
        require("s3fs", "s3://", "s3")

    def entries(self) -> Iterator[Entry | LoadError]:
        """Yield the files in the order of their names."""
        with self._load_errors(self.root):
            files, base = self._open()
            found = self._listing(files, base)
        top = PurePosixPath("/")
        for path in sorted(found):
            inside = path.removeprefix(base).strip("/")
            source = f"{self.root}/{inside}" if inside else self.root
            if inside and not is_wanted(top / inside, top, self.options):
                continue
            try:
                self.options.limits.check_bytes(source, int(found[path].get("size") or 0))
            except LimitError as error:
                yield error
            else:
                fetch = partial(self._fetch, files, path, source)
                yield Entry(source, str(found[path].get("ETag")), fetch)

    def _open(self) -> tuple[AbstractFileSystem, str]:
        from fsspec.core import url_to_fs

        seconds = self.options.fetch_timeout
        timeouts = {"connect_timeout": seconds, "read_timeout": seconds}
        settings = {**timeouts, "retries": {"max_attempts": _TRIES}}
        files, base = url_to_fs(self.source, skip_instance_cache=True, config_kwargs=settings)
        return files, str(base).rstrip("/")

    @staticmethod
    def _listing(files: AbstractFileSystem, base: str) -> Mapping[str, dict[str, Any]]:
        about = files.info(base)
        if about["type"] != "directory":
            return {base: about}
        return cast("Mapping[str, dict[str, Any]]", files.find(base, detail=True))

    def _fetch(self, files: AbstractFileSystem, path: str, source: str) -> bytes:
        with self._load_errors(source), files.open(path, "rb") as stream:
            return cast("bytes", stream.read(self.options.limits.max_bytes + 1))

    @contextmanager
    def _load_errors(self, source: str) -> Iterator[None]:
        """Turn what s3fs and botocore raise into LoadErrors."""
        try:
            yield
        except FileNotFoundError:
            raise LoadError(source, "nothing has this name", "check the name") from None
        except PermissionError:
            remedy = "check the credentials and their permissions"
            raise LoadError(source, "the server refuses to show it", remedy) from None
        except Exception as error:  # noqa: BLE001 - they raise whatever they meet
            password = unquote(urlsplit(self.source).password or "")
            reason = secret_free(f"{type(error).__name__}: {error}", password)
            remedy = "check the address, the network and the credentials"
            raise LoadError(source, f"it cannot be read ({reason})", remedy) from None
