"""`s3://bucket/prefix`, `gs://bucket/prefix`, `sftp://host/folder` → files, by fsspec.

Credentials are those of the environment and the usual files of each service, such as
`~/.aws/credentials`.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from urllib.parse import unquote, urlsplit

from precis.errors import require
from precis.loaders.errors import LoadError, without_credentials
from precis.loaders.folder import is_wanted
from precis.loaders.limits import LimitError
from precis.loaders.remote.connecting import secret_free
from precis.loaders.remote.contract import Connector, Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from fsspec import AbstractFileSystem

    from precis.loaders.options import LoadOptions


class _Kind(NamedTuple):
    package: str
    extra: str
    settings: Callable[[float], dict[str, Any]]
    """The settings of its file system, by the seconds to wait for each step of a request."""


def _s3_settings(seconds: float) -> dict[str, Any]:
    timeouts = {"connect_timeout": seconds, "read_timeout": seconds}
    return {"config_kwargs": {**timeouts, "retries": {"max_attempts": 3}}}


_KINDS = {
    "s3": _Kind("s3fs", "s3", _s3_settings),
    "gs": _Kind("gcsfs", "gs", lambda seconds: {"timeout": seconds}),
    "sftp": _Kind("paramiko", "sftp", lambda seconds: {"timeout": seconds}),
}

_VERSIONS = (("ETag",), ("etag",), ("md5Hash",), ("mtime", "size"), ("LastModified", "size"))
"""What says in the listing of a service that a file has changed: the first that it has."""


class Files(Connector):
    """The files below a prefix or a folder, or one file; hidden ones are left out."""

    def __init__(self, source: str, options: LoadOptions) -> None:
        super().__init__(source, options)
        self._scheme = source.partition(":")[0].lower()
        self._kind = _KINDS[self._scheme]
        self.root = without_credentials(source).rstrip("/")
        if not source.startswith(f"{source[: len(self._scheme)]}://") or "::" in source:
            raise LoadError(source, "this is no address", f"give {self._scheme}://PLACE/FOLDER")
        require(self._kind.package, f"{self._scheme}://", self._kind.extra)

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
                yield Entry(source, _version(found[path]), fetch)

    def _open(self) -> tuple[AbstractFileSystem, str]:
        from fsspec.core import url_to_fs

        settings = self._kind.settings(self.options.fetch_timeout)
        files, base = url_to_fs(self.source, skip_instance_cache=True, **settings)
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
        """Turn what the services raise into LoadErrors."""
        try:
            yield
        except FileNotFoundError:
            raise LoadError(source, "there is nothing of this name", "check the name") from None
        except PermissionError:
            remedy = "check the credentials, and what they may read"
            raise LoadError(source, "the server refuses to show it", remedy) from None
        except Exception as error:  # noqa: BLE001 - services raise whatever they meet
            password = unquote(urlsplit(self.source).password or "")
            reason = secret_free(f"{type(error).__name__}: {error}", password)
            remedy = "check the address, the network and the credentials"
            raise LoadError(source, f"it cannot be read ({reason})", remedy) from None


def _version(about: Mapping[str, Any]) -> str:
    """Return what changes with a file, of what a service lists about it."""
    for names in _VERSIONS:
        if all(about.get(name) for name in names):
            return " ".join(str(about[name]) for name in names)
    return " ".join(str(about.get(name)) for name in ("created", "updated", "size"))
