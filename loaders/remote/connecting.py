"""A source on a server → blobs of what is new; downloads are kept until the ingest completes.

`options.cache` is the folder for that: an ingest that was interrupted fetches the rest.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import import_module, metadata
from typing import TYPE_CHECKING

from precis.loaders.errors import LoadError, without_credentials

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from langchain_core.documents.base import Blob

    from precis.loaders.options import LoadOptions
    from precis.loaders.remote.contract import Connector, Entry
    from precis.loaders.remote.downloads import Downloads

    IsHeld = Callable[[str, str], bool]

_MAILBOX = "precis.loaders.remote.mailbox:Mailbox"
_CONNECTORS = {
    "s3": "precis.loaders.remote.bucket:Bucket",
    "imap": _MAILBOX,
    "imaps": _MAILBOX,
    "zotero": "precis.loaders.remote.zotero:Zotero",
    "feed": "precis.loaders.remote.feed:Feed",
}
"""By what a source begins with, up to its first colon."""

SCHEMES = tuple(_CONNECTORS)


def is_on_server(source: object) -> bool:
    """Return whether a source is read by a connector; `./feed:x` names a file."""
    return isinstance(source, str) and source.partition(":")[0].lower() in _CONNECTORS


def connect(source: str, options: LoadOptions) -> Connector:
    """Return the connector of a source. Raises LoadError, and MissingExtraError."""
    scheme = source.partition(":")[0].lower()
    module, _, name = _CONNECTORS[scheme].partition(":")
    kind: type[Connector] = getattr(import_module(module), name)
    if options.public_only and not kind.public:
        raise LoadError(source, f"sources of '{scheme}' are refused here", "give a web address")
    return kind(source, options)


def blobs(
    connector: Connector,
    options: LoadOptions,
    is_held: IsHeld,
    downloads: Downloads,
    on_seen: Callable[[], None],
) -> Iterator[Blob | LoadError]:
    """Yield the blob of each entry that is not held, and a LoadError for each that cannot be had.

    What `downloads` knows to be of no known format is left out. `metadata["version"]` of a blob is
    what `is_held` is asked with its source. `on_seen` is called when all entries were seen.
    """
    seen = False
    try:
        for entry in connector.entries():
            seen = True
            if isinstance(entry, LoadError):
                yield entry
                continue
            version = _version(entry, options)
            if not (is_held(entry.source, version) or downloads.is_unknown(entry.source, version)):
                yield _fetched(entry, version, downloads, options)
    except LoadError as error:
        yield error
        return
    on_seen()
    if not seen and not connector.lists_all:
        yield LoadError(connector.root, "there is nothing in it", "check the address")


def _fetched(
    entry: Entry, version: str, downloads: Downloads, options: LoadOptions
) -> Blob | LoadError:
    data = downloads.get(entry.source, version)
    if data is None:
        try:
            data = entry.fetch()
            options.limits.check_bytes(entry.source, len(data))
        except LoadError as error:
            return error
        if not data:
            return LoadError(entry.source, "it is empty", "give one with text")
        downloads.put(entry.source, version, data)
    blob = entry.blob(data)
    blob.metadata["version"] = version
    return blob


def _version(entry: Entry, options: LoadOptions) -> str:
    """Return a version that changes with the entry and with the options of reading it."""
    reading = options.model_dump(include={"comments", "describe_figures", "audio_model"})
    parts = entry.version, sorted(entry.known.items()), sorted(reading.items()), _reader()
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@cache
def _reader() -> str:
    """Return the versions of what reads, with its plug-ins: later ones may read more."""
    from precis.loaders.registry import ENTRY_POINTS

    found = metadata.entry_points(group=ENTRY_POINTS)
    plugins = {it.dist.name: it.dist.version for it in found if it.dist}
    named = (f"{name} {version}" for name, version in sorted(plugins.items()))
    return ", ".join([metadata.version("precis"), *named])


def secret_free(text: str, *secrets: str | None) -> str:
    """Return a message of a server on one line, without credentials and `secrets`."""
    line = " ".join(without_credentials(text).split())[:200]
    for secret in filter(None, secrets):
        line = line.replace(secret, "…")
    return line
